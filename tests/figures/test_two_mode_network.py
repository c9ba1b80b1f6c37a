"""Figure `two_mode_network`: what is counted, where it stands, how it is drawn."""

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, PathPatch, Rectangle

from rejoinder.figures.network_layout import place_nodes, split_columns
from rejoinder.figures.style import Paper
from rejoinder.figures.two_mode_network import count_two_mode_network, plot_two_mode_network
from tests.support.corpora import as_tuples
from tests.support.figure_data import take_positions
from tests.support.figure_text import find_faults, read_text

LINES = (
    *["Ada | denial | | 2013-03-12 | person | | Norland"] * 3,
    "Ada | cooperation | | 2013-03-12 | person | | Norland",
    "Bo | cooperation | | 2013-03-12 | person | | Sudland",
    "Cy | cooperation | | 2013-03-12",
)
STANCES = (
    *["Ada | talks | favours | 2013-03-12 | person | | Norland"] * 2,
    "Ada | talks | opposes | 2013-03-12 | person | | Norland",
    "Bo | talks | opposes | 2013-03-12 | person | | Sudland",
)


def choose(paper: Paper, **settings: object) -> Paper:
    return replace(paper, two_mode_network=replace(paper.two_mode_network, **settings))


def count(paper: Paper, *lines: str) -> pd.DataFrame:
    return count_two_mode_network(take_positions(*lines, paper=paper), paper)


def test_positions_are_counted_by_actor_and_frame_in_the_order_of_sides(paper: Paper) -> None:
    assert as_tuples(count(paper, *LINES), "actor", "side", "n", "concept", "agreement", "count") == [
        ("Ada", "Norland", 4, "denial", "agrees", 3),
        ("Ada", "Norland", 4, "cooperation", "agrees", 1),
        ("Bo", "Sudland", 1, "cooperation", "agrees", 1),
        ("Cy", "side unknown", 1, "cooperation", "agrees", 1),
    ]


def test_agreement_and_disagreement_with_a_target_are_counted_apart(paper: Paper) -> None:
    table = count(choose(paper, concepts="targets"), *STANCES)
    assert as_tuples(table, "actor", "agreement", "count") == [
        ("Ada", "agrees", 2), ("Ada", "disagrees", 1), ("Bo", "disagrees", 1)
    ]  # fmt: skip


def test_actors_can_be_sides(paper: Paper) -> None:
    assert set(count(choose(paper, actors="side"), *LINES)["actor"]) == {"Norland", "Sudland"}


def test_actors_beyond_the_room_are_counted_and_not_drawn(paper: Paper) -> None:
    table = count(choose(paper, most=2), *LINES)
    assert as_tuples(table.drop_duplicates("actor"), "actor", "column") == [("Ada", "left"), ("Bo", ""), ("Cy", "")]


def test_where_all_speak_as_often_the_first_by_name_are_drawn(paper: Paper) -> None:
    table = count(choose(paper, most=2), *[f"{name} | denial | | 2013-03-12" for name in ("Cy", "Bo", "Ada")])
    assert set(table.loc[table["column"] != "", "actor"]) == {"Ada", "Bo"}


def test_actors_with_fewer_positions_than_the_option_asks_are_not_drawn(paper: Paper) -> None:
    table = count(choose(paper, minimum=2), *LINES)
    assert set(table.loc[table["column"] != "", "actor"]) == {"Ada"}


def test_of_very_many_actors_those_with_the_most_positions_are_listed(paper: Paper) -> None:
    assert set(count(replace(choose(paper, most=2), rows=2, speakers=2), *LINES)["actor"]) == {"Ada", "Bo"}


@pytest.mark.parametrize(
    ("headings", "lefts"),
    [("AABB", 2), ("AAABB", 3), ("AAAAAB", 3), ("A", 1), ("ABBBBB", 3), ("AABBBB", 2), ("", 0)],
)
def test_columns_part_between_sides_where_one_ends_near_the_middle(headings: str, lefts: int) -> None:
    assert split_columns(list(headings)).count("left") == lefts


def test_lines_are_as_wide_as_their_counts(paper: Paper) -> None:
    places = place_nodes(count(paper, *LINES), paper)
    assert places.lines[0].width == pytest.approx(3 * places.lines[1].width)


def test_circles_are_as_large_as_numbers_of_positions(paper: Paper) -> None:
    ada, bo, _ = place_nodes(count(paper, *LINES), paper).actors
    assert ada.radius**2 == pytest.approx(4 * bo.radius**2)


def test_lines_end_within_the_box_of_their_concept(paper: Paper) -> None:
    places = place_nodes(count(paper, *LINES), paper)
    boxes = {box.name: box for box in places.concepts}
    for line in places.lines:
        box = boxes[line.concept]
        assert box.top <= line.end - line.width / 2
        assert line.end + line.width / 2 <= box.top + box.height


def test_agreement_and_disagreement_of_an_actor_run_side_by_side(paper: Paper) -> None:
    paper = choose(paper, concepts="targets")
    agrees, disagrees, _ = place_nodes(count(paper, *STANCES), paper).lines
    assert disagrees.start - agrees.start == pytest.approx((agrees.width + disagrees.width) / 2)


def test_lines_of_frames_have_the_colours_of_frames(paper: Paper) -> None:
    figure = plot_two_mode_network(count(paper, *LINES), paper)
    lines = [to_hex(patch.get_edgecolor()) for patch in figure.axes[0].patches if isinstance(patch, PathPatch)]
    assert lines[0] == paper.frame_colours(1)[0]
    assert set(lines[1:]) == {paper.frame_colours(3)[2]}


def test_disagreement_is_dashed_so_that_it_shows_in_grey(paper: Paper) -> None:
    paper = choose(paper, concepts="targets")
    figure = plot_two_mode_network(count(paper, *STANCES), paper)
    looks = {
        (to_hex(patch.get_edgecolor()), bool(patch.get_linestyle()[1]))
        for patch in figure.axes[0].patches
        if isinstance(patch, PathPatch)
    }
    assert looks == {(paper.favours, False), (paper.opposes, True)}


def test_the_figure_says_how_many_actors_it_leaves_out(paper: Paper) -> None:
    paper = choose(paper, most=2)
    assert "1 speaker with the most positions, at least 4" in read_text(
        plot_two_mode_network(count(paper, *LINES), paper)
    )


def test_each_actor_has_a_circle_and_each_concept_a_box(paper: Paper) -> None:
    patches = plot_two_mode_network(count(paper, *LINES), paper).axes[0].patches
    assert [sum(isinstance(patch, kind) for patch in patches) for kind in (Circle, Rectangle)] == [3, 2]


def test_the_layout_does_not_depend_on_the_order_of_statements(paper: Paper) -> None:
    assert place_nodes(count(paper, *LINES), paper) == place_nodes(count(paper, *reversed(LINES)), paper)


@pytest.mark.parametrize("actors", [1, 5, 20, 60])
@pytest.mark.parametrize("concepts", ["frames", "targets"])
def test_names_of_so_many_actors_are_neither_cut_nor_overlap(paper: Paper, actors: int, concepts: str) -> None:
    paper = choose(paper, concepts=concepts, most=60)
    sides = ("Norland", "Sudland", "Federation of the Eastern Islands", "")
    lines = [
        f"Deputy Chair No. {n} of the Standing Committee on Fisheries {'W' * (n % 9)} | {concept} | {stance}"
        f" | 2013-03-12 | person | | {sides[n % 4]}"
        for n in range(actors)
        for concept, stance in (("denial", ""), ("cooperation", ""), ("talks", "favours"), ("norland", "opposes"))
    ]
    figure = plot_two_mode_network(count(paper, *lines), paper)
    assert find_faults(figure) == []

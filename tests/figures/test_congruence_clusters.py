"""Figure `congruence_clusters`: who is in which cluster when, and what is withheld."""

from dataclasses import replace
from itertools import chain

import pandas as pd
from matplotlib.patches import Rectangle

from rejoinder.figures.congruence_clusters import count_congruence_clusters, plot_congruence_clusters
from rejoinder.figures.style import Paper
from tests.support.corpora import as_tuples
from tests.support.figure_data import take_positions
from tests.support.figure_text import find_faults, read_text

DAYS = ("2013-03-12", "2013-03-13", "2014-05-04", "2014-05-05")


def choose(paper: Paper, **settings: object) -> Paper:
    shown = replace(paper.congruence_clusters, **({"actors": "speaker", "minimum": 1, "slices": 2} | settings))
    return replace(paper, congruence_clusters=shown, minimum_articles=2)


def say(speakers: str, target: str, stance: str, *days: str) -> list[str]:
    """Speakers named by letters, who take a position once a day."""
    return [f"{name} | {target} | {stance} | {day} | person | | Norland" for name in speakers for day in days]


def count(paper: Paper, *parts: list[str]) -> pd.DataFrame:
    return count_congruence_clusters(take_positions(*chain(*parts), paper=paper), paper)


def list_clusters(table: pd.DataFrame) -> dict[str, str]:
    """Letters of each actor over time, "." for none."""
    return {
        str(actor): "".join(letter or "." for letter in rows["cluster"])
        for actor, rows in table.groupby("actor", sort=False)
    }


SHIFT = (
    say("ABC", "talks", "favours", *DAYS[:2]), say("DE", "talks", "opposes", *DAYS),
    say("AB", "talks", "favours", *DAYS[2:]), say("C", "talks", "opposes", *DAYS[2:]),
)  # fmt: skip


def test_an_actor_who_changes_over_is_in_the_others_cluster(paper: Paper) -> None:
    assert list_clusters(count(choose(paper), *SHIFT)) == {"A": "AA", "B": "AA", "C": "AB", "D": "BB", "E": "BB"}


def test_slices_have_their_days_and_numbers_of_articles(paper: Paper) -> None:
    table = count(choose(paper), *SHIFT).drop_duplicates("slice")
    assert as_tuples(table, "slice", "first", "last", "articles") == [(1, *DAYS[:2], 2), (2, *DAYS[2:], 2)]


def test_a_cluster_is_known_by_what_several_of_its_actors_say(paper: Paper) -> None:
    table = count(choose(paper), *SHIFT, say("A", "norland", "opposes", *DAYS, *DAYS))
    shared = dict(zip(table["cluster"], table["shared"], strict=True))
    label = "talks on the fishing grounds and on the islands"
    assert shared == {"A": f"favours {label}", "B": f"opposes {label}"}


def test_clusters_by_frames_are_known_by_their_frames(paper: Paper) -> None:
    table = count(choose(paper, concepts="frames"), say("AB", "denial", "", *DAYS), say("CD", "cooperation", "", *DAYS))
    assert dict(zip(table["cluster"], table["shared"], strict=True)) == {"A": "Denial", "B": "Cooperation"}


def test_who_agrees_with_nobody_is_in_no_cluster_with_the_reason(paper: Paper) -> None:
    table = count(choose(paper), say("AB", "talks", "favours", *DAYS), say("C", "norland", "opposes", *DAYS))
    assert set(table.loc[table["actor"] == "C", "note"]) == {"tied to nobody"}


def test_an_actor_with_few_positions_in_a_slice_is_withheld_there(paper: Paper) -> None:
    table = count(
        choose(paper, minimum=2), say("AB", "talks", "favours", *DAYS), say("C", "talks", "favours", *DAYS[:3])
    )
    rows = table[table["actor"] == "C"]
    assert as_tuples(rows, "cluster", "note") == [("A", ""), ("", "withheld: 1 position(s), fewer than 2")]


def test_a_slice_of_few_articles_is_withheld(paper: Paper) -> None:
    one_day = [f"2013-03-12T{hour}" for hour in range(10, 20)]  # articles of one day are in one slice
    table = count(choose(paper, slices=3), say("AB", "talks", "favours", "2012-01-01", *one_day, *DAYS[2:]))
    assert list_clusters(table) == {"A": ".AA", "B": ".AA"}
    assert set(table.loc[table["slice"] == 1, "note"]) == {"withheld: 1 article(s), fewer than 2"}


def test_actors_can_be_sides(paper: Paper) -> None:
    lines = [
        line.replace("Norland", side) for side in ("Norland", "Sudland") for line in say("A", "talks", "favours", *DAYS)
    ]
    assert list_clusters(count(choose(paper, actors="side"), lines)) == {"Norland": "AA", "Sudland": "AA"}


def test_one_slice_is_no_course_of_time(paper: Paper) -> None:
    assert count(choose(paper), say("AB", "talks", "favours", DAYS[0])).empty


def test_undated_articles_have_no_clusters(paper: Paper) -> None:
    assert count(choose(paper), say("AB", "talks", "favours", "")).empty


def test_without_ties_in_two_slices_there_is_no_figure(paper: Paper) -> None:
    assert count(choose(paper), say("AB", "talks", "favours", *DAYS[:2]), say("A", "talks", "favours", *DAYS[2:])).empty


def test_cells_of_an_actor_who_stays_are_joined(paper: Paper) -> None:
    paper = choose(paper)
    table = count(paper, *SHIFT)
    cells = [patch for patch in plot_congruence_clusters(table, paper).axes[0].patches if isinstance(patch, Rectangle)]
    widths = {cell.get_width() for cell in cells}
    firsts = [cell.get_width() == max(widths) for cell in cells[::2]]
    assert firsts == [actor != "C" for actor in table.loc[table["slice"] == 1, "actor"]]


def test_the_figure_says_what_the_clusters_are_about(paper: Paper) -> None:
    paper = choose(paper)
    text = read_text(plot_congruence_clusters(count(paper, *SHIFT), paper))
    assert "A: favours talks on the fishing grounds" in text


def test_no_text_of_many_actors_and_slices_is_cut_or_overlaps(paper: Paper) -> None:
    paper = choose(paper, slices=8, most=60)
    days = [f"2013-{month:02d}-{day:02d}" for month in range(1, 9) for day in (1, 2)]
    lines = [
        f"Deputy Chair No. {n} of the Standing Committee on Fisheries {'W' * (n % 9)} | {target} | {stance} | {day}"
        for n in range(40)
        for place, day in enumerate(days)
        for target, stance in ((("talks", "favours"), ("talks", "opposes"), ("norland", "opposes"))[(n + place) % 3],)
    ]
    table = count(paper, lines)
    figure = plot_congruence_clusters(table, paper)
    assert find_faults(figure) == []
    assert figure.get_figheight() * 25.4 <= paper.page_mm

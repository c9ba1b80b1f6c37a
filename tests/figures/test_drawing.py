"""What figures show: cells, ribbons, lines and marks, and why something is not drawn."""

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from rejoinder.figures import draw_figures, style
from rejoinder.figures.by_outlet import count_by_outlet, plot_by_outlet
from rejoinder.figures.over_time import count_over_time, plot_over_time
from rejoinder.figures.score import count_score, plot_score
from rejoinder.figures.sides_frames import count_sides_frames, plot_sides_frames
from rejoinder.figures.speakers_frames import count_speakers_frames, plot_speakers_frames
from rejoinder.figures.stage import draw_curves
from rejoinder.figures.stance_network import count_stance_network, plot_stance_network
from rejoinder.figures.style import Paper
from rejoinder.report.captions import FIGURES
from tests.support.curves import invent_curves
from tests.support.figure_data import EMPTY, FOUR, code_statements, invent_coding, take_key_words, take_positions
from tests.support.figure_text import read_text

ANSWERING = ("Sudland", "Norland", "Ostland", "Norland")  # two accuse Norland, which denies it both times


def test_score_colours_cells_by_frame_and_splits_those_of_two(paper: Paper) -> None:
    table = count_score(FOUR, paper)
    axes = plot_score(table, FOUR.frames, list(FOUR.sides), paper).axes[0]
    cells = [p for p in axes.patches if isinstance(p, Rectangle)]
    colours = [to_hex(cell.get_facecolor()) for cell in cells]
    denial, _, cooperation, _ = paper.frame_colours(4)
    assert colours == [denial, paper.narrated, denial, cooperation, style.WHITE, cooperation]
    assert cells[2].get_height() == pytest.approx(cells[0].get_height() / 2)


def test_score_of_a_long_article_says_how_much_it_shows(paper: Paper) -> None:
    long = code_statements(*["A | | direct | denial"] * 400)
    figure = plot_score(
        count_score(long, paper), long.frames, list(long.sides), replace(paper, page_mm=100, columns=20)
    )
    cells = sum(len([p for p in axes.patches if isinstance(p, Rectangle)]) for axes in figure.axes)
    assert 0 < cells < 400
    assert figure.axes[0].get_title(loc="left") == f"Story 0 (sentences 1 to {cells} of 400)"


def test_ribbons_are_as_wide_as_their_counts(paper: Paper) -> None:
    table = count_stance_network(FOUR, paper)
    figure = plot_stance_network(table, FOUR.targets, paper)
    ribbons = [patch.get_path().vertices for patch in figure.axes[0].patches if not isinstance(patch, Rectangle)]
    widths = sorted(round(float(ribbon[7][1] - ribbon[0][1]), 6) for ribbon in ribbons)
    assert widths == pytest.approx([widths[0], widths[0], 2 * widths[0]])


def test_what_is_on_no_named_side_never_outweighs_the_named_sides_in_the_network(paper: Paper) -> None:
    stances = ", ".join(f"{n} talks 0.9" for n in range(1, 11))
    lines = ["Ada | Norland | direct |", *["Wire | | narrated |"] * 6, *["X | | direct |"] * 3]
    data = code_statements(*lines, stances=stances)
    figure = plot_stance_network(count_stance_network(data, paper), data.targets, paper)
    ribbons = [patch for patch in figure.axes[0].patches if not isinstance(patch, Rectangle)]
    pale, full = (
        [r.get_path().vertices for r in ribbons if (r.get_alpha() is None) == named] for named in (False, True)
    )
    assert (len(pale), len(full)) == (2, 1)
    assert sum(r[7][1] - r[0][1] for r in pale) == pytest.approx(full[0][7][1] - full[0][0][1])
    assert "narration, n = 6, drawn at 11 %" in read_text(figure)
    assert "Norland, n = 1 " in read_text(figure)


def test_rows_of_no_named_side_are_grey(paper: Paper) -> None:
    data = code_statements("Ada | Norland | direct | denial", "Wire | | narrated | denial", "X | | direct | denial")
    labels = plot_sides_frames(count_sides_frames(data), paper).axes[0].get_yticklabels()
    assert [label.get_text() for label in labels] == ["Norland (n = 1)", "side unknown (n = 1)", "narration (n = 1)"]
    assert [label.get_color() for label in labels] == [style.INK, style.QUIET, style.QUIET]
    bars = plot_speakers_frames(count_speakers_frames(data, paper), paper).axes[0].patches[-3:]
    assert [to_hex(bar.get_facecolor()) for bar in bars] == [paper.frame_colours(1)[0], paper.narrated, paper.narrated]


def test_what_is_uncertain_is_drawn_paler(paper: Paper) -> None:
    data = code_statements(*["Ada | Norland | direct | denial"] * 4)
    (full, certain) = (
        plot_speakers_frames(count_speakers_frames(data, paper).assign(uncertain=1), paper).axes[0].patches
    )
    assert (full.get_width(), certain.get_width()) == (1, 0.75)
    assert to_hex(full.get_facecolor()) == style.lighten(to_hex(certain.get_facecolor()))
    cells = plot_sides_frames(count_sides_frames(data).assign(uncertain=[1, *[0] * len(data.frames)]), paper)
    (bar,) = cells.axes[0].patches
    assert 0.2 < bar.get_width() < 0.25


@pytest.mark.parametrize("uncertain", [0, 1])
def test_legend_of_uncertain_statements_stands_only_where_there_are_some(paper: Paper, uncertain: int) -> None:
    data = code_statements(*["Ada | Norland | direct | denial"] * 4)
    figures = (
        plot_speakers_frames(count_speakers_frames(data, paper).assign(uncertain=uncertain), paper),
        plot_sides_frames(count_sides_frames(data).assign(uncertain=uncertain), paper),
    )
    assert [len(figure.legends) for figure in figures] == [uncertain, uncertain]


def test_line_is_broken_where_a_period_has_no_articles(paper: Paper) -> None:
    table = count_over_time(invent_coding(200, days=15), paper)
    gap = table[table["period"] != table["period"].unique()[5]]
    lines = [len(plot_over_time(periods, paper).axes[0].lines) for periods in (table, gap)]
    assert lines == [1, 2]


def test_outlet_of_few_articles_has_a_hollow_mark_without_interval(paper: Paper) -> None:
    table = count_by_outlet(invent_coding(30, ("Wire", "Post", "Star", "Echo")), paper)
    few = set(table.loc[table["articles"] < 5, "outlet"])
    assert few == set(table.loc[table["low"].isna(), "outlet"])
    axes = plot_by_outlet(table, paper).axes[0]
    marks = [line for line in axes.lines if line.get_marker() == "o"]
    assert [mark.get_markerfacecolor() == style.WHITE for mark in marks].count(True) == len(few) > 0


def test_empty_figures_say_what_is_missing(paper: Paper) -> None:
    for name, table, figure in draw_figures(EMPTY, paper):
        assert table.empty, name
        assert read_text(figure).startswith("No "), name


def test_figures_of_what_is_withheld_give_the_reason(paper: Paper) -> None:
    few = code_statements("A | | direct | denial", "B | | direct |", passes=1)
    texts = {name: read_text(figure) for name, _, figure in draw_figures(few, paper)}
    assert texts["reliability"] == "No reliability diagram: 2 statement(s) coded, fewer than 4."
    assert texts["prevalence"] == "No corrected shares: 2 statement(s) coded, fewer than 4."


def test_passes_of_another_codebook_are_in_no_figure(paper: Paper) -> None:
    foreign = replace(FOUR, agreement=FOUR.agreement.assign(n=0, value=None))
    assert "agreement" in {drawn.name for drawn in draw_figures(FOUR, paper)}
    assert "agreement" not in {drawn.name for drawn in draw_figures(foreign, paper)}


def test_without_gold_coding_and_stances_there_are_no_figures_of_them(paper: Paper) -> None:
    assert [drawn.name for drawn in draw_figures(EMPTY, paper)] == ["score", "sides_frames", "speakers_frames"]


def test_corpus_of_one_day_and_outlet_has_no_figures_of_several(paper: Paper) -> None:
    several = invent_coding(40, ("Wire", "Post"), 40)
    few_names, several_names = ({drawn.name for drawn in draw_figures(data, paper)} for data in (FOUR, several))
    assert {"over_time", "by_outlet"} & few_names == set()
    assert {"over_time", "by_outlet"} <= several_names


def test_every_figure_has_its_caption_in_the_report(paper: Paper) -> None:
    several = invent_coding(40, ("Wire", "Post"), 40)
    agreed = take_positions(
        *(f"{name} | talks | favours | 2013-{month:02d}-01 | person | | {name}"
          for name in ("Norland", "Sudland") for month in range(1, 11) for _ in range(2))
    )  # fmt: skip
    answers = [f"{side} | {side} | direct | {'denial' * (side == 'Norland')}" for side in ANSWERING]
    answered = code_statements(*answers, stances="1 norland -0.9, 3 norland -0.9")
    words = take_key_words(("side", "Norland", "fish", 9.0))
    codings = (FOUR, several, agreed, answered, words)
    curves = draw_curves(invent_curves(several), several, paper)
    drawn = [*curves, *(figure for data in codings for figure in draw_figures(data, paper))]
    assert {figure.name for figure in drawn} == set(FIGURES)

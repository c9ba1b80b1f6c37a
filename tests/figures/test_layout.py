"""Nothing in a figure is cut off or overlaps, whatever it holds."""

import pytest
from matplotlib.text import Text

from rejoinder.figures import draw_figures, style
from rejoinder.figures.labels import fit_titles
from rejoinder.figures.prevalence import count_prevalence, plot_prevalence
from rejoinder.figures.reliability import count_reliability, plot_reliability
from rejoinder.figures.style import Paper
from rejoinder.figures.thresholds import count_thresholds, plot_thresholds
from tests.support.figure_data import EMPTY, FOUR, LABELS, OUTLETS, code_crowd, code_statements, invent_coding
from tests.support.figure_text import find_faults

CASES = {
    "four frames": lambda: FOUR,
    "no statements": lambda: EMPTY,
    "one frame": lambda: code_crowd(3, 1),
    "two frames": lambda: code_crowd(3, 2),
    "five frames": lambda: code_crowd(16, 5),
    "nine frames, many speakers": lambda: code_crowd(40, 9),
    "fourteen frames": lambda: code_crowd(16, 14),
    "many articles": lambda: code_crowd(30, 4, articles=3),
    "two outlets, three weeks": lambda: invent_coding(60, ("Wire", "Post"), 21),
    "forty outlets, years": lambda: invent_coding(300, OUTLETS, 1500),
    "nine frames by month": lambda: invent_coding(300, OUTLETS, 500, 9),
    "one frame, fourteen frames' room": lambda: invent_coding(40, ("", "Post"), 700, 1),
    "fourteen frames, many outlets": lambda: invent_coding(100, OUTLETS, 4000, 14),
}


@pytest.mark.parametrize("case", CASES)
def test_no_text_is_cut_off_or_overlaps(case: str, paper: Paper) -> None:
    faults = {name: find_faults(figure) for name, _, figure in draw_figures(CASES[case](), paper)}
    assert faults == {name: [] for name in faults}


@pytest.mark.parametrize("case", CASES)
def test_figures_fit_their_column_and_page(case: str, paper: Paper) -> None:
    for name, _, figure in draw_figures(CASES[case](), paper):
        width, height = (size / style.MM for size in figure.get_size_inches())
        assert round(width, 6) in (paper.column_mm, paper.double_mm), name
        assert height <= paper.page_mm, name


@pytest.mark.parametrize("case", ["five frames", "fourteen frames", "fourteen frames, many outlets"])
def test_labels_of_frames_are_never_cut(case: str, paper: Paper) -> None:
    for name, _, figure in draw_figures(CASES[case](), paper):
        cut = [" ".join(t.get_text().split())[:-1].strip() for t in figure.findobj(Text) if t.get_text().endswith("…")]
        assert [text for text in cut if any(label.startswith(text) for label in LABELS)] == [], name


def test_a_label_too_wide_for_its_room_is_set_smaller_and_whole(paper: Paper) -> None:
    (text,), points = fit_titles(["Counter-victimhood"], 17, paper)
    assert text == "Counter-victimhood"
    assert points < paper.small_pt


def test_faults_are_found(paper: Paper) -> None:
    figure = paper.create_figure(90, 40)
    axes = figure.subplots()
    for place in (0.5, 0.52):
        axes.text(place, 0.5, "a label", in_layout=False)
    axes.text(1.5, 0.1, "far out", in_layout=False)
    assert "overlap: a label / a label" in find_faults(figure)
    assert "cut off: far out" in find_faults(figure)


def test_shares_of_many_passes_are_marked_alike(paper: Paper) -> None:
    many = code_statements(*["A | | direct | denial"] * 12, passes=8)
    figure = plot_prevalence(count_prevalence(many), paper)
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["machine's share", "corrected by 8 passes"]
    assert find_faults(figure) == []
    assert find_faults(plot_thresholds(count_thresholds(many), paper)) == []
    assert find_faults(plot_reliability(count_reliability(many), paper)) == []

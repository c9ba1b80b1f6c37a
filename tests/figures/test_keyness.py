"""Figure `keyness`: which parts and words are drawn, which are pale, and where the bars point."""

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from rejoinder.figures.data import FigureData
from rejoinder.figures.keyness import COLUMNS, ONE_ARTICLE, WEAK_BIC, count_keyness, plot_keyness
from rejoinder.figures.style import MM, Paper, lighten
from tests.support.corpora import as_tuples
from tests.support.figure_data import FOUR, take_key_words
from tests.support.figure_text import find_faults, read_text


def list_crowd(parts: int, words: int) -> FigureData:
    """Many parts with long names and long words."""
    rows = [
        (
            "side",
            f"Federation of the Eastern Islands {part}",
            f"{'extra' * (word % 8)}ordinary{word}",
            sign * (90.0 - word),
        )
        for part in range(parts)
        for sign in (1, -1)
        for word in range(words)
    ]
    return take_key_words(*rows)


def test_the_first_group_is_drawn_sides_in_the_order_of_figures(paper: Paper) -> None:
    data = take_key_words(("side", "Sudland", "b", 5), ("side", "Norland", "a", 4), ("outlet", "Wire", "c", 9))
    assert as_tuples(count_keyness(data, paper), "part", "term") == [("Norland", "a"), ("Sudland", "b")]


def test_frames_have_their_labels_in_the_codebooks_order(paper: Paper) -> None:
    data = take_key_words(("frame", "none", "c", 6), ("frame", "cooperation", "b", 5), ("frame", "denial", "a", 4))
    assert count_keyness(data, paper)["label"].tolist() == ["Denial", "Cooperation", "no frame"]


def test_so_many_words_are_drawn_in_each_direction_the_least_frequent_last(paper: Paper) -> None:
    rows = [("side", "Norland", f"w{g2}", float(g2)) for g2 in (9, 8, 7, -9, -8, -7)]
    table = count_keyness(take_key_words(*rows), replace(paper, words=2))
    assert table["term"].tolist() == ["w9", "w8", "w-8", "w-9"]


def test_words_that_do_not_differ_are_not_drawn(paper: Paper) -> None:
    data = take_key_words(("side", "Norland", "a", 3.0), p=0.08)
    assert count_keyness(data, paper).empty
    assert "p below .05" in read_text(plot_keyness(count_keyness(data, paper), paper))


@pytest.mark.parametrize(
    ("g2", "values", "note"),
    [
        (5.0, {}, ""),
        (5.0, {"bic": 1.9}, WEAK_BIC),
        (5.0, {"articles": 1}, ONE_ARTICLE),
        (5.0, {"reference_articles": 1}, ""),
        (-5.0, {"reference_articles": 1}, ONE_ARTICLE),
    ],
)
def test_words_that_say_little_are_pale(g2: float, values: dict[str, object], note: str, paper: Paper) -> None:
    table = count_keyness(take_key_words(("side", "Norland", "a", g2), **values), paper)
    assert table["note"].tolist() == [note]
    (bar,) = [patch for patch in plot_keyness(table, paper).axes[0].patches if isinstance(patch, Rectangle)]
    strong = "#35608d" if g2 > 0 else "#a8651a"
    assert to_hex(bar.get_facecolor()) == (lighten(strong) if note else strong)


def test_bars_point_to_the_right_where_a_word_is_more_frequent(paper: Paper) -> None:
    table = count_keyness(take_key_words(("side", "Norland", "a", 5), ("side", "Norland", "b", -4)), paper)
    bars = [patch for patch in plot_keyness(table, paper).axes[0].patches if isinstance(patch, Rectangle)]
    assert [bar.get_width() for bar in bars] == [5, -4]


def test_the_reference_is_named(paper: Paper) -> None:
    table = count_keyness(take_key_words(("side", "Norland", "a", 5), reference="Sudland"), paper)
    assert "signed G², against Sudland" in read_text(plot_keyness(table, paper))


def test_without_key_words_there_is_no_row(paper: Paper) -> None:
    table = count_keyness(FOUR, paper)
    assert (len(table), list(table.columns)) == (0, COLUMNS)


@pytest.mark.parametrize(("parts", "words"), [(1, 1), (2, 10), (4, 3), (9, 15)])
def test_nothing_is_cut_off_or_overlaps_and_the_page_holds_it(parts: int, words: int, paper: Paper) -> None:
    page = replace(paper, words=15)
    figure = plot_keyness(count_keyness(list_crowd(parts, words), page), page)
    assert find_faults(figure) == []
    assert figure.get_figheight() / MM <= paper.page_mm

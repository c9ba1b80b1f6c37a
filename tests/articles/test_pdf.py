"""The lines of a PDF as paragraphs again."""

import pytest

from rejoinder.articles.pdf import join_pages

LONG = "The harbour of Karran will stay open this winter, as the minister said on Monday in a long"


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        pytest.param("debate in the is-", "lands of the north.", "debate in the islands of the north.", id="word"),
        pytest.param("debate on a self-", "styled king.", "debate on a self-styled king.", id="compound by its part"),
        pytest.param("debate on the North-", "South line.", "debate on the North-South line.", id="capital"),
        pytest.param(
            "debate on the deep-", "sea port.", "debate on the deep-sea port.", id="compound that the text has"
        ),
        pytest.param("debate on 5-", "year plans.", "debate on 5-year plans.", id="number"),
        pytest.param("debate –", "and left.", "debate – and left.", id="dash"),
    ],
)
def test_a_word_that_is_parted_at_a_lines_end_is_whole_again(end: str, start: str, joined: str) -> None:
    rest = "A deep-sea port was promised in the spring, but nobody had seen a plan of it as yet, they said."
    filler = " ".join([LONG, end])
    paragraphs = join_pages(["\n".join([filler, start, rest])])
    assert paragraphs[0] == f"{LONG} {joined}"


def test_a_short_line_that_ends_within_a_word_ends_no_paragraph() -> None:
    assert join_pages([f"{LONG}\nde-\nbate on it."]) == [f"{LONG} debate on it."]


def test_running_heads_and_page_numbers_are_left_out_and_paragraphs_go_on_below_them() -> None:
    pages = [
        f"THE KARRAN COURIER 3 May\n{LONG} debate that went on\n1\n",
        f"THE KARRAN COURIER 4 May\nuntil the night was over. {LONG} speech of\n2021.\n2",
        f"THE KARRAN COURIER 5 May\n{LONG} speech at the quay.\nPage 3 of 3",
    ]
    assert join_pages(pages) == [
        f"{LONG} debate that went on until the night was over. {LONG} speech of 2021.",
        f"{LONG} speech at the quay.",
    ]


def test_the_address_that_a_browser_prints_is_left_out() -> None:
    assert join_pages([f"{LONG} talk.\nfile:///home/ana/ferry.html 1/1"]) == [f"{LONG} talk."]


def test_the_lines_of_a_single_page_stay() -> None:
    assert join_pages([f"Ferries to Sail\n{LONG} talk."]) == ["Ferries to Sail", f"{LONG} talk."]


def test_a_page_number_amid_a_page_joins_no_paragraph() -> None:
    assert join_pages([f"{LONG}\n{LONG}.\n2\n{LONG}\n{LONG}."]) == [f"{LONG} {LONG}.", "2", f"{LONG} {LONG}."]

"""Pages of a PDF in two columns are read one column after the other."""

import io

from pypdf import PdfReader

from rejoinder.articles.columns import has_columns_side_by_side, read_page, split_columns
from tests.support.article_files import pdf_page

LEFT = [
    "The ferry stays, the minister",
    "said in Selt on Monday, and",
    "nobody in the hall of the",
    "town answered her at all.",
]
RIGHT = [
    "The mayor was not there but",
    "had sent his aide, who took",
    "the floor when all was over",
    "and denied each word of it.",
]
TITLE, FOOT = "Ferry Stays After All, and the Islands Are Relieved to Hear of It", "Selt Courier"


def place(x: int, lines: list[str]) -> list[tuple[int, int, str]]:
    return [(x, 700 - 12 * row, line) for row, line in enumerate(lines)]


def read(pieces: list[tuple[int, int, str]]) -> list[str]:
    return read_page(PdfReader(io.BytesIO(pdf_page(pieces))).pages[0]).splitlines()


def test_lines_that_stand_side_by_side_in_the_file() -> None:
    rows = [piece for row in zip(place(72, LEFT), place(320, RIGHT), strict=True) for piece in row]
    assert read([(72, 740, TITLE), *rows, (72, 40, FOOT)]) == [TITLE, *LEFT, *RIGHT, FOOT]


def test_columns_that_follow_each_other_in_the_file_are_read_as_they_stand() -> None:
    assert [line.strip() for line in read([*place(72, LEFT), *place(320, RIGHT)])] == [*LEFT, *RIGHT]


def test_words_placed_one_by_one_are_no_columns() -> None:
    assert not has_columns_side_by_side([(x, y) for y in range(5) for x in (72, 100 + 7 * y, 150 - 5 * y)])


def test_cells_of_a_table_are_no_columns_of_text() -> None:
    assert (
        split_columns(["Selt        12 dead", "Norvane     14 dead", "Karran       3 dead", "Orrel        4 dead"])
        == []
    )


def test_a_row_across_the_page_parts_the_columns_above_it_from_those_below() -> None:
    above, below = "The ferry stays now.    He was not there today.", "The quay is closed.     She denied it all again."
    across = "AND THIS IS SAID ACROSS BOTH COLUMNS OF THE PAGE"
    assert split_columns([above, above, across, below, below]) == [
        "The ferry stays now.", "The ferry stays now.", "He was not there today.", "He was not there today.",
        across,
        "The quay is closed.", "The quay is closed.", "She denied it all again.", "She denied it all again.",
    ]  # fmt: skip

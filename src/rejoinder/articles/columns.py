"""Pages in two columns whose lines a PDF holds side by side, as some programs write them: one column after the other.

Most programs write column by column, and such a page is read as it stands.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

_SHOWS_TEXT = (b"Tj", b"TJ", b"'", b'"')
_FEWEST_ROWS = 4  # with a line of each column
_SHARE_OF_ROWS = 0.5  # of the page's rows that have both
_FEWEST_WORDS = 4  # in a usual line of the right column; a table's cells have fewer
_GAP = re.compile(r" {2,}(?=\S)")
_SLACK = 10  # letters by which the columns' gap may move from row to row

Point = tuple[int, int]  # x and y on the page, in points; y grows upwards


def read_page(page: Any) -> str:
    """Read the text of a page.

    Args:
        page: `pypdf.PageObject`.

    Returns:
        Its lines, in the order in which a reader reads them.
    """
    starts: list[Point] = []

    def note_start(operator: bytes, _: Any, page_matrix: Sequence[float], text_matrix: Sequence[float]) -> None:
        if operator in _SHOWS_TEXT:
            starts.append((round(page_matrix[4] + text_matrix[4]), round(page_matrix[5] + text_matrix[5])))

    text = str(page.extract_text(visitor_operand_before=note_start))
    if not has_columns_side_by_side(starts):
        return text
    columns = "\n".join(split_columns(page.extract_text(extraction_mode="layout").split("\n")))
    is_whole = sorted("".join(columns.split())) == sorted("".join(text.split()))  # the layout leaves turned text out
    return columns if is_whole else text


def has_columns_side_by_side(starts: Sequence[Point]) -> bool:
    """Whether in most rows of a page something starts at one place behind what stands left of it.

    Args:
        starts: of the pieces of text, in the file's order.
    """
    pairs = pairwise(starts)
    second = Counter(x for (left, row), (x, y) in pairs if row == y and x > left)
    rows = len({y for _, y in starts})
    return any(count >= max(_FEWEST_ROWS, _SHARE_OF_ROWS * rows) for count in second.values())


def split_columns(rows: Sequence[str]) -> list[str]:
    """Split rows in which spaces keep the columns apart; a row across both columns parts what is above and below it.

    Args:
        rows: of a page, as pypdf lays it out; blank ones where the page has a gap.

    Returns:
        The lines in the order of reading; none where the columns are a table's.
    """
    gaps = [max(_GAP.finditer(row), key=_measure).end() for row in rows if _GAP.search(row.lstrip())]
    if not gaps:
        return []
    place = round(statistics.median(gaps))
    parts = [_split_row(row, place) for row in rows]
    words = [len(right.split()) for _, right in filter(None, parts) if right]
    if not words or statistics.median(words) < _FEWEST_WORDS:
        return []
    alone = [_stands_alone(rows, number) for number in range(len(rows))]
    return list(_order_lines(rows, [None if is_alone else part for part, is_alone in zip(parts, alone, strict=True)]))


def _measure(match: re.Match[str]) -> int:
    return match.end() - match.start()


def _split_row(row: str, place: int) -> tuple[str, str] | None:
    """Split a row at the gap about a place, which moves a little with the width of the letters; None across it."""
    gaps = [match for match in _GAP.finditer(row) if abs(match.end() - place) <= _SLACK]
    if gaps:
        gap = max(gaps, key=_measure)
        return row[: gap.start()], row[gap.end() :]
    return (row, "") if len(row.rstrip()) <= place else None


def _order_lines(rows: Sequence[str], parts: Sequence[tuple[str, str] | None]) -> Iterator[str]:
    left: list[str] = []
    right: list[str] = []
    for row, part in zip(rows, parts, strict=True):
        if part:
            left.append(part[0])
            right.append(part[1])
            continue
        yield from _tidy([*left, *right, row])
        left, right = [], []
    yield from _tidy([*left, *right])


def _stands_alone(rows: Sequence[str], number: int) -> bool:
    """Whether a row has no neighbour, as a page's title, head and number have none."""
    above, below = "".join(rows[max(number - 1, 0) : number]), "".join(rows[number + 1 : number + 2])
    return not above.strip() and not below.strip()


def _tidy(lines: Sequence[str]) -> Iterator[str]:
    return (" ".join(line.split()) for line in lines if line.strip())

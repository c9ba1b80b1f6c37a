"""Quotation marks paired, paragraph by paragraph: what stands in quotes, and where a mark was left open."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rejoinder.statements.model import Span

_CLOSERS = {"“": "”", "«": "»", "„": "“”", "``": "''", "‹": "›"}
_STRAIGHT = '"'
_SINGLE = {"‘": "’", "'": "'"}
_MARK = re.compile("[{}]".format("".join(sorted({mark[0] for mark in (*_CLOSERS, _STRAIGHT, *_SINGLE)}))))
_OPENING_BEFORE = set("([{-–—/“‘«\"'`:…")
_CLOSING_AFTER = set(")]}-–—/.,;:?!”’»\"'…")
_SPEECH_END = set(",.?!…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text in quotation marks.

    Attributes:
        start: offset of the opening mark.
        end: offset after the closing mark, or, where it is missing, the end of the block.
        inner: span of the text between the marks.
        block: index of the block it stands in; a quotation never leaves its block.
        closed: whether the closing mark is there.
    """

    start: int
    end: int
    inner: Span
    block: int
    closed: bool


def quotations(text: str, blocks: Sequence[Mapping[str, Any]]) -> list[Quotation]:
    """All outermost quotations of the blocks, in order; quotations inside quotations are left inside.

    Apostrophes, inch marks and closing marks without an opening one are no quotations. A mark that is never closed
    runs to the end of its block, as it does where the next paragraph opens it anew.
    """
    found: list[Quotation] = []
    for number, block in enumerate(blocks):
        found += _in_block(text, block["start"], block["end"], number)
    return found


def _in_block(text: str, start: int, end: int, number: int) -> Iterator[Quotation]:
    at = start
    while begin := _MARK.search(text, at, end):
        at = begin.start()
        width = _opens(text, at, start, end)
        if not width:
            at += 1
            continue
        mark = text[at : at + width]
        close, closing = _close(text, mark, at + width, end)
        if close < 0 and mark in _SINGLE:
            at += 1
            continue
        closed = close >= 0
        inner_end, outer_end = (close, close + closing) if closed else (end, end)
        if text[at + width : inner_end].strip():
            yield Quotation(at, outer_end, (at + width, inner_end), number, closed)
        at = outer_end


def _opens(text: str, at: int, start: int, end: int) -> int:
    """Width of the mark that opens a quotation at an offset, 0 where there is none."""
    char = text[at]
    before = text[at - 1] if at > start else " "
    if text[at : at + 2] == "``" or (
        text[at : at + 2] == "''" and _boundary(before) and _starts_word(text, at + 2, end)
    ):
        return 2
    if char in _CLOSERS:
        return 1
    after = text[at + 1] if at + 1 < end else " "
    if char == _STRAIGHT:
        return 0 if after.isspace() or (not _boundary(before) and _runs_on(after)) else 1
    if char in _SINGLE:
        return 1 if _boundary(before) and (after.isalpha() or after in '"“[') else 0
    return 0


def _starts_word(text: str, at: int, end: int) -> bool:
    return at < end and (text[at].isalnum() or text[at] in "$[('\"‘“.")


def _boundary(char: str) -> bool:
    return char.isspace() or char in _OPENING_BEFORE


def _runs_on(char: str) -> bool:
    return not char.isalpha()


def _close(text: str, mark: str, at: int, end: int) -> tuple[int, int]:
    """Offset and width of the mark that closes a quotation, or (-1, 0)."""
    if len(mark) == 2:
        return _doubled_close(text, at, end)
    if mark == _STRAIGHT:
        return _straight_close(text, at, end)
    if mark in _SINGLE:
        return _single_close(text, mark, at, end), 1
    return _curly_close(text, mark, at, end)


def _doubled_close(text: str, at: int, end: int) -> tuple[int, int]:
    found = [(text.find(mark, at, end), len(mark)) for mark in ("''", '"', "”")]
    return min((pair for pair in found if pair[0] >= 0), default=(-1, 0))


def _straight_close(text: str, at: int, end: int) -> tuple[int, int]:
    for i in range(at, end):
        if text[i] in _STRAIGHT + "”" and not (text[i - 1].isspace() and i + 1 < end and text[i + 1].isalnum()):
            return i, 1
    return -1, 0


def _curly_close(text: str, mark: str, at: int, end: int) -> tuple[int, int]:
    """The closing mark of the same kind; an opening one before it means that the first was left open or nested."""
    depth = 1
    for i in range(at, end):
        if text[i] in _CLOSERS[mark] or (mark == "“" and text[i] == _STRAIGHT and not _boundary(text[i - 1])):
            depth -= 1
            if depth == 0:
                return i, 1
        elif text[i] == mark:
            depth += 1
    closers = [i for i in range(at, end) if text[i] in _CLOSERS[mark]]
    return (closers[0], 1) if closers else (-1, 0)


def _single_close(text: str, mark: str, at: int, end: int) -> int:
    """A single mark after a letter or stop and before a boundary; after a letter "s" only if no better one follows."""
    possessive = -1
    for i in range(at, end):
        if text[i] != _SINGLE[mark] or text[i - 1].isspace():
            continue
        after = text[i + 1] if i + 1 < end else " "
        if not (after.isspace() or after in _CLOSING_AFTER):
            continue
        if text[i - 1] == "s":
            possessive = i if possessive < 0 else possessive
            continue
        return i
    return possessive


def ends_like_speech(text: str, quotation: Quotation) -> bool:
    """Whether the quotation ends with a stop, comma, question or exclamation mark, within its marks or after them."""
    inside = text[quotation.inner[0] : quotation.inner[1]].rstrip("'’ ")
    after = text[quotation.end : quotation.end + 1]
    return inside[-1:] in _SPEECH_END or (after != "" and after in ",?!")

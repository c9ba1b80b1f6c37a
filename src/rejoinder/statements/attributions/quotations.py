"""Quotation marks paired, paragraph by paragraph: what stands in quotes, and where a mark was left open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rejoinder.statements.model import Span, TextBlock

_CLOSERS = {"“": "”", "«": "»", "„": "“”", "``": "''", "‹": "›", "「": "」", "『": "』"}
_FACING_AWAY = {"»": "«»", "”": "”", "‚": "‘’", "›": "‹›"}  # German and Nordic marks; most of them also close others
_STRAIGHT = '"'
_SINGLE = {"‘": "’", "'": "'"}
_MARK = re.compile(
    "[{}]".format("".join(sorted({mark[0] for mark in (*_CLOSERS, *_FACING_AWAY, _STRAIGHT, *_SINGLE)})))
)
_ELISION = re.compile(r"\s['‘’]\w['’]")  # "rock 'n' roll"
_OPENING_BEFORE = set("([{-–—/“‘«\"'`:…")
_CLOSING_AFTER = set(")]}-–—/.,;:?!”’»\"'…")
_DASHES = "–—-"
_SPEECH_END = set(",.?!…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text in quotation marks.

    Attributes:
        start: offset of the opening mark.
        end: offset after the closing mark; the end of the block where that is missing.
        inner: span of the text between the marks.
        block: index of the block it stands in; a quotation never leaves its block.
        closed: whether the closing mark is there.
    """

    start: int
    end: int
    inner: Span
    block: int
    closed: bool


def find_quotations(text: str, blocks: Sequence[TextBlock]) -> list[Quotation]:
    """Find all outermost quotations of the blocks; quotations inside quotations are left inside.

    Apostrophes, inch marks and closing marks without an opening one are no quotations. A mark that is never closed
    runs to the end of its block, as it does where the next paragraph opens it anew.

    Args:
        text: the article.
        blocks: its blocks, in order.

    Returns:
        quotations in order, free of overlap.
    """
    return [
        quotation
        for number, block in enumerate(blocks)
        for quotation in _find_in_block(text, block["start"], block["end"], number)
    ]


def ends_like_speech(text: str, quotation: Quotation) -> bool:
    """Whether the quotation ends with a stop, comma, question or exclamation mark, within its marks or after them.

    A dash ends nothing but speech.
    """
    inside = text[quotation.inner[0] : quotation.inner[1]].rstrip("'’ ")
    after = text[quotation.end : quotation.end + 1]
    is_dashed = text[quotation.start] in _DASHES
    return is_dashed or inside[-1:] in _SPEECH_END or (after != "" and after in ",?!")


def _find_in_block(text: str, start: int, end: int, number: int) -> Iterator[Quotation]:
    offset = start
    while candidate := _MARK.search(text, offset, end):
        offset = candidate.start()
        width = _opening_width(text, offset, start, end)
        inner_start = offset + width
        mark = text[offset:inner_start]
        closing = _find_closing(text, mark, inner_start, end) if width else None
        if not width or (closing is None and mark in (*_SINGLE, *_FACING_AWAY)):
            offset += 1
            continue
        inner_end, outer_end = closing or (end, end)
        if text[inner_start:inner_end].strip():
            yield Quotation(offset, outer_end, (inner_start, inner_end), number, closing is not None)
        offset = outer_end


def _opening_width(text: str, offset: int, start: int, end: int) -> int:
    """Width of the mark that opens a quotation at an offset, 0 where there is none."""
    mark = text[offset]
    before = text[offset - 1] if offset > start else " "
    after = text[offset + 1] if offset + 1 < end else " "
    if _is_doubled_opening(text, offset, before, end):
        return 2
    if mark in _CLOSERS:
        return 1
    if mark in _FACING_AWAY:
        return int(_is_boundary(before) and after.isalnum())
    if mark == _STRAIGHT:
        return int(_is_straight_opening(before, after))
    return int(mark in _SINGLE and _is_single_opening(before, after))


def _is_straight_opening(before: str, after: str) -> bool:
    return not after.isspace() and (_is_boundary(before) or after.isalpha())


def _is_single_opening(before: str, after: str) -> bool:
    """Whether a single mark stands where a quotation begins: not within a word, nor before a number as in '90s."""
    return _is_boundary(before) and (after.isalpha() or after in '"“[')


def _is_doubled_opening(text: str, offset: int, before: str, end: int) -> bool:
    """Whether ``, or '' before a word, opens a quotation."""
    doubled = text[offset : offset + 2]
    return doubled == "``" or (doubled == "''" and _is_boundary(before) and _starts_word(text, offset + 2, end))


def _starts_word(text: str, offset: int, end: int) -> bool:
    return offset < end and (text[offset].isalnum() or text[offset] in "$[('\"‘“.")


def _is_boundary(char: str) -> bool:
    return char.isspace() or char in _OPENING_BEFORE


def _find_closing(text: str, mark: str, start: int, end: int) -> Span | None:
    """Span of the mark that closes a quotation, None where none does."""
    if len(mark) == 2:
        return _doubled_closing(text, start, end)
    if mark == _STRAIGHT:
        offset = _straight_closing(text, start, end)
    elif mark in _SINGLE:
        offset = _single_closing(text, mark, start, end)
    elif mark in _FACING_AWAY:
        offset = next((i for i in range(start, end) if text[i] in _FACING_AWAY[mark]), None)
    else:
        offset = _paired_closing(text, mark, start, end)
    return None if offset is None else (offset, offset + 1)


def _doubled_closing(text: str, start: int, end: int) -> Span | None:
    offsets = [(text.find(mark, start, end), len(mark)) for mark in ("''", '"', "”")]
    offset, width = min((pair for pair in offsets if pair[0] >= 0), default=(-1, 0))
    return (offset, offset + width) if width else None


def _straight_closing(text: str, start: int, end: int) -> int | None:
    """The next straight or curly closing mark that does not open a word."""
    for i in range(start, end):
        opens_word = text[i - 1].isspace() and i + 1 < end and text[i + 1].isalnum()
        if text[i] in _STRAIGHT + "”" and not opens_word:
            return i
    return None


def _paired_closing(text: str, mark: str, start: int, end: int) -> int | None:
    """The closing mark of the same kind; an opening one before it means that the first was left open or nested."""
    depth = 1
    for i in range(start, end):
        if text[i] in _CLOSERS[mark] or (mark == "“" and text[i] == _STRAIGHT and not _is_boundary(text[i - 1])):
            depth -= 1
            if depth == 0:
                return i
        elif text[i] == mark:
            depth += 1
    return next((i for i in range(start, end) if text[i] in _CLOSERS[mark]), None)


def _single_closing(text: str, mark: str, start: int, end: int) -> int | None:
    """A single mark after a letter or stop and before a boundary; after a letter "s" only if no better one follows."""
    possessive = None
    for i in range(start, end):
        if text[i] != _SINGLE[mark] or text[i - 1].isspace():
            continue
        after = text[i + 1] if i + 1 < end else " "
        if not (after.isspace() or after in _CLOSING_AFTER) or _ELISION.fullmatch(text, i - 3, i + 1):
            continue
        if text[i - 1] != "s":
            return i
        possessive = i if possessive is None else possessive
    return possessive

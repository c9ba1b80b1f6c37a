"""The blocks of a text, each with the kind of line that it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rejoinder.articles.layout.datelines import find_dateline, is_dateline
from rejoinder.articles.layout.furniture import recognise_line, split_furniture
from rejoinder.articles.layout.labels import find_label, is_label
from rejoinder.articles.layout.paragraphs import find_paragraphs
from rejoinder.articles.layout.turns import has_turns
from rejoinder.articles.model import LayoutBlock

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\Z")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.)+\Z")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_TITLE_WORDS = 30
_HEADLINE_CASE = 0.6  # share of capitalised words from which a line with a full stop still is a headline
_BY_LINE_WORDS = 14
_BY_LINE_CASE = 0.5  # share of capitalised words from which a line below the title names who wrote it
_BY_WORDS = 40  # in a line that begins with "By"
_LIST_LINES = 4  # lines without a full stop, one after the other, from which on they are a list or a table
_LIST_WORDS = 16
_AUTHOR_NOTE = re.compile(
    r"(?:(?:Dr|Prof|Professor|Sir|Mr|Ms|Mrs)\.? )?[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){1,4} (?:is|was) "
    r"(?:an?|the|[^\W\d_a-z][\w.’'-]*[’']s)\b[^.!?\n]*\b(?:writer|author|columnist|journalist|editor|correspondent|reporter|professor"
    r"|lecturer|fellow|analyst|researcher|historian|director|minister|ambassador|scholar|teacher|novelist)\b[^!?\n]*\.?"
)

Piece = tuple[str, int, int]  # kind, start and end


def split_blocks(text: str, title: str = "", credit: str = "") -> list[LayoutBlock]:
    """Split a text into its title, its paragraphs and the lines that are no statement.

    Args:
        text: of the article.
        title: as stated elsewhere; without it, a first block that reads like a headline is the title.
        credit: the by-line as stated elsewhere.

    Returns:
        The blocks in order; they cover all but white space.
    """
    paragraphs = find_paragraphs(text)
    pieces: list[Piece] = []
    if len(paragraphs) > 1 and is_label(text[slice(*paragraphs[0])]):
        pieces.append(("label", *paragraphs.pop(0)))
    if paragraphs and _is_title(text[slice(*paragraphs[0])], title, len(paragraphs)):
        pieces += _split_title(text, *paragraphs.pop(0))
    pieces += _split_body(_Body(text, credit), paragraphs)
    return [{"kind": kind, "start": start, "end": end} for kind, start, end in pieces]


@dataclass(frozen=True)
class _Body:
    """What is read of an article below its title."""

    text: str
    credit: str


def _is_title(block: str, title: str, blocks: int) -> bool:
    return block == title or (blocks > 1 and _is_headline(block))


def _is_headline(block: str) -> bool:
    words = block.split()
    if "\n" in block or len(words) > _TITLE_WORDS:
        return False
    if not _SENTENCE_END.search(block) or _ABBREVIATED_END.search(block):
        return True
    long_words = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long_words) >= _HEADLINE_CASE * max(len(long_words), 1)


def _split_title(text: str, start: int, end: int) -> Iterator[Piece]:
    label_end = find_label(text, start, end)
    if label_end is not None:
        yield "label", start, label_end
        start = _skip_spaces(text, label_end)
    yield "title", start, end


def _split_body(body: _Body, paragraphs: list[tuple[int, int]]) -> Iterator[Piece]:
    listed = _find_lists(body.text, paragraphs)
    is_transcript = has_turns(body.text, paragraphs)
    is_opening = True  # nothing but by-lines and such has come since the title
    for number, span in enumerate(paragraphs):
        line = body.text[slice(*span)]
        kind = _recognise_block(body, line, is_opening, is_last=number == len(paragraphs) - 1)
        if not kind and number in listed:
            kind = listed[number]
        if kind:
            yield kind, *span
            continue
        for piece in _split_paragraph(body.text, span, is_opening, is_transcript):
            is_opening = is_opening and piece[0] != "paragraph"
            yield piece


def _recognise_block(body: _Body, line: str, is_opening: bool, is_last: bool) -> str:
    if line == body.credit:
        return "credit"
    kind = recognise_line(line)
    if (is_opening or is_last) and kind in ("", "furniture") and is_dateline(line):
        return "dateline"
    if is_label(line):
        return "label"
    if kind or not (is_opening or is_last):
        return kind
    return "credit" if (is_opening and _is_by_line(line)) or (is_last and _AUTHOR_NOTE.fullmatch(line)) else ""


def _is_by_line(line: str) -> bool:
    """A line below the title that has no end of a sentence, and capitals as names and offices have them."""
    words = _WORD.findall(line)
    most = _BY_WORDS if line.startswith(("By ", "BY ")) else _BY_LINE_WORDS
    if not words or len(words) > most or _SENTENCE_END.search(line) or re.search(r"[\"“‘«]|:\Z", line):
        return False
    capitals = sum(word[0].isupper() for word in words)
    return most == _BY_WORDS or capitals >= _BY_LINE_CASE * len(words)


def _find_lists(text: str, paragraphs: list[tuple[int, int]]) -> dict[int, str]:
    """Kinds of the paragraphs that stand in a run of lines without an end: captions of a gallery, rows of a table."""
    listed: dict[int, str] = {}
    run: list[int] = []
    for number, (start, end) in enumerate((*paragraphs, (0, 0))):
        line = text[start:end]
        if line and len(line.split()) <= _LIST_WORDS and line[-1].isalnum():
            run.append(number)
            continue
        if len(run) >= _LIST_LINES:
            rows = sum(re.search(r"\d", text[slice(*paragraphs[n])]) is not None for n in run)
            listed |= dict.fromkeys(run, "table" if 2 * rows > len(run) else "caption")
        run = []
    return listed


def _split_paragraph(text: str, span: tuple[int, int], is_opening: bool, is_transcript: bool) -> Iterator[Piece]:
    for kind, start, end in split_furniture(text, *span):
        if kind:
            yield kind, start, end
        elif start < end:
            yield from [("paragraph", start, end)] if is_transcript else _split_opening(text, start, end, is_opening)


def _split_opening(text: str, start: int, end: int, is_opening: bool) -> Iterator[Piece]:
    kind, opening_end = "label", find_label(text, start, end)
    if opening_end is not None and text[end - 1].isalnum():
        yield "promotion", start, end
        return
    if opening_end is None:
        kind, opening_end = "dateline", find_dateline(text, start, end, is_opening)
    if opening_end is not None:
        yield kind, start, opening_end
        start = _skip_spaces(text, opening_end)
    yield "paragraph", start, end


def _skip_spaces(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at

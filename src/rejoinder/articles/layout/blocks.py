"""The blocks of a text, each with the kind of line that it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from rejoinder.articles.layout.bylines import is_author_note, is_by_line
from rejoinder.articles.layout.datelines import find_dateline, is_dateline
from rejoinder.articles.layout.furniture import recognise_line, split_furniture
from rejoinder.articles.layout.labels import find_label, is_label
from rejoinder.articles.layout.paragraphs import find_lines, find_paragraphs
from rejoinder.articles.layout.rules import STAGE_DIRECTION
from rejoinder.articles.layout.speeches import is_spoken, split_head
from rejoinder.articles.layout.turns import TurnLabels
from rejoinder.articles.layout.unended_lines import find_unended_lines
from rejoinder.articles.model import LayoutBlock
from rejoinder.schema import TURN_KINDS

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\Z")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.)+\Z")
_TITLE_WORDS = 30
_HEADLINE_CASE = 0.6  # share of capitalised words from which a line with a full stop still is a headline
_QUOTATION_MARK = re.compile(r"[\"“”‘«]|(?<!\w)'")

GENRES = ("news", "transcript", "speech")
Piece = tuple[str, int, int]  # kind, start and end


@dataclass(frozen=True)
class Layout:
    """What the form of a text says.

    Attributes:
        blocks: in order; they cover all but white space.
        title: its headline, "" without one.
        genre: "news", "transcript" or "speech".
    """

    blocks: list[LayoutBlock]
    title: str
    genre: str


def split_blocks(text: str, title: str = "", credit: str = "") -> list[LayoutBlock]:
    """Split a text into its title, its paragraphs and the lines that are no statement; see `read_layout`."""
    return read_layout(text, title, credit).blocks


def read_layout(text: str, title: str = "", credit: str = "", genre: str = "") -> Layout:
    """Read the layout of a text.

    Args:
        text: of the article.
        title: as stated elsewhere; without it, a first block that reads like a headline is the title.
        credit: the by-line as stated elsewhere.
        genre: as stated, one of `GENRES`; "" where the form is to tell.
    """
    paragraphs = find_paragraphs(text)
    pieces: list[Piece] = []
    if len(paragraphs) > 1 and is_label(text[slice(*paragraphs[0])]):
        pieces.append(("label", *paragraphs.pop(0)))
    title_span = None
    if paragraphs and _is_title(text[slice(*paragraphs[0])], title, len(paragraphs)):
        title_span = paragraphs.pop(0)
    labels = TurnLabels(text, paragraphs, genre)
    speech_head: list[Piece] = []
    if title_span:
        speech_head = _split_speech_head(labels, title_span, paragraphs, genre)
        is_head = labels.is_transcript and not labels.has_posts
        pieces += speech_head or _split_title(text, *title_span, is_head)
    pieces += _split_body(_Body(text, credit, labels), paragraphs)
    return Layout(
        [{"kind": kind, "start": start, "end": end} for kind, start, end in pieces],
        text[slice(*title_span)] if title_span else "",
        genre or _recognise_genre(labels, is_speech=bool(speech_head)),
    )


def _recognise_genre(labels: TurnLabels, is_speech: bool) -> str:
    if labels.is_transcript:
        return "transcript"
    return "speech" if is_speech else "news"


@dataclass(frozen=True)
class _Body:
    """What is read of an article below its title."""

    text: str
    credit: str
    labels: TurnLabels


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


def _split_speech_head(
    labels: TurnLabels, title_span: tuple[int, int], paragraphs: list[tuple[int, int]], genre: str
) -> list[Piece]:
    """Split the head of a speech into its lines; a text that is no speech has none."""
    if labels.is_transcript or not paragraphs or genre not in ("", "speech"):
        return []
    head = list(split_head(labels.text, *title_span))
    if head and (genre == "speech" or is_spoken(labels.text[paragraphs[0][0] :])):
        return head
    return []


def _split_title(text: str, start: int, end: int, is_head: bool) -> Iterator[Piece]:
    """Split a title from its label; a transcript's is the head of a document, unless it quotes somebody."""
    if is_head and not _QUOTATION_MARK.search(text, start, end):
        yield "head", start, end
        return
    label_end = find_label(text, start, end)
    if label_end is not None:
        yield "label", start, label_end
        start = _skip_spaces(text, label_end)
    yield "title", start, end


def _split_body(body: _Body, paragraphs: list[tuple[int, int]]) -> Iterator[Piece]:
    if body.labels.is_transcript:
        paragraphs = [line for span in paragraphs for line in find_lines(body.text, *span)]
    listed = {} if body.labels.is_transcript else find_unended_lines(body.text, paragraphs)
    is_opening = True  # nothing but by-lines and such has come since the title
    for number, span in enumerate(paragraphs):
        kind = _recognise_block(body, span, is_opening, is_last=number == len(paragraphs) - 1)
        kind = kind or ("" if is_opening else listed.get(number, ""))
        if kind:
            is_opening = is_opening and kind != "turn"
            yield kind, *span
            continue
        for piece in _split_paragraph(body, span, is_opening):
            is_opening = is_opening and piece[0] not in ("paragraph", *TURN_KINDS)
            yield piece


def _recognise_block(body: _Body, span: tuple[int, int], is_opening: bool, is_last: bool) -> str:
    line = body.text[slice(*span)]
    if line == body.credit:
        return "credit"
    if body.labels.is_name_alone(*span):
        return "turn"
    if next(body.labels.find_labels(*span), None):
        return ""
    kind = recognise_line(line)
    is_at_edge = is_opening or is_last
    if is_at_edge and kind in ("", "furniture") and is_dateline(line):
        return "dateline"
    if is_label(line):
        return "label"
    if kind:
        return kind
    return "credit" if _is_credit(line, is_opening, is_last) else ""


def _is_credit(line: str, is_opening: bool, is_last: bool) -> bool:
    return (is_opening and is_by_line(line)) or (is_last and is_author_note(line))


def _split_paragraph(body: _Body, span: tuple[int, int], is_opening: bool) -> Iterator[Piece]:
    for kind, start, end in split_furniture(body.text, *span):
        if kind:
            yield kind, start, end
        elif start < end and body.labels.is_transcript:
            yield from _split_turns(body, start, end)
        elif start < end:
            yield from _split_opening(body.text, start, end, is_opening)


def _split_turns(body: _Body, start: int, end: int) -> Iterator[Piece]:
    """Split a paragraph of a transcript at the labels of its turns and at stage directions."""
    parts = list(body.labels.find_labels(start, end))
    parts += [("direction", *match.span()) for match in STAGE_DIRECTION.finditer(body.text, start, end)]
    for kind, first, last in sorted(parts, key=itemgetter(1)):
        if first < start:
            continue
        if body.text[start:first].strip():
            yield "paragraph", start, start + len(body.text[start:first].rstrip())
        yield kind, first, last
        start = last + len(body.text[last:end]) - len(body.text[last:end].lstrip())
    if start < end:
        yield "paragraph", start, end


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

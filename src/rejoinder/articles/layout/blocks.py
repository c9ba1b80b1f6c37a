"""The blocks of a text, each with the kind of line that it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from rejoinder.articles.layout.authors import mark_author
from rejoinder.articles.layout.bylines import is_author_note, is_by_line
from rejoinder.articles.layout.datelines import find_dateline, is_dateline, is_place
from rejoinder.articles.layout.furniture import recognise_line, split_furniture
from rejoinder.articles.layout.labels import find_label, is_label
from rejoinder.articles.layout.letters import find_signatures, is_name_below_quotation, skip_mark
from rejoinder.articles.layout.page_lines import find_links, find_wrapped_width, split_page_lines
from rejoinder.articles.layout.paragraphs import find_paragraphs
from rejoinder.articles.layout.post_tables import split_post_rows
from rejoinder.articles.layout.reaction_heads import find_posts, find_reaction_heads
from rejoinder.articles.layout.reader_address import addresses_reader
from rejoinder.articles.layout.rules import STAGE_DIRECTION
from rejoinder.articles.layout.speeches import split_head_within
from rejoinder.articles.layout.titles import is_headline, recognise_above_title, split_speech_head, split_title
from rejoinder.articles.layout.turns import TurnLabels, opens_thread
from rejoinder.articles.layout.unended_lines import find_unended_lines
from rejoinder.articles.model import LayoutBlock
from rejoinder.schema import TURN_KINDS

_GALLERY_SHARE = 3  # captions for each paragraph from which on the text is a gallery

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
    width = find_wrapped_width(text)
    paragraphs = [line for span in find_paragraphs(text) for line in split_page_lines(text, *span, width)]
    pieces: list[Piece] = []
    while len(paragraphs) > 1 and (kind := recognise_above_title(text[slice(*paragraphs[0])], title)):
        pieces.append((kind, *paragraphs.pop(0)))
    title_span = None
    top = text[slice(*paragraphs[0])] if paragraphs else ""
    post_rows = split_post_rows(text, paragraphs)
    is_thread = len(paragraphs) > 1 and opens_thread(text, paragraphs)
    is_title = top == title or (len(paragraphs) > 1 and is_headline(top))
    if top and is_title and not is_thread and paragraphs[0] not in post_rows:
        title_span = paragraphs.pop(0)
    labels = TurnLabels(text, paragraphs, genre)
    speech_head: list[Piece] = []
    if title_span and paragraphs and not labels.is_transcript and genre in ("", "speech"):
        speech_head, paragraphs = split_speech_head(text, title_span, paragraphs)
    if title_span:
        is_head = labels.is_transcript and not labels.has_posts
        pieces += speech_head or split_title(text, *title_span, is_head)
    pieces += _split_body(_Body(text, credit, labels, post_rows, is_speech=bool(speech_head)), paragraphs)
    return Layout(
        [{"kind": kind, "start": start, "end": end} for kind, start, end in mark_author(text, pieces)],
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
    post_rows: dict[tuple[int, int], list[Piece]]
    is_speech: bool


def _split_body(body: _Body, paragraphs: list[tuple[int, int]]) -> Iterator[Piece]:
    if body.labels.is_transcript:
        paragraphs, headings = body.labels.lines, body.labels.find_headings()
        marked = find_links(body.text, paragraphs)
        listed = {number: "heading" for number, span in enumerate(paragraphs) if span in headings}
    else:
        marked = find_links(body.text, paragraphs) | find_reaction_heads(body.text, paragraphs)
        marked |= find_signatures(body.text, paragraphs, body.is_speech) | find_posts(body.text, paragraphs)
        listed = find_unended_lines(body.text, paragraphs)
    kinds = [recognise_line(body.text[slice(*span)]) for span in paragraphs]
    is_gallery = kinds.count("caption") > _GALLERY_SHARE * kinds.count("")  # its captions are the text
    last = max((number for number, kind in enumerate(kinds) if not kind), default=0)
    is_opening = True  # nothing but by-lines and such has come since the title, or the time of a live blog's entry
    for number, span in enumerate(paragraphs):
        if span in body.post_rows:
            yield from body.post_rows[span]
            continue
        kind = marked.get(number) or _recognise_block(body, span, is_opening, is_last=number >= last)
        kind = kind or listed.get(number, "")
        above = body.text[slice(*paragraphs[number - 1])] if number else ""
        if kind != "reaction" and is_name_below_quotation(body.text[slice(*span)], above):
            kind = ""
        if kind and not (is_gallery and kind == "caption"):
            is_opening = kind == "note" or (is_opening and kind not in TURN_KINDS)
            yield from _split_signature(body.text, *span) if kind == "signature" else [(kind, *span)]
            continue
        is_head = body.is_speech and is_headline(body.text[slice(*span)])
        for piece in (is_head and split_head_within(body.text, *span)) or _split_paragraph(body, span, is_opening):
            is_opening = is_opening and piece[0] not in ("paragraph", *TURN_KINDS)
            yield piece


def _split_signature(text: str, start: int, end: int) -> Iterator[Piece]:
    name = skip_mark(text, start, end)
    if name > start:
        yield "credit", start, name
    yield "signature", name, end


def _recognise_block(body: _Body, span: tuple[int, int], is_opening: bool, is_last: bool) -> str:
    line = body.text[slice(*span)]
    if line == body.credit:
        return "credit"
    label = next(body.labels.find_labels(*span), None)
    if label is not None:
        return label[0] if label[1:] == span else ""
    kind = recognise_line(line)
    is_at_edge = is_opening or is_last
    if is_at_edge and kind in ("", "furniture") and is_dateline(line):
        return "dateline"
    if is_label(line):
        return "label"
    if kind:
        return kind
    if is_last and body.labels.is_transcript and is_place(line):
        return "dateline"
    if not (body.labels.is_transcript or body.is_speech) and addresses_reader(line):
        return "promotion"
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
    rest = ""
    if opening_end is not None:
        yield kind, start, opening_end
        start = _skip_spaces(text, opening_end)
        rest = recognise_line(text[start:end]) if kind == "dateline" else ""  # a correction has a dateline, too
    yield rest or "paragraph", start, end


def _skip_spaces(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at

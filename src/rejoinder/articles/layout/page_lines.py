"""Lines that stand by themselves within a block: a time or a heading above a paragraph, a link or a notice below it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rejoinder.articles.layout.furniture import recognise_line
from rejoinder.articles.layout.paragraphs import find_lines
from rejoinder.articles.layout.patterns import any_of

_BULLETS = ("•", "*", "▪", "►", "●", "‣", "◦")
_ENDED = re.compile(r".*[.!?…][\"”’»')\]]*", re.DOTALL)
_OWN_KINDS = frozenset({"note", "contact", "promotion", "credit", "caption", "direction", "table"})
_LINKS = re.compile(  # what stands below such a heading is no statement, as long as no sentence ends there
    any_of(
        "(?:press |media )?contacts? / (?:more|also) (?:on|from|in|about)\\b[^\\n:.!?]{2,40} / related[^\\n:.!?]{0,20}",
        "read (?:more|also|next) / see also / further reading / recommended[^\\n:.!?]{0,20} / most (?:read|popular)",
        "elsewhere / around the \\w+ / top stories / editor[’']s picks / trending",
        "(?:kindly |please )?share(?: this)?(?: \\w+)? / follow us / tags / topics / external links / useful links",
    )
    + r"\s*:?"
)
_LINK_WORDS = 14
_LONGEST_TITLE = 160  # characters


def split_page_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a block at the ends of lines that stand by themselves; lines that merely were too long stay together.

    Args:
        text: the article.
        start, end: of the block.

    Yields:
        Half-open spans, in order.
    """
    first, stands_alone = start, True
    for line, following in pairwise(find_lines(text, start, end)):
        stands_alone = _is_parted(text[slice(*line)], text[slice(*following)], stands_alone)
        if stands_alone:
            yield first, line[1]
            first = following[0]
    yield first, end


def _is_parted(above: str, below: str, stands_alone: bool) -> bool:
    """Whether the end of a line parts it from the one below.

    Args:
        above, below: the lines.
        stands_alone: the line above is parted from what is above it.
    """
    kind = ("promotion" if _LINKS.fullmatch(above) else recognise_line(above)) if stands_alone else ""
    is_ended, kind_below = _ENDED.fullmatch(below) is not None, recognise_line(below)
    if below.startswith(_BULLETS) or (kind and not below[0].islower() and (is_ended or kind != "credit")):
        return True
    is_above_note = stands_alone and kind_below == "note" and len(above) <= _LONGEST_TITLE
    return is_above_note or (_ENDED.fullmatch(above) is not None and kind_below in _OWN_KINDS)


def find_links(text: str, spans: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Find headings of links or contacts, with the lines below them that end no sentence.

    Args:
        text: the article.
        spans: of its paragraphs or lines, in order.

    Returns:
        Kinds, "promotion" or "contact", by the number of the span.
    """
    kinds: dict[int, str] = {}
    kind = ""
    for number, span in enumerate(spans):
        line = text[slice(*span)]
        if _LINKS.fullmatch(line):
            kind = "contact" if "contact" in line.lower() else "promotion"
        elif len(line.split()) > _LINK_WORDS * (1 + line.count("\n")) or _ENDED.fullmatch(line):
            kind = ""
        if kind:
            kinds[number] = kind
    return kinds

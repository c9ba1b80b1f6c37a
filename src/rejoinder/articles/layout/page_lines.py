"""Lines that stand by themselves within a block: a time or a heading above a paragraph, a link or a notice below it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

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
_SHORT_LINE = 0.75  # share of the length of wrapped lines
_LEAST_WIDTH = 40  # characters
_WRAPPED_LINE = re.compile(r"^[^\n]*[\w,](?=[^\S\n]*\n[^\S\n]*[a-zà-ÿ])", re.MULTILINE)  # it goes on in small letters
_UNFINISHED = re.compile(  # no line of its own ends so
    r"[,–—-]\Z|\b(?:an?|the|of|in|on|at|to|for|from|by|with|and|or|but|as|that|than|who|which|is|are|was|were|has|have"
    r"|had|will|would|not|his|her|its|their)\Z"
)


def split_page_lines(text: str, start: int, end: int, width: float) -> Iterator[tuple[int, int]]:
    """Split a block at the ends of lines that stand by themselves; lines that merely were too long stay together.

    Args:
        text: the article.
        start, end: of the block.
        width: of the text's wrapped lines, see `find_wrapped_width`.

    Yields:
        Half-open spans, in order.
    """
    first = start
    for line, following in pairwise(find_lines(text, start, end)):
        above, below = text[slice(*line)], text[slice(*following)]
        if _is_parted(above, below, width):
            yield first, line[1]
            first = following[0]
    yield first, end


def find_wrapped_width(text: str) -> float:
    """The median length of a text's wrapped lines, in characters; 0 where its lines are not wrapped."""
    lengths = [len(line) for line in _WRAPPED_LINE.findall(text)]
    width = median(lengths or [0])
    return width if width >= _LEAST_WIDTH else 0


def _goes_on(above: str, below: str) -> bool:
    return below[0].islower() or _UNFINISHED.search(above) is not None


def _is_parted(above: str, below: str, width: float) -> bool:
    """Whether the end of a line is meant: the sentence does not go on, and the next word would have had room."""
    if below.startswith(_BULLETS) or (recognise_line(above) and not below[0].islower()):
        return True
    is_known = _ENDED.fullmatch(above) is not None and recognise_line(below) in _OWN_KINDS
    return not _goes_on(above, below) and (is_known or len(above) < _SHORT_LINE * width or not width)


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

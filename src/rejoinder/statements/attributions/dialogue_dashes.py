"""Speech that a dash opens, as houses in Spanish, Portuguese, Nordic and Slavic languages set it.

"—It leaks —said the mayor. —We knew." and "– I saw it." A dash opens items of lists, too: it opens speech where one in
the text is closed before small letters, or where a line that it opens speaks as "I" and the rest of the text neither
so nor as "we". Items speak as "we" ("– We opened 12 shops"), stand below a colon, or have hyphens.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from rejoinder.first_person import I_PATTERN, WE_PATTERN
from rejoinder.statements.attributions.quotations import Quotation
from rejoinder.statements.model import Span, TextBlock

_UPPER = r"[^\W\d_a-zà-ÿ]"
_OPENING = re.compile(rf"[–—-]{{1,2}} ?(?=[¿¡“\"«]?{_UPPER})")
_OPENING_BEHIND = re.compile(rf"(?<=[^A-Z][.!?…”»] )[–—](?=[¿¡]?{_UPPER})")  # no dateline: "SELT, N.D. —The dam"
_SPACED_OPENING = re.compile(rf"(?<=[.!?…] )[–—-] (?=[¿¡]?{_UPPER})")  # of a line that a dash opens
_CLOSING = re.compile(  # and no aside between two: "it leaks –we know– at night"
    r"(?<=[\w.!?…”»]) [–—](?=[^\W\d_])(?![^\n.!?]{0,200}\w[–—](?:[\s,.]|\Z))|(?<=,) ?[–—-](?= ?[a-zà-ÿ])"
)
_REPORTED = re.compile(
    r",[^,\n]{0,60}\b(?:says|said|tells|told|adds|added|asks|asked|replies|replied|recalls|recalled)\b"
)
_FIRST_PERSON = re.compile(rf"\b(?:{I_PATTERN}|{WE_PATTERN})\b")
_I = re.compile(rf"\b{I_PATTERN}\b")
_QUOTATION = re.compile(r"[\"“«”][^\"”»]{0,1000}[\"”»]")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def find_dialogue(text: str, blocks: Sequence[TextBlock]) -> list[Quotation]:
    """Find what dashes open and close as quotation marks do elsewhere.

    Args:
        text: the article.
        blocks: its blocks, in order.

    Returns:
        quotations in order; nothing for a text whose dashes open no speech. What a clause goes on to report ("– It
        leaks, said Lind") is left out, as its cue tells.
    """
    lines = [
        (number, line.span())
        for number, block in enumerate(blocks)
        if block["kind"] == "paragraph"
        for line in _LINE.finditer(text, block["start"], block["end"])
    ]
    opened = {span for _, span in lines if _OPENING.match(text, *span) and text[span[1] - 1] in ".!?…"}
    if not opened or not (_are_closed(text, opened) or _speak_alone(text, opened, [span for _, span in lines])):
        return []
    return [quotation for number, span in lines for quotation in _find_in_line(text, span, number, span in opened)]


def _are_closed(text: str, lines: AbstractSet[Span]) -> bool:
    return any(_CLOSING.search(text, *span) for span in lines)


def _speak_alone(text: str, opened: AbstractSet[Span], lines: Sequence[Span]) -> bool:
    """Whether an "I" is of lines that a dash opens, and no first person of others outside quotation marks."""
    speaking = [span for span in lines if _FIRST_PERSON.search(_QUOTATION.sub(" ", text[slice(*span)]))]
    are_items = any(text[above[1] - 1] == ":" for above, line in pairwise(lines) if line in opened)
    is_alone = all(span in opened and text[span[0]] != "-" for span in speaking)
    return is_alone and not are_items and any(_I.search(text, *span) for span in speaking)


def _find_in_line(text: str, line: Span, number: int, is_opened: bool) -> Iterator[Quotation]:
    forms = (_OPENING_BEHIND, _SPACED_OPENING) if is_opened else (_OPENING_BEHIND,)
    first = [_OPENING.match(text, *line)] if is_opened else []
    behind = sorted((match for form in forms for match in form.finditer(text, *line)), key=re.Match.start)
    openings = [opening for opening in (*first, *behind) if opening is not None]
    ends = [*(opening.start() for opening in openings[1:]), line[1]]
    for opening, end in zip(openings, ends, strict=False):
        closing = _CLOSING.search(text, opening.end(), end)
        last = closing.start() if closing else end
        if closing or not _REPORTED.search(text, opening.end(), end):
            yield Quotation(opening.start(), closing.end() if closing else end, (opening.end(), last), number, True)

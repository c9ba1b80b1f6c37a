"""Speech that a dash opens, as houses in Spanish, Portuguese, Nordic and Slavic languages set it.

"—It leaks —said the mayor. —We knew." and "– I saw it." A dash opens items of lists, too: it opens speech where one in
the text is closed before small letters, or where a line that it opens speaks as "I" or "we" and the rest of the text
does not.
"""

import re
from collections.abc import Iterator, Sequence

from rejoinder.first_person import I_PATTERN, WE_PATTERN
from rejoinder.statements.attributions.quotations import Quotation
from rejoinder.statements.model import Span, TextBlock

_UPPER = r"[^\W\d_a-zà-ÿ]"
_OPENING = re.compile(rf"[–—-]{{1,2}} ?(?=[¿¡“\"«]?{_UPPER})")
_OPENING_BEHIND = re.compile(rf"(?<=[.!?…”»] )[–—](?=[¿¡]?{_UPPER})|(?<=[.!?…] )[–—-] (?=[¿¡]?{_UPPER})")
_CLOSING = re.compile(  # and no aside between two: "it leaks –we know– at night"
    r"(?<=[\w.!?…”»]) [–—](?=[^\W\d_])(?![^\n.!?]*\w[–—](?:[\s,.]|\Z))|(?<=,) ?[–—-](?= ?[a-zà-ÿ])"
)
_REPORTED = re.compile(
    r",[^,\n]{0,60}\b(?:says|said|tells|told|adds|added|asks|asked|replies|replied|recalls|recalled)\b"
)
_FIRST_PERSON = re.compile(rf"\b(?:{I_PATTERN}|{WE_PATTERN})\b")
_QUOTATION = re.compile(r"[\"“«”][^\"”»]*[\"”»]")
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
    opened = [span for _, span in lines if _OPENING.match(text, *span) and text[span[1] - 1] in ".!?…"]
    if not opened or not (_are_closed(text, opened) or _speak_alone(text, opened, [span for _, span in lines])):
        return []
    return [quotation for number, span in lines for quotation in _find_in_line(text, span, number, span in opened)]


def _are_closed(text: str, lines: Sequence[Span]) -> bool:
    return any(_CLOSING.search(text, *span) for span in lines)


def _speak_alone(text: str, opened: Sequence[Span], lines: Sequence[Span]) -> bool:
    """Whether the first person is of lines that a dash opens, and of no others outside quotation marks."""
    speaking = [span for span in lines if _FIRST_PERSON.search(_QUOTATION.sub(" ", text[slice(*span)]))]
    return bool(speaking) and all(span in opened for span in speaking)


def _find_in_line(text: str, line: Span, number: int, is_opened: bool) -> Iterator[Quotation]:
    first = [_OPENING.match(text, *line)] if is_opened else []
    openings = [opening for opening in (*first, *_OPENING_BEHIND.finditer(text, *line)) if opening is not None]
    ends = [*(opening.start() for opening in openings[1:]), line[1]]
    for opening, end in zip(openings, ends, strict=False):
        closing = _CLOSING.search(text, opening.end(), end)
        last = closing.start() if closing else end
        if closing or not _REPORTED.search(text, opening.end(), end):
            yield Quotation(opening.start(), closing.end() if closing else end, (opening.end(), last), number, True)

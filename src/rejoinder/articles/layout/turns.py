"""Turns of a transcript, each opened by a label that names who speaks ("MR. PRICE:", "Q:", "Mr. Adler (Norvane):")."""

import re
from collections.abc import Iterator, Sequence

from rejoinder.articles.layout.furniture import recognise_line
from rejoinder.articles.layout.labels import is_label
from rejoinder.articles.layout.paragraphs import find_lines
from rejoinder.articles.layout.patterns import DATE, NAME, TIME

_PARTICLE = r"(?:(?:of|for|the|and|de|da|del|van|von|der|bin|al|la) ){0,2}"
_NAMES = rf"{NAME}(?: {_PARTICLE}{NAME}){{0,6}}"
_CAPITALS = r"[^\W\d_a-zà-ÿ]{2,}[.’'-]?(?: [^\W\d_a-zà-ÿ][^\Wa-zà-ÿ]*[.’'-]?[^\W\da-zà-ÿ]*){0,5}"
_HONORIFIC = (
    r"(?:(?:H\.? ?E|(?:The )?(?:Rt\.? )?Hon)\.? )?\(?"
    r"(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Eng|Sir|Dame|Lord|Lady|Senator|Sen|Rep|Gen|Col|Judge|Justice|Madam|Hon|Deputy)\.?\)?"
)
_AFFILIATION = r" [(\[][^()\[\]\n]{1,80}[)\]]"
_ROLE = r"(?:, [^.:!?\n\"“]{2,80})?"
_DASHED_ROLE = r"(?: [–—-] [^.:!?\n\"“]{2,60}){2}"
_CHAIR = r"(?:(?:Acting|Deputy|Vice|Temporary)[ -])?(?:President|Chair(?:man|woman|person)?|Speaker|Secretary-General)"
_ASKS = r"(?:Q|Question|QUESTION|Interviewer|INTERVIEWER|Reporter|REPORTER|Journalist|JOURNALIST)"
_ANSWERS = r"(?:A|Answer|ANSWER)"
_CLOCK = r"(?:\[[\d:.]+\] ?)?"
_SHARE_OF_TURNS = 0.3  # of a transcript's paragraphs
_FEWEST_TURNS = 2
_FEWEST_NAMES_ALONE = 3

_SURE = re.compile(
    rf"{_CLOCK}(?:(?:{_ASKS}|{_ANSWERS})(?: from [^:\n]{{2,50}}|{_AFFILIATION})?[:.]"
    rf"|{_HONORIFIC} {_NAMES}(?:{_AFFILIATION}){{0,2}}{_ROLE}:"
    rf"|{_CAPITALS}(?:{_AFFILIATION}){{0,2}}{_ROLE}:"
    rf"|The {_NAMES}(?:{_AFFILIATION})?:"
    rf"|{_NAMES}(?:{_AFFILIATION}){{1,2}}{_ROLE}:|{_NAMES}{_DASHED_ROLE}:)(?=\s)"
    r"|Q(?=\s+[A-Z])"
)
_LIKELY = re.compile(rf"{_CLOCK}(?:{_NAMES} [–—-] {_NAMES}:|{_NAMES}{_ROLE}:|{_NAMES} [—–])(?=\s)")
_RECORD = re.compile(  # the labels of a verbatim record, which no report has
    rf"(?:{_HONORIFIC} {_NAMES}(?:{_AFFILIATION}){{1,2}}|The {_CHAIR}(?:{_AFFILIATION})?):(?=\s)"
)
_POST = re.compile(
    rf"(?:RT )?@\w{{2,40}}(?::|, (?:{DATE}|{TIME})(?:,? {TIME})?)(?=\s|\Z)"
    rf"|{_NAMES} \(@\w{{2,40}}\)(?:, [^\n.:]{{2,60}})?,? (?:{DATE}|{TIME})(?=\s|\Z)"
)
_ROLES = {
    "question": re.compile(rf"{_CLOCK}{_ASKS}(?: from [^:\n]+|{_AFFILIATION})?\W*"),
    "answer": re.compile(rf"{_CLOCK}{_ANSWERS}(?:{_AFFILIATION})?\W*"),
}
_NO_TURNS = frozenset({"note", "promotion", "contact", "credit", "caption", "table"})  # lines that look like turns
_SENTENCE_START = re.compile(r"(?<=[.!?…)\]\"”’]) +(?=\S)")
_NAME_ALONE = re.compile(_CAPITALS)


class TurnLabels:
    """Finds the labels in one text, as its form lets it have them.

    Attributes:
        is_transcript: its paragraphs are turns.
        has_posts: they are posts, opened by a line with the author's handle.
    """

    def __init__(self, text: str, paragraphs: Sequence[tuple[int, int]], genre: str = "") -> None:
        self.text = text
        lines = [line for span in paragraphs for line in find_lines(text, *span)]
        sure = [_match(_SURE, text, start, end) is not None for start, end in lines]
        turns = [is_sure or _match(_LIKELY, text, *span) is not None for is_sure, span in zip(sure, lines, strict=True)]
        fewest = max(_FEWEST_TURNS, _SHARE_OF_TURNS * len(paragraphs))
        self._openings = frozenset(text[m.start() : m.end()] for m in _find_openings(text, lines))
        records = sum(_RECORD.match(text, start, end) is not None for start, end in lines)
        self.has_posts = _has_posts(text, lines)
        self._has_names_alone = _has_names_alone(text, paragraphs)
        is_conversation = any(sure) and sum(turns) >= fewest
        is_conversation = is_conversation or records >= _FEWEST_TURNS or self._has_names_alone or self.has_posts
        self.is_transcript = genre == "transcript" or (not genre and is_conversation)

    def is_name_alone(self, start: int, end: int) -> bool:
        """Whether a line is nothing but the name of who speaks below it."""
        return self._has_names_alone and _NAME_ALONE.fullmatch(self.text, start, end) is not None

    def find_labels(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Find the labels in a paragraph of a transcript, at its beginning and behind the end of a sentence.

        Yields:
            Kind, start and end of each, in order. The kind is "question" or "answer" where the label says no more than
            that, else "turn".
        """
        if not self.is_transcript:
            return
        last_end = start
        for place in (start, *(match.end() for match in _SENTENCE_START.finditer(self.text, start, end))):
            match = None if place < last_end else self._match(place, end, is_first=place == start)
            if match is not None:
                yield _classify_label(match[0]), *match.span()
                last_end = match.end()

    def _match(self, start: int, end: int, is_first: bool) -> re.Match[str] | None:
        match = _POST.match(self.text, start, end) if self.has_posts else None
        match = match or _match(_SURE, self.text, start, end)
        likely = None if match else _match(_LIKELY, self.text, start, end)
        return match or (likely if likely and (is_first or likely[0] in self._openings) else None)


def _find_openings(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The likely labels that lines begin with."""
    return filter(None, (_match(_LIKELY, text, start, end) for start, end in lines))


def _classify_label(label: str) -> str:
    return next((kind for kind, pattern in _ROLES.items() if pattern.fullmatch(label)), "turn")


def _has_posts(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    return sum(_POST.match(text, start, end) is not None for start, end in lines) >= _FEWEST_TURNS


def _has_names_alone(text: str, paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether enough paragraphs are nothing but a name; the last one names nobody who speaks below it."""
    names = sum(_NAME_ALONE.fullmatch(text, start, end) is not None for start, end in paragraphs[:-1])
    return names >= max(_FEWEST_NAMES_ALONE, _SHARE_OF_TURNS * len(paragraphs))


def _match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    match = pattern.match(text, start, end)
    if match is None or is_label(match[0].rstrip(" :—–")):
        return None
    line_end = text.find("\n", match.end(), end)
    line = text[match.start() : end if line_end < 0 else line_end]
    return None if recognise_line(line) in _NO_TURNS else match

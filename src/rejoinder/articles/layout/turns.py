"""Turns of a transcript, each opened by a label that names who speaks: how a text marks them, and where they stand."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rejoinder.articles.layout.furniture import recognise_line
from rejoinder.articles.layout.labels import is_label
from rejoinder.articles.layout.speeches import is_all_spoken
from rejoinder.articles.layout.turn_forms import (
    BEFORE_WORDS,
    BELOW_NAME,
    COLON,
    LINE,
    NUMBERED_POST,
    POST,
    RECORD,
    ROLES,
    LabelForm,
    read_surname,
)
from rejoinder.first_person import I_PATTERN, WE_PATTERN, YOU_PATTERN

_SHARE_OF_TURNS = 0.3  # of a transcript's paragraphs
_SHARE_OF_RETURNING = 0.15  # where somebody speaks again
_FEWEST_TURNS = 2
_FEWEST_WITH_RETURN = 3
_FEWEST_ALONE = 3
_NO_TURNS = frozenset({"note", "promotion", "contact", "credit", "caption", "table"})  # lines that look like turns
_SENTENCE_START = re.compile(r"(?<=[.!?…)\]\"”’])\s+(?=\S)")
_TIMED = re.compile(r"\d:\d{2}[)\]]?:?\Z")
_IN_BRACKETS = re.compile(r"(?:[(\[][^()\[\]]*[)\]] ?)+")
_BELOW_NAME = re.compile(BELOW_NAME)
_LINE_END = re.compile(r".*[.!?…:;,\"”’»)\]*–—-]", re.DOTALL)
_HEADING_WORDS = 15
_OFFICE_IN_CAPITALS = re.compile(
    r"\b(?:THE|MRS?|MS|DR|SIR|SENATOR|PRESIDENT|(?:PRIME )?MINISTER|SECRETARY|SPEAKER|CHAIR(?:MAN|WOMAN)?|CHANCELLOR"
    r"|AMBASSADOR|GOVERNOR|GENERAL|COMMISSIONER|TREASURER|KING|QUEEN|PRINCE(?:SS)?|POPE)\b"
)

_PERSON = re.compile(rf"\b(?:{I_PATTERN}|{WE_PATTERN}|{YOU_PATTERN})\b|\?|\b[Tt]hank")
_ITEM = re.compile(r"(?:\d{1,2}[.)] )?[^a-zà-ÿ(\[.,]+[:.]?\s*")  # "ROAD NEWS:"
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_QUOTATION = re.compile(r"[\"“«][^\"”»]*[\"”»]")
_QUOTATION_MARKS = ('"', "“", "«", "‘", "'")

Span = tuple[int, int]


class TurnLabels:
    """Finds the labels in one text, as its form lets it have them.

    Attributes:
        lines: half-open spans of its paragraphs, a name and the brackets, handle or time below it in one.
        is_transcript: its paragraphs are turns.
        has_posts: they are posts, opened by a line with the author's handle.
    """

    def __init__(self, text: str, paragraphs: Sequence[Span], genre: str = "") -> None:
        self.text = text
        self.lines = list(_join_lines_of_heads(text, paragraphs))
        self._alone = frozenset(_find_lines_alone(text, self.lines))
        self.has_posts = _has_posts(text, self.lines)
        has_lines = self._is_used((LINE,), len(paragraphs))
        self._forms = (*BEFORE_WORDS, LINE) if has_lines else BEFORE_WORDS
        is_conversation = has_lines or self.has_posts or self._is_used(BEFORE_WORDS, len(paragraphs))
        self._openings = frozenset(m[0] for span in self.lines if (m := _match(COLON.likely, text, *span)))
        is_conversation = (is_conversation and not self._is_quoted()) or self._speaks_alone()
        self.is_transcript = genre == "transcript" or (not genre and is_conversation)

    def _is_used(self, forms: Sequence[LabelForm], paragraphs: int) -> bool:
        """Whether enough lines open with labels of some forms: sure ones, or such as come again after others."""
        matches = [match for span in self.lines if (match := self._match_forms(forms, *span))]
        if COLON in forms and sum(RECORD.match(self.text, *span) is not None for span in self.lines) >= _FEWEST_TURNS:
            return True
        names = [read_surname(match[0]) for match in matches]
        returns = sum(name in names[:n] and name != names[n - 1] for n, name in enumerate(names))
        if returns and len(names) >= max(_FEWEST_WITH_RETURN, _SHARE_OF_RETURNING * paragraphs):
            return True
        is_sure = any(match.re is form.sure for match in matches for form in forms)
        fewest = _FEWEST_ALONE if LINE in forms else _FEWEST_TURNS
        is_enough = is_sure and len(matches) >= max(fewest, _SHARE_OF_TURNS * paragraphs)
        are_lines = LINE in forms and not any(_NUMBERED.match(match[0]) for match in matches)
        return is_enough and (are_lines or self._is_spoken(matches))

    def _speaks_alone(self) -> bool:
        """Whether the only label stands above a text that is all spoken, and below lines that end no sentence."""
        matches = ((n, self._match_forms((COLON,), *span)) for n, span in enumerate(self.lines))
        labels = [n for n, m in matches if m and m.re is COLON.sure and not _may_be_dateline(m[0])]
        above = (self.text[slice(*span)] for span in self.lines[: labels[0]]) if len(labels) == 1 else ()
        is_first = len(labels) == 1 and not any(_LINE_END.fullmatch(line) for line in above)
        return is_first and is_all_spoken(self.text[self.lines[labels[0]][0] :])

    def _is_spoken(self, labels: Sequence[re.Match[str]]) -> bool:
        """Whether labels say that they name persons, or most stand before words to or of one; items of news do not."""
        if not all(_ITEM.fullmatch(label[0]) for label in labels):
            return True
        ends = [*(label.start() for label in labels[1:]), len(self.text)]
        words = [self.text[label.end() : end] for label, end in zip(labels, ends, strict=True)]
        return 2 * sum(_PERSON.search(_QUOTATION.sub("", part)) is not None for part in words) >= len(words)

    def _is_quoted(self) -> bool:
        """Whether most labels stand before or above a quotation: then a report quotes, and goes on as a report."""
        heads = [POST.match(self.text, *span) or self._match_forms(self._forms, *span) for span in self.lines]
        behind = [self.text[head.end() :].lstrip() for head in heads if head is not None]
        return 2 * sum(words.startswith(_QUOTATION_MARKS) for words in behind) > len(behind)

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

    def find_headings(self) -> frozenset[Span]:
        """Find the lines that end no sentence: above the first label, above any or another such line, or at the end.

        What stands right below a label that fills its line is said, not a heading.
        """
        headings: set[Span] = set()
        is_above = True
        labels = [span for span in self.lines if next(self.find_labels(*span), None) is not None]
        below = {line for label, line in pairwise(self.lines) if label in self._alone and label in labels}
        for span in reversed(self.lines):
            line = self.text[slice(*span)]
            is_label = span in labels
            is_at_top = bool(labels) and span < labels[0]
            is_heading = (is_above or is_at_top) and not is_label and len(line.split()) <= _HEADING_WORDS
            is_heading = is_heading and span not in below
            if is_heading and not _LINE_END.fullmatch(line):
                headings.add(span)
            else:
                is_above = is_label or (is_above and bool(recognise_line(line)))
        return frozenset(headings)

    def _match(self, place: int, end: int, is_first: bool) -> re.Match[str] | None:
        match = POST.match(self.text, place, end) if self.has_posts else None
        if match or is_first:
            return match or self._match_forms(self._forms, place, end)
        likely = _match(COLON.likely, self.text, place, end)
        return _match(COLON.sure, self.text, place, end) or (likely if likely and likely[0] in self._openings else None)

    def _match_forms(self, forms: Sequence[LabelForm], start: int, end: int) -> re.Match[str] | None:
        matches = (
            _match(pattern, self.text, start, end, form.alone)
            for pattern, form in _list_patterns(forms)
            if not form.alone or (start, end) in self._alone
        )
        return next(filter(None, matches), None)


def _may_be_dateline(label: str) -> bool:
    """Whether a label in capitals gives no office: "SELT CITY:" is a place as likely as a name."""
    return label.isupper() and _OFFICE_IN_CAPITALS.search(label) is None


def opens_thread(text: str, lines: Sequence[Span]) -> bool:
    """Whether the first line opens with who posts, and other or numbered posts stand below it."""
    return POST.match(text, *lines[0]) is not None and _has_posts(text, list(_join_lines_of_heads(text, lines)))


def _has_posts(text: str, lines: Sequence[Span]) -> bool:
    """Whether lines name who posts: several, or one above numbered posts."""
    heads = sum(_match(POST, text, *span) is not None for span in lines)
    return heads >= _FEWEST_TURNS or (heads > 0 and _are_numbered(text, lines))


def _are_numbered(text: str, lines: Sequence[Span]) -> bool:
    return sum(NUMBERED_POST.match(text, *span) is not None for span in lines) >= _FEWEST_TURNS


def _list_patterns(forms: Sequence[LabelForm]) -> list[tuple[re.Pattern[str], LabelForm]]:
    """The patterns of some forms, the sure ones first."""
    return [(form.sure, form) for form in forms] + [(form.likely, form) for form in forms]


def _join_lines_of_heads(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """The paragraphs; one that goes on with the name above it joined to that.

    "Ana Lind" goes with "(Selt) (Lab)" below it, and likewise with the handle or the time of a post.
    """
    first = paragraphs[0][0] if paragraphs else 0
    for (_, end), (start, next_end) in pairwise((*paragraphs, (0, 0))):
        name, below = text[first:end], text[start:next_end]
        has_brackets = _IN_BRACKETS.fullmatch(below) and not recognise_line(below) and _match_line(name)
        if not (has_brackets or (_BELOW_NAME.fullmatch(below) and POST.fullmatch(f"{name}\n{below}"))):
            yield first, end
            first = start


def _match_line(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern, _ in _list_patterns((LINE,)))


def _find_lines_alone(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Lines that a label may fill: below each stands something that is none."""
    could_be = [_match_line(text[slice(*span)]) for span in lines]
    yield from (span for span, here, below in zip(lines, could_be, could_be[1:], strict=False) if here and not below)


def _classify_label(label: str) -> str:
    return next((kind for kind, pattern in ROLES.items() if pattern.fullmatch(label)), "turn")


def _match(pattern: re.Pattern[str], text: str, start: int, end: int, alone: bool = False) -> re.Match[str] | None:
    match = pattern.fullmatch(text, start, end) if alone else pattern.match(text, start, end)
    if match is None or is_label(match[0].rstrip(" :—–")):
        return None
    line_end = text.find("\n", match.end(), end)
    kind = recognise_line(text[match.start() : end if line_end < 0 else line_end])
    is_none = kind in _NO_TURNS and not (kind == "table" and _TIMED.search(match[0]))
    return None if is_none else match

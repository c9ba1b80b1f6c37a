"""Texts in their author's own words: columns, comments and replies, and who their by-line or closing note names.

A text is its author's where one of these says so: a label ("Opinion"), a note at its end on an author who is no
reporter ("Ana Lind is professor of law at Karran"), or a by-line above a text that speaks as "I". What an outlet says
as such, in an editorial, has no author.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from rejoinder.articles.layout.patterns import NAME, any_of
from rejoinder.articles.layout.rules.line_rule import UNREPORTED
from rejoinder.first_person import I_PATTERN, WE_PATTERN

Piece = tuple[str, int, int]  # kind, start and end

_TITLE = r"(?:(?:Dr|Prof|Professor|Sir|Dame|Amb|Ambassador|Rev)\.? )?"
_PARTICLE = r"(?:(?:de|da|del|van|von|der|den|bin|ibn|al|el|la|ter|dos) )*"
_OFFICES = re.compile(
    any_of(
        r"\b(?:staff / desk / team / bureau / news / agency / agencies / service / reporters? / correspondents?",
        r"writers? / editors? / edition / board / room / updated / published / live / today / web / admin)\b",
    )
)
_PERSON = rf"{_TITLE}(?!(?i:by|from|the) ){NAME}(?: {_PARTICLE}{NAME}){{1,3}}(?<![.,])(?<!['’]s)"
_OPINION = any_of(
    "opinions? / op-?ed / comment / commentary / column / perspective / viewpoint / ideas / voices",
    "debate / guest (?:essay|column|post|comment)",
)
_BY_LINE = re.compile(
    rf"(?:{_OPINION} ?[:|–—-] ?)?(?i:(?:by(?:-?line)?|author|written by):? )?"
    rf"(?P<name>{_PERSON}(?:(?:, {_PERSON})? (?:and|&) {_PERSON})?)(?=\Z|\s*[,|–—(\n•-])"
)
_POSTED = re.compile(rf"(?i:posted|published|written) by (?P<name>{_PERSON})(?=\Z|\s*[,|–—(\n•-]| on )")
_NOTE = re.compile(
    rf"(?:[*•–—-]+ ?)?(?P<name>{_PERSON})(?:, [^.;:\n]{{2,80}},)? "
    r"(?:(?P<being>is|was) |(?!has\b|says\b|needs\b)[a-z]+s "
    r"|(?:retired|served|worked|headed|led|chaired|commanded|taught) )"
    r"[^\n]*[^\n?!:\"”]"
)
_WRITER_NOTE = re.compile(
    rf"{UNREPORTED}(?i:(?:the|our) )?(?i:writer|author|columnist) (?:is|was|has|served|teaches)\b[^\n?!:\"”]*"
)
_OPINION_LABEL = re.compile(
    rf"{_OPINION}\W*|[^\n]*[|–—] ?{_OPINION}\s*|{_OPINION} ?[:|–—] ?[^\n]*|(?i:section): ?{_OPINION}\b[^\n]*"
)
_JOURNALIST = re.compile(
    any_of(r"\b(?:reporter / correspondent / bureau / photographer / photojournalist / staff / covers / reports)\b")
)
_OWN = re.compile(rf"\b{I_PATTERN}\b(?![.-])")
_OURS = re.compile(rf"\b{WE_PATTERN}\b")
_QUOTATION = re.compile(  # of a paragraph; one that the next paragraph continues is not closed; a dash opens speech
    r"\A[–—] ?.*|[\"“«][^\"”»]*(?:[\"”»]|\Z)|‘(?:[^’]|’(?=\w))*(?:’|\Z)", re.DOTALL
)
_FEWEST_OWN, _FEWEST_OURS, _WORDS_TO_ONE = 2, 4, 100  # first persons, and words of the text to one of them
_MOST_QUESTIONS = 2  # paragraphs that ask, from more of which on somebody is interviewed
_OPENING_PIECES, _CLOSING_PIECES = 6, 5  # among which the note on the author stands
_CODED = ("title", "paragraph")
_NO_AUTHOR = frozenset({"signature", "turn", "question", "answer", "head"})  # kinds that say otherwise who speaks


def mark_author(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Mark what names the author of a text in their own words: of kind "author", the rest of its line "credit".

    Args:
        text: the article.
        pieces: of its layout, in order.

    Returns:
        The pieces; as they were for a text that is its outlet's.
    """
    if not _NO_AUTHOR.isdisjoint(kind for kind, _, _ in pieces):
        return list(pieces)
    by_line = _find_by_line(text, pieces)
    closing = _find_note(text, pieces, by_line)
    note = by_line and _find_writer_note(text, pieces)
    lines = [piece for piece in (by_line, closing, note) if piece is not None]
    if not lines or not _is_own(text, pieces, by_line, closing, has_note=note is not None):
        return list(pieces)
    marked: list[Piece] = []
    for piece in pieces:
        line = next((line for line in lines if piece[1] <= line[1] < piece[2]), None)
        marked += [piece] if line is None else _split_line(text, piece, line, is_note=line is not by_line)
    return marked


def _find_by_line(text: str, pieces: Sequence[Piece]) -> Piece | None:
    """The first name in a by-line; one that begins with "By" goes before names that stand alone.

    A name alone in capitals or with a date may as well be a place, and one before a headline's colon what it is about.
    """
    forms = {"credit": _BY_LINE, "note": _POSTED}
    matches = (forms[kind].match(text, start, end) for kind, start, end in pieces if kind in forms)
    named = [match for match in matches if match and not _OFFICES.search(match["name"])]
    named.sort(key=lambda match: (match.re is not _BY_LINE, match.start("name") == match.start()))
    return _mark_name(named[0]) if named else None


def _mark_name(match: re.Match[str]) -> Piece:
    return "author", *match.span("name")


def _find_note(text: str, pieces: Sequence[Piece], by_line: Piece | None) -> Piece | None:
    """The name that opens a note at the end: the by-line's, or without one that of nobody else in the text."""
    authors = [] if by_line is None else text[slice(*by_line[1:])].casefold().split()
    closing = (
        _NOTE.fullmatch(text, s, e) for kind, s, e in pieces[-_CLOSING_PIECES:] if kind in ("paragraph", "credit")
    )
    for note in filter(None, closing):
        surname = note["name"].split()[-1]
        is_new = not re.search(rf"\b{re.escape(surname)}\b", text[: note.start()], re.IGNORECASE)
        if surname.casefold() in authors or (not authors and note["being"] and is_new):
            return _mark_name(note)
    return None


def _find_writer_note(text: str, pieces: Sequence[Piece]) -> Piece | None:
    """What a line at either end says of the writer without the name: "The writer was Karran's mayor"."""
    at_ends = (*pieces[:_OPENING_PIECES], *pieces[-_CLOSING_PIECES:])
    lines = ((start, end) for kind, start, end in at_ends if kind in ("paragraph", "credit"))
    start = next((start for start, end in lines if _WRITER_NOTE.fullmatch(text, start, end)), None)
    return None if start is None else ("author", start, start)


def _is_own(
    text: str, pieces: Sequence[Piece], by_line: Piece | None, closing: Piece | None, *, has_note: bool
) -> bool:
    above = takewhile(lambda piece: piece[0] != "paragraph", pieces)
    if any(_OPINION_LABEL.fullmatch(text, start, end) for _, start, end in above):
        return True
    body = [text[start:end] for kind, start, end in pieces if kind in _CODED and (not closing or start < closing[1])]
    if sum(paragraph.endswith("?") for paragraph in body) > _MOST_QUESTIONS:
        return False
    if by_line and closing and not _JOURNALIST.search(text, closing[1], _find_end(pieces, closing)):
        return True
    own = "\n".join(_QUOTATION.sub(" ", paragraph) for paragraph in body)
    singular = len(_OWN.findall(own))
    plural = len(_OURS.findall(own)) if singular or has_note else 0  # an explainer's "we" is everybody
    return any(
        count >= fewest and count * _WORDS_TO_ONE >= len(own.split())
        for count, fewest in ((singular, _FEWEST_OWN), (plural, _FEWEST_OURS))
    )


def _find_end(pieces: Sequence[Piece], inner: Piece) -> int:
    return next(end for _, start, end in pieces if start <= inner[1] < end)


def _split_line(text: str, piece: Piece, name: Piece, *, is_note: bool) -> Iterator[Piece]:
    """Split the line of a name; what a note says of its author behind the name is of kind "author", too."""
    around = (("credit", piece[1], name[1]), name, ("author" if is_note else "credit", name[2], piece[2]))
    for kind, start, end in around:
        stripped = text[start:end].strip()
        if stripped:
            start = text.index(stripped, start)
            yield kind, start, start + len(stripped)

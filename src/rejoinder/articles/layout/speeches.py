"""Speeches, statements and press releases: texts that one person or body speaks, as their head says."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from rejoinder.articles.layout.head_forms import (
    ACTS,
    BARE_HEAD,
    BY_LINE,
    HEADS,
    HEADS_WITHIN,
    JOINT_HEADS,
    LABELLED_RELEASE,
    LIKELY_HEADS,
    MEETING,
    OFFICE_HOLDER,
    POST_TITLE,
    RELEASE,
)
from rejoinder.articles.layout.patterns import NAME, UPPER, any_of
from rejoinder.first_person import I_PATTERN, WE_PATTERN

Span = tuple[int, int]
Part = tuple[str, int, int]  # kind, start and end

_DOCUMENT = re.compile(
    rf"(?:{NAME} ){{0,3}}(?i:transcript|minutes|(?:summary|verbatim|official) record|debates?|agenda|motion"
    r"|(?:press|media|news) (?:release|statement|briefing|conference)|declaration|resolution|communiqu[eé]"
    r"|(?:joint |open )(?:statement|letter)|outcomes?)"
    r"(?: (?:of|to|by|from|on)\b|[:,]|\Z)"
)
_TELLS = re.compile(r"[a-z] [a-z]{2,}(?:[^s\W]s|ed) \w|\b(?:is|are|was|will|to [a-z]+ \w+ing)\b")
_FIRST_PERSON = re.compile(rf"\b(?:{I_PATTERN}|{WE_PATTERN})\b")
_REPORT = re.compile(  # a communiqué in the past tense tells of a meeting; one in the present is its authors' own words
    r"\b(?:said|says|told|tells|expressed|reiterated|agreed|welcomed|under(?:lin|scor)ed|emphasi[sz]ed|recalled|noted"
    r"|stressed|reaffirmed|thanked|voiced)\b"
)
_SAID = re.compile(r"\b(?:said|says|told|tells|according to)\b")
_ADDRESS_WORDS = "and|of|the|dear|ladies|gentlemen|friends|colleagues|good|morning|afternoon|evening|day"
_ADDRESS = re.compile(  # with which somebody turns to who listens
    any_of(
        "(?:mr|madam|mme|mister)\\.? \\w+ / your (?:excellenc|majest|highness|holiness|honou?r) / excellenc",
        "ladies and gentlemen / (?:my )?fellow \\w+ / (?:distinguished|esteemed|honou?rable) \\w+",
        "(?:dear |my )+(?:friends|colleagues|brothers|sisters|compatriots)",
        "friends / colleagues / comrades / compatriots / citizens",
    )
    + rf"(?:[^\n.?;]{{0,160}}[,!:]|, (?:I|we|you) [^\n.?;]{{0,160}}\.|(?:,? (?:{UPPER}[\w’'-]*|{_ADDRESS_WORDS}))*\.)"
    r"\s*(?:\n|\Z)"
)
_COMPLIMENTS = re.compile(r"[^\n.]{0,200}\bpresents? (?:its|his|her|their) compliments to\b")
_QUOTATION = re.compile(r"[\"“«][^\"”»]*[\"”»]")


def is_document_title(title: str) -> bool:
    """Whether a title says of which kind a document is and tells nothing: "Minutes of the Ninth Meeting"."""
    return _DOCUMENT.match(title) is not None and _TELLS.search(title) is None


def split_head(text: str, spans: Sequence[Span]) -> list[Part]:
    """Split the head of a speech into who speaks, of kind "turn", and what stands around.

    Args:
        text: the article.
        spans: of the title and the lines below it that end no sentence, and last of what stands below them.

    Returns:
        The parts of the lines up to the one that names who speaks; of the title alone where it is a head without a
        name, or with the lines up to the one that says that the text is a release; nothing where it is no speech.
    """
    *lines, (body, _) = spans
    if POST_TITLE.fullmatch(text, *lines[0]):
        return [("turn", *lines[0])]
    forms = ((HEADS, _is_spoken), (JOINT_HEADS, _tells_jointly), (LIKELY_HEADS, is_all_spoken))
    for (heads, may_head), (number, (start, end)) in product(forms, enumerate(lines)):
        match = _find_match(heads, text, start, end)
        if match is not None and may_head(text[spans[number + 1][0] :]):
            above = [("head", *span) for span in lines[:number]]
            if above and _QUOTATION.search(text, *lines[0]):
                above[0] = ("title", *lines[0])  # a headline that quotes what was said
            if MEETING.fullmatch(match["speaker"]):
                return [*above, ("head", start, end)]
            return [*above, *_split_at(text, start, end, match.span("speaker"))]
    is_head = _is_bare_head(text, lines[0], text[body:])
    below = (OFFICE_HOLDER, BY_LINE) if is_head else (OFFICE_HOLDER,)  # a by-line alone heads an author's text
    parts = _split_joined_lines(text, lines, below) if is_head or is_all_spoken(text[body:]) else []
    return parts or (_split_label(text, *lines[0]) if is_head else _split_release_head(text, lines, text[body:]))


def _split_label(text: str, start: int, end: int) -> list[Part]:
    """A head without a name; what stands behind "PRESS RELEASE:" is the release's own headline."""
    label = LABELLED_RELEASE.match(text, start, end)
    return [("head", start, label.end("label")), ("title", label.end(), end)] if label else [("head", start, end)]


def _split_release_head(text: str, lines: Sequence[Span], body: str) -> list[Part]:
    """The headline of a release and what stands below it, up to the line that says what it is: "PRESS RELEASE"."""
    ends = (number for number, span in enumerate(lines) if number and RELEASE.fullmatch(text, *span))
    end = next(ends, None) if _is_spoken(body) else None
    return [] if end is None else [("title", *lines[0]), *(("head", *span) for span in lines[1 : end + 1])]


def split_head_within(text: str, start: int, end: int) -> list[Part]:
    """Split a line within a speech that is the head of the next; nothing for other lines."""
    match = _find_match(HEADS_WITHIN, text, start, end)
    return [] if match is None else list(_split_at(text, start, end, match.span("speaker")))


def _find_match(heads: Sequence[re.Pattern[str]], text: str, start: int, end: int) -> re.Match[str] | None:
    match = next((match for head in heads if (match := head.match(text, start, end))), None)
    return None if match is None or ACTS.search(match["speaker"]) else match


def _split_joined_lines(text: str, lines: Sequence[Span], below: Sequence[re.Pattern[str]]) -> list[Part]:
    """Split a head that is set over several lines: "STATEMENT", "BY", "ANA LIND", "AT THE COUNCIL"."""
    for number, (start, end) in enumerate(lines):
        places = [place for span in lines[number:] for place in (*range(*span), span[1])]
        joined = "".join(text[place] if place < len(text) and not text[place].isspace() else " " for place in places)
        match = _find_match(HEADS[:1], joined, 0, len(joined))
        if match is None and number:
            match = _find_match(below, joined, 0, end - start)
        if match is not None:
            first, last = match.span("speaker")
            last = first + len(joined[first:last].rstrip(" ,"))
            whole = _split_at(text, start, lines[-1][1], (places[first], places[last - 1] + 1))
            return [*(("head", *span) for span in lines[:number]), *whole]
    return []


def turns_to_somebody(words: str) -> bool:
    """Whether words open like a speech or a diplomatic note: "Mr President,", "presents its compliments to"."""
    return _ADDRESS.match(words) is not None or _COMPLIMENTS.match(words) is not None


def _is_bare_head(text: str, title: Span, body: str) -> bool:
    return turns_to_somebody(body) or (_is_spoken(body) and BARE_HEAD.match(text, *title) is not None)


def _split_at(text: str, start: int, end: int, speaker: Span) -> Iterator[Part]:
    first, last = speaker
    last = first + len(text[first:last].rstrip(" ,"))
    around = (("head", start, first), ("turn", first, last), ("head", last, end))
    yield from (part for part in around if text[part[1] : part[2]].strip())


def _is_spoken(body: str) -> bool:
    """Whether a text speaks in the first person, or reports nobody's words."""
    own = _QUOTATION.sub(" ", body)
    return _FIRST_PERSON.search(own) is not None or _REPORT.search(own) is None


def _tells_jointly(body: str) -> bool:
    """Whether a text may be what several agreed on, be it in the past tense: nobody "said" so, as in a report."""
    return _SAID.search(body) is None


def is_all_spoken(body: str) -> bool:
    """Whether a text speaks in the first person, and more often than it reports."""
    own = _QUOTATION.sub(" ", body)
    return len(_FIRST_PERSON.findall(own)) > 1 + len(_REPORT.findall(own))

"""Speeches, statements and press releases: texts that one person or body speaks, as their head says."""

import re
from collections.abc import Iterator, Sequence

from rejoinder.articles.layout.patterns import DATE, NAME, UPPER, any_of

Part = tuple[str, int, int]  # kind, start and end

_KIND = any_of(
    "(?:(?:joint|final|opening|closing|concluding|introductory|keynote|maiden|prepared|official|press|media|full|public"
    "|written|oral|general|national|inaugural|farewell|welcome|welcoming|acceptance|special|televised|radio|video|annual"
    "|new year[’']?s?|christmas|easter|eid|ramadan|(?:independence|national|republic|victory|unity) day|budget"
    "|state of the (?:nation|union)) )*"
    "(?:statement|remarks|address|speech|message|communiqu[eé]|declaration|lecture|testimony|letter|briefing)"
)
_SPOKEN_KIND = any_of("speech / address / remarks / lecture / testimony / (?:\\w+ )?statement")
_SHORT_KIND = any_of(
    "comments? / quote / toast / homily / sermon / eulogy / explanation of vote / right of reply / reply"
)
_BY = any_of("by / of / from / delivered by / made by / given by / issued by")
_OFFICES = ("minister", "secretary", "commissioner", "representative", "envoy", "adviser", "spokesperson", "state")
_TOPIC = (
    any_of(
        "on / at / to / in / following / regarding / concerning / before / during / after / about / upon / under",
        "with / as / made / delivered",
    )
    + rf"|{''.join(f'(?<!(?i:{office}) )' for office in _OFFICES)}(?i:for)"
)
_TOPIC = f"(?:{_TOPIC})"
_SPEAKER = rf"(?:the |an? )?{UPPER}[^\n]*?|the [^\n]+?"
_AFTER_SPEAKER = rf"(?=,? {_TOPIC}\b|\s*\(|\s*\Z)"
_AFTER_KIND = rf"(?=\s*(?:\Z|[(|,–—-])| {_TOPIC}\b)"
_HONORIFIC = r"(?:H\.? ?E\.?|His|Her|The|Mr|Mrs|Ms|Mme|Mx|Dr|Sir|Dame|Hon|Madam)\b\.?"
_TEXT_OF = r"(?:[^\n:]{2,60}: )?" + any_of(
    "(?:(?:the )?(?:\\w+ )?(?:text|transcript|translation|record) of )?(?:the |an? |his |her )?"
)
_MADE = rf"(?: {_TOPIC} [^\n:]{{1,60}})?"
_OFFICE = r"(?:, [^\n,]*\b(?:of|for)\b[^\n,]*?)?"
_NAMED = rf"(?:{NAME}|of|for|the|and|to)"  # a word of an office or a name

# Forms of a head, then forms that may as well head a report: a text below these speaks in the first person.
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_TEXT_OF}{_KIND} {_BY} (?P<speaker>{_SPEAKER}){_AFTER_SPEAKER}",
        rf"(?:\w+ )?{_SPOKEN_KIND}{_MADE}: (?P<speaker>{NAME}(?: {_NAMED})* {NAME}"
        rf"(?: \([^()\n]*\)|{_OFFICE})?)(?=,|\s*\Z)",
        rf"(?P<speaker>{UPPER}[^\n:]*): {_KIND}\b",
        rf"{_TEXT_OF}(?P<speaker>{UPPER}[^\n:]*?)['’]s? (?:\w+ ){{0,2}}{_KIND}{_AFTER_KIND}",
        rf"(?P<speaker>{_HONORIFIC} {NAME}[^\n:.!?]*, {UPPER}[^\n:.!?]*?)(?=\s*\(|\s*\Z)",
    )
)
_LIKELY_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[^\n]*?\b)?(?i:delivered|read(?: out)?|spoken|presented) (?i:by) "
        rf"(?P<speaker>{UPPER}[^\n]*?){_AFTER_SPEAKER}",
        rf"{_TEXT_OF}{_SHORT_KIND} {_BY} (?P<speaker>{UPPER}[^\n]*?){_AFTER_SPEAKER}",
        rf"(?P<speaker>{NAME} {_NAMED} (?:{_NAMED} )*{NAME}) (?:at|to|before|in|on) (?:the|an?) "
        rf"[^\n]*\b(?:{DATE}|\d{{4}})(?:[ ,][^\n]{{0,40}})?\s*\Z",
    )
)
_HEADS_WITHIN = (_HEADS[0], _LIKELY_HEADS[1])
_BY_LINE = re.compile(rf"(?i:by) (?P<speaker>{UPPER}[^\n]*?){_AFTER_SPEAKER}")
_BARE_HEAD = re.compile(rf"{_KIND}{_AFTER_KIND}|{any_of('(?:press|media|news) release')}\b")
_ACTS = re.compile(rf"{UPPER}\w* [a-z]{{3,}}(?:s|ed)(?: {UPPER}|\Z)")  # "Statement by Lind angers Selt" is no head
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us)\b")
_REPORT = re.compile(r"\b(?:said|says|told|tells)\b")
_QUOTATION = re.compile(r"[\"“«][^\"”»]*[\"”»]")


def split_head(text: str, start: int, end: int, body: str | None = None) -> list[Part]:
    """Split the head of a speech into who speaks, of kind "turn", and what stands around; nothing for other heads.

    Args:
        text: the article.
        start, end: of the head.
        body: what stands below it, which has to be spoken; None within a speech.
    """
    heads = _HEADS_WITHIN if body is None else _choose_heads(body)
    match = next((match for head in heads if (match := head.match(text, start, end))), None)
    if match is not None and not _ACTS.search(match["speaker"]):
        return list(_split_at_speaker(text, match, end))
    return [("head", start, end)] if body and _is_spoken(body) and _BARE_HEAD.match(text, start, end) else []


def _choose_heads(body: str) -> Sequence[re.Pattern[str]]:
    return (*(_HEADS if _is_spoken(body) else ()), *(_LIKELY_HEADS if _is_all_spoken(body) else ()))


def split_by_line(text: str, start: int, end: int) -> list[Part]:
    """Split the line below the bare head of a speech ("Statement") that names who speaks it; nothing for others."""
    match = _BY_LINE.match(text, start, end)
    return [] if match is None else list(_split_at_speaker(text, match, end))


def _split_at_speaker(text: str, match: re.Match[str], end: int) -> Iterator[Part]:
    first, last = match.span("speaker")
    last = first + len(text[first:last].rstrip(" ,"))
    around = (("head", match.start(), first), ("turn", first, last), ("head", last, end))
    yield from (part for part in around if text[part[1] : part[2]].strip())


def _is_spoken(body: str) -> bool:
    """Whether a text speaks in the first person, or reports nobody's words."""
    own = _QUOTATION.sub(" ", body)
    return _FIRST_PERSON.search(own) is not None or _REPORT.search(own) is None


def _is_all_spoken(body: str) -> bool:
    """Whether a text speaks in the first person more often than it reports."""
    own = _QUOTATION.sub(" ", body)
    return len(_FIRST_PERSON.findall(own)) > 1 + len(_REPORT.findall(own))

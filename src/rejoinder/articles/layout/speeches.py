"""Speeches, statements and press releases: texts that one person or body speaks, as their head says."""

import re
from collections.abc import Iterator

from rejoinder.articles.layout.patterns import NAME, UPPER, any_of

Part = tuple[str, int, int]  # kind, start and end

_KIND = any_of(
    "(?:(?:joint|final|opening|closing|keynote|maiden|prepared|official|press|media|full|public|written) )*"
    "(?:statement|remarks|address|speech|message|communiqu[eé]|declaration|lecture|testimony|letter|briefing)"
)
_TOPIC = (
    r"(?:on|at|to|in|following|regarding|concerning|before|during|after|for|about|upon|under|with|as|made|delivered)"
)
_SPEAKER = rf"(?:the |an? )?{UPPER}[^\n]*?|the [^\n]+?"
_AFTER_SPEAKER = rf"(?=,? {_TOPIC}\b|\s*\(|\s*\Z)"
_HONORIFIC = r"(?:H\.? ?E\.?|His|Her|The|Mr|Mrs|Ms|Mme|Mx|Dr|Sir|Dame|Hon|Madam)\b\.?"
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_KIND} (?:by|of|from|delivered by|made by) (?P<speaker>{_SPEAKER}){_AFTER_SPEAKER}",
        rf"(?:\w+ )?(?i:speech|address|remarks|lecture|testimony): (?P<speaker>{NAME} [^\n,]*?)(?=,|\s*\Z)",
        rf"(?P<speaker>{UPPER}[^\n:]*): {_KIND}\b",
        rf"(?:[^\n:]+: )?(?P<speaker>{UPPER}[^\n:]*?)['’]s? (?:\w+ ){{0,2}}{_KIND}\b",
        rf"(?P<speaker>{_HONORIFIC} {NAME}[^\n:.!?]*, {UPPER}[^\n:.!?]*?)(?=\s*\(|\s*\Z)",
    )
)
_BARE_HEAD = re.compile(rf"{_KIND}(?=\s*(?:\Z|[(|,–—-])| {_TOPIC}\b)|{any_of('(?:press|media|news) release')}\b")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us)\b")
_REPORT = re.compile(r"\b(?:said|says|told|tells)\b")
_QUOTATION = re.compile(r"[\"“«][^\"”»]*[\"”»]")


def split_head(text: str, start: int, end: int) -> Iterator[Part]:
    """Split the head of a speech into who speaks, of kind "turn", and what stands around; nothing for other heads."""
    for head in _HEADS:
        match = head.match(text, start, end)
        if match:
            first, last = match.span("speaker")
            last = first + len(text[first:last].rstrip(" ,"))
            around = (("head", start, first), ("turn", first, last), ("head", last, end))
            yield from (part for part in around if text[part[1] : part[2]].strip())
            return
    if _BARE_HEAD.match(text, start, end):
        yield "head", start, end


def is_spoken(body: str) -> bool:
    """Whether a text speaks in the first person, or reports nobody's words."""
    own = _QUOTATION.sub(" ", body)
    return _FIRST_PERSON.search(own) is not None or _REPORT.search(own) is None

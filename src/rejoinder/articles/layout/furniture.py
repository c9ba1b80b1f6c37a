"""Parts lines that are no statement from a text's paragraphs.

A line of its own is told by its form. What the scraper of a page set in running text ("... he said. Read more: The
river") is cut off a paragraph's head or tail.
"""

import re
from collections.abc import Iterator

from rejoinder.articles.layout.rules import HEAD, LINE, RULES, TAIL, LineRule

_LONGEST = 600  # characters of a line that is no statement
_GAP = re.compile(r" {2,}")
_MARKED = re.compile(r"(?:[–—-]{1,2} ?|[•*▪►] ?|[(\[])(?P<line>[^()\[\]]+?)[)\]]?")  # "— With inputs from TSN"
_SPACES = re.compile(r"\s*")
_SENTENCE_START = re.compile(r"(?<=[.!?\"”’)\]…:;])\s+(?=\S)|\n\s*")

Part = tuple[str, int, int]  # kind, start and end


def recognise_line(line: str) -> str:
    """Say of which kind a line is that is no statement, with the marks around it or without; "" for any other."""
    line = _GAP.sub(" ", line)
    if len(line) > _LONGEST:
        return ""
    bare = _MARKED.fullmatch(line)
    return _match_rules(line) or (_recognise_sentences(bare["line"]) if bare else "")


def _match_rules(line: str) -> str:
    return next((rule.kind for rule in RULES if LINE in rule.places and rule.pattern.fullmatch(line)), "")


def _recognise_sentences(line: str) -> str:
    """The kind of a line of which each sentence is one that is no statement."""
    kinds = [_match_rules(sentence) for sentence in _SENTENCE_START.split(line)]
    return kinds[0] if all(kinds) else ""


def split_furniture(text: str, start: int, end: int) -> Iterator[Part]:
    """Split what is no statement off a paragraph's head and tail.

    Args:
        text: the article.
        start, end: of the paragraph.

    Yields:
        Kind, start and end of each part, in order; the paragraph itself has kind "".
    """
    heads: list[Part] = []
    tails: list[Part] = []
    while (head := _find_head(text, start, end)) is not None:
        heads.append(head)
        start = _skip_spaces(text, head[2])
    while (tail := _find_tail(text, start, end)) is not None:
        tails.append(tail)
        end = start + len(text[start : tail[1]].rstrip())
    yield from heads
    yield recognise_line(text[start:end]) if heads or tails else "", start, end
    yield from reversed(tails)


def _find_head(text: str, start: int, end: int) -> Part | None:
    for rule in RULES:
        match = rule.pattern.match(text, start, end) if HEAD in rule.places else None
        if match and start < match.end() < end and text[match.end()].isspace():
            return rule.kind, start, match.end()
    return None


def _find_tail(text: str, start: int, end: int) -> Part | None:
    places = [match.end() for match in _SENTENCE_START.finditer(text, max(start, end - _LONGEST), end)]
    for rule in RULES:
        place = next((place for place in places if _is_tail(rule, text, place, end)), None)
        if place is not None:
            return rule.kind, place, end
    return None


def _is_tail(rule: LineRule, text: str, start: int, end: int) -> bool:
    return TAIL in rule.places and rule.pattern.fullmatch(text, start, end) is not None


def _skip_spaces(text: str, at: int) -> int:
    match = _SPACES.match(text, at)
    return match.end() if match else at

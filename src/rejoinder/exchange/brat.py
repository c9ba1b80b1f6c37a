"""Attributions as brat standoff (Stenetorp et al. 2012) in PolNeAR's layout (Newell et al. 2018)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pydantic import PositiveInt

from rejoinder.exchange.coding import Coding

_ROLES = ("Source", "Cue", "Content")


@dataclass(frozen=True, kw_only=True)
class Brat:
    """Texts and attributions, a pair of files an article.

    Attributes:
        articles: how many are exported, the first by id.
    """

    articles: PositiveInt

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        for coded in coding.read_articles(self.articles, "attributions"):
            key, text = coded.article["article_id"], coded.article["text"]
            yield f"brat/{key}.txt", text.encode()
            yield f"brat/{key}.ann", format_standoff(text, coded.attributions).encode()


def format_standoff(text: str, attributions: Iterable[Mapping[str, Any]]) -> str:
    """Attributions as brat standoff: a text-bound annotation per role, and an event that joins them by its cue."""
    lines: list[str] = []
    number = 0
    for event, attribution in enumerate(attributions, 1):
        joined = []
        for role in _ROLES:
            spans = [(s["start"], s["end"]) for s in attribution[role.lower()] or ()]
            if spans:
                number += 1
                lines.append(f"T{number}\t{role} {_offsets(text, spans)}\t{_surface(text, spans)}")
                joined.append(f"{role}:T{number}")
        anchor = attribution["cue"] or attribution["content"]
        spans = [(s["start"], s["end"]) for s in anchor]
        number += 1
        lines.append(f"T{number}\tAttribution {_offsets(text, spans)}\t{_surface(text, spans)}")
        lines.append(f"E{event}\tAttribution:T{number} {' '.join(joined)}")
    return "".join(f"{line}\n" for line in lines)


def _cut_at_line_breaks(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans cut at line breaks, which brat does not allow inside one."""
    fragments = []
    for start, end in spans:
        breaks = [i for i in range(start, end) if text[i] == "\n"]
        for left, right in pairwise([start - 1, *breaks, end]):
            if text[left + 1 : right].strip():
                fragments.append((left + 1, right))
    return fragments


def _offsets(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return ";".join(f"{start} {end}" for start, end in _cut_at_line_breaks(text, spans))


def _surface(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(text[start:end] for start, end in _cut_at_line_breaks(text, spans))

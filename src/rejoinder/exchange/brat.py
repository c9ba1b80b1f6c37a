"""brat standoff (Stenetorp et al. 2012): attributions as in PolNeAR (Newell et al. 2018), and coded statements."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

from pydantic import PositiveInt

from rejoinder.exchange.codes import name_codes, read_side
from rejoinder.exchange.coding import Coding, Row
from rejoinder.human_coding.code_names import FAVOURS, FRAME, OPPOSES, STANCE

_ROLES = ("Source", "Cue", "Content")
_DRAWING = (
    "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken",
    "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5",
)


@dataclass(frozen=True, kw_only=True)
class Brat:
    """Texts with attributions and coded statements, a pair of files an article, and what brat needs to show them.

    Attributes:
        articles: how many are exported, the first by id.
    """

    articles: PositiveInt

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        names = name_codes(coding)
        types, attributes = _identify(FRAME, names.frames), _identify(STANCE, names.targets)
        yield "brat/annotation.conf", _configure_annotation(types.values(), attributes.values()).encode()
        labels = {types[name]: label for name, label in names.frames.items()}
        labels |= {attributes[name]: f"stance toward {label}" for name, label in names.targets.items()}
        yield "brat/visual.conf", _configure_drawing(labels).encode()
        for coded in coding.read_articles(self.articles, "attributions", "statements"):
            key, text = coded.article["article_id"], coded.article["text"]
            standoff = format_standoff(text, coded.attributions, coded.statements, types, attributes)
            yield f"brat/{key}.txt", text.encode()
            yield f"brat/{key}.ann", standoff.encode()


def format_standoff(
    text: str,
    attributions: Iterable[Mapping[str, Any]],
    statements: Iterable[Row] = (),
    frames: Mapping[str, str] | None = None,
    targets: Mapping[str, str] | None = None,
) -> str:
    """Attributions and coded statements as brat standoff.

    An attribution is a text-bound annotation per role, and an event that joins them by its cue. A statement that
    carries a frame or takes a stance is an annotation, as is each of its frames; stances are its attributes, and a note
    names its speaker.

    Args:
        text: an article's.
        attributions: its rows of data/attributions.
        statements: its rows of the table of statements.
        frames: types of the frames' annotations by name.
        targets: attributes of the stances by the names of their targets.
    """
    bound = count(1)
    lines = list(_format_attributions(text, attributions, bound))
    lines += _format_statements(text, statements, frames or {}, targets or {}, bound)
    return "".join(f"{line}\n" for line in lines)


def _format_attributions(text: str, attributions: Iterable[Mapping[str, Any]], bound: Iterator[int]) -> Iterator[str]:
    for event, attribution in enumerate(attributions, 1):
        joined = []
        for role in _ROLES:
            spans = [(s["start"], s["end"]) for s in attribution[role.lower()] or ()]
            if spans:
                number = next(bound)
                yield _bind(number, role, text, spans)
                joined.append(f"{role}:T{number}")
        anchor = attribution["cue"] or attribution["content"]
        number = next(bound)
        yield _bind(number, "Attribution", text, [(s["start"], s["end"]) for s in anchor])
        yield f"E{event}\tAttribution:T{number} {' '.join(joined)}"


def _format_statements(
    text: str, statements: Iterable[Row], frames: Mapping[str, str], targets: Mapping[str, str], bound: Iterator[int]
) -> Iterator[str]:
    attributes, notes = count(1), count(1)
    for statement in statements:
        types = [type_ for frame, type_ in frames.items() if statement[f"frame_{frame}"]]
        stances = [(name, statement[f"stance_{target}"]) for target, name in targets.items()]
        stances = [(name, stance) for name, stance in stances if stance in (FAVOURS, OPPOSES)]
        if not types and not stances:
            continue
        spans = [(statement["start"], statement["end"])]
        number = next(bound)
        yield _bind(number, "Statement", text, spans)
        for name, stance in stances:
            yield f"A{next(attributes)}\t{name} T{number} {stance}"
        if speaker := _name_speaker(statement):
            yield f"#{next(notes)}\tAnnotatorNotes T{number}\t{speaker}"
        for type_ in types:
            yield _bind(next(bound), type_, text, spans)


def _name_speaker(statement: Row) -> str:
    side = read_side(statement)
    return " ".join(f"{statement['speaker'] or ''}{f' ({side})' if side else ''}".split())


def _identify(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """Types for brat, which takes letters of English, digits, "-" and "_", by name; no two are the same."""
    types: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        type_ = f"{prefix}{re.sub('[^A-Za-z0-9_-]', '_', name)}"
        types[name] = f"{type_}_{number}" if type_ in types.values() else type_
    return types


def _configure_annotation(frames: Iterable[str], stances: Iterable[str]) -> str:
    """The types of annotations, with the form of their arguments (annotation.conf)."""
    sections = {
        "entities": (*_ROLES, "Statement", *frames),
        "relations": ("<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",),
        "events": (f"Attribution\t{', '.join(f'{role}?:{role}' for role in _ROLES)}",),
        "attributes": [f"{stance}\tArg:Statement, Value:{FAVOURS}|{OPPOSES}" for stance in stances],
    }
    return _format_sections(sections)


def _configure_drawing(labels: Mapping[str, str]) -> str:
    """What types are called where they are shown (visual.conf)."""
    lines = [f"{type_} | {' '.join(label.replace('|', ' ').split())}" for type_, label in labels.items()]
    return _format_sections({"labels": lines, "drawing": _DRAWING})


def _format_sections(sections: Mapping[str, Iterable[str]]) -> str:
    return "\n".join("".join(f"{line}\n" for line in (f"[{name}]", *lines)) for name, lines in sections.items())


def _bind(number: int, type_: str, text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text-bound annotation."""
    fragments = _cut_at_line_breaks(text, spans)
    offsets = ";".join(f"{start} {end}" for start, end in fragments)
    return f"T{number}\t{type_} {offsets}\t{' '.join(text[start:end] for start, end in fragments)}"


def _cut_at_line_breaks(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans cut at line breaks, which brat does not allow inside one."""
    fragments = []
    for start, end in spans:
        breaks = [i for i in range(start, end) if text[i] in "\r\n"]
        for left, right in pairwise([start - 1, *breaks, end]):
            if text[left + 1 : right].strip():
                fragments.append((left + 1, right))
    return fragments

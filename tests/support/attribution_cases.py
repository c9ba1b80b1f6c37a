"""Attribution rules on hand-corrected parses: reading the passages, and comparing what is extracted with a table."""

import json
import re
from pathlib import Path
from typing import NamedTuple

from rejoinder.articles import split_blocks
from rejoinder.statements.attributions import extract_attributions, read_cue_lexicon
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Sentence
from tests.support.parses import parsed
from tests.support.project import ROOT

FOLDER = ROOT / "tests" / "statements" / "attributions"
LEXICON = read_cue_lexicon(ROOT / "seeds" / "language")
_GAP = " … "

Case = tuple[str, str, list[tuple[str, str, str, str, str]]]
"""Phenomenon, text, and (source, cue, content, kind, rule) of each attribution; parts of a span are joined by " … "."""


class Passage(NamedTuple):
    """A text with its parse."""

    text: str
    sentences: list[Sentence]


def read_passages(path: Path) -> dict[str, Passage]:
    """The passages of a file by name."""
    passages = {}
    for document in re.split(r"(?m)^# newdoc id = ", path.read_text(encoding="utf-8"))[1:]:
        name, passage, source = document.split("\n", 2)
        text = json.loads(passage.removeprefix("# passage = "))
        passages[name] = Passage(text, parsed(text, source, name))
    return passages


def extract(passage: Passage) -> list[Attribution]:
    """The attributions of a passage."""
    return extract_attributions(passage.text, split_blocks(passage.text), passage.sentences, LEXICON)


def describe(text: str, attribution: Attribution) -> tuple[str, str, str, str, str]:
    """An attribution as the tables give it."""
    source, cue, content = (
        _surface(text, spans) for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return source, cue, content, attribution.kind, attribution.rule


def _surface(text: str, spans: tuple[Span, ...]) -> str:
    return _GAP.join(text[start:end] for start, end in spans)

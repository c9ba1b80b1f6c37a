"""Who stands behind a source phrase: hand-made passages (tests/passages/speakers.conllu), parsed once and frozen."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import ROOT, parsed

from rejoinder.actors import Actors, Side
from rejoinder.statements.gazetteer import read_gazetteer
from rejoinder.statements.model import Attribution, Speaker
from rejoinder.statements.speakers import resolve
from rejoinder.syntax import Sentence

PASSAGES = ROOT / "tests" / "passages" / "speakers.conllu"
GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")
ACTORS = Actors(
    sides={
        "North": Side(countries=["Norway", "Sweden", "Finland"]),
        "China": Side(countries=["China"], members=["People's Liberation Army", "PLA"]),
    },
    targets={},
)


class Passage(NamedTuple):
    """A text with its parse, its attributions and what is true of each (None where the passage does not ask)."""

    name: str
    article: dict[str, Any]
    sentences: list[Sentence]
    attributions: list[Attribution]
    truths: list[dict[str, str] | None]


def _spans(pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in pairs)


def _attribution(made: dict[str, Any], sentences: list[Sentence]) -> Attribution:
    anchor = (made["cue"] or made["content"])[0][0]
    return Attribution(
        sent_id=max(s.sent_id for s in sentences if s.start <= anchor),
        source=_spans(made["source"]),
        cue=_spans(made["cue"]),
        content=_spans(made["content"]),
        kind=made["kind"],
        rule="by-hand",
        parent=made["parent"],
    )


def _passage(source: str) -> Passage:
    name = re.match(r"\S+", source)
    assert name is not None
    text = json.loads(re.findall(r"^# passage = (.*)$", source, re.MULTILINE)[0])
    sentences = parsed(text, source.partition("\n")[2])
    kinds = {s.block: kind for s, kind in zip(sentences, re.findall(r"^# block = (\w+)$", source, re.M), strict=True)}
    blocks = [{"kind": kinds[m], "start": 0, "end": 0} for m in range(max(kinds) + 1)]
    made = [json.loads(line) for line in re.findall(r"^# attribution = (.*)$", source, re.MULTILINE)]
    truths = [
        {k: m[k] for k in ("speaker", "speaker_kind", "side", "role", "organisation") if k in m}
        if "speaker" in m
        else None
        for m in made
    ]
    article = {"article_id": "a", "text": text, "blocks": blocks, "outlet": "The Lantern"}
    return Passage(name[0], article, sentences, [_attribution(m, sentences) for m in made], truths)


def _read(path: Path) -> list[Passage]:
    return [_passage(part) for part in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]]


ALL = _read(PASSAGES)


def _seen(speaker: Speaker, truth: dict[str, str]) -> dict[str, str]:
    names = {"speaker": speaker.name, "speaker_kind": speaker.kind}
    return {key: names.get(key) or getattr(speaker, key, "") for key in truth}


@pytest.mark.parametrize("passage", ALL, ids=[p.name for p in ALL])
def test_speaker_of(passage: Passage) -> None:
    speakers = resolve(passage.article, passage.sentences, passage.attributions, GAZETTEER, ACTORS)
    for speaker, truth in zip(speakers, passage.truths, strict=True):
        if truth is not None:
            assert _seen(speaker, truth) == truth

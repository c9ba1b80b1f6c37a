"""Who stands behind a source phrase: the passages of passages/speakers.conllu and sides.conllu, frozen."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.actors import Actors, Side
from rejoinder.statements.model import Attribution, Speaker
from rejoinder.statements.speakers import read_gazetteer, resolve_speakers
from rejoinder.syntax import Sentence, Word
from tests.support.parses import parsed
from tests.support.project import ROOT

PASSAGES = ROOT / "tests" / "statements" / "passages"
GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")
ACTORS = Actors(
    sides={
        "North": Side(countries=["Norway", "Sweden", "Finland"]),
        "China": Side(countries=["China"], members=["People's Liberation Army", "PLA"]),
    },
    targets={},
)


ASKED = ("speaker", "speaker_kind", "side", "role", "organisation")


class Passage(NamedTuple):
    """A text with its parse, its attributions and what is true of each (None where the passage does not ask)."""

    name: str
    article: dict[str, Any]
    sentences: list[Sentence]
    attributions: list[Attribution]
    truths: list[dict[str, str] | None]


def _spans(pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in pairs)


def _attribution(fields: dict[str, Any], sentences: list[Sentence]) -> Attribution:
    anchor = (fields["cue"] or fields["content"])[0][0]
    return Attribution(
        sent_id=max(s.sent_id for s in sentences if s.start <= anchor),
        source=_spans(fields["source"]),
        cue=_spans(fields["cue"]),
        content=_spans(fields["content"]),
        kind=fields["kind"],
        rule="by-hand",
        parent=fields["parent"],
    )


def _passage(source: str) -> Passage:
    name = re.match(r"\S+", source)
    assert name is not None
    text = json.loads(re.findall(r"^# passage = (.*)$", source, re.MULTILINE)[0])
    sentences = parsed(text, source.partition("\n")[2])
    kinds = {s.block: kind for s, kind in zip(sentences, re.findall(r"^# block = (\w+)$", source, re.M), strict=True)}
    starts = {s.block: s.start for s in reversed(sentences)}
    ends = {s.block: s.end for s in sentences}
    blocks = [{"kind": kinds[m], "start": starts[m], "end": ends[m]} for m in range(max(kinds) + 1)]
    annotated = [json.loads(line) for line in re.findall(r"^# attribution = (.*)$", source, re.MULTILINE)]
    truths = [
        {key: fields[key] for key in ASKED if key in fields} if "speaker" in fields else None for fields in annotated
    ]
    article = {"article_id": "a", "text": text, "blocks": blocks, "outlet": "The Lantern"}
    return Passage(name[0], article, sentences, [_attribution(fields, sentences) for fields in annotated], truths)


def _read(path: Path) -> list[Passage]:
    return [_passage(part) for part in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]]


ALL = [*_read(PASSAGES / "speakers.conllu"), *_read(PASSAGES / "sides.conllu")]


def _select(speaker: Speaker, truth: dict[str, str]) -> dict[str, str]:
    names = {"speaker": speaker.name, "speaker_kind": speaker.kind}
    return {key: names.get(key) or getattr(speaker, key, "") for key in truth}


@pytest.mark.parametrize("passage", ALL, ids=[p.name for p in ALL])
def test_speaker_of(passage: Passage) -> None:
    speakers = resolve_speakers(passage.article, passage.sentences, passage.attributions, GAZETTEER, ACTORS)
    for speaker, truth in zip(speakers, passage.truths, strict=True):
        if truth is not None:
            assert _select(speaker, truth) == truth


def test_commission_in_what_the_union_publishes() -> None:
    passage = next(p for p in ALL if p.name == "commission-where-no-union-is-named")
    article = {**passage.article, "outlet": "European Union Digest"}
    speakers = resolve_speakers(article, passage.sentences, passage.attributions, GAZETTEER, ACTORS)
    assert [speaker.side for speaker in speakers] == ["European Union"]


FORMS = [
    "Wang", "said", ",", '"', "the", "ministry", "U.S.", "officials", "who", "-", "'s", "of", "(", "he", "Mr.", "''",
]  # fmt: skip
UPOS = ["PROPN", "VERB", "PUNCT", "DET", "NOUN", "PRON", "ADP", "ADJ", "PART", "NUM"]


@st.composite
def odd_articles(draw: st.DrawFn) -> tuple[str, list[Sentence], list[Attribution]]:
    """Sentences of odd words in odd trees, with attributions anywhere, parents in circles included."""
    sentences, text = [], ""
    for sent_id in range(1, draw(st.integers(1, 3)) + 1):
        words = []
        for number in range(1, draw(st.integers(1, 7)) + 1):
            form = draw(st.sampled_from(FORMS))
            head = 0 if number == 1 else draw(st.integers(1, number - 1))
            start, upos = len(text), draw(st.sampled_from(UPOS))
            words.append(Word(number, form, form.lower(), upos, "NNS", "_", head, "nsubj", start, start + len(form)))
            text += form + draw(st.sampled_from(["", " ", "\n\n"]))
        sentences.append(Sentence("a", sent_id, 0, tuple(words)))
    place = st.integers(0, len(text) - 1)
    spans = st.lists(st.tuples(place, st.integers(1, 30)).map(lambda p: (p[0], min(sum(p), len(text)))), max_size=2)
    attributions = [
        Attribution(
            sent_id=1,
            source=tuple(draw(spans)),
            cue=tuple(draw(spans)),
            content=(*draw(spans), (0, len(text))),
            kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
            rule="odd",
            parent=draw(st.sampled_from([None, 0, 1])),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    return text, sentences, attributions


@given(odd_articles())
@settings(max_examples=150, deadline=None)
def test_odd_input_always_gets_a_named_speaker(odd: tuple[str, list[Sentence], list[Attribution]]) -> None:
    text, sentences, attributions = odd
    article = {"text": text, "blocks": [{"kind": "paragraph", "start": 0, "end": len(text)}], "outlet": ""}
    speakers = resolve_speakers(article, sentences, attributions, GAZETTEER, ACTORS)
    assert len(speakers) == len(attributions)
    assert all(speaker.name and speaker.resolution for speaker in speakers)


def test_no_sentences_no_source() -> None:
    article = {"text": "", "blocks": [], "outlet": ""}
    orphan = Attribution(sent_id=1, content=((0, 1),), kind="direct", rule="odd")
    assert resolve_speakers(article, [], [], GAZETTEER, ACTORS) == []
    assert [s.kind for s in resolve_speakers(article, [], [orphan], GAZETTEER, ACTORS)] == ["anonymous"]


def test_order_of_articles_leaves_no_trace() -> None:
    """Resolving one article must not change the lists the next one is resolved with."""
    first, second = ALL[0], ALL[1]

    def speakers(passage: Passage) -> list[Speaker]:
        return resolve_speakers(passage.article, passage.sentences, passage.attributions, GAZETTEER, ACTORS)

    before = speakers(second)
    speakers(first)
    assert speakers(second) == before

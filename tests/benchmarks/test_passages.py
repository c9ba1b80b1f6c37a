"""Whole passages through the stage: each sentence gets its true speaker and side (passages/statements.conllu)."""

from dataclasses import replace

import pytest
from _pytest.mark import ParameterSet

from benchmarks.corpus import Rows, attribute_articles
from benchmarks.passages import PASSAGES, Passage, is_right, read_passages, report
from rejoinder import config

ALL = read_passages(PASSAGES)


# "Frank and Nora Dunmore run the inn. ... Her husband said": two first names that share a surname
UNSOLVED = {"wife-and-husband"}


def _case(passage: Passage) -> ParameterSet:
    name = passage.article.name
    marks = [pytest.mark.xfail(strict=True, reason="shared surname")] if name in UNSOLVED else []
    return pytest.param(passage, id=name, marks=marks)


@pytest.fixture(scope="module")
def statements() -> dict[str, Rows]:
    articles = [passage.article for passage in ALL]
    rows, _ = attribute_articles(articles, {p.article.name: p.parse for p in ALL}, config.compose_run())
    return {name: own for name, (_, own) in rows.items()}


@pytest.mark.parametrize("passage", [_case(passage) for passage in ALL])
def test_speakers_of_the_sentences(passage: Passage, statements: dict[str, Rows]):
    rows = statements[passage.article.name]
    assert len(rows) == len(passage.truth)
    for row, truth in zip(rows, passage.truth, strict=True):
        assert is_right(row, truth), (row["speaker"], row["speaker_kind"], truth)
        assert row["side"] == (truth or {}).get("side", row["side"])


def test_a_speaker_is_right_by_name_and_kind():
    row = {"speaker": "The Ministry", "speaker_kind": "organisation"}
    assert is_right(row, {"name": "ministry", "kind": "organisation"})
    assert not is_right(row, {"name": "ministry", "kind": "group"})
    assert not is_right(row, None)


def test_report_counts_right_speakers_and_sides_and_lists_the_wrong_ones() -> None:
    passage = next(p for p in ALL if len(p.parse) > 1)
    _, *rest = passage.parse
    truth = [{"name": "Ada Moor", "kind": "person", "side": "Norland"}, *([None] * len(rest))]
    outlet = {"speaker": "Wire", "speaker_kind": "outlet", "side": "", "rule": "narrated"}
    rows = [outlet | {"start": sentence.start, "end": sentence.end} for sentence in passage.parse]
    speakers, sides, wrong = report([replace(passage, truth=truth)], {passage.article.name: ([], rows)})
    n = len(rows)
    assert speakers.startswith(f"  speaker: {n - 1} of {n} right, {(n - 1) / n:.3f} [")
    assert sides.startswith("  side: 0 of 1 right, 0.000 [0.000, 0.793]")
    assert wrong == f"    {passage.article.name}: Wire (outlet, ; narrated) for {truth[0]}"

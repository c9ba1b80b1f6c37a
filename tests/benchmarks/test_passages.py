"""Whole passages through the stage: each sentence gets its true speaker and side (passages/statements.conllu)."""

import pytest
from _pytest.mark import ParameterSet

from benchmarks.corpus import Rows, attribute
from benchmarks.passages import PASSAGES, Passage, read_passages, right
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
    rows, _ = attribute(articles, {p.article.name: p.parse for p in ALL}, config.compose_run())
    return {name: made for name, (_, made) in rows.items()}


@pytest.mark.parametrize("passage", [_case(passage) for passage in ALL])
def test_speakers_of_the_sentences(passage: Passage, statements: dict[str, Rows]):
    rows = statements[passage.article.name]
    assert len(rows) == len(passage.truth)
    for row, truth in zip(rows, passage.truth, strict=True):
        assert right(row, truth), (row["speaker"], row["speaker_kind"], truth)
        assert row["side"] == (truth or {}).get("side", row["side"])


def test_a_speaker_is_right_by_name_and_kind():
    row = {"speaker": "The Ministry", "speaker_kind": "organisation"}
    assert right(row, {"name": "ministry", "kind": "organisation"})
    assert not right(row, {"name": "ministry", "kind": "group"})
    assert not right(row, None)

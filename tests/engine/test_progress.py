"""How far a map stage is."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from rejoinder.engine import PartitionResult, progress
from rejoinder.engine.progress import show_progress
from rejoinder.runtime import share


@dataclass(frozen=True)
class OfPassage:
    """What is made of one of two passages."""

    text_index: int


@pytest.fixture(autouse=True)
def _nothing_encoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share, "_done_and_all", [0, 0])


def test_a_log_has_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def slowly(names: Sequence[str]) -> Iterator[PartitionResult]:
        for name in names:
            clock[0] += 20.0
            yield PartitionResult(name, 200, 150)

    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    names = ["p", "q", "r", "s"]
    assert [m.name for m in show_progress(slowly(names), "shout", dict.fromkeys(names, 150))] == names
    assert capsys.readouterr().out.splitlines() == [
        "shout: 300 of 600 articles, 7.50 a second, 00:40 gone, 00:40 left",
        "shout: 600 of 600 articles, 7.50 a second, 01:20 gone, 00:00 left",
    ]


def test_a_log_says_that_one_long_article_is_at_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work_long() -> Iterator[PartitionResult]:
        time.sleep(0.3)
        yield PartitionResult("p", 1, 1)

    monkeypatch.setattr(progress, "_EVERY", 0.1)
    assert len(list(show_progress(work_long(), "parses", {"p": 1}))) == 1
    assert capsys.readouterr().out.startswith("parses: none of 1 article(s) finished yet, 00:00 gone\n")


def test_a_log_says_how_much_of_one_long_article_is_encoded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def encode_long() -> Iterator[PartitionResult]:
        passages = ["Kept back. ", "Said in three times as many words."]
        encoded = share.follow([OfPassage(0), OfPassage(1)], passages)
        next(encoded)
        time.sleep(0.3)
        yield PartitionResult("p", 1, 1)

    monkeypatch.setattr(progress, "_EVERY", 0.1)
    list(show_progress(encode_long(), "parses", {"p": 1}))
    line = "parses: none of 1 article(s) finished yet, 24 % of the text at hand encoded, 00:00 gone\n"
    assert capsys.readouterr().out.startswith(line)


def test_what_is_not_an_article_is_not_called_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def slowly() -> Iterator[PartitionResult]:
        time.sleep(0.3)
        yield PartitionResult("p", 117, 117)

    monkeypatch.setattr(progress, "_EVERY", 0.1)
    list(show_progress(slowly(), "examples", {"p": 117}, "training statement"))
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first == "examples: none of 117 training statement(s) finished yet, 00:00 gone"
    assert last.startswith("examples: 117 of 117 training statements, ")

"""How far a map stage is."""

import time
from collections.abc import Iterator, Sequence

import pytest

from rejoinder.engine import PartitionResult, progress
from rejoinder.engine.progress import show_progress


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
        "shout: 300 of 600 articles, 7.50 articles/s, 00:40 gone, 00:40 left",
        "shout: 600 of 600 articles, 7.50 articles/s, 01:20 gone, 00:00 left",
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

"""How far a map stage is."""

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

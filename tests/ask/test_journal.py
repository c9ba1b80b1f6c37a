"""The record of answers: nothing is lost, nothing stands there twice, the same answers have the same bytes."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from rejoinder.ask.journal import Journal, merge_journals
from rejoinder.llm.record import RecordError, compute_key, find_answered, iterate_rows, load_answers
from tests.support.chat_server import build_server, complete

SERVER = build_server()


def build_row(number: int, identity: str = "v1", response: str = "") -> dict[str, Any]:
    """The answer to one of many requests."""
    request = SERVER.build_request([{"role": "user", "content": str(number)}], {"denial": ("true", "false")})
    return {
        "key": compute_key(identity, request), "model": SERVER.model, "identity": identity, "request": request.decode(),
        "status": 200, "response": response or json.dumps(complete({"denial": True})), "seconds": 0.5,
        "asked": "2026-01-02",
    }  # fmt: skip


def record(folder: Path, rows: list[dict[str, Any]]) -> dict[str, bytes]:
    """Journal rows and merge them; returns the files."""
    journal = Journal(folder)
    for row in rows:
        journal.append(row)
    merge_journals(folder)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_same_answers_have_the_same_bytes_in_whatever_order_and_steps_they_came(tmp_path: Path) -> None:
    rows = [build_row(number) for number in range(40)]
    at_once = record(tmp_path / "a", rows)
    record(tmp_path / "b", rows[:7])
    assert record(tmp_path / "b", rows[:6:-1]) == at_once
    assert [name for name in at_once if not name.endswith(".parquet")] == []


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_that_was_being_written_when_the_process_was_killed_is_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], end: bytes
) -> None:
    row, torn = (build_row(number) for number in range(2))
    Journal(tmp_path).append(row)
    (file,) = tmp_path.iterdir()
    with file.open("ab") as journal:
        journal.write(json.dumps(torn).encode()[:-20] + end)
    assert merge_journals(tmp_path) == 1
    assert list(iterate_rows(tmp_path)) == [row]
    assert "is skipped; its request is asked again" in capsys.readouterr().out


def test_a_line_is_written_whole_though_the_system_takes_a_part_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, line: write(descriptor, line[:100]))
    row = build_row(0)
    record(tmp_path, [row])
    assert list(iterate_rows(tmp_path)) == [row]


def test_a_request_that_was_answered_is_found_by_identity_and_settings(tmp_path: Path) -> None:
    refused, answered = build_row(0) | {"status": 403}, build_row(1)
    record(tmp_path, [refused, answered])
    assert find_answered(tmp_path, SERVER, "v1") == answered["request"].encode()
    assert find_answered(tmp_path, SERVER, "v2") is None
    assert find_answered(tmp_path, build_server(extra={"top_k": 1}), "v1") is None


def test_a_merge_that_was_stopped_before_its_journal_went_changes_nothing(tmp_path: Path) -> None:
    row = build_row(0)
    before = record(tmp_path, [row])
    assert record(tmp_path, [row | {"seconds": 9.0}]) == before


def test_answers_of_two_models_want_a_choice(tmp_path: Path) -> None:
    record(tmp_path, [build_row(0), build_row(0, "v2")])
    with pytest.raises(RecordError, match=r"come from 2 models or servers \(v1; v2\); choose one by key 'identity'"):
        load_answers(tmp_path, SERVER)
    assert len(load_answers(tmp_path, build_server(identity="v2")).by_key) == 1


def test_usage_is_counted_of_what_was_answered(tmp_path: Path) -> None:
    record(tmp_path, [build_row(0), build_row(1), build_row(2, response="<html>")])
    usage = load_answers(tmp_path, SERVER).usage
    assert (usage.answers, usage.prompt_tokens, usage.answer_tokens, usage.seconds) == (2, 80, 20, 1.0)

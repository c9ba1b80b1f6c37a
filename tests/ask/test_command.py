"""`rejoinder ask` and `estimate` in a study, and the stages that replay what was answered."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import web

from rejoinder import paths
from tests.support.chat_server import YES, answer_all, answer_first, complete, serve
from tests.support.llm_study import call, point, read_rows
from tests.support.project import ROOT, SOURCE

KEY = "sk-very-secret-key"


def test_what_was_answered_is_replayed_without_the_server_with_the_same_bytes(study: Path) -> None:
    with serve() as server:
        point(study, server.base_url)
        code, said = call("ask")
    assert code == 0, said
    assert len(server.requests) == len(set(server.requests)) == 41  # 21 statements, 20 of them with targets
    outputs = []
    for _ in range(2):
        for stage in ("frames", "stances"):
            assert call("run", stage)[0] == 0
        outputs.append({f: f.read_bytes() for d in (paths.FRAMES, paths.STANCES) for f in sorted(d.rglob("*.parquet"))})
        shutil.rmtree(paths.FRAMES)
        shutil.rmtree(paths.STANCES)
    assert outputs[0] == outputs[1]
    assert call("ask")[1].count(": 0 of ") == 2


def test_scores_decisions_and_stances_are_what_the_model_said(study: Path) -> None:
    with serve() as server:
        point(study, server.base_url)
        call("ask")
    call("run", "frames")
    call("run", "stances")
    assert {row["score"] for row in read_rows(paths.FRAMES)} == {YES}
    assert {row["decision"] for row in read_rows(paths.FRAMES)} == {True}
    assert {row["variant"] for row in read_rows(paths.FRAMES)} == {"llm"}
    judged = [row for row in read_rows(paths.STANCES) if row["rule"].startswith(("mimic", "implied: mimic"))]
    assert judged
    assert {(row["label"], row["score"]) for row in judged} == {("opposes", round(1 - 2 * YES, 4))}


@pytest.mark.parametrize("stage", ["frames", "stances"])
def test_without_answers_a_stage_says_how_many_are_missing_and_what_to_do(study: Path, stage: str) -> None:
    point(study, "http://127.0.0.1:9/v1", price={"prompt": 1000, "answer": 1000})
    code, said = call("run", stage)
    assert code == 1
    assert said.startswith(f"rejoinder {stage}: seeds/answers lacks 2")
    assert " answers of model 'mimic' (about " in said
    assert "run `rejoinder ask`" in said
    assert said.count("\n") == 1


def test_answers_that_cannot_be_used_are_left_out_with_their_reason_and_counted(study: Path) -> None:
    bad = [complete("", finish_reason="length"), complete("", message={"refusal": "no"}), complete("yes")]

    async def respond(number: int, request: bytes) -> web.StreamResponse:
        return web.json_response(bad[number - 1]) if 0 < number <= 3 else await answer_all(number, request)

    with serve(respond) as server:
        point(study, server.base_url)
        call("ask")
    assert call("run", "frames")[0] == 0
    assert call("run", "stances")[0] == 0
    said = call("ask")[1]
    assert "21 requests, of which 3 have no usable answer and are left out (" in said
    assert "refusal: no: 1" in said
    unanswered = [row for row in read_rows(paths.FRAMES) if row["score"] is None]
    assert len({row["statement_id"] for row in unanswered}) == 3
    assert {row["decision"] for row in unanswered} == {None}
    reasons = Counter(row["rule"] for row in unanswered if row["frame"] == "denial")
    assert reasons == {f"left out: {r}": 1 for r in ("truncated answer", "refusal: no", "invalid JSON")}


def test_paraphrases_are_all_asked_and_their_mean_is_the_score(study: Path) -> None:
    async def respond(_: int, request: bytes) -> web.StreamResponse:
        values = answer_first(request)
        if b"## denial" in request:
            values = dict.fromkeys(values, False)
        return web.json_response(complete(values, logprobs=False))

    file = study / "conf/frames/llm.yaml"
    prompts = ["seeds/prompts/frames.jinja", "seeds/prompts/frames_paraphrase.jinja"]
    with serve(respond) as server:
        point(study, server.base_url)
        file.write_text(yaml.safe_dump(yaml.safe_load(file.read_text()) | {"prompts": prompts}, sort_keys=False))
        call("ask")
    call("run", "frames")
    assert {row["score"] for row in read_rows(paths.FRAMES)} == {0.5}


def test_an_estimate_sends_nothing_and_a_limit_stops_what_would_cost_more(study: Path) -> None:
    with serve() as server:
        point(study, server.base_url, price={"prompt": 1000, "answer": 1000}, limit=5)
        code, said = call("estimate")
        assert code == 0
        assert "ask: frames: 21 of 21 requests to mimic are not answered (about" in said
        code, said = call("ask")
    assert code == 1
    assert "key 'server.limit' allows 5.00" in said
    assert server.requests == []


def test_another_model_under_the_same_name_is_not_mixed_with_the_first(study: Path) -> None:
    async def some(number: int, request: bytes) -> web.StreamResponse:
        return await answer_all(number, request) if number < 9 else web.Response(status=500)

    with serve(some) as server:
        point(study, server.base_url, tries=1, in_flight=1)
        assert call("ask")[0] == 1
    with serve(identity="v2") as server:
        point(study, server.base_url)
        code, said = call("ask")
        assert code == 1
        assert "has answers of" in said
        assert "Nothing was sent." in said
    assert server.requests == []


def test_without_an_option_that_asks_there_is_nothing_to_ask(study: Path) -> None:
    shutil.copy(ROOT / "params.yaml", study)
    assert call("ask") == (
        1, "rejoinder ask: params.yaml: expected frames: llm or stances: llm, got neither; nothing is to be asked.\n"
    )  # fmt: skip


def test_a_key_stands_in_no_file_and_in_no_line_that_is_printed(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def echo(number: int, request: bytes) -> web.StreamResponse:
        if b"thief" in request and number:
            return web.Response(status=403, text=f"not {KEY}")
        return web.json_response(complete(answer_first(request)) | {"sent": KEY})

    monkeypatch.setenv("MY_KEY", KEY)
    said = ""
    with serve(echo) as server:
        point(study, server.base_url, key_variable="MY_KEY")
        for words in (("ask",), ("ask",), ("run", "frames"), ("run", "stances")):
            said += call(*words)[1]
    assert set(server.keys) == {f"Bearer {KEY}"}
    assert "not [key]" in said
    assert KEY not in said
    holding = [f for f in study.rglob("*") if f.is_file() and KEY.encode() in f.read_bytes()]
    rows = read_rows(paths.ANSWERS)
    assert holding == []
    assert rows
    assert KEY not in json.dumps(rows)  # Parquet is compressed


def test_a_key_that_is_not_set_is_asked_for(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MY_KEY", raising=False)
    point(study, "http://127.0.0.1:9/v1", key_variable="MY_KEY")
    code, said = call("ask")
    assert code == 1
    assert "rejoinder ask: MY_KEY: expected a key in this environment variable, got none" in said


def wait_until(is_so: Any) -> None:
    begin = time.monotonic()
    while not is_so():
        assert time.monotonic() - begin < 60
        time.sleep(0.02)


def test_after_kill_9_nothing_answered_is_lost_and_nothing_answered_is_sent_again(study: Path) -> None:
    """The server answers ten requests and holds the next four, all that are in flight, until the process is killed."""
    answered: list[bytes] = []

    async def hold(number: int, request: bytes) -> web.StreamResponse:
        if number >= 10:
            await asyncio.Event().wait()
        answered.append(request)
        return await answer_all(number, request)

    with serve(hold) as server:
        point(study, server.base_url, in_flight=4)
        environment = os.environ | {"PYTHONPATH": str(SOURCE)}
        asking = "from rejoinder.command import app; app(['ask'])"
        process = subprocess.Popen([sys.executable, "-c", asking], env=environment)
        wait_until(lambda: len(server.requests) == 14)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(answered) == 10
    with serve() as server:
        point(study, server.base_url, in_flight=4)
        code, said = call("ask")
    assert code == 0, said
    assert "10 answer(s) of a run that was stopped are recorded" in said
    assert not set(answered) & set(server.requests)
    assert len({*answered, *server.requests}) == len(answered) + len(server.requests) == 41

"""Asking a server that misbehaves in every way: what is tried again, what is kept, what stops the run."""

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from aiohttp import web

from rejoinder.ask.client import Client, ServerError
from rejoinder.llm.server import BOOLEAN
from tests.support.chat_server import MimicServer, Respond, answer_all, build_server, serve

KEY = "sk-very-secret-key"


def build_requests(count: int) -> list[bytes]:
    server = build_server()
    return [server.build_request([{"role": "user", "content": str(n)}], {"denial": BOOLEAN}) for n in range(count)]


def ask(
    server: MimicServer, count: int, key: str = "", before: bytes | None = None, **settings: Any
) -> list[dict[str, Any]]:
    """Ask a number of requests; `before` was answered before; returns the rows that were kept."""
    rows: list[dict[str, Any]] = []
    client = Client(build_server(server.base_url, **settings), key)
    asyncio.run(
        client.ask_all(iter(build_requests(count)), lambda identity: None, rows.append, lambda identity: before)
    )
    return rows


def first(bad: Callable[[], web.StreamResponse], count: int = 1) -> Respond:
    """A server whose first responses to anything but the very first request are bad."""

    async def respond(number: int, request: bytes) -> web.StreamResponse:
        return bad() if 0 < number <= count else await answer_all(number, request)

    return respond


def test_each_request_is_sent_once_and_kept_byte_by_byte() -> None:
    with serve() as server:
        rows = ask(server, 20)
    assert sorted(row["request"].encode() for row in rows) == sorted(server.requests) == sorted(build_requests(20))
    assert len({row["key"] for row in rows}) == 20
    assert {row["identity"] for row in rows} == {'{"id": "mimic", "root": "v1"}, 127.0.0.1'}


def test_so_many_are_in_flight_as_the_option_says_and_never_more() -> None:
    async def slowly(number: int, request: bytes) -> web.StreamResponse:
        await asyncio.sleep(0.05)
        return await answer_all(number, request)

    with serve(slowly) as server:
        ask(server, 20, in_flight=5)
    assert server.most_at_once == 5


@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_a_state_that_passes_is_tried_again(status: int) -> None:
    with serve(first(lambda: web.Response(status=status, headers={"Retry-After": "0"}))) as server:
        rows = ask(server, 4)
    assert (len(rows), len(server.requests)) == (4, 5)
    assert {row["status"] for row in rows} == {200}


@pytest.mark.parametrize("in_seconds", [True, False])
def test_retry_after_is_kept_to(in_seconds: bool) -> None:
    def wait() -> web.StreamResponse:
        date = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
        return web.Response(status=429, headers={"Retry-After": "1" if in_seconds else date})

    with serve(first(wait)) as server:
        begin = time.monotonic()
        ask(server, 2)
    assert 0.9 < time.monotonic() - begin < 5


def test_without_retry_after_the_waits_double(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.extend([seconds] if seconds else [])  # others sleep, too, for no time

    with serve(first(lambda: web.Response(status=500), count=4)) as server:
        monkeypatch.setattr("rejoinder.ask.client.asyncio.sleep", note)
        ask(server, 2, tries=6)
    assert len(waits) == 4
    assert all(2**n / 2 <= wait <= 2**n for n, wait in enumerate(waits))


def test_a_server_that_is_too_slow_or_breaks_off_is_asked_again() -> None:
    async def respond(number: int, request: bytes) -> web.StreamResponse:
        if number == 1:
            await asyncio.sleep(3)
        if number == 2:
            return web.Response(body=b'{"choices"', headers={"Content-Length": "10", "Connection": "close"}, status=500)
        return await answer_all(number, request)

    with serve(respond) as server:
        rows = ask(server, 2, timeout=0.3, tries=4)
    assert (len(rows), len(server.requests)) == (2, 4)


@pytest.mark.parametrize(
    "bad",
    [
        web.json_response({"error": {"message": "flagged"}}, status=400),
        web.Response(text="<html>"),
        web.json_response({"choices": [{"message": {"refusal": "no"}}]}),
    ],
    ids=["400", "no JSON", "refusal"],
)
def test_what_would_be_the_same_again_is_kept_as_it_came_and_not_tried_again(bad: web.Response) -> None:
    with serve(first(lambda: bad)) as server:
        rows = ask(server, 3, in_flight=1)
    assert len(server.requests) == 3
    assert [(row["status"], row["response"]) for row in rows][1] == (bad.status, bad.text)


@pytest.mark.parametrize(("status", "sent"), [(400, 3), (403, 3), (404, 3), (500, 6), (401, 1)])
def test_a_server_that_refuses_all_stops_the_run_with_what_it_said(status: int, sent: int) -> None:
    async def refuse(_: int, __: bytes) -> web.StreamResponse:
        body = {"error": {"message": "unknown field response_format"}}
        return web.json_response(body, status=status, headers={"Retry-After": "0"})

    with serve(refuse) as server, pytest.raises(ServerError, match=rf"{status} .*unknown field response_format"):
        ask(server, 10, tries=2)
    assert len(server.requests) == sent


@pytest.mark.parametrize("place", [0, 7], ids=["the first", "one in the middle"])
@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_request_that_always_fails_is_kept_with_what_was_said_and_the_others_are_asked(
    status: int, place: int
) -> None:
    bad = build_requests(20)[place]

    async def respond(number: int, request: bytes) -> web.StreamResponse:
        if request == bad:
            return web.Response(status=status, text="not this one", headers={"Retry-After": "0"})
        return await answer_all(number, request)

    with serve(respond) as server:
        rows = ask(server, 20, tries=2)
    failed = [row for row in rows if row["request"].encode() == bad]
    assert len(rows) == 20
    assert [(row["status"], row["response"]) for row in failed] == [(status, "not this one")]
    assert {row["status"] for row in rows if row not in failed} == {200}
    assert server.requests.count(bad) == (2 if place == 0 and status != 500 else 3)  # once more than it was tried


@pytest.mark.parametrize("place", [0, 2], ids=["the first", "one in the middle"])
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_never_recorded_as_the_fault_of_a_request(status: int, place: int) -> None:
    bad = build_requests(4)[place]

    async def respond(number: int, request: bytes) -> web.StreamResponse:
        if request == bad:
            return web.Response(status=status, text="busy", headers={"Retry-After": "0"})
        return await answer_all(number, request)

    rows: list[dict[str, Any]] = []
    with serve(respond) as server:
        client = Client(build_server(server.base_url), "")
        with pytest.raises(
            ServerError, match=rf"for one request, though .*\({status} busy\); what was answered is kept"
        ):
            asyncio.run(client.ask_all(iter(build_requests(4)), lambda identity: None, rows.append))
    assert {row["status"] for row in rows} == {200}
    assert server.requests.count(bad) == 4


def test_a_request_that_the_server_never_answers_in_time_stops_the_run() -> None:
    slow = build_requests(4)[2]

    async def respond(number: int, request: bytes) -> web.StreamResponse:
        if request == slow:
            await asyncio.sleep(3)
        return await answer_all(number, request)

    with serve(respond) as server, pytest.raises(ServerError, match=r"nothing within 0\.3 seconds"):
        ask(server, 4, timeout=0.3, tries=1)


def test_a_failed_request_that_is_answered_once_the_server_is_well_again_is_kept_as_answered() -> None:
    with serve(first(lambda: web.Response(status=503, headers={"Retry-After": "0"}), count=2)) as server:
        rows = ask(server, 2, tries=2)
    assert [row["status"] for row in rows] == [200, 200]
    assert len(server.requests) == 5  # the second twice, the first again, the second once more


@pytest.mark.parametrize("status", [400, 403, 500])
@pytest.mark.parametrize("is_known", [True, False], ids=["answered before", "trivial"])
def test_the_last_missing_requests_are_kept_as_refused_if_the_server_answers_another(
    status: int, is_known: bool
) -> None:
    bad, before = build_requests(3), build_requests(4)[3]

    async def respond(number: int, request: bytes) -> web.StreamResponse:
        if request in bad:
            return web.Response(status=status, text="not this one", headers={"Retry-After": "0"})
        return await answer_all(number, request)

    with serve(respond) as server:
        rows = ask(server, 3, tries=2, before=before if is_known else None)
    assert [(row["request"].encode(), row["status"]) for row in rows] == [(request, status) for request in bad]
    (probe,) = set(server.requests) - set(bad)
    assert (probe == before) == is_known


def test_a_key_that_is_refused_in_the_middle_stops_the_run_and_names_its_variable() -> None:
    async def respond(number: int, request: bytes) -> web.StreamResponse:
        if number >= 6:
            return web.Response(status=401, text="expired", headers={"Retry-After": "0"})
        return await answer_all(number, request)

    with (
        serve(respond) as server,
        pytest.raises(ServerError, match=r"answered 401 \(expired\).*the key in MY_KEY") as error,
    ):
        ask(server, 50, tries=2, key=KEY, key_variable="MY_KEY")
    assert "\n" not in str(error.value)


def test_a_server_that_fails_in_the_middle_stops_the_run_and_what_was_answered_is_kept() -> None:
    async def respond(number: int, request: bytes) -> web.StreamResponse:
        if number >= 6:
            return web.Response(status=503, headers={"Retry-After": "0"}, text="overloaded")
        return await answer_all(number, request)

    rows: list[dict[str, Any]] = []
    with serve(respond) as server:
        client = Client(build_server(server.base_url, in_flight=2), "")
        with pytest.raises(ServerError, match=r"did not answer in 3 tries .*overloaded.*run `rejoinder ask` again"):
            asyncio.run(client.ask_all(iter(build_requests(50)), lambda identity: None, rows.append))
    assert len(rows) == 6
    assert len(server.requests) == 6 + 2 * 3 + 2 * 3  # and the first again, to see whose fault it is


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(ServerError, match=r"http://127\.0\.0\.1:9/v1 did not answer in 1 tries"):
        ask(MimicServer("http://127.0.0.1:9/v1"), 1, tries=1)


@pytest.mark.parametrize("status", [401, 307])
def test_the_key_is_sent_to_the_server_and_stands_in_no_error(status: int) -> None:
    async def echo(_: int, __: bytes) -> web.StreamResponse:
        return web.Response(status=status, text=f"bad key {KEY}", headers={"Location": "http://elsewhere.invalid"})

    with serve(echo) as server, pytest.raises(ServerError) as error:
        ask(server, 2, key=KEY)
    assert server.keys == [f"Bearer {KEY}"]
    assert "bad key [key]" in str(error.value)
    assert KEY not in str(error.value)


def test_a_key_that_the_server_repeats_is_not_kept() -> None:
    async def echo(_: int, request: bytes) -> web.StreamResponse:
        body = json.loads((await answer_all(0, request)).text or "")  # type: ignore[attr-defined]
        return web.json_response(body | {"you_sent": KEY})

    with serve(echo) as server:
        rows: Sequence[dict[str, Any]] = ask(server, 3, key=KEY)
    assert len(rows) == 3
    assert KEY not in json.dumps(rows)

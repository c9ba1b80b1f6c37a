"""What a server refuses is listed; two commands at once do not ask twice; a prompt concerns only who asks by it."""

from pathlib import Path

from aiohttp import web
from filelock import FileLock

from rejoinder import paths
from tests.support.chat_server import answer_all, serve
from tests.support.llm_study import call, point, read_rows

REFUSED = b"thief"  # a word of one statement


async def refuse_one(number: int, request: bytes) -> web.StreamResponse:
    """Refuse whatever is asked about one statement."""
    if REFUSED in request.rpartition(b"Statement: ")[2]:
        return web.Response(status=403, text="blocked by the provider")
    return await answer_all(number, request)


def test_a_statement_that_the_server_refuses_is_left_out_with_its_reason_and_the_others_are_coded(study: Path) -> None:
    with serve(refuse_one) as server:
        point(study, server.base_url)
        code, said = call("ask")
    assert code == 0, said
    assert "1 have no usable answer and are left out (refused by the server (403): blocked by the provider: 1)" in said
    assert call("run", "frames")[0] == 0
    uncoded = [row for row in read_rows(paths.FRAMES) if row["score"] is None]
    assert len({row["statement_id"] for row in uncoded}) == 1
    assert {row["rule"] for row in uncoded} == {"left out: refused by the server (403): blocked by the provider"}


def test_what_was_refused_is_asked_again_only_if_that_is_wanted(study: Path) -> None:
    with serve(refuse_one) as server:
        point(study, server.base_url)
        call("ask")
    with serve() as server:
        point(study, server.base_url)
        assert call("ask")[0] == 0
        assert server.requests == []
        code, said = call("ask", "--again")
    assert code == 0, said
    assert 1 <= len(server.requests) <= 2  # of frames, and of stances if it has a target
    assert {row["status"] for row in read_rows(paths.ANSWERS)} == {200}


def test_what_alone_is_asked_again_and_refused_again_is_compared_with_a_recorded_request(study: Path) -> None:
    with serve(refuse_one) as server:
        point(study, server.base_url)
        call("ask")
        before = set(server.requests)
        server.requests.clear()
        code, said = call("ask", "--again")
    assert code == 0, said
    assert set(server.requests) <= before
    assert any(REFUSED not in request.rpartition(b"Statement: ")[2] for request in server.requests)


def test_a_second_ask_at_the_same_time_is_refused_in_one_sentence(study: Path) -> None:
    with serve() as server:
        point(study, server.base_url)
        with FileLock(paths.ASKING):  # as the first holds it
            for command in ("ask", "estimate"):
                code, said = call(command)
                assert code == 1
                assert said.startswith(f"rejoinder {command}: seeds/answers: another `rejoinder ask` or ")
                assert said.count("\n") == 1
        assert server.requests == []
        assert call("ask")[0] == 0


def test_an_edit_of_a_prompt_codes_nothing_anew_but_by_the_option_that_asks_by_it(study: Path) -> None:
    params = study / "params.yaml"
    params.write_text(params.read_text().replace("s: llm", "s: tuned"))
    for stage in ("frames", "stances"):
        assert call("run", stage)[0] == 0
        prompt = study / f"seeds/prompts/{stage}.jinja"
        prompt.write_text(prompt.read_text().replace("content analysis", "study"))
        assert " 0 article(s) computed" in call("run", stage)[1]


def test_both_codings_are_tested_and_the_tests_are_rows_of_agreement(study: Path) -> None:
    with serve() as server:  # which says true, or opposes, to everything
        point(study, server.base_url, tested=3)
        assert call("ask")[0] == 0
    for stage in ("frames", "stances", "agreement"):
        code, said = call("run", stage)
        assert code == 0, said
    rows = [row for row in read_rows(paths.AGREEMENT) if row["first"] == "language model"]
    for variable, category in (("frames", "micro"), ("stances", "")):
        values = {
            row["second"].removeprefix("language model: "): row["note"]
            for row in rows
            if row["variable"] == variable and row["category"] == category and row["measure"] == "alpha"
        }
        assert values.keys() == {"definitions", "labels reversed", "labels renamed", "definitions swapped"}
        assert values["definitions"] == "fails: below 0.667"
    legal = [row["value"] for row in rows if row["second"] == "language model: legal labels"]
    assert legal == [1.0, 1.0]

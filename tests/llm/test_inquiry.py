"""What missing answers would take: tokens by the text that the model reads, and what they were counted from."""

from dataclasses import replace

from rejoinder.llm import Answers, Asking, Inquiry, Unanswered
from rejoinder.llm.record import Usage, compute_key
from rejoinder.llm.server import BOOLEAN, measure_prompt
from tests.support.chat_server import build_server

SERVER = build_server()
CHINESE = "中国反对" * 25  # 100 characters, 300 bytes


def build_request(text: str) -> bytes:
    return SERVER.build_request([{"role": "user", "content": text}], {"denial": BOOLEAN})


def inquire(text: str, usage: Usage | None = None) -> Inquiry:
    answers = Answers("v1", {}, usage or Usage())
    return Inquiry("frames", Asking(SERVER, answers, lambda _: iter(())), lambda: iter([build_request(text)]))


def test_what_is_measured_of_a_request_is_the_text_that_the_model_reads_in_bytes() -> None:
    assert measure_prompt(build_request('We "deny" it.\n')) == 14
    assert measure_prompt(build_request(CHINESE)) == 300


def test_a_guess_counts_four_bytes_a_token_and_says_so() -> None:
    estimate = inquire("a" * 400).estimate()
    assert (estimate.prompt_tokens, inquire(CHINESE).estimate().prompt_tokens) == (100, 75)
    assert "tokens, guessed, at 4 bytes of the prompts' text each, " in str(estimate)
    assert "time not known before the first answer" in str(estimate)


def test_once_there_are_answers_tokens_go_by_what_these_took_for_as_many_bytes() -> None:
    usage = Usage(answers=2, prompt_bytes=600, prompt_tokens=200, answer_tokens=20, seconds=4)
    estimate = inquire(CHINESE, usage).estimate()
    assert (estimate.prompt_tokens, estimate.answer_tokens) == (100, 10)
    assert "110 tokens, as 2 answer(s) took by length, " in str(estimate)


def test_what_the_server_refused_is_missing_only_where_it_is_asked_again() -> None:
    requests = [build_request(text) for text in ("refused", "no JSON")]
    told = [Unanswered("refused by the server (403)", is_refused=True), Unanswered("invalid JSON")]
    by_key = {compute_key("v1", request): answer for request, answer in zip(requests, told, strict=True)}
    asking = Asking(SERVER, Answers("v1", by_key), lambda _: iter(()))
    inquiry = Inquiry("frames", asking, lambda: iter(requests))
    assert list(inquiry.iterate_missing()) == []
    assert list(replace(inquiry, again=True).iterate_missing()) == requests[:1]

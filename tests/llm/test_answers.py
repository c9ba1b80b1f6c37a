"""What a response says: probabilities, answers, or why it says nothing."""

import json
import math
from typing import Any

import pytest

from rejoinder.llm import ModelAnswer, Unanswered, read_answer
from rejoinder.llm.server import BOOLEAN
from tests.support.chat_server import YES, complete

QUESTIONS = {"denial": BOOLEAN, "harm": BOOLEAN}
STANCES = {"china": ("opposes", "neutral", "favours")}
VALUES = {"denial": True, "harm": False}


def read(body: Any, questions: Any = QUESTIONS, status: int = 200) -> ModelAnswer | Unanswered:
    return read_answer(questions, 4096, status, body if isinstance(body, str) else json.dumps(body))


def test_a_score_is_p_true_over_p_true_and_p_false() -> None:
    answer = read(complete(VALUES))
    assert isinstance(answer, ModelAnswer)
    assert answer.shares["denial"]["true"] == pytest.approx(YES)
    assert answer.shares["harm"]["true"] == pytest.approx(1 - YES)
    assert answer.is_graded


def test_what_else_could_stand_there_takes_no_part() -> None:
    top = [("true", 0.3), ("false", 0.1), ("null", 0.5), ('"', 0.1)]
    tokens = [
        {"token": '{"denial":', "logprob": 0, "top_logprobs": []},
        {"token": "true", "logprob": 0, "top_logprobs": [{"token": t, "logprob": math.log(p)} for t, p in top]},
        {"token": "}", "logprob": 0, "top_logprobs": []},
    ]
    body = complete('{"denial":true}')
    body["choices"][0]["logprobs"] = {"content": tokens}
    answer = read(body, {"denial": BOOLEAN})
    assert isinstance(answer, ModelAnswer)
    assert answer.shares["denial"]["true"] == pytest.approx(0.75)


def test_stances_are_told_apart_by_how_their_words_begin() -> None:
    answer = read(complete({"china": "opposes"}), STANCES)
    assert isinstance(answer, ModelAnswer)
    assert answer.shares["china"] == pytest.approx({"opposes": YES, "neutral": 0.0, "favours": 1 - YES})


def test_without_logprobs_the_answer_has_all_the_probability_and_that_is_told() -> None:
    answer = read(complete(VALUES, logprobs=False))
    assert answer == ModelAnswer({"denial": {"true": 1.0, "false": 0.0}, "harm": {"true": 0.0, "false": 1.0}}, False)


def test_tokens_that_do_not_spell_the_answer_tell_no_probability() -> None:
    body = complete(VALUES)
    body["choices"][0]["logprobs"]["content"][1]["token"] = "\ufffd"
    answer = read(body)
    assert isinstance(answer, ModelAnswer)
    assert not answer.is_graded


def test_a_fence_around_the_answer_that_the_server_took_off_is_seen_through() -> None:
    body = complete(VALUES)
    tokens = body["choices"][0]["logprobs"]["content"]
    fence = [{"token": text, "logprob": 0.0, "top_logprobs": []} for text in ("```", "json", "\n")]
    body["choices"][0]["logprobs"]["content"] = [*fence, *tokens, *fence[:1]]
    assert read(body) == read(complete(VALUES))


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (complete(VALUES, message={"content": None, "refusal": "I cannot help."}), 200, "refusal: I cannot help."),
        (complete(VALUES, finish_reason="content_filter"), 200, "refusal: content filter"),
        (complete('{"denial": tr', finish_reason="length"), 200, "truncated answer"),
        (complete(""), 200, "empty answer"),
        (complete("Denial, I think."), 200, "invalid JSON"),
        (complete({"denial": True}), 200, "not the JSON that was asked for"),
        (complete('{"denial": true, "harm": "maybe"}'), 200, "not the JSON that was asked for"),
        (complete("[true, false]"), 200, "not the JSON that was asked for"),
        (complete(VALUES) | {"usage": {"total_tokens": 4096}}, 200, "prompt cut at the context length of 4096 tokens"),
        ("<html>", 200, "not a response of chat completions"),
        ({"choices": []}, 200, "not a response of chat completions"),
        ("oh", 413, "refused by the server (413): oh"),
        ("<html>", 502, "refused by the server (502)"),
        ("nothing within 5 seconds", 0, "no answer from the server: nothing within 5 seconds"),
        ({"error": {"message": "flagged"}}, 400, "refused by the server (400): flagged"),
    ],
)
def test_an_answer_that_cannot_be_used_says_why(body: Any, status: int, reason: str) -> None:
    assert read(body, status=status) == Unanswered(reason, is_refused=status != 200)

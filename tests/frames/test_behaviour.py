"""Tests of a language model's behaviour tell one that follows the codebook from one that follows names or places."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

from rejoinder.agreement import Agreement
from rejoinder.agreement.behaviour import compare_behaviour
from rejoinder.codebook import Codebook, Frame
from rejoinder.frames.behaviour import BehaviourTests
from rejoinder.llm import Answers, ModelAnswer, Prompt, StatementToAsk, Unanswered
from rejoinder.llm.failures import describe_failures
from rejoinder.llm.frame_questions import FrameExample, FrameQuestions
from tests.support.chat_server import build_server

WORDS = {"harm": "wounds", "denial": "refusals", "talks": "meetings"}
CODEBOOK = Codebook(
    unit="",
    source="",
    frames={
        name: Frame(label=name.title(), definition=f"Tells of {word}.", include=[], exclude=[], examples=[])
        for name, word in WORDS.items()
    },
)
SOURCE = (
    "{% block system %}{% for name, frame in codebook.frames.items() %}{{ name }}={{ frame.definition }};"
    "{% endfor %}{% endblock %}{% block statement %}{{ statement.text }}{% endblock %}"
)
QUESTIONS = FrameQuestions(server=build_server(), prompts=(Prompt("inline", SOURCE),), codebook=CODEBOOK)
SAMPLE = [(f"a/{n:04d}", StatementToAsk(text=f"On {word}.")) for n, word in enumerate([*WORDS.values(), "rain"] * 3)]
METHOD = Agreement(minimum_articles=2, minimum_coded=2, resamples=10, level=0.95, bins=2, examples=1)

Follow = Callable[[Sequence[tuple[str, str]], str], list[bool]]  # what is given, of names with definitions and a text


def follow_definitions(frames: Sequence[tuple[str, str]], text: str) -> list[bool]:
    return [any(word in definition and word in text for word in WORDS.values()) for _, definition in frames]


def follow_names(frames: Sequence[tuple[str, str]], text: str) -> list[bool]:
    return [WORDS.get(name, "nothing of this name") in text for name, _ in frames]


def follow_places(frames: Sequence[tuple[str, str]], text: str) -> list[bool]:
    """The first that is shown, where the statement has anything to do with any."""
    return [number == 0 and "rain" not in text for number in range(len(frames))]


class ModelByRule:
    """Answers each request by a rule."""

    collect = Answers.collect  # as of what was recorded

    def __init__(self, follow: Follow, unanswered: int = 0) -> None:
        self.follow, self.unanswered = follow, unanswered

    def get(self, request: bytes) -> ModelAnswer | Unanswered:
        self.unanswered -= 1
        if self.unanswered >= 0:
            return Unanswered("refusal")
        system, *_, statement = json.loads(request)["messages"]
        frames = [tuple(part.split("=")) for part in system["content"].split(";") if part]
        given = self.follow(cast(Any, frames), statement["content"])
        return ModelAnswer(
            {n: {"true": float(g), "false": 1.0 - g} for (n, _), g in zip(frames, given, strict=True)}, True
        )


def fail(follow: Follow, unanswered: int = 0) -> list[str]:
    """The tests that a model fails."""
    tests = BehaviourTests(questions=QUESTIONS, threshold=0.5, answers=cast(Answers, ModelByRule(follow, unanswered)))
    rows = compare_behaviour(METHOD, list(tests.code(SAMPLE)), list(WORDS), 13)
    return [row["second"].removeprefix("language model: ") for row in rows if row["note"].startswith("fails")]


def test_a_model_that_follows_definitions_fails_none() -> None:
    assert fail(follow_definitions) == []


def test_a_model_that_follows_names_fails_where_names_mean_nothing_or_something_else() -> None:
    assert fail(follow_names) == ["labels renamed", "definitions swapped"]


def test_a_model_that_takes_what_comes_first_fails_the_order_and_the_definitions() -> None:
    assert {"labels reversed", "definitions"} <= set(fail(follow_places))


def test_answers_that_cannot_be_used_are_counted_as_no_legal_labels() -> None:
    assert fail(follow_definitions, unanswered=5) == ["legal labels"]


def test_examples_are_renamed_with_the_frames_that_they_carry() -> None:
    example = FrameExample(statement=StatementToAsk(text="On wounds."), frames=frozenset(["harm"]))
    tests = BehaviourTests(
        questions=replace(QUESTIONS, examples=[example]),
        threshold=0.5,
        answers=cast(Answers, ModelByRule(follow_names)),
    )
    shown = {json.loads(request)["messages"][2]["content"] for request in tests.list_requests(SAMPLE[:1])}
    assert {tuple(name for name, given in json.loads(codes).items() if given) for codes in shown} == {
        ("harm",),
        ("category_1",),
        ("denial",),  # under which the definition of harm stands when they are swapped
    }


def test_where_no_model_was_asked_nothing_is_compared() -> None:
    assert list(compare_behaviour(METHOD, [], list(WORDS), 13)) == []


def test_tables_name_the_tests_that_are_failed() -> None:

    row = {"second": "language model: labels reversed", "measure": "alpha", "value": 0.41, "note": "fails: below 0.667"}
    mark = describe_failures([row, row | {"note": ""}])
    assert mark == " The language model that coded fails tests of its behaviour: labels reversed (alpha 0.41)."
    assert describe_failures([row | {"note": None}]) == ""

"""Tests of a language model's behaviour tell one that follows definitions from one that follows names or places."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from rejoinder.agreement import Agreement
from rejoinder.agreement.behaviour import compare_behaviour
from rejoinder.codebook import Codebook, Frame
from rejoinder.llm import Answers, BehaviourTests, ModelAnswer, Prompt, StatementToAsk, Unanswered
from rejoinder.llm.behaviour import draw_sample
from rejoinder.llm.failures import describe_failures
from rejoinder.llm.frame_questions import ChangeableFrames, FrameExample, FrameQuestions
from rejoinder.llm.server import BOOLEAN, read_questions
from rejoinder.llm.stance_questions import StanceQuestions, StatementWithTargets
from tests.support.chat_server import build_server

FRAME_WORDS = {"harm": "wounds", "denial": "refusals", "talks": "meetings"}
STANCE_WORDS = {"opposes": "wounds", "favours": "meetings", "neutral": "rain"}
WORDS = {**FRAME_WORDS, **STANCE_WORDS}
CODEBOOK = Codebook(
    unit="",
    source="",
    frames={
        name: Frame(label=name.title(), definition=f"Tells of {word}.", include=[], exclude=[], examples=[])
        for name, word in FRAME_WORDS.items()
    },
)
SYSTEM = (
    "{{% block system %}}{{% for name, one in {}.items() %}}{{{{ name }}}}={{{{ {} }}}};{{% endfor %}}{{% endblock %}}"
)
STATEMENT = "{% block statement %}{{ statement.text }}{% endblock %}"


def build_prompts(labels: str, definition: str) -> tuple[Prompt, ...]:
    return (Prompt("inline", SYSTEM.format(labels, definition) + STATEMENT),)


FRAMES = FrameQuestions(
    server=build_server(), prompts=build_prompts("codebook.frames", "one.definition"), codebook=CODEBOOK
)
STANCES = StanceQuestions(
    server=build_server(),
    prompts=build_prompts("stances", "one"),
    targets={"china": "China", "united_states": "the United States"},
    definitions={name: f"Tells of {word}." for name, word in STANCE_WORDS.items()},
    least_polar=0.5,
)
METHOD = Agreement(minimum_articles=2, minimum_coded=2, resamples=10, level=0.95, bins=2, examples=1)

Follow = Callable[[Sequence[tuple[str, str]], str], list[bool]]  # what is given, of names with definitions and a text


def follow_definitions(labels: Sequence[tuple[str, str]], text: str) -> list[bool]:
    return [any(word in definition and word in text for word in WORDS.values()) for _, definition in labels]


def follow_names(labels: Sequence[tuple[str, str]], text: str) -> list[bool]:
    return [WORDS.get(name, "nothing of this name") in text for name, _ in labels]


def follow_places(labels: Sequence[tuple[str, str]], text: str) -> list[bool]:
    """The first that is shown, where the statement has anything to do with any."""
    return [number == 0 and "rain" not in text for number in range(len(labels))]


class ModelByRule:
    """Answers each request by a rule; of stances, that takes the first label where the rule gives none."""

    collect = Answers.collect  # as of what was recorded

    def __init__(self, follow: Follow, unanswered: int = 0) -> None:
        self.follow, self.unanswered = follow, unanswered

    def get(self, request: bytes) -> ModelAnswer | Unanswered:
        self.unanswered -= 1
        if self.unanswered >= 0:
            return Unanswered("refusal")
        system, *_, statement = json.loads(request)["messages"]
        labels: Any = [tuple(part.split("=")) for part in system["content"].split(";") if part]
        given = self.follow(labels, statement["content"])
        questions = read_questions(request)
        if BOOLEAN in questions.values():
            codes = {name: BOOLEAN[not yes] for (name, _), yes in zip(labels, given, strict=True)}
        else:
            first = next((name for (name, _), yes in zip(labels, given, strict=True) if yes), labels[0][0])
            codes = dict.fromkeys(questions, first)
        shares = {name: {one: float(one == codes[name]) for one in options} for name, options in questions.items()}
        return ModelAnswer(shares, True)


@dataclass(frozen=True)
class Variable:
    """What is coded, by which questions, of which statements."""

    name: str
    questions: Any
    sample: Sequence[tuple[str, Any]]

    def test(self, model: ModelByRule) -> BehaviourTests[Any]:
        return BehaviourTests(questions=self.questions, answers=cast(Answers, model), tested=12, seed=13)

    def fail(self, follow: Follow, unanswered: int = 0) -> list[str]:
        """The tests that a model fails."""
        rows = list(self.test(ModelByRule(follow, unanswered)).code(self.sample))
        compared = compare_behaviour(METHOD, self.name, rows, list(FRAME_WORDS), 13)
        return [row["second"].removeprefix("language model: ") for row in compared if row["note"].startswith("fails")]


TEXTS = [StatementToAsk(text=f"On {word}.") for word in ("wounds", "refusals", "meetings", "rain")]
VARIABLES = [
    Variable(
        "frames",
        ChangeableFrames(questions=FRAMES, threshold=0.5),
        [(f"a/{n:04d}", text) for n, text in enumerate(TEXTS * 3)],
    ),
    Variable(
        "stances",
        STANCES,
        [
            (f"a/{n:04d}", StatementWithTargets(statement=text, targets=(("china",), tuple(STANCES.targets))[n % 2]))
            for n, text in enumerate([TEXTS[0], *TEXTS[2:]] * 4)
        ],
    ),
]
of_both = pytest.mark.parametrize("variable", VARIABLES, ids=["frames", "stances"])


@of_both
def test_a_model_that_follows_definitions_fails_none(variable: Variable) -> None:
    assert variable.fail(follow_definitions) == []


@of_both
def test_a_model_that_follows_names_fails_where_names_mean_nothing_or_something_else(variable: Variable) -> None:
    assert variable.fail(follow_names) == ["labels renamed", "definitions swapped"]


@of_both
def test_a_model_that_takes_what_comes_first_fails_the_order_and_the_definitions(variable: Variable) -> None:
    assert {"labels reversed", "definitions"} <= set(variable.fail(follow_places))


@of_both
def test_answers_that_cannot_be_used_are_counted_as_no_legal_labels(variable: Variable) -> None:
    assert variable.fail(follow_definitions, unanswered=5)[0] == "legal labels"


@of_both
def test_without_a_change_the_requests_are_those_of_every_statement(variable: Variable) -> None:
    plain = {"frames": FRAMES, "stances": STANCES}[variable.name]
    requests = list(variable.test(ModelByRule(follow_names)).list_requests(variable.sample))
    for _, unit in variable.sample:
        assert plain.list_requests(unit)[0] in requests  # type: ignore[arg-type]


@of_both
def test_without_statements_to_test_nothing_is_asked(variable: Variable) -> None:
    tests = replace(variable.test(ModelByRule(follow_names)), tested=0)
    assert list(tests.list_requests(variable.sample)) == list(tests.code(variable.sample)) == []


def test_stances_are_read_by_their_own_names_where_they_are_shown_under_others() -> None:
    shown = {"category_1": "opposes", "category_2": "favours", "category_3": "neutral"}
    answer = ModelAnswer({"china": {"category_1": 0.1, "category_2": 0.7, "category_3": 0.2}}, True)
    unit = StatementWithTargets(statement=TEXTS[0], targets=("china",))
    assert STANCES.read_codes(shown, unit, [answer]) == {"china": "favours"}


def test_the_sample_is_drawn_by_the_seed_whatever_order_statements_come_in() -> None:
    units = [(f"a/{n:04d}", n) for n in range(50)]
    drawn = draw_sample(units, 10, 13)
    assert len(drawn) == 10
    assert drawn == sorted(draw_sample(units[::-1], 10, 13))
    assert drawn != draw_sample(units, 10, 14)


def test_examples_are_renamed_with_the_frames_that_they_carry() -> None:
    example = FrameExample(statement=StatementToAsk(text="On wounds."), frames=frozenset(["harm"]))
    questions = ChangeableFrames(questions=replace(FRAMES, examples=[example]), threshold=0.5)
    tests = replace(VARIABLES[0].test(ModelByRule(follow_names)), questions=questions)
    shown = {json.loads(r)["messages"][2]["content"] for r in tests.list_requests(VARIABLES[0].sample[:1])}
    assert {tuple(name for name, given in json.loads(codes).items() if given) for codes in shown} == {
        ("harm",),
        ("category_1",),
        ("denial",),  # under which the definition of harm stands when they are swapped
    }


def test_where_no_model_was_asked_nothing_is_compared() -> None:
    assert list(compare_behaviour(METHOD, "frames", [], list(FRAME_WORDS), 13)) == []


def test_tables_name_the_tests_that_are_failed() -> None:
    row = {
        "second": "language model: labels reversed", "variable": "stances", "measure": "alpha", "value": 0.41,
        "note": "fails: below 0.667",
    }  # fmt: skip
    mark = describe_failures([row, row | {"note": ""}])
    assert (
        mark == " The language model that coded fails tests of its behaviour: labels reversed of stances (alpha 0.41)."
    )
    assert describe_failures([row | {"note": None}]) == ""

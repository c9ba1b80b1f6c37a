"""Stage `stances`: a row for each target that a statement mentions, by either method."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from rejoinder import schema, stances, tables
from rejoinder.stances.model import AttributionSource, Judgement, SourceClause, StanceRow, TargetInStatement
from rejoinder.syntax import Sentence, Span
from tests.support.stance_sentences import (
    CHINA_SAID,
    FINDERS,
    NOTHING_TO_DO,
    OFFICIALS_ACCUSE,
    THEY_TOLD_US,
    WE_THANK_US,
    WE_WILL_ANSWER,
    parse_words,
)


def statement(sentence: Sentence, side: str, unit: str = "paragraph", form: str = "indirect") -> Any:
    return {
        "statement_id": f"article/{sentence.sent_id:04d}", "article_id": "article", "sent_id": sentence.sent_id,
        "unit": unit, "start": 0, "end": sentence.end, "text": "", "speaker": "", "side": side, "form": form,
        "attribution_id": "article/a1",
    }  # fmt: skip


def code(*statements: Any, parses: Sequence[Sentence], score: float = 0.9, source: Span = (0, 0)) -> list[StanceRow]:
    """Code statements by a method that gives each target the same score."""

    def judge_targets(targets: Sequence[TargetInStatement]) -> list[Judgement | None]:
        label = "favours" if score > 0 else "opposes"
        return [Judgement(score=score, label=label, evidence=(), rule="constant") for _ in targets]

    return stances.code_stances(
        statements, parses, {"article/a1": SourceClause(source=(source,))}, FINDERS, judge_targets
    )


def test_who_speaks_is_no_target_of_what_is_said() -> None:
    rows = code(statement(OFFICIALS_ACCUSE, "United States"), parses=[OFFICIALS_ACCUSE], source=(0, 14))
    assert {row["target"]: row["score"] for row in rows} == {"china": 0.9, "accusation": 0.9}


@pytest.mark.parametrize("score", [-0.9, 0.9])
def test_nobody_takes_a_stance_toward_the_own_side(score: float) -> None:
    rows = code(statement(WE_THANK_US, "United States"), parses=[WE_THANK_US], score=score)
    assert [(row["score"], row["label"]) for row in rows] == [(0, "neutral")]


def tell(sentence: Sentence, side: str = "China", form: str = "indirect") -> list[StanceRow]:
    """What is coded of a sentence after one that names both sides, by a method that takes every target as meant."""
    before, after = (replace(each, sent_id=number) for number, each in enumerate((OFFICIALS_ACCUSE, sentence), 1))
    rows = code(statement(before, "", form="narrated"), statement(after, side, form=form), parses=[before, after])
    return [row for row in rows if row["statement_id"] == "article/0002"]


def test_a_statement_that_names_no_other_side_implies_the_other_one_of_its_article() -> None:
    assert [(row["target"], row["implied"], row["mention"]) for row in tell(WE_WILL_ANSWER)] == [
        ("china", False, [{"start": 0, "end": 2}]),
        ("united_states", True, []),
    ]


def test_words_that_stand_for_an_implied_target_are_its_mention() -> None:
    implied = [row for row in tell(THEY_TOLD_US) if row["implied"]]
    assert [(row["target"], row["mention"]) for row in implied] == [("united_states", [{"start": 0, "end": 4}])]


@pytest.mark.parametrize(
    ("side", "targets"),
    [
        pytest.param("China", {"united_states"}, id="a party speaks of itself and the other"),
        pytest.param("", {"china", "united_states"}, id="a third one speaks of both"),
    ],
)
def test_both_sides_are_those_of_the_article(side: str, targets: set[str]) -> None:
    both = parse_words("He he PRON 2 nsubj | urged urge VERB 0 root | both both DET 4 det | sides side NOUN 2 obj")
    assert {row["target"] for row in tell(both, side) if row["mention"] == [{"start": 14, "end": 19}]} == targets


@pytest.mark.parametrize(
    ("sentence", "side", "form"),
    [
        pytest.param(WE_THANK_US, "China", "indirect", id="another side is named"),
        pytest.param(WE_WILL_ANSWER, "", "indirect", id="the speaker has no side"),
        pytest.param(WE_WILL_ANSWER, "China", "narrated", id="nobody speaks"),
    ],
)
def test_nothing_is_implied(sentence: Sentence, side: str, form: str) -> None:
    assert not any(row["implied"] for row in tell(sentence, side, form))


def test_an_implied_target_that_the_method_does_not_take_as_meant_has_no_row() -> None:
    rows = stances.code_stances(
        [statement(WE_WILL_ANSWER, "China")], [WE_WILL_ANSWER], {}, FINDERS, lambda targets: [None] * len(targets)
    )
    assert [row["target"] for row in rows] == ["china"]


def test_what_nobody_is_said_to_say_is_neutral() -> None:
    rows = code(statement(OFFICIALS_ACCUSE, "", form="narrated"), parses=[OFFICIALS_ACCUSE])
    assert {(row["score"], row["label"]) for row in rows} == {(0, "neutral")}


def test_credit_lines_are_not_coded() -> None:
    assert code(statement(CHINA_SAID, "", "credit"), parses=[CHINA_SAID]) == []


def test_same_rows_in_any_order() -> None:
    parses = [
        Sentence("article", number, 0, sentence.words)
        for number, sentence in enumerate((OFFICIALS_ACCUSE, WE_THANK_US, NOTHING_TO_DO), 1)
    ]
    statements = [statement(sentence, "Brazil") for sentence in parses]
    together = tables.build_table(code(*statements, parses=parses), schema.STANCES)
    assert tables.build_table(code(*statements[::-1], parses=parses[::-1]), schema.STANCES).equals(together)


def test_attributions_say_which_words_are_not_what_is_said() -> None:
    rows: list[AttributionSource] = [
        {"attribution_id": "a/a1", "source": [{"start": 3, "end": 9}], "cue": [{"start": 10, "end": 14}]},
        {"attribution_id": "a/a2", "source": [], "cue": []},
    ]
    clauses = {"a/a1": SourceClause(source=((3, 9),), cue=((10, 14),)), "a/a2": SourceClause()}
    assert stances.read_source_clauses(rows) == clauses

"""Stage `stances`: a row for each target that a statement mentions, by either method."""

from collections.abc import Sequence
from typing import Any

from rejoinder import schema, stances, tables
from rejoinder.stances.model import AttributionSource, Judgement, SourceClause, StanceRow, TargetInStatement
from rejoinder.syntax import Sentence, Span
from tests.support.stance_sentences import (
    CHINA_SAID,
    FIND_TARGETS,
    NOTHING_TO_DO,
    OFFICIALS_ACCUSE,
    WE_THANK_US,
)


def statement(sentence: Sentence, side: str, unit: str = "paragraph", form: str = "indirect") -> Any:
    return {
        "statement_id": f"article/{sentence.sent_id:04d}", "article_id": "article", "sent_id": sentence.sent_id,
        "unit": unit, "start": 0, "end": sentence.end, "side": side, "form": form, "attribution_id": "article/a1",
    }  # fmt: skip


def code(*statements: Any, parses: Sequence[Sentence], score: float = 0.9, source: Span = (0, 0)) -> list[StanceRow]:
    """Code statements by a method that gives each target the same score."""

    def judge_targets(targets: Sequence[TargetInStatement]) -> list[Judgement]:
        label = "favours" if score > 0 else "opposes"
        return [Judgement(score=score, label=label, evidence=(), rule="constant") for _ in targets]

    return stances.code_stances(
        statements, parses, {"article/a1": SourceClause(source=(source,))}, FIND_TARGETS, judge_targets
    )


def test_who_speaks_is_no_target_of_what_is_said() -> None:
    rows = code(statement(OFFICIALS_ACCUSE, "United States"), parses=[OFFICIALS_ACCUSE], source=(0, 14))
    assert {row["target"]: row["score"] for row in rows} == {"china": 0.9, "accusation": 0.9}


def test_harm_to_the_own_side_is_no_opposition_to_it() -> None:
    rows = code(statement(WE_THANK_US, "United States"), parses=[WE_THANK_US], score=-0.9)
    assert [(row["score"], row["label"]) for row in rows] == [(0, "neutral")]


def test_what_nobody_is_said_to_say_is_neutral() -> None:
    rows = code(statement(OFFICIALS_ACCUSE, "", form="narrated"), parses=[OFFICIALS_ACCUSE])
    assert {(row["score"], row["label"]) for row in rows} == {(0, "neutral")}


def test_credit_lines_are_not_coded() -> None:
    assert code(statement(CHINA_SAID, "", "credit"), parses=[CHINA_SAID]) == []


def test_same_rows_in_any_order_and_company() -> None:
    parses = [
        Sentence("article", number, 0, sentence.words)
        for number, sentence in enumerate((OFFICIALS_ACCUSE, WE_THANK_US, NOTHING_TO_DO), 1)
    ]
    statements = [statement(sentence, "Brazil") for sentence in parses]
    together = tables.build_table(code(*statements, parses=parses), schema.STANCES)
    backward = tables.build_table(code(*statements[::-1], parses=parses), schema.STANCES)
    alone = [row for one in statements for row in code(one, parses=parses)]
    assert backward.equals(together)
    assert tables.build_table(alone, schema.STANCES).equals(together)


def test_attributions_say_which_words_are_not_what_is_said() -> None:
    rows: list[AttributionSource] = [
        {"attribution_id": "a/a1", "source": [{"start": 3, "end": 9}], "cue": [{"start": 10, "end": 14}]},
        {"attribution_id": "a/a2", "source": [], "cue": []},
    ]
    clauses = {"a/a1": SourceClause(source=((3, 9),), cue=((10, 14),)), "a/a2": SourceClause()}
    assert stances.read_source_clauses(rows) == clauses

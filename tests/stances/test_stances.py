"""Stage `stances`: a row for each target that a statement mentions, by either method."""

from collections.abc import Sequence

import numpy as np
import pytest

from rejoinder import schema, stances, tables
from rejoinder.stances.model import Judgement, JudgeTargets, StanceMethod, TargetInStatement
from rejoinder.syntax import Sentence
from tests.support.stance_sentences import (
    CHINA_SAID,
    FIND_TARGETS,
    NOTHING_TO_DO,
    OFFICIALS_ACCUSE,
    WE_THANK_US,
    surface,
)

RULES = stances.Lexical(threshold=0.1, decay=0.7, negated=0.8, reach=4, polarity="seeds/language/polarity.csv")
EMBEDDING = stances.Embedding(model="", neutral=0.46, occluded=8)


def statement(sentence: Sentence, side: str, unit: str = "paragraph") -> dict[str, object]:
    text = surface(sentence)
    return {
        "statement_id": f"article/{sentence.sent_id:04d}", "article_id": "article", "sent_id": sentence.sent_id,
        "unit": unit, "start": 0, "end": len(text), "text": text, "side": side, "speaker": None,
    }  # fmt: skip


def constant(score: float) -> JudgeTargets:
    """Gives each target the same score."""

    def judge_targets(targets: Sequence[TargetInStatement]) -> list[Judgement]:
        label = "favours" if score > 0 else "opposes"
        return [Judgement(score=score, label=label, evidence=(), rule="constant") for _ in targets]

    return judge_targets


def rows(*statements: dict[str, object], parses: Sequence[Sentence], judge: JudgeTargets) -> list[dict[str, object]]:
    return stances.code_stances(statements, parses, FIND_TARGETS, judge)


@pytest.mark.parametrize(
    ("probabilities", "label"),
    [
        pytest.param([0.1, 0.4, 0.5], "favours", id="favours is likelier than opposes"),
        pytest.param([0.35, 0.4, 0.25], "opposes", id="neutral is likeliest, but not likely enough"),
        pytest.param([0.2, 0.5, 0.3], "neutral", id="neutral is likely enough"),
    ],
)
def test_embedding_is_neutral_where_that_is_likely_enough(probabilities: list[float], label: str) -> None:
    method = stances.Embedding(model="", neutral=0.5, occluded=0)
    assert method.choose_label(np.array(probabilities, dtype=np.float32)) == label


def test_own_side_in_passing_is_neutral() -> None:
    coded = rows(statement(OFFICIALS_ACCUSE, "United States"), parses=[OFFICIALS_ACCUSE], judge=constant(0.9))
    assert {row["target"]: row["score"] for row in coded} == {"united_states": 0, "china": 0.9, "accusation": 0.9}


def test_harm_to_the_own_side_is_no_opposition_to_it() -> None:
    coded = rows(statement(WE_THANK_US, "United States"), parses=[WE_THANK_US], judge=constant(-0.9))
    assert [(row["score"], row["label"]) for row in coded] == [(0, "neutral")]


def test_credit_lines_are_not_coded() -> None:
    assert rows(statement(CHINA_SAID, "", "credit"), parses=[CHINA_SAID], judge=constant(0.9)) == []


def three() -> list[Sentence]:
    return [
        Sentence("article", number, 0, sentence.words)
        for number, sentence in enumerate((OFFICIALS_ACCUSE, WE_THANK_US, NOTHING_TO_DO), 1)
    ]


@pytest.mark.parametrize("method", [pytest.param(RULES, id="lexicon"), pytest.param(EMBEDDING, id="embedding")])
def test_same_rows_in_any_order_and_company(method: StanceMethod) -> None:
    parses = three()
    statements = [statement(sentence, "Brazil") for sentence in parses]
    together = tables.build_table(rows(*statements, parses=parses, judge=method.prepare()), schema.STANCES)
    backward = tables.build_table(rows(*statements[::-1], parses=parses, judge=method.prepare()), schema.STANCES)
    alone = [row for one in statements for row in rows(one, parses=parses, judge=method.prepare())]
    assert backward.equals(together)
    assert tables.build_table(alone, schema.STANCES).equals(together)


def test_embedding_tells_praise_from_blame() -> None:
    coded = rows(*(statement(s, "Brazil") for s in three()), parses=three(), judge=EMBEDDING.prepare())
    scores = {(row["statement_id"], row["target"]): row["score"] for row in coded}
    assert scores["article/0001", "china"] < 0 < scores["article/0002", "united_states"]


def test_evidence_are_words_other_than_the_mention() -> None:
    coded = rows(statement(WE_THANK_US, "Brazil"), parses=[WE_THANK_US], judge=EMBEDDING.prepare())
    spoken = [surface(WE_THANK_US)[span["start"] : span["end"]] for span in coded[0]["evidence"]]
    assert spoken == ["thank", "help"]

"""Frames and stances that corrections set, and statements found again by their text."""

from typing import Any

import pytest

from rejoinder.corrections.apply import CorrectionRow, correct_frames, correct_stances
from rejoinder.corrections.matching import find_sentence


def correction(variable: str, value: str, key: str = "h/0001") -> CorrectionRow:
    return {"statement_id": key, "variable": variable, "line": 7, "value": value}


FRAME: dict[str, Any] = {
    "statement_id": "h/0001", "frame": "denial", "score": 0.2, "threshold": 0.35, "decision": False, "uncertain": True,
    "rule": "network",
}  # fmt: skip
STANCE: dict[str, Any] = {
    "statement_id": "h/0001", "target": "port", "score": -0.6, "label": "opposes", "evidence": [], "rule": "network",
}  # fmt: skip


def test_corrected_decision_is_certain_and_keeps_the_score() -> None:
    (row,) = correct_frames([FRAME], [correction("frame_denial", "yes")])
    assert (row["decision"], row["uncertain"], row["score"]) == (True, False, 0.2)
    assert row["rule"] == "corrected: seeds/corrections.csv, line 7"


def test_frames_of_other_statements_stay() -> None:
    other = [correction("frame_denial", "yes", "h/0002"), correction("frame_threat", "yes")]
    assert list(correct_frames([FRAME], other)) == [FRAME]


def test_stance_is_set_and_one_that_the_machine_lacks_is_added() -> None:
    given = [correction("stance_port", "favours"), correction("stance_talks", "opposes")]
    port, talks = correct_stances([STANCE], given, ["port", "talks"])
    assert (port["label"], port["score"]) == ("favours", 1.0)
    assert (talks["target"], talks["label"], talks["implied"], talks["mention"]) == ("talks", "opposes", True, [])


def test_stance_that_the_machine_gives_too_keeps_its_score() -> None:
    assert list(correct_stances([STANCE], [correction("stance_port", "opposes")], ["port"])) == [STANCE]


def test_neutral_where_the_machine_has_no_stance_adds_nothing_and_nothing_is_no_target() -> None:
    assert list(correct_stances([], [correction("stance_port", "neutral")], ["port"])) == []
    assert list(correct_stances([], [correction("stance_war", "opposes")], ["port"])) == []


@pytest.mark.parametrize(
    ("text", "sent_id", "expected"),
    [
        ("The port is shut.", "1", 4),
        ("The  port\nis shut.", "", 4),
        ("No.", "2", 2),
        ("No.", "8", 9),
        ("The port is shut. No.", "4", None),
    ],
    ids=["moved", "white space", "the number tells", "nearest number", "cut otherwise"],
)
def test_statement_is_found_by_its_text_wherever_it_stands_now(text: str, sent_id: str, expected: int | None) -> None:
    assert find_sentence(text, sent_id, [(2, "No."), (4, "The port is shut."), (9, "No.")]) == expected

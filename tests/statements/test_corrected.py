"""Speakers and sides that corrections set, of one statement or of all of a speaker's."""

from typing import Any

import pytest

from rejoinder.corrections.model import Correction
from rejoinder.statements.corrected import StatementCorrector
from rejoinder.statements.rows import SpeakerColumns


def name(speaker: str, kind: str = "person", side: str = "", resolution: str = "stated") -> SpeakerColumns:
    return {
        "speaker": speaker, "speaker_kind": kind, "organisation": "", "role": "", "side": side,
        "resolution": resolution,
    }  # fmt: skip


def build_row(number: int, speaker: str, text: str = "", unit: str = "paragraph", **cells: Any) -> Any:
    row = {"statement_id": f"h/{number:04d}", "sent_id": number, "unit": unit, "text": text or f"Sentence {number}."}
    narrated = speaker == "The Lantern"
    row |= {"form": "narrated" if narrated else "direct", "attribution_id": None if narrated else "h/a0001"}
    return {**row, **name(speaker, "outlet" if narrated else "person"), **cells}


ROWS = [build_row(1, "The Lantern"), build_row(2, "Lind", side="Selt"), build_row(3, "Ana Lind", role="minister")]
CORRECT = StatementCorrector(name("The Lantern", "outlet", resolution="outlet"), name)


def of_statement(number: int, variable: str, value: str, **cells: Any) -> Correction:
    own = {"line": 2, "article_id": "h", "sent_id": str(number), "text": f"Sentence {number}."}
    return Correction(**{**own, **cells}, variable=variable, value=value)


def of_speaker(speaker: str, variable: str, value: str, article_id: str = "") -> Correction:
    return Correction(line=5, article_id=article_id, of_speaker=speaker, variable=variable, value=value)


def correct(*corrections: Correction) -> list[tuple[str, str, str]]:
    rows, _ = CORRECT(ROWS, corrections)
    return [(row["speaker"], row["side"], row["form"]) for row in rows]


BEFORE = [("The Lantern", "", "narrated"), ("Lind", "Selt", "direct"), ("Ana Lind", "", "direct")]


def test_narrated_statement_that_is_somebodys_becomes_reported_speech() -> None:
    assert correct(of_statement(1, "speaker", "Bo Ek")) == [("Bo Ek", "", "indirect"), *BEFORE[1:]]


@pytest.mark.parametrize("value", ["outlet", "The outlet", "the lantern"])
def test_statement_that_is_nobodys_is_narrated(value: str) -> None:
    rows, _ = CORRECT(ROWS, [of_statement(2, "speaker", value)])
    assert (rows[1]["speaker"], rows[1]["form"], rows[1]["attribution_id"]) == ("The Lantern", "narrated", None)
    assert rows[1]["resolution"] == "correction"


def test_speaker_whom_the_article_names_brings_office_and_side_along() -> None:
    rows, _ = CORRECT(ROWS, [of_statement(2, "speaker", "ana lind")])
    assert (rows[1]["speaker"], rows[1]["role"], rows[1]["side"]) == ("Ana Lind", "minister", "")


def test_side_alone_can_be_corrected_and_taken_away() -> None:
    assert correct(of_statement(3, "side", "Karsia"))[2] == ("Ana Lind", "Karsia", "direct")
    assert correct(of_statement(2, "side", "none"))[1] == ("Lind", "", "direct")


def test_all_statements_of_a_speaker_are_corrected_whatever_the_case() -> None:
    assert correct(of_speaker("LIND", "speaker", "Ana Lind"))[1] == ("Ana Lind", "", "direct")
    assert correct(of_speaker("Lind", "speaker", "Ana Lind", article_id="h"))[1][0] == "Ana Lind"


def test_side_of_a_speaker_holds_under_the_corrected_name_too() -> None:
    given = [of_speaker("Lind", "speaker", "Ana Lind"), of_speaker("Ana Lind", "side", "Karsia")]
    assert [side for _, side, _ in correct(*given)] == ["", "Karsia", "Karsia"]


def test_what_is_said_of_one_statement_goes_before_what_is_said_of_the_speaker() -> None:
    given = [of_statement(2, "side", "Selt"), of_speaker("Lind", "side", "Karsia")]
    assert correct(*given)[1] == ("Lind", "Selt", "direct")


def test_statement_is_found_by_its_text_where_its_number_has_changed() -> None:
    assert correct(of_statement(3, "side", "Karsia", sent_id="8"))[2][1] == "Karsia"


def test_each_correction_of_each_statement_is_listed_those_of_frames_and_stances_too() -> None:
    given = [
        of_statement(2, "frame_denial", "yes"),
        of_speaker("Lind", "side", "Karsia"),
        of_statement(9, "side", "Selt"),
    ]
    _, applied = CORRECT(ROWS, given)
    assert [(row["statement_id"], row["variable"], row["line"]) for row in applied] == [
        ("h/0002", "side", 5), ("h/0002", "frame_denial", 2),
    ]  # fmt: skip


def test_correction_that_says_what_the_machine_says_changes_nothing() -> None:
    assert CORRECT(ROWS, [of_statement(2, "speaker", "lind"), of_statement(3, "side", "none")])[0] == ROWS


def test_line_that_is_no_statement_is_not_corrected() -> None:
    rows = [build_row(1, "The Lantern", unit="credit")]
    assert CORRECT(rows, [of_statement(1, "speaker", "Bo Ek"), of_speaker("The Lantern", "side", "Selt")]) == (rows, [])

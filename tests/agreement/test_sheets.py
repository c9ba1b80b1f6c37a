"""Filled coding sheets: what is read, what is skipped, what is an error, and when they are a random sample."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.agreement.gold import CodableUnits
from rejoinder.agreement.sheets import find_wrong_answers, read_sheet
from rejoinder.human_coding.files import GoldError, GoldRow, read_each_row, read_gold_file
from rejoinder.human_coding.model import Code, CodingPass
from rejoinder.sheet.workbook import build_workbook
from tests.support.sheets import BOOK, POPULATION, QUESTIONS, TARGETS, TEXTS, answer, draw_rows, format_csv

UNITS = CodableUnits({"harbour": TEXTS})


def read_rows(rows: list[dict[str, Any]], population: str = POPULATION) -> tuple[CodingPass, list[str]]:
    table = read_gold_file("seeds/gold/ann.csv", format_csv(rows))
    coding, skipped = read_sheet(table, UNITS, QUESTIONS, population)
    return coding, [f"{item.item}: {item.reason}" for item in skipped]


MARKS = st.lists(st.sampled_from(["-", "denial", "talks", "denial talks", ""]), min_size=12, max_size=12)


@settings(max_examples=40, deadline=None)
@given(marks=MARKS, seed=st.integers(0, 99), codes=st.booleans())
def test_filled_sheet_reads_back_as_the_codes_filled_in(marks: list[str], seed: int, codes: bool) -> None:
    rows = draw_rows(seed=seed, codes=codes)
    expected = {
        ("harbour", row["sent_id"]): frozenset(mark.replace("-", "").split())
        for row, mark in zip(rows, marks, strict=True)
        if mark
    }
    coding, _ = read_rows(answer(rows, *marks))
    assert {unit: code.frames for unit, code in coding.codes.items()} == expected
    assert {code.form for code in coding.codes.values()} <= {""}  # printed, not coded


def edited(**cells: object) -> list[dict[str, Any]]:
    """A sheet filled with "no", with other cells in its first row."""
    first, *rest = answer(draw_rows(), *["-"] * 12)
    return [first | cells, *rest]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(edited(denial="so"), r"line 2 .*: frame 'denial' must be yes or no .* Got 'so'", id="wrong label"),
        pytest.param(edited(talks=""), r"line 2 .*: half filled: no answer for talks", id="half-filled row"),
        pytest.param(edited(text="The port is shut."), r"line 2 .*: the text was edited", id="edited text"),
        pytest.param(edited(text="x", denial="", talks=""), r"line 2 .*: the text was edited", id="edited, not coded"),
        pytest.param(edited()[1:], "expected 12 rows, found 11: row 1 of the sheet missing", id="missing row"),
        pytest.param(edited()[:5], "expected 12 rows, found 5: row 6, 7, 8, 9, 10 and others", id="missing rows"),
        pytest.param([*edited(), edited()[3]], r"line 14 .*: row 4 of the sheet is there twice", id="row twice"),
        pytest.param(edited(row="13"), r"line 2 .*: 'row' must be 1 to 12. Got '13'", id="row number"),
        pytest.param(edited(stratum="Z"), r"line 2 .*: 'stratum' must be one of A, B, C", id="stratum"),
        pytest.param(edited(design="rows=1"), r"line 3 .*: column 'design' differs", id="two sheets in one"),
        pytest.param(edited(correct_side="Norlnd"), "Got 'Norlnd' instead; did you mean 'Norland'", id="unknown side"),
        pytest.param(edited(stance_norland="likes"), "'stance_norland' must be one of .* Got 'likes'", id="stance"),
        pytest.param(
            edited(denial="", talks="", correct_speaker="Bo"), "half filled: no answer for any", id="speaker alone"
        ),
        pytest.param([r | {"design": "?"} for r in edited()], r"line 2 .*: column 'design' was edited", id="design"),
        pytest.param([{**r, "text": ""} for r in edited()], r"row 1 .line 2 of the file.: the text", id="removed"),
    ],
)  # fmt: skip
def test_flawed_sheet_is_one_error_naming_file_and_row(rows: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(GoldError, match=message) as caught:
        read_rows(rows)
    assert "seeds/gold/ann.csv" in str(caught.value)


def test_all_flawed_rows_of_a_sheet_are_listed_at_once() -> None:
    rows = edited(talks="")
    rows[1] |= {"denial": "so"}
    rows[4] |= {"text": "The port is shut."}
    with pytest.raises(GoldError) as caught:
        read_rows(rows)
    head, *errors = str(caught.value).splitlines()
    assert head == "seeds/gold/ann.csv: 3 rows cannot be used:"
    assert [error.partition(": ")[0] for error in errors] == [
        f"  seeds/gold/ann.csv, row {n} (line {n + 1} of the file)" for n in (1, 2, 5)
    ]


def test_of_very_many_flawed_rows_the_first_are_listed_and_the_rest_counted() -> None:
    rows = tuple(GoldRow(f"ann.csv, line {n}", {}) for n in range(2, 27))

    def refuse(row: GoldRow) -> None:
        raise GoldError(f"{row.where}: no.")

    with pytest.raises(GoldError) as caught:
        read_each_row("ann.csv", rows, refuse)
    lines = str(caught.value).splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("ann.csv: 25 rows cannot be used:", 22, "  and 5 more.")


def test_sheet_without_one_of_its_frames_is_an_error() -> None:
    rows = [{name: cell for name, cell in row.items() if name != "talks"} for row in edited()]
    with pytest.raises(GoldError, match="found no talks"):
        read_rows(rows)


def test_workbook_that_is_none_is_an_error() -> None:
    with pytest.raises(GoldError, match=r"ann\.xlsx: expected an Excel workbook"):
        read_gold_file("seeds/gold/ann.xlsx", b"frames")


def test_csv_with_semicolons_is_read() -> None:
    """As Excel writes it where the comma is the decimal point."""
    rows = answer(draw_rows(), *["denial"] * 12)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    table = read_gold_file("seeds/gold/ann.csv", text.getvalue().encode("utf-8-sig"))
    assert read_sheet(table, UNITS, QUESTIONS, POPULATION)[0] == read_rows(rows)[0]


def test_row_of_an_article_that_is_not_in_the_run_is_listed_and_spoils_the_sample() -> None:
    coding, skipped = read_rows(edited(article_id="quay"))
    assert skipped == ["seeds/gold/ann.csv: article quay, 1 row(s): not among the articles of this run"]
    assert coding.sample is not None
    assert "drawn from other statements" in coding.sample.flaw


def test_rows_may_be_sorted_otherwise() -> None:
    rows = answer(draw_rows(), *["-"] * 11, "denial")
    assert read_rows(rows[::-1])[0] == read_rows(rows)[0]


def test_empty_rows_are_listed_as_not_coded_yet() -> None:
    coding, skipped = read_rows(answer(draw_rows(), *["-"] * 10, "", ""))
    assert len(coding.codes) == 10
    assert skipped == ["seeds/gold/ann.csv: 2 empty row(s): not coded yet"]


def test_sheet_of_another_codebook_is_listed() -> None:
    design = draw_rows()[0]["design"].replace("frames=denial talks", "frames=morality")
    rows = [row | {"design": design, "morality": "yes"} for row in draw_rows()]
    coding, skipped = read_rows(rows)
    assert coding.codes == {}
    assert skipped == ["seeds/gold/ann.csv: frames: coded by another codebook, with the frames morality"]


def flaw(marks: list[str], population: str = POPULATION) -> str:
    sample = read_rows(answer(draw_rows(), *marks), population)[0].sample
    assert sample is not None
    return sample.flaw


def test_whole_sheet_is_a_random_sample() -> None:
    assert flaw(["-"] * 12) == ""


def test_sheet_of_other_statements_is_no_sample_of_these() -> None:
    assert "drawn from other statements" in flaw(["-"] * 12, "ffff")


def test_sheet_coded_from_the_top_is_still_a_random_sample_and_one_with_gaps_is_not() -> None:
    assert "is empty" not in flaw(["-"] * 11 + [""])
    assert flaw(["-", ""] + ["-"] * 10).startswith("row 2 is empty, later ones are coded")


def test_stratum_without_two_coded_statements_is_named_by_what_the_machine_gave() -> None:
    """Statements 1 and 2 have frame denial; none but these are left out here."""
    rows = sorted(draw_rows(), key=lambda row: row["sent_id"] < 3)
    rows = [row | {"row": number} for number, row in enumerate(rows, 1)]
    sample = read_rows(answer(rows, *["-"] * 10, "", ""))[0].sample
    assert sample is not None
    named = "fewer than 2 statements coded in the strata (by what the machine gave) frame denial; code more rows"
    assert sample.flaw == named
    unnamed = [row | {"design": row["design"].replace("kinds=denial none talks; ", "")} for row in rows]
    older = read_rows(answer(unnamed, *["-"] * 10, "", ""))[0].sample
    assert older is not None
    assert older.flaw == "fewer than 2 statements coded in 1 of the 3 strata of the sheet; code more rows"


def test_units_weigh_as_many_statements_as_they_stand_for() -> None:
    coding, _ = read_rows(answer(draw_rows(6), *["-"] * 6))
    assert coding.sample is not None
    weights = coding.sample.weights
    assert sum(weights.values()) == pytest.approx(6)
    assert weights["harbour", 1] == pytest.approx(2 / 2 / (12 / 6))
    assert {round(w, 6) for w in weights.values()} == {0.5, 1.0, 1.5}  # 2 of each stratum of 2, 4 and 6


def read_first(**cells: object) -> Code:
    """The codes of the sheet's first row."""
    rows = edited(**cells)
    return read_rows(rows)[0].codes["harbour", rows[0]["sent_id"]]


@pytest.mark.parametrize("yes", ["yes", " Yes ", "1", "1.0", "x", "X"])
@pytest.mark.parametrize("no", ["no", "NO ", "0", 0])
def test_marks_that_people_use_are_understood(yes: str, no: object) -> None:
    rows = edited(denial=float(yes) if yes == "1.0" else yes, talks=no)
    book = build_workbook(list(rows[0]), rows, BOOK, TARGETS, [])
    coding, _ = read_sheet(read_gold_file("seeds/gold/ann.xlsx", book), UNITS, QUESTIONS, POPULATION)
    assert coding.codes["harbour", rows[0]["sent_id"]].frames == {"denial"}


def test_beside_a_tick_an_empty_cell_is_a_no_and_a_row_of_empty_cells_is_not_coded() -> None:
    assert read_first(denial="x", talks="").frames == {"denial"}
    assert "row 1 is empty" in read_rows(edited(denial="", talks=""))[0].sample.flaw  # type: ignore[union-attr]


def test_speaker_and_side_left_empty_are_those_that_the_sheet_shows() -> None:
    code = read_first(speaker="Ada Moor", side="Norland")
    assert (code.speaker, code.side) == ("Ada Moor", "Norland")
    assert read_first(side="").side == "none"


def test_speaker_and_side_can_be_corrected() -> None:
    code = read_first(correct_speaker="Bo Lund", correct_side="sudland ")
    assert (code.speaker, code.side) == ("Bo Lund", "Sudland")
    assert read_first(side="Norland", correct_side="None").side == "none"


def test_target_without_a_stance_is_neutral_where_the_coder_gives_any() -> None:
    assert read_first(stance_norland="Opposes").stances == {"norland": "opposes", "talks_at_sea": "neutral"}


def test_sheet_without_any_stance_has_none_coded() -> None:
    coding, _ = read_rows(edited())
    assert not any(code.stances for code in coding.codes.values())


def test_stances_toward_what_is_no_target_any_more_are_listed() -> None:
    rows = [row | {"stance_old_war": "opposes", "stance_norland": "favours"} for row in edited()]
    _, skipped = read_rows(rows)
    (listed,) = skipped
    assert listed.startswith(
        "seeds/gold/ann.csv: column stance_old_war: no target of this run's conf/actors, which has"
    )


def test_sheet_drawn_before_there_were_such_columns_leaves_speaker_side_and_stances_open() -> None:
    later = ("correct_speaker", "correct_side", "stance_norland", "stance_talks_at_sea")
    coding, skipped = read_rows([{k: v for k, v in row.items() if k not in later} for row in edited()])
    assert {(code.speaker, code.side, len(code.stances)) for code in coding.codes.values()} == {("", "", 0)}
    assert skipped == []


def test_every_wrong_answer_is_found_before_there_are_statements() -> None:
    first, second, *rest = answer(draw_rows(), *["-"] * 12)
    rows = [first | {"denial": "so"}, second | {"correct_side": "Norlnd"}, *rest[:-1], rest[-1] | {"talks": ""}]
    table = read_gold_file("seeds/gold/ann.csv", format_csv(rows))
    found = [str(error) for error in find_wrong_answers(table, QUESTIONS)]
    assert [error.split(":")[0].rpartition(", ")[2] for error in found] == [
        f"row {n} (line {n + 1} of the file)" for n in (1, 2, 12)
    ]
    assert "half filled: no answer for talks" in found[-1]


def test_a_sheet_by_another_codebook_has_no_wrong_answers() -> None:
    table = read_gold_file("seeds/gold/ann.csv", format_csv(edited(denial="so")))
    assert list(find_wrong_answers(table, replace(QUESTIONS, frames=("loss",)))) == []

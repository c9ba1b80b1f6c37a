"""Filled coding sheets: what is read, what is skipped, what is an error, and when they are a random sample."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.agreement.files import GoldError, read_gold_file
from rejoinder.agreement.gold import CodableUnits
from rejoinder.agreement.model import CodingPass
from rejoinder.agreement.sheets import read_sheet
from tests.support.sheets import FRAMES, POPULATION, TEXTS, answer, draw_rows, format_csv

UNITS = CodableUnits({"harbour": TEXTS})


def read_rows(rows: list[dict[str, Any]], population: str = POPULATION) -> tuple[CodingPass, list[str]]:
    table = read_gold_file("seeds/gold/ann.csv", format_csv(rows))
    coding, skipped = read_sheet(table, UNITS, FRAMES, population)
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
    assert {(code.speaker, code.form) for code in coding.codes.values()} <= {("", "")}  # printed, not coded


def edited(**cells: object) -> list[dict[str, Any]]:
    """A sheet filled with "no", with other cells in its first row."""
    first, *rest = answer(draw_rows(), *["-"] * 12)
    return [first | cells, *rest]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(edited(denial="so"), r"line 2: frame 'denial' must be yes or no\. Got 'so'", id="wrong label"),
        pytest.param(edited(talks=""), "line 2: half filled: no answer for talks", id="half-filled row"),
        pytest.param(edited(text="The port is shut."), "line 2: the text was edited", id="edited text"),
        pytest.param(edited(text="x", denial="", talks=""), "line 2: the text was edited", id="edited, not coded"),
        pytest.param(edited()[1:], "expected 12 rows, found 11: row 1 of the sheet missing", id="missing row"),
        pytest.param(edited()[:5], "expected 12 rows, found 5: row 6, 7, 8, 9, 10 and others", id="missing rows"),
        pytest.param([*edited(), edited()[3]], "line 14: row 4 of the sheet is there twice", id="row twice"),
        pytest.param(edited(row="13"), "line 2: 'row' must be 1 to 12. Got '13'", id="row number"),
        pytest.param(edited(stratum="Z"), "line 2: 'stratum' must be one of A, B, C", id="stratum"),
        pytest.param(edited(design="rows=1"), "line 3: column 'design' differs", id="two sheets in one"),
        pytest.param([r | {"design": "?"} for r in edited()], "line 2: column 'design' was edited", id="design"),
        pytest.param([{**r, "text": ""} for r in edited()], "line 2: the text was edited", id="text removed"),
    ],
)  # fmt: skip
def test_flawed_sheet_is_one_error_naming_file_and_row(rows: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(GoldError, match=message) as caught:
        read_rows(rows)
    assert str(caught.value).startswith("seeds/gold/ann.csv")


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
    assert read_sheet(table, UNITS, FRAMES, POPULATION)[0] == read_rows(rows)[0]


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


def test_stratum_without_two_coded_statements_is_named() -> None:
    assert flaw(["-"] * 2 + [""] * 10).startswith("fewer than 2 statements coded in stratum")


def test_units_weigh_as_many_statements_as_they_stand_for() -> None:
    coding, _ = read_rows(answer(draw_rows(6), *["-"] * 6))
    assert coding.sample is not None
    weights = coding.sample.weights
    assert sum(weights.values()) == pytest.approx(6)
    assert weights["harbour", 1] == pytest.approx(2 / 2 / (12 / 6))
    assert {round(w, 6) for w in weights.values()} == {0.5, 1.0, 1.5}  # 2 of each stratum of 2, 4 and 6

"""A coding sheet as a workbook reads as the CSV does, whatever it holds."""

import io

import openpyxl
import pytest

from rejoinder.agreement.gold import CodableUnits
from rejoinder.agreement.sheets import read_sheet
from rejoinder.human_coding.files import read_gold_file
from rejoinder.sheet.workbook import build_workbook
from tests.support.sheets import BOOK, FRAMES, POPULATION, QUESTIONS, TARGETS, TEXTS, answer, draw_rows, format_csv

SIDES = ["Norland", "Sudland"]
UNITS = CodableUnits({"harbour": TEXTS})


def test_workbook_reads_as_the_csv_does() -> None:
    rows = draw_rows(9, codes=True)
    book = openpyxl.load_workbook(io.BytesIO(build_workbook(list(rows[0]), rows, BOOK, TARGETS, SIDES)))
    heads = [cell.value for cell in book["coding"][1]]
    for line in range(2, 11):
        book["coding"].cell(line, heads.index("denial") + 1).value = "Yes" if line % 2 else "no"
        book["coding"].cell(line, heads.index("talks") + 1).value = "no"
    saved = io.BytesIO()
    book.save(saved)
    table = read_gold_file("seeds/gold/bo.xlsx", saved.getvalue())
    marks = ["denial" if line % 2 else "-" for line in range(2, 11)]
    from_csv, _ = read_sheet(
        read_gold_file("seeds/gold/bo.csv", format_csv(answer(rows, *marks))), UNITS, QUESTIONS, POPULATION
    )
    assert read_sheet(table, UNITS, QUESTIONS, POPULATION)[0].codes == from_csv.codes
    assert table.coder == "bo"


def test_workbook_has_drop_downs_for_frames_stances_and_sides_and_the_codebook() -> None:
    rows = draw_rows()
    book = openpyxl.load_workbook(io.BytesIO(build_workbook(list(rows[0]), rows, BOOK, TARGETS, SIDES)))
    heads = {cell.value: cell.column_letter for cell in book["coding"][1]}
    offered = {
        choice.formula1: sorted(str(choice.sqref).split()) for choice in book["coding"].data_validations.dataValidation
    }
    assert offered == {
        '"yes,no"': sorted(f"{heads[frame]}2:{heads[frame]}13" for frame in FRAMES),
        '"favours,neutral,opposes"': sorted(
            f"{heads[f'stance_{name}']}2:{heads[f'stance_{name}']}13" for name in TARGETS
        ),
        "sides!$A$1:$A$3": [f"{heads['correct_side']}2:{heads['correct_side']}13"],
    }
    assert [cell.value for cell in book["sides"]["A"]] == [*SIDES, "none"]
    assert [row[0].value for row in book["codebook"]] == [
        "frame", *FRAMES, "how to code", "correct_speaker", "correct_side", *(f"stance_{name}" for name in TARGETS),
    ]  # fmt: skip
    assert [n for n, c in heads.items() if book["coding"].column_dimensions[c].hidden] == [
        "article_id", "sent_id", "stratum", "design",
    ]  # fmt: skip


def test_character_that_no_workbook_holds_is_no_edit() -> None:
    rows = [row | {"text": row["text"].replace("harbour", "har\x07bour")} for row in answer(draw_rows(), *["-"] * 12)]
    table = read_gold_file("a.xlsx", build_workbook(list(rows[0]), rows, BOOK, TARGETS, SIDES))
    units = CodableUnits({"harbour": {n: text.replace("harbour", "har\x07bour") for n, text in TEXTS.items()}})
    with_bell, _ = read_sheet(table, units, QUESTIONS, POPULATION)
    assert len(with_bell.codes) == 12


def test_text_that_begins_like_a_formula_stays_a_text() -> None:
    rows = draw_rows()
    table = read_gold_file("a.xlsx", build_workbook(list(rows[0]), rows, BOOK, TARGETS, SIDES))
    assert TEXTS[2] in [row.cells["text"] for row in table.rows]


def test_workbook_is_the_same_bytes_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = draw_rows()
    first = build_workbook(list(rows[0]), rows, BOOK, TARGETS, SIDES)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 5, 6, 7, 8, 9, 0, 1, 0))
    assert build_workbook(list(rows[0]), rows, BOOK, TARGETS, SIDES) == first

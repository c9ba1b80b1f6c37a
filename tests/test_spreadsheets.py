"""The one reader of CSV and XLSX: header, delimiter, places, and what is wrong with a row."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from rejoinder.spreadsheets import SpreadsheetError, escape_formula, read_csv, read_xlsx, restore_formula
from rejoinder.zipped import ZipBombError


def save(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_the_header_has_most_of(delimiter: str) -> None:
    header, row = delimiter.join(["id", " text "]), delimiter.join(["1", '"One, two; three."'])
    sheet = read_csv(f"{header}\n{row}\n")
    assert sheet.columns == ("id", "text")
    assert [row.cells for row in sheet.rows] == [{"id": "1", "text": "One, two; three."}]


def test_a_row_knows_its_lines_and_empty_lines_are_no_rows() -> None:
    sheet = read_csv('id,text\n\n1,"One\ntwo"\n\n2,Three\n')
    assert [(row.number, row.place) for row in sheet.rows] == [(3, "lines 3 to 4"), (6, "line 6")]


@pytest.mark.parametrize(
    ("line", "flaw"),
    [
        pytest.param("1", "1 field(s), expected 2 as in the header", id="too few cells"),
        pytest.param("1,2,3", "3 field(s), expected 2 as in the header", id="too many cells"),
        pytest.param('1,"two', "not valid CSV", id="open quotation mark"),
    ],
)
def test_a_flawed_row_says_what_is_wrong_and_the_others_are_read(line: str, flaw: str) -> None:
    first, second = read_csv(f"id,text\n0,Zero\n{line}\n").rows
    assert (first.cells, first.flaw) == ({"id": "0", "text": "Zero"}, "")
    assert second.cells == {}
    assert flaw in second.flaw


def test_a_header_that_breaks_the_rules_of_csv_is_an_error() -> None:
    with pytest.raises(SpreadsheetError, match="no readable header line"):
        read_csv('id,"text\n')


def test_empty_text_has_neither_columns_nor_rows() -> None:
    sheet = read_csv("")
    assert (sheet.columns, sheet.rows) == ((), ())


def test_cells_of_a_workbook_keep_their_type_and_missing_ones_are_none() -> None:
    book = Workbook()
    for row in (["id", "share", "text"], [1, 0.5], [None, None, None], [2, None, "Two"]):
        book.active.append(row)
    sheet = read_xlsx(save(book))
    assert [(row.place, row.cells) for row in sheet.rows] == [
        ("row 2", {"id": 1, "share": 0.5, "text": None}),
        ("row 4", {"id": 2, "share": None, "text": "Two"}),
    ]


def test_further_sheets_that_hold_anything_are_named() -> None:
    book = Workbook()
    book.active.append(["id"])
    book.create_sheet("Empty")
    book.create_sheet("Notes")["B2"] = "checked"
    assert read_xlsx(save(book)).further_sheets == ("Notes",)


def test_a_workbook_that_states_a_wrong_size_is_read_in_full() -> None:
    book = Workbook()
    for row in (["id", "text"], [1, "One"], [2, "Two"]):
        book.active.append(row)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(save(book))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:B3"', b'ref="A1"'))
    assert [row.cells["text"] for row in read_xlsx(buffer.getvalue()).rows] == ["One", "Two"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_first_line_that_states_the_delimiter_is_no_header(delimiter: str) -> None:
    header, row = delimiter.join(["id", "text"]), delimiter.join(["1", '"One, two; three."'])
    sheet = read_csv(f"sep={delimiter}\r\n{header}\r\n{row}\r\n")
    assert sheet.columns == ("id", "text")
    assert [(row.place, row.cells) for row in sheet.rows] == [("line 3", {"id": "1", "text": "One, two; three."})]


def test_signs_that_a_workbook_spells_out_are_resolved() -> None:
    book = Workbook()
    book.active.append(["text"])
    book.active.append(["One._x000D_\nTwo, as in a_x005F_x0041_."])
    (row,) = read_xlsx(save(book)).rows
    assert row.cells == {"text": "One.\r\nTwo, as in a_x0041_."}


@pytest.mark.parametrize("stray", ["XFD1", "XFD2", "XFD1048576"])
def test_a_stray_cell_far_off_adds_at_most_a_row_and_a_column(stray: str) -> None:
    book = Workbook()
    for row in (["id", "text"], [1, "One"], [2, "Two"]):
        book.active.append(row)
    book.active[stray] = "x"
    rows = read_xlsx(save(book)).rows
    assert [{key: row.cells[key] for key in ("id", "text")} for row in rows[:2]] == [
        {"id": 1, "text": "One"},
        {"id": 2, "text": "Two"},
    ]
    assert all(len(row.cells) <= 3 for row in rows)
    assert len(rows) == (3 if stray == "XFD1048576" else 2)


def test_a_workbook_that_unpacks_to_far_more_than_any_table_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", "<row/>" * 1_000_000)
    with pytest.raises(ZipBombError, match=r"sheet1\.xml would unpack from \d+ to 6000000 bytes"):
        read_xlsx(buffer.getvalue())


@given(st.text(alphabet="'=-\t a"))
def test_a_text_that_was_escaped_is_restored(text: str) -> None:
    assert restore_formula(escape_formula(text)) == text

"""Rows of CSV text and of Excel workbooks, each with its place in the file; the cells of a workbook keep their type.

Encodings are the caller's: articles come in any, coding passes in UTF-8.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rejoinder import zipped

_DELIMITERS = ",;\t|"
_STATED_DELIMITER = re.compile(r'\ufeff?"?sep=([^\w\s"]|\t)"?(?=\r?\n)', re.IGNORECASE)
# what makes a cell a formula, https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")
_LONGEST_FIELD = 2**27  # characters; csv's own 131,072 are fewer than some articles have


class SpreadsheetError(ValueError):
    """Text without a header that can be read: one phrase saying why."""


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A row below the header.

    Attributes:
        number: line of the file or row of the sheet at which it begins, from 1.
        place: the same in words: "line 3", "lines 3 to 5", "row 3".
        cells: values by column, text in a CSV file; empty where the row is flawed.
        flaw: what is wrong with the row; "" where nothing is.
    """

    number: int
    place: str
    cells: Mapping[str, Any]
    flaw: str = ""


@dataclass(frozen=True, kw_only=True)
class Spreadsheet:
    """A table with its header.

    Attributes:
        columns: names in the header, trimmed.
        rows: those that are not empty, in order.
        further_sheets: titles of the workbook's other sheets that hold anything.
    """

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    further_sheets: tuple[str, ...] = ()


def escape_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula, so that it stays a text."""
    return f"'{text}" if _FORMULA.match(text) else text


def restore_formula(text: str) -> str:
    """Take away the apostrophe that `escape_formula` put before a text."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def read_csv(text: str) -> Spreadsheet:
    """Read comma-separated text.

    The delimiter is the one that a first line `sep=;` states, as Excel does, or else the one of , ; | and tab that the
    header has most of.

    Raises:
        SpreadsheetError: the header breaks the rules of CSV.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    stated = _STATED_DELIMITER.match(text)
    table = text[stated.end() :] if stated else text  # from the line's end on, so that lines keep their numbers
    delimiter = stated[1] if stated else max(_DELIMITERS, key=text.lstrip().partition("\n")[0].count)
    records = _read_records(csv.reader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True))
    header = next((record for record in records if record.values or record.flaw), _Record(1, "line 1", []))
    if header.flaw:
        raise SpreadsheetError(f"no readable header line ({header.flaw}); mend the file")
    columns = tuple(name.strip() for name in header.values)
    rows = (_build_row(columns, record) for record in records if record.values or record.flaw)
    return Spreadsheet(columns=columns, rows=tuple(rows))


def read_xlsx(content: bytes) -> Spreadsheet:
    """Read the first sheet of a workbook; formulas give their last result.

    A torn file raises whatever openpyxl raises.
    """
    from openpyxl import load_workbook

    zipped.require_plausible_size(content)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    first, *further = book.worksheets
    filled = ((number, values) for number, values in enumerate(_read_values(first), 1) if _is_filled(values))
    _, header = next(filled, (1, ()))
    columns = tuple("" if name is None else str(_unescape(name)).strip() for name in header)
    named = [(column, name) for column, name in enumerate(columns) if name]  # a stray cell may make 16,384 columns
    rows = (
        SheetRow(number=number, place=f"row {number}", cells=_name_cells(named, values)) for number, values in filled
    )
    further_sheets = (sheet.title for sheet in further if any(map(_is_filled, _read_values(sheet))))
    return Spreadsheet(columns=columns, rows=tuple(rows), further_sheets=tuple(further_sheets))


@dataclass(frozen=True)
class _Record:
    """One record of CSV text, as in `SheetRow`; no values stand for an empty line."""

    number: int
    place: str
    values: list[str]
    flaw: str = ""


def _read_records(reader: Any) -> Iterator[_Record]:
    while True:
        start, values, flaw = reader.line_num + 1, [], ""
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            flaw = f"not valid CSV ({error}); check its quotation marks"
        end = reader.line_num
        yield _Record(start, f"line {start}" if end <= start else f"lines {start} to {end}", values, flaw)


def _build_row(columns: tuple[str, ...], record: _Record) -> SheetRow:
    width, expected = len(record.values), len(columns)
    flaw = record.flaw
    if not flaw and width != expected:
        flaw = f"{width} field(s), expected {expected} as in the header; check delimiters and quotation marks"
    cells = {} if flaw else dict(zip(columns, record.values, strict=True))
    return SheetRow(number=record.number, place=record.place, cells=cells, flaw=flaw)


def _read_values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # some programs write a size that is not the sheet's
    yield from sheet.iter_rows(values_only=True)


def _name_cells(named: list[tuple[int, str]], values: tuple[Any, ...]) -> dict[str, Any]:
    return {name: _unescape(values[column]) if column < len(values) else None for column, name in named}


def _unescape(value: Any) -> Any:
    """Resolve Excel's spelling of signs that XML does not hold: `_x000D_` is a line's end."""
    if not isinstance(value, str) or "_x" not in value:
        return value
    from openpyxl.utils.escape import unescape

    return unescape(value)


def _is_filled(values: tuple[Any, ...]) -> bool:
    return any(value is not None for value in values)

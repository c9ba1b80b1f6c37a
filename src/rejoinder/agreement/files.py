"""Files of coding in `seeds/gold`: the rows of a CSV file, or of the first sheet of an Excel workbook."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

ENDINGS = (".csv", ".xlsx")
MACHINE = "machine"  # name of the machine's own coding


class GoldError(ValueError):
    """A coding pass that cannot be used: one sentence with file, line, what was expected and what to do."""


@dataclass(frozen=True)
class Row:
    """A row of a file: `where` names file and line, from 1; cells by the name of their column, trimmed."""

    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A file as rows, in order, under the columns of its first line."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def coder(self) -> str:
        """The name of the coding pass: that of its file."""
        return PurePath(self.path).stem

    def require(self, columns: Sequence[str]) -> None:
        """Refuse a file without some of its columns.

        Raises:
            GoldError: the file has no such column.
        """
        missing = [name for name in columns if name not in self.columns]
        if missing:
            raise GoldError(
                f"{self.path}, line 1: expected the columns {', '.join(columns)}, found no {', '.join(missing)};"
                " add them."
            )


def read(path: str, content: bytes) -> Table:
    """A file of coding from its bytes.

    Raises:
        GoldError: not UTF-8, not a workbook, or a row with more or fewer cells than the first line.
    """
    table = _workbook(path, content) if path.endswith(".xlsx") else _csv(path, content)
    if table.coder == MACHINE:
        raise GoldError(f"{path}: a coding pass cannot be called {MACHINE!r}; rename the file.")
    return table


def _csv(path: str, content: bytes) -> Table:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: expected UTF-8, got byte {error.start} that is not; save it as UTF-8.") from None
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","  # as Excel writes where the comma is the decimal point
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = tuple(reader.fieldnames or ())
    return Table(path, columns, tuple(_csv_rows(path, reader, len(columns))))


def _csv_rows(path: str, reader: "csv.DictReader[str]", width: int) -> Iterator[Row]:
    line = reader.line_num + 1
    for record in reader:
        where, line = f"{path}, line {line}", reader.line_num + 1
        if None in record or None in record.values():
            raise GoldError(f"{where}: expected {width} cells, got more or fewer; quote texts with commas.")
        yield Row(where, {name: str(cell).strip() for name, cell in record.items()})


def _workbook(path: str, content: bytes) -> Table:
    from openpyxl import load_workbook  # late: most projects have no workbook

    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise GoldError(f"{path}: expected an Excel workbook (.xlsx), got another file; save it again.") from None
    lines = [[_text(cell) for cell in line] for line in book.worksheets[0].iter_rows(values_only=True)]
    columns = tuple(lines[0]) if lines else ()
    rows = (
        Row(f"{path}, line {number}", dict(zip(columns, line, strict=True)))
        for number, line in enumerate(lines[1:], 2)
        if any(line)  # a spreadsheet keeps rows that were emptied
    )
    return Table(path, columns, tuple(rows))


def _text(cell: Any) -> str:
    """A cell as text; a spreadsheet keeps whole numbers as 3.0."""
    if cell is None:
        return ""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()

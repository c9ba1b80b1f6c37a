"""Files of coding: the rows of a CSV file, or of the first sheet of an Excel workbook."""

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeVar

from rejoinder import spreadsheets
from rejoinder.spreadsheets import SheetRow, Spreadsheet, SpreadsheetError

_MOST_ERRORS = 20  # of a file that are listed
MACHINE = "machine"  # name of the machine's own coding
ROW = "row"  # column with a sheet's own number of a row, which stays where a spreadsheet has sorted it

Read = TypeVar("Read")


class GoldError(ValueError):
    """A coding pass that cannot be used: one sentence with file, line, what was expected and what to do."""


@dataclass(frozen=True)
class GoldRow:
    """A row of a file: `where` names file, the sheet's row and line, from 1; cells by name of column, trimmed."""

    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class GoldFile:
    """A file as rows, in order, under the columns of its first line."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[GoldRow, ...]

    @property
    def coder(self) -> str:
        """The name of the coding pass: that of its file."""
        return name_pass(self.path)

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


def read_gold_file(path: str, content: bytes) -> GoldFile:
    """A file of coding from its bytes.

    Raises:
        GoldError: not UTF-8, not a workbook, or a row with more or fewer cells than the first line.
    """
    sheet = _read_workbook(path, content) if path.lower().endswith(".xlsx") else read_table(path, content)
    rows = (_read_row(path, row) for row in sheet.rows)
    refuse_machine(path)
    return GoldFile(path, sheet.columns, tuple(row for row in rows if any(row.cells.values())))


def refuse_machine(path: str) -> None:
    """Refuse a file that is called like the machine's own coding.

    Raises:
        GoldError: it is.
    """
    if name_pass(path) == MACHINE:
        raise GoldError(f"{path}: a coding pass cannot be called {MACHINE!r}; rename the file.")


def name_pass(path: str) -> str:
    """Name the coding pass of a file: as the file, without what says its format (".csv", ".events.csv")."""
    return PurePath(path).stem.removesuffix(".events")


def read_each_row(path: str, rows: Iterable[GoldRow], read: Callable[[GoldRow], Read]) -> list[Read]:
    """Read rows in order.

    Args:
        path: of their file.
        rows: some or all of its rows.
        read: what reads one of them; it raises a GoldError where that cannot be used.

    Raises:
        GoldError: there are such rows; it lists them, so that they are corrected at one go.
    """
    contents, errors = [], []
    for row in rows:
        try:
            contents.append(read(row))
        except GoldError as error:
            errors.append(str(error))
    if len(errors) > 1:
        more = [f"and {len(errors) - _MOST_ERRORS} more."] if len(errors) > _MOST_ERRORS else []
        raise GoldError("\n  ".join([f"{path}: {len(errors)} rows cannot be used:", *errors[:_MOST_ERRORS], *more]))
    if errors:
        raise GoldError(errors[0])
    return contents


def read_table(path: str, content: bytes) -> Spreadsheet:
    """The table in a CSV file, from its bytes.

    Raises:
        GoldError: not UTF-8, or no header that can be read.
    """
    try:
        return spreadsheets.read_csv(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: expected UTF-8, got byte {error.start} that is not; save it as UTF-8.") from None
    except SpreadsheetError as error:
        raise GoldError(f"{path}: {error}.") from None


def _read_workbook(path: str, content: bytes) -> Spreadsheet:
    try:
        return spreadsheets.read_xlsx(content)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise GoldError(f"{path}: expected an Excel workbook (.xlsx), got another file; save it again.") from None


def _read_row(path: str, row: SheetRow) -> GoldRow:
    where = f"{path}, line {row.number}"
    if row.flaw:
        raise GoldError(f"{where}: {row.flaw}.")
    cells = {column: _format_cell(cell) for column, cell in row.cells.items()}
    if cells.get(ROW, "").isdecimal():
        where = f"{path}, row {cells[ROW]} (line {row.number} of the file)"
    return GoldRow(where, cells)


def _format_cell(cell: Any) -> str:
    """Format a cell as text; a spreadsheet keeps whole numbers as 3.0, and an apostrophe before what is no formula."""
    if cell is None:
        return ""
    text = str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
    return spreadsheets.restore_formula(text).strip()

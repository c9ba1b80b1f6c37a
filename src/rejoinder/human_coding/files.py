"""Files of coding: the rows of a CSV file, or of the first sheet of an Excel workbook."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any

from rejoinder import spreadsheets
from rejoinder.spreadsheets import SheetRow, Spreadsheet, SpreadsheetError

_ENDINGS = (".csv", ".xlsx")
MACHINE = "machine"  # name of the machine's own coding


class GoldError(ValueError):
    """A coding pass that cannot be used: one sentence with file, line, what was expected and what to do."""


@dataclass(frozen=True)
class GoldRow:
    """A row of a file: `where` names file and line, from 1; cells by the name of their column, trimmed."""

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


def read_gold_files(folder: Path) -> list[GoldFile]:
    """Read the files of a folder, by path; "~$" is how Excel begins the lock beside a workbook that is open.

    Raises:
        GoldError: two files of one name, or one that cannot be read.
    """
    files = [p for ending in _ENDINGS for p in folder.glob(f"*{ending}") if not p.name.startswith("~$")]
    for path, following in pairwise(sorted(files, key=lambda p: p.stem)):
        if path.stem == following.stem:
            raise GoldError(f"{following}: there is {path} too; a coding pass is one file, remove or rename the other.")
    return [read_gold_file(path.as_posix(), path.read_bytes()) for path in sorted(files)]


def read_gold_file(path: str, content: bytes) -> GoldFile:
    """A file of coding from its bytes.

    Raises:
        GoldError: not UTF-8, not a workbook, or a row with more or fewer cells than the first line.
    """
    sheet = _read_workbook(path, content) if path.endswith(".xlsx") else _read_csv(path, content)
    rows = (_read_row(path, row) for row in sheet.rows)
    table = GoldFile(path, sheet.columns, tuple(row for row in rows if any(row.cells.values())))
    if table.coder == MACHINE:
        raise GoldError(f"{path}: a coding pass cannot be called {MACHINE!r}; rename the file.")
    return table


def _read_csv(path: str, content: bytes) -> Spreadsheet:
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
    return GoldRow(where, {column: _format_cell(cell) for column, cell in row.cells.items()})


def _format_cell(cell: Any) -> str:
    """Format a cell as text; a spreadsheet keeps whole numbers as 3.0, and an apostrophe before what is no formula."""
    if cell is None:
        return ""
    text = str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
    return spreadsheets.restore_formula(text).strip()

"""A coding sheet as an Excel workbook: drop-downs, what is not to be touched locked, the codebook beside it."""

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from rejoinder.agreement.sheets import DESIGN, NO, ROW, STRATUM, YES
from rejoinder.codebook import Codebook

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDTHS = {ROW: 6, "context": 50, "text": 60, "note": 30, "speaker": 20}  # characters
_HIDDEN = ("article_id", "sent_id", STRATUM, DESIGN)
_OPEN = "note"  # a column the coder may write in, beside the frames


def build_workbook(columns: Sequence[str], rows: Sequence[Mapping[str, str | int]], codebook: Codebook) -> bytes:
    """Build a workbook of the sheets `coding`, with a drop-down in each frame's cells, and `codebook`.

    Args:
        columns: of the coding sheet, in order.
        rows: its cells by column.
        codebook: the frames to code.

    Returns:
        The file, the same bytes for the same rows.
    """
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    coding = book.active
    coding.title = "coding"
    _fill(coding, [list(columns), *([row.get(name, "") for name in columns] for row in rows)])
    choice = DataValidation(type="list", formula1=f'"{YES},{NO}"', allow_blank=True, showErrorMessage=True)
    choice.error = f"Answer {YES} or {NO}."
    coding.add_data_validation(choice)
    for number, name in enumerate(columns, 1):
        letter = coding.cell(1, number).column_letter
        coding.column_dimensions[letter].width = _WIDTHS.get(name, 14)
        coding.column_dimensions[letter].hidden = name in _HIDDEN
        if name in codebook.frames and rows:
            choice.add(f"{letter}2:{letter}{len(rows) + 1}")
        if name in codebook.frames or name == _OPEN:
            _unlock(coding, number)
    coding.freeze_panes = "A2"
    coding.protection.enable()  # without a password: it guards against slips, not against intent
    coding.protection.formatColumns = False
    guide = book.create_sheet("codebook")
    _fill(guide, _describe_codebook(codebook))
    for letter in "ABCDE":
        guide.column_dimensions[letter].width = 45 if letter != "A" else 16
    return _save_reproducibly(book)


def _fill(sheet: Any, lines: Sequence[Sequence[str | int]]) -> None:
    """Write lines; a text stays a text even where it begins like a formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    for y, line in enumerate(lines, 1):
        for x, value in enumerate(line, 1):
            cell = sheet.cell(y, x)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
                cell.data_type = "s"
            else:
                cell.value = value
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if y == 1:
                cell.font = Font(bold=True)


def _unlock(sheet: Any, column: int) -> None:
    from openpyxl.styles import Protection

    for y in range(2, sheet.max_row + 1):
        sheet.cell(y, column).protection = Protection(locked=False)


def _describe_codebook(codebook: Codebook) -> list[list[str]]:
    """The codebook as coders read it, and how to fill in the sheet."""
    lines = []
    for name, frame in codebook.frames.items():
        parts = ("\n".join(f"– {line}" for line in part) for part in (frame.include, frame.exclude, frame.examples))
        lines.append([name, frame.definition, *parts])
    how = f"Answer {YES} or {NO} for every frame of a row, from the top; leave rows you do not code empty."
    return [
        ["frame", "definition", "include", "exclude", "examples"],
        *lines,
        ["how to code", f"{how} {codebook.unit}"],
    ]


def _save_reproducibly(book: Any) -> bytes:
    """The workbook's bytes, with the times of creation set to a constant."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = book.properties.modified = datetime.datetime(*_EPOCH[:3])
    dated, undated = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(dated, "w") as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(dated) as source, zipfile.ZipFile(undated, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return undated.getvalue()

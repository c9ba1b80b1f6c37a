"""A coding sheet as an Excel workbook: drop-downs, what is not to be touched locked, the codebook beside it."""

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from rejoinder.codebook import Codebook
from rejoinder.human_coding.answers import CORRECT_SIDE, CORRECT_SPEAKER, NO, STANCE, YES
from rejoinder.human_coding.design import DESIGN, STRATUM
from rejoinder.human_coding.files import ROW
from rejoinder.human_coding.model import NEUTRAL, NO_SIDE, STANCES
from rejoinder.zipped import pack

_CREATED = (1980, 1, 1)
_WIDTHS = {ROW: 6, "context": 50, "text": 60, "note": 30, "speaker": 20, CORRECT_SPEAKER: 20}  # characters
_HIDDEN = ("article_id", "sent_id", STRATUM, DESIGN)
_OPEN = (CORRECT_SPEAKER, CORRECT_SIDE, "note")  # columns the coder may write in, beside frames and stances
_SIDES = "sides"  # the sheet that the drop-down of sides reads: Excel takes no long list in place


def build_workbook(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str | int]],
    codebook: Codebook,
    targets: Mapping[str, str],
    sides: Sequence[str],
) -> bytes:
    """Build a workbook of the sheets `coding`, with drop-downs in what is to be answered, and `codebook`.

    Args:
        columns: of the coding sheet, in order.
        rows: its cells by column.
        codebook: the frames to code.
        targets: labels of what stances are taken toward, by name.
        sides: offered for the speaker; others can be written.

    Returns:
        The file, the same bytes for the same rows.
    """
    from openpyxl import Workbook

    book = Workbook()
    coding = book.active
    coding.title = "coding"
    _fill(coding, [list(columns), *([row.get(name, "") for name in columns] for row in rows)])
    stances = [STANCE + target for target in targets]
    for number, name in enumerate(columns, 1):
        letter = coding.cell(1, number).column_letter
        coding.column_dimensions[letter].width = _WIDTHS.get(name, 14)
        coding.column_dimensions[letter].hidden = name in _HIDDEN
        if name in (*codebook.frames, *stances, *_OPEN):
            _unlock(coding, number)
    offered = [*sides, NO_SIDE]
    _offer(coding, f'"{YES},{NO}"', [name for name in columns if name in codebook.frames])
    _offer(coding, f'"{",".join(reversed(STANCES))}"', [name for name in columns if name in stances])
    _offer(coding, f"{_SIDES}!$A$1:$A${len(offered)}", [name for name in columns if name == CORRECT_SIDE])
    coding.freeze_panes = "A2"
    coding.protection.enable()  # without a password: it guards against slips, not against intent
    coding.protection.formatColumns = False
    guide = book.create_sheet("codebook")
    _fill(guide, _describe_codebook(codebook, targets))
    for letter in "ABCDE":
        guide.column_dimensions[letter].width = 45 if letter != "A" else 16
    listed = book.create_sheet(_SIDES)
    _fill(listed, [[side] for side in offered])
    listed.sheet_state = "hidden"
    return _save_reproducibly(book)


def _offer(sheet: Any, choices: str, columns: Sequence[str]) -> None:
    """Offer choices in a drop-down; other spellings can be written (x for yes), and are checked when read."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=False)
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    for name in columns if sheet.max_row > 1 else ():
        choice.add(f"{letters[name]}2:{letters[name]}{sheet.max_row}")
    if choice.sqref:
        sheet.add_data_validation(choice)


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


def _describe_codebook(codebook: Codebook, targets: Mapping[str, str]) -> list[list[str]]:
    """The codebook as coders read it, and how to fill in the sheet."""
    lines = []
    for name, frame in codebook.frames.items():
        parts = ("\n".join(f"– {line}" for line in part) for part in (frame.include, frame.exclude, frame.examples))
        lines.append([name, frame.definition, *parts])
    how = f"Answer {YES} or {NO} for every frame of a row, from the top; leave rows you do not code empty."
    name_speaker = "Who says it, as the article names them; the outlet's name where nobody else says it."
    stance = f"{STANCES[2]} or {STANCES[0]} where the speaker takes a stance toward it, else empty or {NEUTRAL}."
    return [
        ["frame", "definition", "include", "exclude", "examples"],
        *lines,
        ["how to code", f"{how} {codebook.unit}"],
        [CORRECT_SPEAKER, f"Only where column 'speaker' is wrong. {name_speaker}"],
        [CORRECT_SIDE, f"Only where column 'side' is wrong. The speaker's side or country, {NO_SIDE} for none."],
        *([STANCE + target, f"{label}: {stance}"] for target, label in targets.items()),
    ]


def _save_reproducibly(book: Any) -> bytes:
    """The workbook's bytes, with the times of creation set to a constant."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = book.properties.modified = datetime.datetime(*_CREATED)
    dated = io.BytesIO()
    with zipfile.ZipFile(dated, "w") as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(dated) as archive:
        return pack((name, archive.read(name)) for name in archive.namelist())

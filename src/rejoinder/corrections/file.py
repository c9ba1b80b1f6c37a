"""The file of corrections, `seeds/corrections.csv`: a line for each value."""

import csv
import difflib
import io
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from rejoinder import spreadsheets
from rejoinder.corrections.model import (
    FRAME,
    NO_SIDE,
    SIDE,
    SPEAKER,
    STANCE,
    Correction,
    CorrectionError,
    Corrections,
    Key,
)
from rejoinder.spreadsheets import SheetRow, SpreadsheetError

COLUMNS = ("article_id", "sent_id", "text", "of_speaker", "variable", "value")

_MARKS = ("yes", "no")
_STANCES = ("opposes", "neutral", "favours")


def read_corrections(path: Path) -> Corrections:
    """Read the file; a study without one has no corrections.

    Raises:
        CorrectionError: a column is missing, a line says neither which statement nor which speaker it is about, sets
            what there is not, or is about the same value as another.
    """
    if not path.exists():
        return Corrections()
    try:
        sheet = spreadsheets.read_csv(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, SpreadsheetError) as error:
        raise CorrectionError(f"{path}: expected CSV in UTF-8 ({error}); save it so.") from None
    missing = [name for name in COLUMNS if name not in sheet.columns]
    if missing:
        raise CorrectionError(
            f"{path}, line 1: expected the columns {', '.join(COLUMNS)}, found no {missing[0]}; add it."
        )
    corrections = tuple(_read_row(f"{path}, line {row.number}", row) for row in sheet.rows)
    _require_one_each(path, corrections)
    return Corrections(corrections)


def require_sides(corrections: Corrections, sides: Collection[str], path: Path) -> None:
    """Refuse sides that are none.

    Args:
        corrections: of the file.
        sides: what a side can be called.
        path: of the file.

    Raises:
        CorrectionError: a line sets another side.
    """
    known = [*sides, NO_SIDE]
    for correction in corrections.all:
        if correction.variable == SIDE and correction.value not in known:
            nearest = difflib.get_close_matches(correction.value, known, n=1)
            meant = f"did you mean {nearest[0]!r}?" if nearest else "correct it, or name the side in conf/actors."
            raise CorrectionError(
                f"{path}, line {correction.line}: {SIDE} must be one of conf/actors, a country or {NO_SIDE!r}."
                f" Got {correction.value!r} instead; {meant}"
            )


def format_corrections(corrections: Iterable[Correction]) -> str:
    """Format lines of the file, without its header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([getattr(correction, name) for name in COLUMNS] for correction in corrections)
    return text.getvalue()


def _read_row(where: str, row: SheetRow) -> Correction:
    if row.flaw:
        raise CorrectionError(f"{where}: {row.flaw}.")
    cells = {name: str(row.cells[name] or "").strip() for name in COLUMNS}
    correction = Correction(line=row.number, **cells)
    for problem in _find_problems(correction):
        raise CorrectionError(f"{where}: {problem}.")
    return correction


def _find_problems(correction: Correction) -> Iterator[str]:
    variable, value = correction.variable, correction.value
    if bool(correction.of_speaker) == bool(correction.text):
        yield "expected article_id and text of a statement, or of_speaker, and not both; fill in one of them"
    if correction.text and not correction.article_id:
        yield "expected the article_id of the statement, got none; fill it in"
    if variable not in (SPEAKER, SIDE) and not variable.startswith((FRAME, STANCE)):
        yield f"variable must be {SPEAKER}, {SIDE}, {FRAME}NAME or {STANCE}TARGET. Got {variable!r} instead; correct it"
    if correction.of_speaker and variable not in (SPEAKER, SIDE):
        yield f"of all statements of a speaker only {SPEAKER} and {SIDE} can be set. Got {variable!r} instead"
    if not value:
        yield "expected a value, got none; for no side write none"
    allowed = _MARKS if variable.startswith(FRAME) else _STANCES if variable.startswith(STANCE) else (value,)
    if value not in allowed:
        yield f"{variable} must be {' or '.join(allowed)}. Got {value!r} instead; correct it"


def _require_one_each(path: Path, corrections: Iterable[Correction]) -> None:
    lines: dict[Key, int] = {}
    for correction in corrections:
        first = lines.setdefault(correction.key, correction.line)
        if first != correction.line:
            where = f"{path}, line {correction.line}"
            raise CorrectionError(f"{where}: {correction.variable} is set by line {first}, too; take one of them out.")

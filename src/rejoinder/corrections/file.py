"""The file of corrections, `seeds/corrections.csv`: a line for each value."""

import csv
import difflib
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
_LIKENESS = 0.8  # in [0, 1], of a frame or target that is none to the one that it is taken for
_STANCES = ("opposes", "neutral", "favours")


def read_corrections(path: Path) -> Corrections:
    """Read the file; a study without one has no corrections.

    Raises:
        CorrectionError: a column is missing, a line says neither which statement nor which speaker it is about, sets
            what there is not, or is about the same value as another.
    """
    corrections, errors = read_lines(path)
    for error in errors:
        raise error
    return Corrections(corrections)


def read_lines(path: Path) -> tuple[tuple[Correction, ...], list[CorrectionError]]:
    """Read the lines that can be used, and what is wrong with each other; see `read_corrections`.

    Raises:
        CorrectionError: a column is missing, or the file is not CSV.
    """
    if not path.exists():
        return (), []
    try:
        sheet = spreadsheets.read_csv(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, SpreadsheetError) as error:
        raise CorrectionError(f"{path}: expected CSV in UTF-8 ({error}); save it so.") from None
    missing = [name for name in COLUMNS if name not in sheet.columns]
    if missing:
        raise CorrectionError(
            f"{path}, line 1: expected the columns {', '.join(COLUMNS)}, found no {missing[0]}; add it."
        )
    corrections: list[Correction] = []
    errors: list[CorrectionError] = []
    for row in sheet.rows:
        try:
            corrections.append(_read_row(f"{path}, line {row.number}", row))
        except CorrectionError as error:
            errors.append(error)
    return tuple(corrections), [*errors, *_find_repeated(path, corrections)]


def require_sides(corrections: Corrections, sides: Collection[str], path: Path) -> None:
    """Refuse sides that are none; see `find_wrong_sides`.

    Raises:
        CorrectionError: a line sets another side.
    """
    for error in find_wrong_sides(corrections.all, sides, path):
        raise error


def find_wrong_sides(
    corrections: Iterable[Correction], sides: Collection[str], path: Path
) -> Iterator[CorrectionError]:
    """Find lines that set a side that is none.

    Args:
        corrections: of the file.
        sides: what a side can be called.
        path: of the file.
    """
    known = [*sides, NO_SIDE]
    for correction in corrections:
        if correction.variable == SIDE and correction.value not in known:
            nearest = difflib.get_close_matches(correction.value, known, n=1)
            meant = f"did you mean {nearest[0]!r}?" if nearest else "correct it, or name the side in conf/actors."
            yield CorrectionError(
                f"{path}, line {correction.line}: {SIDE} must be one of conf/actors, a country or {NO_SIDE!r}."
                f" Got {correction.value!r} instead; {meant}"
            )


def find_misspelt(
    corrections: Iterable[Correction], names: Mapping[str, Sequence[str]], path: Path
) -> Iterator[CorrectionError]:
    """Find lines whose frame or target is none but is spelt nearly like one; others belong to another codebook.

    Args:
        corrections: of the file.
        names: of what can be set, by the kind of variable: `FRAME`, `STANCE`.
        path: of the file.
    """
    for correction in corrections:
        for kind, known in names.items():
            name = correction.variable.removeprefix(kind)
            if not correction.variable.startswith(kind) or name in known:
                continue
            for nearest in difflib.get_close_matches(name, known, n=1, cutoff=_LIKENESS):
                yield CorrectionError(
                    f"{path}, line {correction.line}: {correction.variable!r} is no frame of the codebook and no target"
                    f" of conf/actors; did you mean {kind + nearest!r}?"
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


def _find_repeated(path: Path, corrections: Iterable[Correction]) -> Iterator[CorrectionError]:
    lines: dict[Key, int] = {}
    for correction in corrections:
        first = lines.setdefault(correction.key, correction.line)
        if first != correction.line:
            where = f"{path}, line {correction.line}"
            yield CorrectionError(f"{where}: {correction.variable} is set by line {first}, too; take one of them out.")

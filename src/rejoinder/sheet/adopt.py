"""Command `adopt`: what coders wrote into filled sheets becomes lines of `seeds/corrections.csv`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rejoinder import paths, tables
from rejoinder.actors import Actors, list_known_sides
from rejoinder.agreement.compare import is_same
from rejoinder.agreement.gold import list_codable_units
from rejoinder.agreement.machine import code_by_machine
from rejoinder.agreement.sheets import read_sheet
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.corrections.file import COLUMNS, format_corrections, read_corrections
from rejoinder.corrections.model import FRAME, SIDE, SPEAKER, STANCE, Correction, CorrectionError
from rejoinder.human_coding.answers import NO, YES, Questions
from rejoinder.human_coding.files import read_gold_file
from rejoinder.human_coding.model import Code

_HEADER = ",".join(COLUMNS)


def main(run: Run, *, sheets: Sequence[Path]) -> None:
    """Add to seeds/corrections.csv where coders say otherwise than data/statements, data/frames and data/stances.

    Args:
        run: its codebook is coded by, its actors have the sides and targets.
        sheets: filled coding sheets.

    Raises:
        GoldError: a sheet that cannot be read.
        CorrectionError: a value is set otherwise by the file or by an earlier sheet; nothing is written.
    """
    known = read_corrections(paths.CORRECTIONS_FILE).all
    adopted = {one.key: (one, f"{paths.CORRECTIONS_FILE}, line {one.line}") for one in known}
    for path in sheets:
        for correction in _read_sheet_corrections(run, path):
            unnumbered = replace(correction, sent_id="").key  # of a line written by hand
            key = unnumbered if unnumbered in adopted else correction.key
            given, where = adopted.setdefault(key, (correction, path.as_posix()))
            if given.value != correction.value:
                raise CorrectionError(
                    f"{path}: {correction.variable} of {correction.article_id}, statement {correction.sent_id}, is"
                    f" {correction.value!r}, in {where} {given.value!r}; settle it there. Nothing was written."
                )
    new = [correction for correction, _ in adopted.values() if not correction.line]
    _append(new)
    print(f"adopt: {len(new)} line(s) added to {paths.CORRECTIONS_FILE}, {len(known)} were there; now run `dvc repro`")


def _append(corrections: Sequence[Correction]) -> None:
    """Add lines behind those of the file, which stay as they are."""
    path = paths.CORRECTIONS_FILE
    text = path.read_text(encoding="utf-8-sig") if path.exists() else _HEADER
    header = text.partition("\n")[0].strip()
    if header != _HEADER:
        raise CorrectionError(f"{path}, line 1: lines can be added below {_HEADER!r} only. Got {header!r} instead.")
    if corrections:
        tables.write_text(path, text.rstrip("\n") + "\n" + format_corrections(corrections))


def _read_sheet_corrections(run: Run, path: Path) -> Iterator[Correction]:
    """Corrections of a sheet's statements, in order of the text."""
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    table = read_gold_file(path.as_posix(), path.read_bytes())
    articles = {row.cells.get("article_id", "") for row in table.rows}
    statements: list[Any] = tables.read_rows(paths.STATEMENTS, articles)
    decisions: list[Any] = tables.read_rows(paths.FRAMES, articles)
    stances: list[Any] = tables.read_rows(paths.STANCES, articles)
    sides = {*list_known_sides(actors), *(row["side"] for row in statements if row["side"])}
    questions = Questions(list(codebook.frames), sides, list(actors.targets))
    coding, _ = read_sheet(table, list_codable_units(statements), questions, "")
    standing = code_by_machine(statements, decisions, stances, questions.targets)
    texts = {(row["article_id"], row["sent_id"]): row["text"] for row in statements}
    for unit, code in sorted(coding.codes.items()):
        for variable, value in list_differences(code, standing.codes[unit], questions.frames):
            article_id, sent_id = unit
            yield Correction(
                article_id=article_id, sent_id=str(sent_id), text=texts[unit], variable=variable, value=value
            )


def list_differences(code: Code, standing: Code, frames: Iterable[str]) -> Iterator[tuple[str, str]]:
    """List what a coder says otherwise than the data: variable and right value.

    Args:
        code: the coder's; with another speaker its side is given, too, so that it does not follow from the name.
        standing: that of the data.
        frames: names of the codebook's frames.
    """
    is_other_speaker = bool(code.speaker) and not is_same(code, standing, "speaker")
    if is_other_speaker:
        yield SPEAKER, code.speaker
    if code.side and (is_other_speaker or not is_same(code, standing, "side")):
        yield SIDE, code.side
    for frame in frames:
        if code.has(frame) != standing.has(frame):
            yield FRAME + frame, YES if code.has(frame) else NO
    for target, stance in code.stances.items():
        if stance != standing.stances[target]:
            yield STANCE + target, stance

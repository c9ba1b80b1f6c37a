"""Command `adopt`: what coders wrote into filled sheets becomes lines of `seeds/corrections.csv`."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from rejoinder import paths, tables
from rejoinder.actors import Actors, list_known_sides
from rejoinder.agreement.compare import is_same
from rejoinder.agreement.gold import list_codable_units
from rejoinder.agreement.machine import code_by_machine
from rejoinder.agreement.sheets import read_sheet
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.corrections.file import COLUMNS, format_corrections, read_corrections
from rejoinder.corrections.model import FRAME, NO_SIDE, SIDE, SPEAKER, STANCE, Correction, CorrectionError
from rejoinder.human_coding.answers import NO, YES, Questions
from rejoinder.human_coding.files import read_gold_file
from rejoinder.human_coding.model import Code

_HEADER = ",".join(COLUMNS)


class Answer(NamedTuple):
    """What a coder says of one variable of a statement.

    Attributes:
        variable: as corrections name it.
        value: what is right.
        is_written: whether it is in the sheet, and does not only follow from what is.
        differs: whether the data has another value.
    """

    variable: str
    value: str
    is_written: bool
    differs: bool


def main(run: Run, *, sheets: Sequence[Path]) -> None:
    """Add to seeds/corrections.csv where coders say otherwise than data/statements, data/frames and data/stances.

    What a coder left empty says nothing. What two sheets answer differently is an error, whatever the data says.

    Args:
        run: its codebook is coded by, its actors have the sides and targets.
        sheets: filled coding sheets.

    Raises:
        GoldError: a sheet that cannot be read.
        CorrectionError: a value is set otherwise by the file or by an earlier sheet; nothing is written.
    """
    known = read_corrections(paths.CORRECTIONS_FILE).all
    settled = {one.key: (one, f"{paths.CORRECTIONS_FILE}, line {one.line}") for one in known}
    new = []
    for path in sheets:
        for correction, answer in _read_sheet_answers(run, path):
            unnumbered = replace(correction, sent_id="").key  # of a line written by hand
            key = unnumbered if unnumbered in settled else correction.key
            if key not in settled:
                settled[key] = correction, path.as_posix()
                new += [correction] if answer.differs else []
            given, where = settled[key]
            if answer.is_written and given.value != correction.value:
                raise CorrectionError(
                    f"{path}: {correction.variable} of {correction.article_id}, statement {correction.sent_id}, is"
                    f" {correction.value!r}, in {where} {given.value!r}; settle it there. Nothing was written."
                )
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


def _read_sheet_answers(run: Run, path: Path) -> Iterator[tuple[Correction, Answer]]:
    """What a sheet says, statement by statement, in order of the text; rows that are left out are printed."""
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    table = read_gold_file(path.as_posix(), path.read_bytes())
    articles = {row.cells.get("article_id", "") for row in table.rows}
    statements: list[Any] = tables.read_rows(paths.STATEMENTS, articles)
    decisions: list[Any] = tables.read_rows(paths.FRAMES, articles)
    stances: list[Any] = tables.read_rows(paths.STANCES, articles)
    sides = list_known_sides(actors)  # others cannot be set
    questions = Questions(list(codebook.frames), sides, list(actors.targets))
    coding, skipped = read_sheet(table, list_codable_units(statements), questions, "")
    standing = code_by_machine(statements, decisions, stances, questions.targets)
    texts = {(row["article_id"], row["sent_id"]): row["text"] for row in statements}
    for left_out in skipped:
        print(f"adopt: left out: {left_out.item}: {left_out.reason}")
    for unit, code in sorted(coding.codes.items()):
        article_id, sent_id = unit
        if unit not in standing.codes:
            print(f"adopt: left out: {path}: article {article_id}, sentence {sent_id}: it is no statement in this run")
            continue
        for answer in list_answers(code, standing.codes[unit], questions.frames, {*sides, NO_SIDE}):
            yield (
                Correction(
                    article_id=article_id,
                    sent_id=str(sent_id),
                    text=texts[unit],
                    variable=answer.variable,
                    value=answer.value,
                ),
                answer,
            )


def list_answers(code: Code, standing: Code, frames: Iterable[str], sides: Collection[str]) -> Iterator[Answer]:
    """List what a coder wrote.

    Beside another speaker the side of the data is kept, where it can be set, as it would else follow from the new name.

    Args:
        code: the coder's.
        standing: that of the data.
        frames: names of the codebook's frames.
        sides: those that a correction can set.
    """
    has_other_speaker = SPEAKER in code.written and not is_same(code, standing, "speaker")
    if SPEAKER in code.written:
        yield Answer(SPEAKER, code.speaker, True, has_other_speaker)
    if SIDE in code.written:
        yield Answer(SIDE, code.side, True, has_other_speaker or not is_same(code, standing, "side"))
    elif has_other_speaker and standing.side in sides:
        yield Answer(SIDE, standing.side, False, True)
    for frame in frames:
        yield Answer(FRAME + frame, YES if code.has(frame) else NO, True, code.has(frame) != standing.has(frame))
    for target, stance in code.stances.items():
        if STANCE + target in code.written:
            yield Answer(STANCE + target, stance, True, stance != standing.stances[target])

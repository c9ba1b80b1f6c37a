"""Command `adopt`: what coders say in a coding pass becomes lines of `seeds/corrections.csv`."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from rejoinder import paths, tables
from rejoinder.actors import Actors, list_known_sides
from rejoinder.agreement.compare import is_same
from rejoinder.agreement.gold import list_codable_units, read_pass
from rejoinder.agreement.machine import code_by_machine
from rejoinder.agreement.marks import lay_marks, name_codes
from rejoinder.agreement.sheets import read_sheet
from rejoinder.agreement.stage import find_articles
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.corrections.file import COLUMNS, format_corrections, read_corrections
from rejoinder.corrections.model import FRAME, NO_SIDE, SIDE, SPEAKER, STANCE, Correction, CorrectionError
from rejoinder.human_coding.answers import NO, YES, Questions
from rejoinder.human_coding.design import DESIGN
from rejoinder.human_coding.files import GoldFile
from rejoinder.human_coding.folder import read_coding_file
from rejoinder.human_coding.marked_texts import MarkedFile
from rejoinder.human_coding.model import Code, CodingPass, SkippedRows

_HEADER = ",".join(COLUMNS)


class Answer(NamedTuple):
    """What a coder says of one variable of a statement.

    Attributes:
        variable: as corrections name it.
        value: what is right.
        is_written: whether it is in the pass, and does not only follow from what is.
        differs: whether the data has another value.
    """

    variable: str
    value: str
    is_written: bool
    differs: bool


def main(run: Run, *, passes: Sequence[Path]) -> None:
    """Add to seeds/corrections.csv where coders say otherwise than data/statements, data/frames and data/stances.

    What a coder left open says nothing: in a sheet what is empty; of marked texts a variable that no mark is about, but
    for a statement without such a mark where others have one. What two passes answer differently is an error, whatever
    the data says.

    Args:
        run: its codebook is coded by, its actors have the sides and targets.
        passes: files of coding as seeds/gold has them: filled sheets, tables, marked texts of other tools.

    Raises:
        GoldError: a file that cannot be read.
        CorrectionError: a value is set otherwise by the file or by an earlier pass; nothing is written.
    """
    known = read_corrections(paths.CORRECTIONS_FILE).all
    settled = {one.key: (one, f"{paths.CORRECTIONS_FILE}, line {one.line}") for one in known}
    new = []
    for path in passes:
        for correction, answer in _read_answers(run, path):
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


def _read_answers(run: Run, path: Path) -> Iterator[tuple[Correction, Answer]]:
    """What a pass says, statement by statement, in order of the text; what is left out of it is printed."""
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    sides = list_known_sides(actors)  # others cannot be set
    file = read_coding_file(path)
    if isinstance(file, MarkedFile):
        (file,) = find_articles([file])
    statements, standing = _read_standing(_list_articles(file), list(actors.targets))
    coding, skipped = _read_pass(file, statements, codebook, actors, sides)
    texts = {(row["article_id"], row["sent_id"]): row["text"] for row in statements}
    for left_out in skipped:
        print(f"adopt: left out: {left_out.item}: {left_out.reason}")
    for unit, code in sorted(coding.codes.items()):
        article_id, sent_id = unit
        if unit not in standing.codes:
            print(f"adopt: left out: {path}: article {article_id}, sentence {sent_id}: it is no statement in this run")
            continue
        for answer in list_answers(code, standing.codes[unit], list(codebook.frames), {*sides, NO_SIDE}):
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


def _list_articles(file: GoldFile | MarkedFile) -> set[str]:
    if isinstance(file, MarkedFile):
        return {text.name for text in file.texts}
    return {row.cells.get("article_id", "") for row in file.rows}


def _read_standing(articles: Collection[str], targets: Sequence[str]) -> tuple[list[Any], CodingPass]:
    """Rows of data/statements of some articles, and the codes that they have."""
    statements: list[Any] = tables.read_rows(paths.STATEMENTS, articles)
    decisions: list[Any] = tables.read_rows(paths.FRAMES, articles)
    stances: list[Any] = tables.read_rows(paths.STANCES, articles)
    return statements, code_by_machine(statements, decisions, stances, targets)


def _read_pass(
    file: GoldFile | MarkedFile, statements: Sequence[Any], codebook: Codebook, actors: Actors, sides: Collection[str]
) -> tuple[CodingPass, list[SkippedRows]]:
    """The pass of a file. In a sheet what is not filled in only shows what stood there; all else is the coder's."""
    frames, units = list(codebook.frames), list_codable_units(statements)
    if isinstance(file, GoldFile) and DESIGN in file.columns:
        return read_sheet(file, units, Questions(frames, sides, list(actors.targets)), "")
    if isinstance(file, GoldFile):
        coding, skipped = read_pass(file, units, frames)
    else:
        coding, skipped = lay_marks(file, statements, name_codes(codebook, actors, sides))
    codes = {unit: replace(code, written=_list_variables(code)) for unit, code in coding.codes.items()}
    return replace(coding, codes=codes), skipped


def _list_variables(code: Code) -> frozenset[str]:
    """The variables that a code has a value of, frames aside."""
    values = {SPEAKER: code.speaker, SIDE: code.side} | {STANCE + target: own for target, own in code.stances.items()}
    return frozenset(variable for variable, value in values.items() if value)


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
    for frame in frames if code.frames is not None else ():
        yield Answer(FRAME + frame, YES if code.has(frame) else NO, True, code.has(frame) != standing.has(frame))
    for target, stance in code.stances.items():
        if STANCE + target in code.written:
            yield Answer(STANCE + target, stance, True, stance != standing.stances.get(target))

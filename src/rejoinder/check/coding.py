"""Find what is wrong in the files that people code in: seeds/gold and seeds/corrections.csv."""

import re
from collections.abc import Iterator
from pathlib import Path

from rejoinder import paths
from rejoinder.actors import Actors, list_known_sides
from rejoinder.agreement.gold import find_wrong_rows
from rejoinder.agreement.sheets import find_wrong_answers
from rejoinder.codebook import Codebook
from rejoinder.config import Fault, Run
from rejoinder.corrections.file import find_misspelt, find_wrong_sides, read_lines
from rejoinder.corrections.model import FRAME, STANCE, CorrectionError
from rejoinder.human_coding.answers import Questions
from rejoinder.human_coding.design import DESIGN
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.folder import read_coding_folder

# how errors of these begin
_PLACE = re.compile(r"(?P<file>.+?)(, (row \d+ \()?line (?P<line>\d+)( of the file\))?)?: (?P<problem>.+)", re.DOTALL)


def find_coding_faults(run: Run) -> Iterator[Fault]:
    """Find what is wrong with the values in seeds/gold, then in seeds/corrections.csv, by file and line.

    Whether a row is about a statement that there is, only the stages can tell.
    """
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    questions = Questions(list(codebook.frames), list_known_sides(actors), list(actors.targets))
    yield from map(describe_coding_error, _find_gold_errors(questions))
    yield from map(describe_coding_error, _find_correction_errors(questions))


def describe_coding_error(error: GoldError | CorrectionError) -> Fault:
    """The fault that an error of coding describes, with the file and line that its sentence begins with."""
    match = _PLACE.fullmatch(str(error))
    assert match, error
    return Fault(file=Path(match["file"]), location=(), problem=match["problem"], line=int(match["line"] or 1))


def _find_gold_errors(questions: Questions) -> Iterator[GoldError]:
    try:
        files = read_coding_folder(paths.GOLD).tables  # of marked texts, what codes mean shows in the statements
    except GoldError as error:
        yield error
        return
    for file in files:
        if DESIGN in file.columns:
            yield from find_wrong_answers(file, questions)
        else:
            yield from find_wrong_rows(file, questions.frames)


def _find_correction_errors(questions: Questions) -> Iterator[CorrectionError]:
    path = paths.CORRECTIONS_FILE
    try:
        corrections, errors = read_lines(path)
    except CorrectionError as error:
        yield error
        return
    yield from errors
    yield from find_wrong_sides(corrections, questions.sides, path)
    yield from find_misspelt(corrections, {FRAME: questions.frames, STANCE: questions.targets}, path)

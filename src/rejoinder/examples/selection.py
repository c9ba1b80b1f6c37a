"""Which training statements are used: those of lines and sheets, without what agreement is measured on."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from pydantic import NonNegativeInt, PositiveInt

from rejoinder import paths
from rejoinder.codebook import Codebook
from rejoinder.config import Fault, Run
from rejoinder.config.ranges import InputFile, OptionalFolder
from rejoinder.examples.lines import (
    ExampleError,
    ExampleRow,
    TrainingStatement,
    fold_text,
    read_lines,
    read_statement,
)
from rejoinder.examples.sheets import LeftOutRow, leave_out, list_marked, read_sheets
from rejoinder.human_coding.code_names import unify_signs
from rejoinder.human_coding.files import GoldFile
from rejoinder.human_coding.folder import CodingFolder, read_coding_folder


@dataclass(frozen=True, kw_only=True)
class SelectedExamples:
    """The training statements that are used, as rows of the examples table in order, and those that are not."""

    rows: Sequence[ExampleRow]
    left_out: Sequence[LeftOutRow]


@dataclass(frozen=True, kw_only=True)
class Examples:
    """Training statements in JSON Lines, with the fields of `TrainingStatement`, and in coding sheets.

    A statement that is in seeds/gold is never used.

    Attributes:
        file: where the lines are, from the project's root.
        sheets: folder of filled coding sheets, "" for none; the topic of their statements is the article.
        most: how many are used at most, drawn by hash of their text, so that a new one changes no other's lot; 0 means
            all.
        partition_size: statements per partition; partitions are read side by side.
        with_codebook: whether the codebook's definitions, include lines and examples are training statements, too.
    """

    file: InputFile
    sheets: OptionalFolder
    most: NonNegativeInt
    partition_size: PositiveInt
    with_codebook: bool

    def __call__(
        self,
        lines: Sequence[str],
        codebook: Codebook,
        sheets: Sequence[GoldFile] = (),
        gold: Collection[str] = frozenset(),
        marked: str = "",
    ) -> SelectedExamples:
        """Check all lines and sheets, and draw the statements that are used.

        Args:
            lines: of the file.
            codebook: whose frames the statements carry.
            sheets: filled coding sheets.
            gold: statements that agreement is measured on, squeezed.
            marked: longer texts that it is measured on, squeezed, with signs as `unify_signs` has them.

        Raises:
            ExampleError: a line that is not such a statement, an unknown frame, or the same text twice.
            GoldError: a sheet that cannot be read, or a row that is half filled.
        """
        statements, faults = self._read(lines, codebook)
        if faults:
            raise ExampleError(*faults)
        coded = {f"{Path(self.file).stem}/{number:04d}": own for number, own in statements.items()}
        in_sheets, uncoded = read_sheets(sheets, codebook)
        kept, left_out = leave_out(coded | in_sheets, gold, marked)
        rows = [own.build_row(example_id) for example_id, own in kept.items()]
        drawn = sorted(rows, key=lambda row: hashlib.sha256(row["text"].encode()).hexdigest())[: self.most or None]
        if self.with_codebook:
            drawn += _list_codebook_lines(codebook)
        return SelectedExamples(rows=sorted(drawn, key=lambda row: row["example_id"]), left_out=[*uncoded, *left_out])

    def find_faults(self, lines: Sequence[str], codebook: Codebook) -> list[Fault]:
        """Find all that is wrong with the lines, in their order; see `__call__`."""
        return self._read(lines, codebook)[1]

    def _read(self, lines: Sequence[str], codebook: Codebook) -> tuple[dict[int, TrainingStatement], list[Fault]]:
        """The statements by line, from 1, and what is wrong with the others; empty lines are none."""
        statements: dict[int, TrainingStatement] = {}
        faults: list[Fault] = []
        first_line: dict[str, int] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            statement, own_faults = read_statement(line, codebook, Path(self.file), number)
            faults += own_faults
            if statement is None:
                continue
            first = first_line.setdefault(statement.squeezed, number)
            if first == number:
                statements[number] = statement
            else:
                problem = f"has the same text as line {first}, one is enough. Got {statement.text!r}"
                faults.append(Fault(file=Path(self.file), location=("text",), problem=problem, line=number))
        return statements, faults


def collect_examples(run: Run) -> SelectedExamples:
    """Read the training statements of a run, and the coding in seeds/gold, which none of them may be in.

    Raises:
        ExampleError: a line that cannot be used.
        GoldError: a file of coding that cannot be used.
    """
    method: Examples = run.load("examples")
    sheets = read_coding_folder(Path(method.sheets)) if method.sheets else CodingFolder([], [])
    folder = read_coding_folder(paths.GOLD)
    gold = {fold_text(row.cells.get("text", "")) for file in folder.tables for row in file.rows}
    texts = [text for file in folder.marked for text in file.texts]
    passages = chain((text.text for text in texts), (mark.words for text in texts for mark in text.marks))
    marked = "\n".join(unify_signs(fold_text(passage)) for passage in passages)
    selected = method(read_lines(method.file), run.load("codebook"), sheets.tables, gold, marked)
    return replace(selected, left_out=[*selected.left_out, *map(list_marked, sheets.marked)])


def _list_codebook_lines(codebook: Codebook) -> Iterator[ExampleRow]:
    """The lines of the codebook that say what carries a frame; a topic are the first lines of all frames, and so on."""
    for name, frame in codebook.frames.items():
        lines = chain([frame.definition], frame.include, frame.examples)
        for number, text in enumerate(filter(str.strip, lines), 1):  # a codebook may wait to be filled in
            statement = TrainingStatement(text=text, frames=[name], topic=str(number))
            yield statement.build_row(f"codebook/{name}/{number:04d}")

"""Training statements: lines of a file checked against the codebook, and which of them are used."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TypedDict

from pydantic import NonNegativeInt, PositiveInt, TypeAdapter, ValidationError

from rejoinder.codebook import Codebook
from rejoinder.config import Fault
from rejoinder.config.faults import describe_errors, find_nearest
from rejoinder.config.ranges import FilledText, InputFile


class ExampleError(ValueError):
    """Training statements that cannot be used: one sentence with file, line, what was expected and got.

    Attributes:
        faults: all that is wrong; the sentence is of the first.
    """

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        first = faults[0]
        more = f" ({len(faults) - 1} more: `rejoinder check` lists them)" if len(faults) > 1 else ""
        super().__init__(f"{first.file}: line {first.find_line()}: {first.sentence}{more}")


class ExampleRow(TypedDict):
    """A row of the examples table."""

    example_id: str
    text: str
    side: str
    context: str
    frames: list[str]
    topic: str
    register: str
    note: str


@dataclass(frozen=True, kw_only=True)
class TrainingStatement:
    """A statement and what a person coded.

    Attributes:
        text: of the statement.
        frames: names of the codebook's, none where it carries none.
        topic: what it is about; statements of one topic are held out together.
        side: the speaker's country, "" where nobody knows.
        context: the sentences before it.
        register: the kind of text.
        note: anything.
    """

    text: FilledText
    frames: list[str]
    topic: FilledText
    side: str = ""
    context: str = ""
    register: str = ""
    note: str = ""

    @property
    def squeezed(self) -> str:
        """The text as it is compared: letters and signs, whatever white space and capitals."""
        return "".join(self.text.split()).casefold()

    def build_row(self, example_id: str) -> ExampleRow:
        """Build its row of the examples table."""
        return ExampleRow(
            example_id=example_id,
            text=self.text,
            side=self.side,
            context=self.context,
            frames=self.frames,
            topic=self.topic,
            register=self.register,
            note=self.note,
        )


_STATEMENT = TypeAdapter(TrainingStatement)


@dataclass(frozen=True, kw_only=True)
class Examples:
    """Training statements in JSON Lines, with the fields of `TrainingStatement`.

    Attributes:
        file: where they are, from the project's root.
        most: how many are used at most, drawn by hash of their text, so that a new one changes no other's lot; 0 means
            all.
        partition_size: statements per partition; partitions are read side by side.
        with_codebook: whether the codebook's definitions, include lines and examples are training statements, too.
    """

    file: InputFile
    most: NonNegativeInt
    partition_size: PositiveInt
    with_codebook: bool

    def __call__(self, lines: Sequence[str], codebook: Codebook) -> list[ExampleRow]:
        """Check all lines, and draw those that are used.

        Args:
            lines: of the file.
            codebook: whose frames the statements carry.

        Returns:
            Rows of the examples table, in the order of the lines.

        Raises:
            ExampleError: a line that is not such a statement, an unknown frame, or the same text twice.
        """
        statements, faults = self._read(lines, codebook)
        if faults:
            raise ExampleError(*faults)
        rows = [own.build_row(f"{Path(self.file).stem}/{number:04d}") for number, own in statements.items()]
        drawn = sorted(rows, key=lambda row: hashlib.sha256(row["text"].encode()).hexdigest())[: self.most or None]
        if self.with_codebook:
            drawn += _list_codebook_lines(codebook)
        return sorted(drawn, key=lambda row: row["example_id"])

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
            statement, own_faults = _read_statement(line, codebook, Path(self.file), number)
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


def read_lines(file: str) -> list[str]:
    """Read the lines of a file of training statements.

    Raises:
        ExampleError: there is no such file, or it is not UTF-8.
    """
    try:
        return Path(file).read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        problem = "training statements not found; restore the file or correct 'file' in conf/examples"
    except UnicodeDecodeError as error:
        problem = f"expected UTF-8, got byte {error.start} that is not; save it as UTF-8"
    raise ExampleError(Fault(file=Path(file), location=(), problem=problem, line=1))


def _read_statement(
    line: str, codebook: Codebook, file: Path, number: int
) -> tuple[TrainingStatement | None, list[Fault]]:
    """A statement from its line, None where it cannot be read, and what is wrong with it."""
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict):
            raise TypeError(f"expected an object with its fields, got {fields!r}")
        statement = _STATEMENT.validate_python(fields, extra="forbid")
    except (json.JSONDecodeError, TypeError) as error:
        return None, [Fault(file=file, location=(), problem=f"not valid JSON ({error})", line=number)]
    except ValidationError as error:
        faults = describe_errors(error.errors(), file, TrainingStatement)
        return None, [replace(fault, line=number) for fault in faults]
    unknown = [place for place, frame in enumerate(statement.frames) if frame not in codebook.frames]
    return statement, [_describe_frame(statement.frames, place, codebook, file, number) for place in unknown]


def _describe_frame(frames: Sequence[str], place: int, codebook: Codebook, file: Path, number: int) -> Fault:
    problem = f"{frames[place]!r} is no frame of the codebook"
    nearest = find_nearest(frames[place], list(codebook.frames))
    return Fault(file=file, location=("frames", place), problem=problem, nearest=nearest, line=number)


def _list_codebook_lines(codebook: Codebook) -> Iterator[ExampleRow]:
    """The lines of the codebook that say what carries a frame; a topic are the first lines of all frames, and so on."""
    for name, frame in codebook.frames.items():
        lines = chain([frame.definition], frame.include, frame.examples)
        for number, text in enumerate(filter(str.strip, lines), 1):  # a codebook may wait to be filled in
            statement = TrainingStatement(text=text, frames=[name], topic=str(number))
            yield statement.build_row(f"codebook/{name}/{number:04d}")

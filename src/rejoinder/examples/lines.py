"""A training statement, and the lines of a file that hold one each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from pydantic import TypeAdapter, ValidationError

from rejoinder.codebook import Codebook
from rejoinder.config import Fault
from rejoinder.config.faults import describe_errors, find_nearest
from rejoinder.config.ranges import FilledText


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
        """The text as it is compared."""
        return fold_text(self.text)

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


def fold_text(text: str) -> str:
    """A text as it is compared: its letters and signs, without white space and capitals."""
    return "".join(text.split()).casefold()


def read_lines(file: str) -> list[str]:
    """Read the lines of a file of training statements.

    Raises:
        ExampleError: there is no such file, or it is not UTF-8.
    """
    try:
        with Path(file).open(encoding="utf-8-sig") as lines:  # splitlines would cut strings of JSON at U+2028, too
            return [line.removesuffix("\n") for line in lines]
    except FileNotFoundError:
        problem = "training statements not found; restore the file or correct 'file' in conf/examples"
    except UnicodeDecodeError as error:
        problem = f"expected UTF-8, got byte {error.start} that is not; save it as UTF-8"
    raise ExampleError(Fault(file=Path(file), location=(), problem=problem, line=1))


def read_statement(
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

"""What coders agree and differ on, as the report shows it: a fold-out for each pair, with statements to read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rejoinder.codebook import Codebook
from rejoinder.report.reading import letters
from rejoinder.report.view import Letter

MACHINE = "machine"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Statements that both coders mark, one of them or neither: how many, and some as (statement_id, text)."""

    name: str
    n: int
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two coders held against each other, frame by frame in the codebook's order.

    Attributes:
        n: statements both coded.
        frames: the cells both, only the first, only the second, neither, by frame.
    """

    first: str
    second: str
    n: int
    frames: tuple[tuple[Letter, tuple[Cell, ...]], ...]

    @property
    def machine(self) -> bool:
        return self.first == MACHINE

    @property
    def differing(self) -> int:
        """Decisions, one a frame and statement, that the two differ on."""
        return sum(cell.n for _, cells in self.frames for cell in cells if cell.name.startswith("only"))


def pairs(rows: Iterable[Mapping[str, Any]], codebook: Codebook) -> list[Pair]:
    """Pairs of coders from rows of data/agreement/confusion, those with the machine first."""
    signs = letters(codebook)
    known = [row for row in rows if row["frame"] in signs]
    known.sort(key=lambda row: (row["first"] != MACHINE, row["first"], row["second"]))
    return [
        _pair(first, second, list(part), signs)
        for (first, second), part in groupby(known, key=lambda row: (row["first"], row["second"]))
    ]


def _pair(first: str, second: str, rows: Sequence[Mapping[str, Any]], signs: Mapping[str, Letter]) -> Pair:
    names = {"both": "both", "only first": f"only {first}", "only second": f"only {second}", "neither": "neither"}
    by_frame = {
        frame: {row["cell"]: row for row in rows if row["frame"] == frame}
        for frame in signs
        if any(row["frame"] == frame for row in rows)
    }
    frames = tuple(
        (signs[frame], tuple(_cell(name, cells[cell]) for cell, name in names.items()))
        for frame, cells in by_frame.items()
    )
    return Pair(first=first, second=second, n=sum(cell.n for cell in frames[0][1]), frames=frames)


def _cell(name: str, row: Mapping[str, Any]) -> Cell:
    examples = tuple((example["statement_id"], example["text"]) for example in row["examples"])
    return Cell(name=name, n=row["n"], examples=examples)

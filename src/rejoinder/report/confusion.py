"""What coders agree and differ on, as the report shows it: a fold-out for each pair, with statements to read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rejoinder.codebook import Codebook
from rejoinder.report.reading import assign_signs
from rejoinder.report.records import ConfusionRecord
from rejoinder.report.views import FrameSign

_MACHINE = "machine"


@dataclass(frozen=True, kw_only=True)
class ConfusionCell:
    """Statements that both coders mark, one of them or neither: how many, and some as (statement_id, text).

    Attributes:
        name: as in "both" or "only pass-1".
        n: statements.
        examples: some of them, as (statement_id, text).
    """

    name: str
    n: int
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class CoderPair:
    """Two coders held against each other, frame by frame in the codebook's order.

    Attributes:
        n: statements both coded.
        frames: the cells both, only the first, only the second, neither, by frame.
    """

    first: str
    second: str
    n: int
    frames: tuple[tuple[FrameSign, tuple[ConfusionCell, ...]], ...]

    @property
    def differing(self) -> int:
        """Decisions, one a frame and statement, that the two differ on."""
        return sum(cell.n for _, cells in self.frames for cell in cells if cell.name.startswith("only"))


def list_pairs(rows: Iterable[ConfusionRecord], codebook: Codebook) -> list[CoderPair]:
    """Pairs of coders from rows of data/agreement/confusion, those with the machine first.

    Args:
        rows: of data/agreement/confusion; frames that the codebook lacks are left out.
        codebook: order and signs of the frames.
    """
    signs = assign_signs(codebook)
    ordered = sorted(
        (row for row in rows if row["frame"] in signs),
        key=lambda row: (row["first"] != _MACHINE, row["first"], row["second"]),
    )
    return [
        _compare(first, second, list(part), signs)
        for (first, second), part in groupby(ordered, key=lambda row: (row["first"], row["second"]))
    ]


def _compare(first: str, second: str, rows: Sequence[ConfusionRecord], signs: Mapping[str, FrameSign]) -> CoderPair:
    names = {"both": "both", "only first": f"only {first}", "only second": f"only {second}", "neither": "neither"}
    by_frame: dict[str, dict[str, ConfusionRecord]] = {}
    for row in rows:
        by_frame.setdefault(row["frame"], {})[row["cell"]] = row
    frames = tuple(
        (sign, tuple(_fill_cell(name, by_frame[frame][cell]) for cell, name in names.items()))
        for frame, sign in signs.items()
        if frame in by_frame
    )
    return CoderPair(first=first, second=second, n=sum(cell.n for cell in frames[0][1]), frames=frames)


def _fill_cell(name: str, row: ConfusionRecord) -> ConfusionCell:
    examples = tuple((example["statement_id"], example["text"]) for example in row["examples"])
    return ConfusionCell(name=name, n=row["n"], examples=examples)

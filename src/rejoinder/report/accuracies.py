"""How well the option of conf/frames tells frames, from the coder's cross-validation."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rejoinder.codebook import Codebook


@dataclass(frozen=True, kw_only=True)
class FrameAccuracy:
    """How well one frame is told.

    Attributes:
        label: of the frame.
        numbers: F1 with its interval, and of how many statements.
        note: of the coder, "" for none.
    """

    label: str
    numbers: str
    note: str


def list_accuracies(
    rows: Iterable[Mapping[str, Any]], codebook: Codebook, variants: Collection[str]
) -> Iterator[FrameAccuracy]:
    """List the accuracy of each frame, in the codebook's order.

    Args:
        rows: of data/coder.
        codebook: names the frames.
        variants: of the coder that gave the frames of this run.
    """
    by_frame = {row["frame"]: row for row in rows if row["variant"] in variants}
    for name, frame in codebook.frames.items():
        if name in by_frame:
            row = by_frame[name]
            interval = f" [{row['f1_low']:.2f}, {row['f1_high']:.2f}]" if row["f1_low"] is not None else ""
            f1 = f"F1 {row['f1']:.2f}{interval}" if row["f1"] is not None else "no F1"
            numbers = f"{f1}, n {row['n']}, {row['positives']} with it"
            yield FrameAccuracy(label=frame.label, numbers=numbers, note=row["note"] or "")

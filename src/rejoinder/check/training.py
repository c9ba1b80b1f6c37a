"""What the coder will be fitted on: how many training statements each frame has, and which have too few."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from rejoinder.codebook import Codebook
from rejoinder.coder import Stacked
from rejoinder.config import Run
from rejoinder.examples import collect_examples


def describe_training(run: Run) -> str:
    """Count the training statements by frame; "" where the option of frames fits no coder.

    Raises:
        ExampleError: a training statement that cannot be used.
    """
    return "\n".join(_describe_frames(run)) if run.options["frames"]["variant"] == "hybrid" else ""


def _describe_frames(run: Run) -> Iterator[str]:
    codebook: Codebook = run.load("codebook")
    coder: Stacked = run.load("coder")
    selected = collect_examples(run)
    rows = selected.rows
    topics = [row["topic"] for row in rows]
    plain = sum(not row["frames"] for row in rows)
    yield f"training statements: {len(rows):,} from {len(set(topics)):,} topics, {plain:,} of them without any frame"
    items = {row["reason"]: row["item"] for row in selected.left_out}
    for reason, n in Counter(row["reason"] for row in selected.left_out).items():
        yield f"  {n:,} left out: {reason}" if n > 1 else f"  left out: {items[reason]}: {reason}"
    for name, frame in codebook.frames.items():
        carries = np.array([name in row["frames"] for row in rows], dtype=bool)
        shortage = coder.explain_shortage(carries, topics)
        coded = "its cues alone decide" if frame.cues else "no statement is given it, as it has no cues either"
        yield f"  {name}: {carries.sum():,}" + (f"; {coded} ({shortage})" if shortage else "")

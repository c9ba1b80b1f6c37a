"""Scores of statements that were held out when the network was tuned; they come with its weights, without texts."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from rejoinder.coder.validation import ScoredStatements
from rejoinder.encoder.checkpoint import find_folder, require_file

_NOTE = "of statements held out of the training, on which thresholds were chosen; a topic is a kind of text"


def read_held_out(model: str, frames: Sequence[str]) -> Iterator[ScoredStatements]:
    """Read the scores of each frame, of which .5 is the threshold.

    Args:
        model: folder of the network, "" for the packaged one.
        frames: of the codebook.

    Yields:
        The scores of each frame, in order.

    Raises:
        EncoderError: their file is missing.
    """
    path: Path = require_file(find_folder(model), "held_out.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for frame in frames:
        own = [row for row in rows if row["frame"] == frame]
        yield ScoredStatements(
            variant="tuned",
            frame=frame,
            ids=[f"held_out/{number:05d}" for number in range(1, len(own) + 1)],
            topics=[row["source"] for row in own],
            scores=np.array([float(row["score"]) for row in own]),
            truth=np.array([row["truth"] == "1" for row in own], bool),
            fold_of=None,
            note=_NOTE,
        )

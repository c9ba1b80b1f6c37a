"""The heads of the packaged encoder: linear in its top states, for frames and stances."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from rejoinder.encoder import checkpoint

TEMPERATURE = 4.0  # of the attention by which readings for frames are pooled
_BLOCKS = ("frames.weight", "stances.mention.weight", "stances.statement.weight")  # in the order of the readings
_BIASES = ("frames.bias", "stances.bias")
HEADS = (*_BLOCKS, *_BIASES)  # names of their tensors


@dataclass(frozen=True, eq=False)
class Heads:
    """Linear heads; a *reading* is what one weight vector makes of one subword.

    The logit of a frame is its bias and its readings over the statement's subwords, pooled by `weigh_readings`. The
    logits of a stance (opposes, neutral, favours) are its biases, the mean of `mention` readings over the subwords of
    the target's mentions, and the mean of `statement` readings over those of the statement.

    Attributes:
        weights: of all readings, *shape* (readings, width), in double precision.
        frames: sha256 of the codebook's definition of each frame that was learned, by its name, in order of columns.
        frame_biases: *shape* (frames,).
        stance_biases: *shape* (3,).
    """

    weights: npt.NDArray[np.float64]
    frames: Mapping[str, str]
    frame_biases: npt.NDArray[np.float32]
    stance_biases: npt.NDArray[np.float32]

    @property
    def frame_columns(self) -> slice:
        """Columns of the readings for frames."""
        return slice(0, len(self.frames))

    @property
    def mention_columns(self) -> slice:
        """Columns of the readings for stances that are averaged over the target's mentions."""
        return slice(len(self.frames), len(self.frames) + len(self.stance_biases))

    @property
    def statement_columns(self) -> slice:
        """Columns of the readings for stances that are averaged over the statement."""
        return slice(len(self.frames) + len(self.stance_biases), len(self.weights))

    def pool_frames(
        self, readings: npt.NDArray[np.floating]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Pool the readings of a statement's subwords, *shape* (subwords, readings), for its frames.

        Returns:
            What each subword adds to the logits, *shape* (subwords, frames), and the logits, *shape* (frames,).
        """
        added = weigh_readings(readings[:, self.frame_columns])
        return added, added.sum(axis=0) + self.frame_biases


@cache
def load_heads(model: str) -> Heads:
    """Load the heads of a tuned encoder.

    Args:
        model: its folder, "" for the packaged one.

    Raises:
        EncoderError: its files are missing, or have no heads.
        ChecksumError: they are damaged.
    """
    from safetensors import safe_open

    path = checkpoint.find_heads(checkpoint.find_folder(model))
    with safe_open(path, "numpy") as file:
        metadata, names = file.metadata() or {}, set(file.keys())
        missing = [name for name in HEADS if name not in names]
        missing += [] if "frames" in metadata else ["frames"]
        if missing:
            raise checkpoint.EncoderError(
                f"{path}: expected the heads of a tuned encoder, found no {missing[0]};"
                " set 'encoder' in conf/parses to a folder that training/encoder made."
            )
        weights = np.concatenate([file.get_tensor(name) for name in _BLOCKS]).astype(np.float64)
        frame_biases, stance_biases = (file.get_tensor(name) for name in _BIASES)
    return Heads(
        weights=weights,
        frames=json.loads(metadata["frames"]),
        frame_biases=frame_biases,
        stance_biases=stance_biases,
    )


def weigh_readings(readings: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Weigh the readings of a statement's subwords by attention, so that a few strong ones count in a long statement.

    A subword's weight is the softmax of its own reading (attention pooling: Ilse, Tomczak and Welling 2018,
    arXiv:1802.04712; here without weights of its own, and with `TEMPERATURE`).

    Args:
        readings: for frames, *shape* (subwords, frames).

    Returns:
        What each subword adds to the logits, likewise; the sum over subwords is between their mean and their maximum.
    """
    values = readings.astype(np.float64)
    exponentials = np.exp((values - values.max(axis=0, initial=0.0)) / TEMPERATURE)
    return np.asarray(values * exponentials / exponentials.sum(axis=0))


def hash_definition(definition: str) -> str:
    """Hash the definition of a frame as `Heads.frames` has it."""
    return hashlib.sha256(definition.strip().encode()).hexdigest()

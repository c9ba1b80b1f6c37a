"""The heads that were tuned with the packaged encoder: linear in its top states, for frames and stances."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from rejoinder.encoder import checkpoint

_BLOCKS = ("frames.weight", "stances.mention.weight", "stances.statement.weight")  # in the order of the readings
_BIASES = ("frames.bias", "stances.bias")


@dataclass(frozen=True, eq=False)
class Heads:
    """Linear heads; a *reading* is what one weight vector makes of one subword.

    The logit of a frame is its bias and the mean of its readings over the statement's subwords. The logits of a stance
    (opposes, neutral, favours) are its biases, the mean of `mention` readings over the subwords of the target's
    mentions, and the mean of `statement` readings over those of the statement.

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

    path = checkpoint.find_weights(checkpoint.find_folder(model))
    with safe_open(path, "numpy") as file:
        metadata, names = file.metadata() or {}, set(file.keys())
        missing = [name for name in (*_BLOCKS, *_BIASES) if name not in names]
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


def hash_definition(definition: str) -> str:
    """Hash the definition of a frame as `Heads.frames` has it."""
    return hashlib.sha256(definition.strip().encode()).hexdigest()

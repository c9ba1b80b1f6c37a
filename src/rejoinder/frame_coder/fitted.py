"""The fitted frame coder: what stage `coder` saves and stage `frames` codes with."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rejoinder.frame_coder.features import Floats, Matrix

if TYPE_CHECKING:  # torch is loaded where statements are coded
    from rejoinder.encoder.rounding import Linear

_BLOCK = 256  # statements per product of matrices
_STEEP = 16  # of those whose slopes are asked for: as many columns as the product below treats all alike


@dataclass(frozen=True)
class Second:
    """The second stage of a frame: its logit is `intercept` + `weights` @ what is seen, *shape* (features,)."""

    weights: Matrix
    intercept: float


@dataclass(frozen=True)
class Fitted:
    """A coder of one variant: kernel ridge regression on meaning, then logistic regressions on all that is seen.

    The first stage gives each statement an output per frame, about -1 to 1, from its likeness to the training
    statements, k(a, b) = exp(2 gamma (cos(a, b) - 1)); the second weighs those outputs against cues and grammar.

    Attributes:
        kinds: kinds of features it sees.
        context_weight: of a statement's context in its meaning, against 1 for the statement; 0 where it sees none.
        gamma: how fast likeness falls with distance.
        statements: meaning of the training statements, as `rounded` makes it, *shape* (statements, width).
        duals: weights of the statements, *shape* (statements, fitted frames).
        frames: by frame, in the codebook's order, the second stage, or None where the cues alone decide; the weights
            are those of the outputs, fitted frame by fitted frame, then of the named features.
    """

    kinds: list[str]
    context_weight: float
    gamma: float
    statements: Floats
    duals: Matrix
    frames: Mapping[str, Second | None]

    def outputs(self, vectors: Floats) -> Matrix:
        """Outputs of the first stage, *shape* (items, fitted frames), from meanings, *shape* (items, width)."""
        if not self.duals.size:  # it sees no meaning
            return np.zeros((len(vectors), self.duals.shape[1]))
        made = [self._likeness(block) @ self.duals for block in _blocks(vectors, _BLOCK)]
        return np.vstack([*made, np.zeros((0, self.duals.shape[1]))])[: len(vectors)]

    def slopes(self, frames: Sequence[str], vectors: Floats) -> Floats:
        """How the logit of each item's frame, which was fitted, grows with the item's meaning, *shape* (items, width).

        It grows along the sphere only: a meaning has unit length.
        """
        if not self.duals.size:  # it sees no meaning
            return np.zeros_like(vectors)
        pulls = {frame: self._pulls(frame) for frame in set(frames)}
        slopes = [np.zeros((0, vectors.shape[1]), np.float32)]
        for number, block in enumerate(_blocks(vectors, _STEEP)):
            weights = self._likeness(block).astype(np.float32)
            for row, frame in zip(weights, frames[number * _STEEP : (number + 1) * _STEEP], strict=False):
                row *= pulls[frame]
            pull = (self.statements.T @ weights.T).T
            slopes.append(pull - (pull * block).sum(axis=1, keepdims=True) * block)
        return np.concatenate(slopes)[: len(vectors)]

    def _pulls(self, frame: str) -> Floats:
        """How strongly each training statement pulls a frame's logit where an item is quite like it."""
        second = self.frames[frame]
        if second is None:
            raise ValueError(f"expected a fitted frame, got {frame}, which the cues alone decide; leave it out.")
        made: Floats = (2 * self.gamma * self.duals @ second.weights[: self.duals.shape[1]]).astype(np.float32)
        return made

    def _likeness(self, block: Floats) -> Matrix:
        """`likeness` to the training statements, meanings rounded to bytes: the products are most of the work."""
        import torch

        with torch.inference_mode():
            return _grown(self._products(torch.from_numpy(block)).numpy(), self.gamma)

    @cached_property
    def _products(self) -> "Linear":
        import torch

        from rejoinder.encoder.rounding import Dense, Linear

        statements = torch.from_numpy(self.statements)
        return Linear(Dense(statements, torch.zeros(len(statements))), statements, shared=False)

    def save(self, path: Path) -> None:
        """Write it as a safetensors file, what is no array as JSON in its metadata; equal coders have equal bytes."""
        from safetensors.numpy import save_file

        known = {frame: second for frame, second in self.frames.items() if second is not None}
        told = {"kinds": self.kinds, "context_weight": self.context_weight, "gamma": self.gamma}
        told |= {"frames": list(self.frames), "intercepts": {f: second.intercept for f, second in known.items()}}
        tensors = {"statements": self.statements, "duals": self.duals}
        tensors |= {f"weights of {frame}": second.weights for frame, second in known.items()}
        save_file({k: np.ascontiguousarray(v) for k, v in tensors.items()}, path, {"coder": json.dumps(told)})


def load(path: Path) -> Fitted:
    """The coder that `Fitted.save` wrote."""
    from safetensors import safe_open

    with safe_open(path, "numpy") as file:
        names: list[str] = file.keys()
        told, tensors = json.loads(file.metadata()["coder"]), {name: file.get_tensor(name) for name in names}
    intercepts = told.pop("intercepts")
    frames = {
        frame: Second(tensors[f"weights of {frame}"], intercepts[frame]) if frame in intercepts else None
        for frame in told.pop("frames")
    }
    return Fitted(**told, statements=tensors["statements"], duals=tensors["duals"], frames=frames)


def rounded(meaning: Floats) -> Floats:
    """Meanings, *shape* (items, width), each of whole steps, 127 of which make its largest number.

    A coder that is fitted on such statements codes by whole numbers as well as by others. It would not bear another
    rounding than it was fitted with: the weights of statements that are alike nearly cancel out.
    """
    if not meaning.size:
        return meaning
    step = np.abs(meaning).max(axis=1, keepdims=True) / 127
    made: Floats = (np.round(meaning / step) * step).astype(np.float32)
    return made


def likeness(a: Floats, b: Floats, gamma: float) -> Matrix:
    """Likeness, about (0, 1], of each row of `a` to each of `b`, *shape* (len(a), len(b)): the Gaussian kernel, given
    rows of about unit length."""
    return _grown(a @ b.T, gamma)


def _grown(cosines: Floats, gamma: float) -> Matrix:
    cosines -= 1
    cosines *= np.float32(2 * gamma)
    made: Matrix = np.exp(cosines, out=cosines).astype(np.float64)  # the products have single precision
    return made


def _blocks(vectors: Floats, size: int) -> Iterator[Floats]:
    """Rows in blocks of one size, the last filled with zeros.

    Matrices of one shape are multiplied in one way: a statement's score is the same, bit for bit, whatever it is coded
    with.
    """
    for begin in range(0, len(vectors), size):
        block = np.zeros((size, vectors.shape[1]), dtype=np.float32)
        part = vectors[begin : begin + size]
        block[: len(part)] = part
        yield block

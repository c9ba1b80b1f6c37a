"""The fitted frame coder: what stage `coder` saves and stage `frames` codes with."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rejoinder.features import Floats, Matrix

_BLOCK = 256  # statements per product of matrices
_STEEP = 64  # of those whose slopes are asked for, which are multiplied once for each frame


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
        statements: meaning of the training statements, *shape* (statements, width).
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
        made = [likeness(block, self.statements, self.gamma) @ self.duals for block in _blocks(vectors, _BLOCK)]
        return np.vstack([*made, np.zeros((0, self.duals.shape[1]))])[: len(vectors)]

    def slopes(self, vectors: Floats) -> Floats:
        """How each fitted frame's logit grows with the meaning, *shape* (fitted frames, items, width).

        It grows along the sphere only: a meaning has unit length.
        """
        weights = [second.weights[: self.duals.shape[1]] for second in self.frames.values() if second is not None]
        count, known = len(weights), len(self.statements)
        pulls = (2 * self.gamma * np.reshape(weights, (count, self.duals.shape[1])) @ self.duals.T).astype(np.float32)
        slopes = [np.zeros((count, 0, vectors.shape[1]), np.float32)]
        for block in _blocks(vectors, _STEEP):
            near = likeness(block, self.statements, self.gamma).astype(np.float32)
            weighed = pulls[:, None, :] * near  # of all frames, multiplied at once
            pull = (weighed.reshape(count * len(block), known) @ self.statements).reshape(count, *block.shape)
            slopes.append(pull - (pull * block).sum(axis=2, keepdims=True) * block)
        return np.concatenate(slopes, axis=1)[:, : len(vectors)]

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


def likeness(a: Floats, b: Floats, gamma: float) -> Matrix:
    """Likeness in (0, 1] of each row of `a` to each of `b`, *shape* (len(a), len(b)): the Gaussian kernel, rows of unit
    length given."""
    made: Matrix = np.exp(2 * gamma * ((a @ b.T).astype(np.float64) - 1))
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

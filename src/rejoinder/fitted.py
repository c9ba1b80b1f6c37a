"""The fitted frame coder: what stage `coder` saves and stage `frames` codes with."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rejoinder.features import Floats, Matrix

_EPOCH = (1980, 1, 1, 0, 0, 0)
_BLOCK = 64  # statements per product of matrices


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
        frames: by frame, in the codebook's order, the second stage (a fitted `LogisticRegression`), or None where the
            cues alone decide; the coefficients are those of the outputs, frame by frame, then of the named features.
    """

    kinds: list[str]
    context_weight: float
    gamma: float
    statements: Floats
    duals: Matrix
    frames: Mapping[str, Any]

    def outputs(self, vectors: Floats) -> Matrix:
        """Outputs of the first stage, *shape* (items, fitted frames), from meanings, *shape* (items, width)."""
        made = [likeness(block, self.statements, self.gamma) @ self.duals for block in _blocks(vectors)]
        return np.vstack([*made, np.zeros((0, self.duals.shape[1]))])[: len(vectors)]

    def moved(self, vectors: Floats) -> tuple[Matrix, Floats]:
        """Outputs, and how each fitted frame's logit grows with the meaning, *shape* (fitted frames, items, width).

        It grows along the sphere only: a meaning has unit length.
        """
        coefficients = [model.coef_[0, : self.duals.shape[1]] for model in self.frames.values() if model is not None]
        outputs = [np.zeros((0, self.duals.shape[1]))]
        slopes = [np.zeros((len(coefficients), 0, vectors.shape[1]), np.float32)]
        for block in _blocks(vectors):
            near = likeness(block, self.statements, self.gamma)
            outputs.append(near @ self.duals)
            slope = np.zeros((len(coefficients), *block.shape), np.float32)
            for place, coefficient in enumerate(coefficients):
                pull = (2 * self.gamma * near * (self.duals @ coefficient)).astype(np.float32) @ self.statements
                slope[place] = pull - (pull * block).sum(axis=1, keepdims=True) * block
            slopes.append(slope)
        return np.vstack(outputs)[: len(vectors)], np.concatenate(slopes, axis=1)[:, : len(vectors)]

    def save(self, path: Path) -> None:
        """Write it as a skops file; equal coders have equal bytes."""
        import skops.io

        path.write_bytes(stable_bytes(skops.io.dumps(vars(self))))


def load(path: Path) -> Fitted:
    """The coder that `Fitted.save` wrote."""
    import skops.io

    return Fitted(**skops.io.load(path))


def likeness(a: Floats, b: Floats, gamma: float) -> Matrix:
    """Likeness in (0, 1] of each row of `a` to each of `b`, *shape* (len(a), len(b)): the Gaussian kernel, rows of unit
    length given."""
    made: Matrix = np.exp(2 * gamma * ((a @ b.T).astype(np.float64) - 1))
    return made


def _blocks(vectors: Floats) -> Iterator[Floats]:
    """Rows in blocks of one size, the last filled with zeros.

    Matrices of one shape are multiplied in one way: a statement's score is the same, bit for bit, whatever it is coded
    with.
    """
    for begin in range(0, len(vectors), _BLOCK):
        block = np.zeros((_BLOCK, vectors.shape[1]), dtype=np.float32)
        part = vectors[begin : begin + _BLOCK]
        block[: len(part)] = part
        yield block


def stable_bytes(dumped: bytes) -> bytes:
    """A skops file with its memory addresses renumbered and its times pinned, so that equal models have equal bytes."""
    with zipfile.ZipFile(io.BytesIO(dumped)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    text = content.pop("schema.json").decode()
    addresses = dict.fromkeys(re.findall(r'"__id__": (\d+)|"(\d+)\.npy"', text))
    numbers = {a: str(i) for i, a in enumerate(dict.fromkeys(x or y for x, y in addresses), 1)}
    text = re.sub(r'(?<="__id__": )\d+', lambda m: numbers[m[0]], text)
    text = re.sub(r'"(\d+)\.npy"', lambda m: f'"{numbers[m[1]]}.npy"', text)
    renamed = {f"{numbers[name.removesuffix('.npy')]}.npy": data for name, data in content.items()}
    renamed["schema.json"] = json.dumps(json.loads(text), indent=1).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(renamed):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), renamed[name])
    return made.getvalue()

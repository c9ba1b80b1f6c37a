"""The fitted frame coder: what stage `coder` saves and stage `frames` codes with."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from rejoinder.encoder import Floats
from rejoinder.frame_coder.features import Matrix

_BLOCK = 128  # statements per matrix product


@dataclass(frozen=True)
class FrameClassifier:
    """The second stage of a frame: a logistic regression.

    Attributes:
        weights: of the features, *shape* (features,).
        intercept: the logit where all features are 0.
    """

    weights: Matrix
    intercept: float


@dataclass(frozen=True)
class FittedCoder:
    """Kernel ridge regression on the vectors of statements, then a logistic regression per frame.

    The first stage gives each statement an output per frame, about -1 to 1, by its Gaussian kernel with the training
    statements. The second weighs those outputs against cues.

    Attributes:
        gamma: how fast the kernel falls with distance.
        vectors: of the training statements, *shape* (statements, width).
        duals: weights of the training statements, *shape* (statements, fitted frames).
        classifiers: by frame, in the codebook's order, the second stage, or None where the cues alone decide. The
            weights are those of the outputs, fitted frame by fitted frame, then of the named features.
    """

    gamma: float
    vectors: Floats
    duals: Matrix
    classifiers: Mapping[str, FrameClassifier | None]

    @property
    def fitted(self) -> dict[str, FrameClassifier]:
        """The frames that have a second stage, in the codebook's order."""
        return {frame: classifier for frame, classifier in self.classifiers.items() if classifier is not None}

    def predict_outputs(self, vectors: Floats) -> Matrix:
        """Predict the first stage's outputs.

        Args:
            vectors: of the statements, *shape* (units, width).

        Returns:
            *Shape* (units, fitted frames).
        """
        training = self.vectors.astype(np.float64)
        kernels = (compute_rbf_kernel(block, training, self.gamma) for block in _iterate_blocks(vectors))
        return np.vstack([np.zeros((0, self.duals.shape[1])), *(k @ self.duals for k in kernels)])[: len(vectors)]

    def compute_gradients(self, frame: str, vectors: Floats) -> Floats:
        """Compute the gradient of a fitted frame's logit by the vector, along the sphere of unit length.

        Args:
            frame: a fitted frame.
            vectors: *shape* (units, width).

        Returns:
            *Shape* (units, width).
        """
        pulls = 2 * self.gamma * self.duals @ self.fitted[frame].weights[: self.duals.shape[1]]  # by training statement
        training, gradients = self.vectors.astype(np.float64), [np.zeros((0, vectors.shape[1]), np.float32)]
        for block in _iterate_blocks(vectors):
            full = (compute_rbf_kernel(block, training, self.gamma) * pulls) @ training
            along = full - (full * block).sum(axis=1, keepdims=True) * block
            gradients.append(along.astype(np.float32))
        return np.concatenate(gradients)[: len(vectors)]

    def save(self, path: Path) -> None:
        """Write it as a safetensors file, what is no array as JSON in its metadata; equal coders have equal bytes."""
        from safetensors.numpy import save_file

        intercepts = {frame: classifier.intercept for frame, classifier in self.fitted.items()}
        metadata = {"gamma": self.gamma, "frames": list(self.classifiers), "intercepts": intercepts}
        tensors = {"vectors": self.vectors, "duals": self.duals}
        tensors |= {f"weights of {frame}": classifier.weights for frame, classifier in self.fitted.items()}
        contiguous = {name: np.ascontiguousarray(value) for name, value in tensors.items()}
        save_file(contiguous, path, {"coder": json.dumps(metadata)})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a coder that `save` wrote."""
        from safetensors import safe_open

        with safe_open(path, "numpy") as file:
            names: list[str] = file.keys()
            metadata = json.loads(file.metadata()["coder"])
            tensors = {name: file.get_tensor(name) for name in names}
        fitted = {f: FrameClassifier(tensors[f"weights of {f}"], b) for f, b in metadata["intercepts"].items()}
        return cls(
            gamma=metadata["gamma"],
            vectors=tensors["vectors"],
            duals=tensors["duals"],
            classifiers={frame: fitted.get(frame) for frame in metadata["frames"]},
        )


def compute_rbf_kernel(a: Floats | Matrix, b: Floats | Matrix, gamma: float) -> Matrix:
    """Compute the Gaussian (RBF) kernel of each row of `a` with each of `b`.

    Products are of double precision: OpenBLAS's of single precision differ in their last bits with a row's place.

    Args:
        a: *shape* (n, width), rows of about unit length.
        b: *shape* (m, width), likewise.
        gamma: how fast the kernel falls with distance.

    Returns:
        *Shape* (n, m), about (0, 1].
    """
    kernel: Matrix = a.astype(np.float64, copy=False) @ b.astype(np.float64, copy=False).T
    kernel -= 1
    kernel *= 2 * gamma
    return np.exp(kernel, out=kernel)


def _iterate_blocks(rows: Floats) -> Iterator[Floats]:
    """Cut rows into blocks of one size, the last filled with zeros.

    Matrices of one shape are multiplied in one way. So a statement's score is the same, bit for bit, whatever it is
    coded with.
    """
    for begin in range(0, len(rows), _BLOCK):
        part = rows[begin : begin + _BLOCK]
        yield np.pad(part, ((0, _BLOCK - len(part)), (0, 0)))

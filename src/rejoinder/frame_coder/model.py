"""The fitted frame coder: what stage `coder` saves and stage `frames` codes with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from rejoinder.encoder import Floats
from rejoinder.frame_coder.features import Matrix
from rejoinder.frame_coder.kernel import exponentiate_cosines, iterate_blocks

if TYPE_CHECKING:  # torch is loaded where statements are coded
    from rejoinder.encoder.quantisation import QuantisedLinear

_BLOCK = 256  # statements per matrix product
_GRADIENT_BLOCK = 16  # likewise for gradients: so few columns that the matrix product treats all alike


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
    """A coder of one variant: kernel ridge regression on embeddings, then a logistic regression per frame.

    The first stage gives each statement an output per frame, about -1 to 1, by its Gaussian kernel with the training
    statements. The second weighs those outputs against cues and clause features.

    Attributes:
        kinds: kinds of features it uses.
        context_weight: of a statement's context in its embedding, against 1 for the statement; 0 where it uses none.
        gamma: how fast the kernel falls with distance.
        training_embeddings: quantised, *shape* (statements, width); without rows where it uses no embeddings.
        duals: weights of the training statements, *shape* (statements, fitted frames).
        classifiers: by frame, in the codebook's order, the second stage, or None where the cues alone decide. The
            weights are those of the outputs, fitted frame by fitted frame, then of the named features.
    """

    kinds: list[str]
    context_weight: float
    gamma: float
    training_embeddings: Floats
    duals: Matrix
    classifiers: Mapping[str, FrameClassifier | None]

    @property
    def fitted(self) -> dict[str, FrameClassifier]:
        """The frames that have a second stage, in the codebook's order."""
        return {frame: classifier for frame, classifier in self.classifiers.items() if classifier is not None}

    def predict_outputs(self, embeddings: Floats) -> Matrix:
        """Predict the first stage's outputs.

        Args:
            embeddings: of the statements in their contexts, *shape* (units, width).

        Returns:
            *Shape* (units, fitted frames); without columns where the coder uses no embeddings.
        """
        frames = self.duals.shape[1]
        if not self.duals.size:
            return np.zeros((len(embeddings), frames))
        blocks = [self._compute_kernel(block) @ self.duals for block in iterate_blocks(embeddings, _BLOCK)]
        return np.vstack([*blocks, np.zeros((0, frames))])[: len(embeddings)]

    def compute_gradients(self, frame: str, embeddings: Floats) -> Floats:
        """Compute the gradient of a fitted frame's logit by the embedding, along the sphere of unit length.

        Args:
            frame: a fitted frame.
            embeddings: *shape* (units, width).

        Returns:
            *Shape* (units, width); zeros where the coder uses no embeddings.
        """
        if not self.duals.size:
            return np.zeros_like(embeddings)
        weights = self.fitted[frame].weights[: self.duals.shape[1]]
        pulls = (2 * self.gamma * self.duals @ weights).astype(np.float32)  # by training statement
        gradients = [np.zeros((0, embeddings.shape[1]), np.float32)]
        for block in iterate_blocks(embeddings, _GRADIENT_BLOCK):
            kernel = self._compute_kernel(block).astype(np.float32) * pulls
            full = (self.training_embeddings.T @ kernel.T).T
            gradients.append(full - (full * block).sum(axis=1, keepdims=True) * block)
        return np.concatenate(gradients)[: len(embeddings)]

    def _compute_kernel(self, block: Floats) -> Matrix:
        """The kernel with the training statements in int8: these products are most of the work."""
        import torch

        with torch.inference_mode():
            return exponentiate_cosines(self._training_layer(torch.from_numpy(block)).numpy(), self.gamma)

    @cached_property
    def _training_layer(self) -> "QuantisedLinear":
        import torch

        from rejoinder.encoder.quantisation import Dense, QuantisedLinear

        statements = torch.from_numpy(self.training_embeddings)
        return QuantisedLinear(Dense(statements, torch.zeros(len(statements))), statements, smooth=False)

    def save(self, path: Path) -> None:
        """Write it as a safetensors file, what is no array as JSON in its metadata; equal coders have equal bytes."""
        from safetensors.numpy import save_file

        metadata = {
            "kinds": self.kinds,
            "context_weight": self.context_weight,
            "gamma": self.gamma,
            "frames": list(self.classifiers),
            "intercepts": {frame: classifier.intercept for frame, classifier in self.fitted.items()},
        }
        tensors = {"statements": self.training_embeddings, "duals": self.duals}
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
        intercepts = metadata["intercepts"]
        return cls(
            kinds=metadata["kinds"],
            context_weight=metadata["context_weight"],
            gamma=metadata["gamma"],
            training_embeddings=tensors["statements"],
            duals=tensors["duals"],
            classifiers={
                frame: FrameClassifier(tensors[f"weights of {frame}"], intercepts[frame])
                if frame in intercepts
                else None
                for frame in metadata["frames"]
            },
        )

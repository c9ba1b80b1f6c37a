"""The fitted coder: the same bits wherever a statement stands, gradients that are slopes, saved as it is."""

from pathlib import Path

import numpy as np
import pytest

from rejoinder.frame_coder.model import FittedCoder, FrameClassifier, compute_rbf_kernel


def draw_vectors(rng: np.random.Generator, count: int) -> np.ndarray:
    rows = rng.normal(size=(count, 64))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def build_coder(rng: np.random.Generator, count: int) -> FittedCoder:
    classifiers = {"denial": FrameClassifier(np.array([2.0]), 0.5), "too few": None}
    return FittedCoder(1.5, draw_vectors(rng, count), rng.normal(size=(count, 1)), classifiers)


def test_outputs_and_gradients_are_the_same_bit_for_bit_wherever_a_statement_stands() -> None:
    rng = np.random.default_rng(13)
    coder, vectors = build_coder(rng, 3000), draw_vectors(rng, 200)
    outputs, gradients = coder.predict_outputs(vectors), coder.compute_gradients("denial", vectors)
    for number in (0, 60, 199):
        one = vectors[number : number + 1]
        assert coder.predict_outputs(one).tobytes() == outputs[number].tobytes()
        assert coder.compute_gradients("denial", one).tobytes() == gradients[number].tobytes()


def test_a_gradient_says_how_the_logit_moves() -> None:
    rng = np.random.default_rng(13)
    coder, (vector, other) = build_coder(rng, 50), draw_vectors(rng, 2)
    step = 1e-2 * (other - (other @ vector) * vector)  # along the sphere
    moved = (vector + step) / np.linalg.norm(vector + step)
    kernels = [compute_rbf_kernel(row[None], coder.vectors, coder.gamma) for row in (vector, moved)]
    logits = [(kernel @ coder.duals).item() * 2.0 for kernel in kernels]
    (gradient,) = coder.compute_gradients("denial", vector[None])
    assert logits[1] - logits[0] == pytest.approx(float(step @ gradient), rel=0.1)


def test_the_coder_saved_twice_has_the_same_bytes_and_loads_as_it_was(tmp_path: Path) -> None:
    rng = np.random.default_rng(13)
    coder, vectors = build_coder(rng, 8), draw_vectors(rng, 1)
    for name in ("one", "two"):
        coder.save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    loaded = FittedCoder.load(tmp_path / "one")
    assert list(loaded.classifiers) == ["denial", "too few"]
    assert loaded.classifiers["too few"] is None
    assert np.array_equal(loaded.predict_outputs(vectors), coder.predict_outputs(vectors))

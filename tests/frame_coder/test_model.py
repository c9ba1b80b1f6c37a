"""The fitted coder: the same bits wherever a statement stands, near to full precision, saved as it is."""

from pathlib import Path

import numpy as np

from rejoinder.frame_coder.features import mix_context
from rejoinder.frame_coder.kernel import compute_rbf_kernel
from rejoinder.frame_coder.model import FittedCoder, FrameClassifier
from tests.support.coders import ENCODER, fit_coder


def draw_embeddings(rng: np.random.Generator, count: int) -> np.ndarray:
    rows = rng.normal(size=(count, 64))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_a_gradient_is_the_same_bit_for_bit_wherever_its_statement_stands() -> None:
    rng = np.random.default_rng(13)
    training, duals = draw_embeddings(rng, 3000), rng.normal(size=(3000, 1))
    classifier = FrameClassifier(np.array([2.0]), 0.0)
    coder = FittedCoder(["embedding"], 0.0, 1.5, training, duals, {"denial": classifier})
    embeddings = draw_embeddings(rng, 40)
    together = coder.compute_gradients("denial", embeddings)
    alone = [coder.compute_gradients("denial", one[None])[0] for one in embeddings]
    assert [own.tobytes() for own in alone] == [row.tobytes() for row in together]


def test_outputs_in_int8_are_near_to_those_in_full_precision() -> None:
    coder = fit_coder()
    vectors = ENCODER(["Ruritania denied it", "They sang of ships", "No charge was ever brought"])
    embeddings = mix_context(vectors, np.zeros_like(vectors), 0.0)
    full = compute_rbf_kernel(embeddings, coder.training_embeddings, coder.gamma) @ coder.duals
    assert np.abs(coder.predict_outputs(embeddings) - full).max() < 0.01


def test_the_coder_saved_twice_has_the_same_bytes_and_loads_as_it_was(tmp_path: Path) -> None:
    rng = np.random.default_rng(13)
    training, embeddings = draw_embeddings(rng, 8), draw_embeddings(rng, 1)
    classifiers = {"f": FrameClassifier(np.array([2.0]), 0.5), "too few": None}
    coder = FittedCoder(["embedding"], 0.0, 1.0, training, rng.normal(size=(8, 1)), classifiers)
    for name in ("one", "two"):
        coder.save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    loaded = FittedCoder.load(tmp_path / "one")
    assert loaded.classifiers["too few"] is None
    assert np.array_equal(loaded.predict_outputs(embeddings), coder.predict_outputs(embeddings))

"""Stage `coder`: what it learns, and what it says of how well."""

from dataclasses import replace

import numpy as np
import pytest

from rejoinder.coder.stage import cross_validate
from rejoinder.coder.training_set import TrainingFeatures
from rejoinder.coder.validation import calibration_error, choose_threshold, evaluate_scores
from rejoinder.frame_coder.kernel import compute_rbf_kernel
from tests.support.coders import METHOD


@pytest.mark.parametrize(
    ("carry", "topics", "reason"),
    [
        pytest.param("11110000", "abababab", "", id="enough"),
        pytest.param("11000000", "abababab", "2 training statement(s) with it, 3 needed", id="too few with it"),
        pytest.param("11111100", "abababab", "2 training statement(s) without it, 3 needed", id="too few without it"),
        pytest.param("11110000", "aaaabbaa", "training statements with it from 1 topic(s), 2 needed", id="one topic"),
    ],
)
def test_a_frame_is_fitted_from_enough_statements_of_enough_topics(carry: str, topics: str, reason: str) -> None:
    assert METHOD.explain_shortage(np.array([c == "1" for c in carry]), list(topics)) == reason


def test_a_frame_with_too_few_statements_is_validated_by_its_cues() -> None:
    rng = np.random.default_rng(13)
    y, topics = np.array([True] * 2 + [False] * 10), list("abcdef" * 2)
    cues = {"denial": rng.random(12)}
    scores, why = {"lexicon": cues, "hybrid": cues}, {"denial": METHOD.explain_shortage(y, topics)}
    lexicon, hybrid = cross_validate(METHOD, scores, {"denial": y}, why, topics, 13)
    assert hybrid == lexicon | {
        "variant": "hybrid",
        "note": "cues alone: 2 training statement(s) with it, 3 needed",
    }


def test_without_any_statement_of_a_frame_its_measures_are_undefined() -> None:
    result = evaluate_scores(np.zeros(4), np.arange(4) % 2, np.zeros(4, dtype=bool), list("abab"), 10, 13)
    assert [result[name] for name in ("precision", "recall", "f1", "f1_low", "f1_high")] == [None] * 5


def test_statements_of_one_topic_are_no_folds() -> None:
    assert set(METHOD.assign_folds(["a"] * 5)) == {0}


def test_the_best_threshold_separates_what_can_be_separated() -> None:
    scores, truth = np.array([0.1, 0.2, 0.6, 0.7]), np.array([False, False, True, True])
    assert 0.2 < choose_threshold(scores, truth) <= 0.6


def test_cross_validation_reports_counts_and_an_interval_around_f1() -> None:
    rng = np.random.default_rng(13)
    y = rng.random(200) < 0.4
    scores = np.clip(y * 0.5 + rng.random(200) * 0.5, 0, 1)
    topics = [str(i % 8) for i in range(200)]
    result = evaluate_scores(scores, np.arange(200) % 5, y, topics, 200, 13)
    assert (result["n"], result["positives"]) == (200, int(y.sum()))
    assert result["f1_low"] <= result["f1"] <= result["f1_high"]


def vectors(angles: list[float]) -> np.ndarray:
    """Embeddings in the plane."""
    return np.array([[np.cos(a), np.sin(a)] for a in angles], dtype=np.float32)


def build_features(angles: list[float], topics: str) -> TrainingFeatures:
    return TrainingFeatures(vectors(angles), np.zeros((len(angles), 0)), list(topics))


def test_no_statement_is_scored_by_a_model_that_saw_its_topic() -> None:
    one, other = np.array([True, True, False, False]), np.array([False, False, True, True])
    _, scores = replace(METHOD, folds=4).fit(
        ["embedding"],
        build_features([0.0, 0.1, 3.0, 3.1] * 4, "aaaabbbbccccdddd"),
        {"f": np.hstack([one, one, one, other])},
    )
    assert (scores[12:14] > 0.5).all()
    assert (scores[14:] < 0.5).all()  # by what topics a, b and c say of these embeddings


def test_a_statement_like_those_with_a_frame_scores_high() -> None:
    coder, _ = METHOD.fit(
        ["embedding"], build_features([0.0, 0.2, 2.0, 2.2] * 2, "aaaabbbb"), {"f": np.array([1, 1, 0, 0] * 2) > 0}
    )
    near, far = coder.predict_outputs(vectors([0.1, 2.1]))[:, 0]
    assert near > 0.5 > -0.5 > far


def test_out_of_fold_outputs_are_those_of_fits_without_the_fold() -> None:
    angles, y = [0.0, 0.3, 1.9, 2.2, 0.9, 1.4], np.array([True, True, False, False, True, False])
    fold_of = np.array([0, 0, 1, 1, 2, 2])
    outputs, _ = METHOD.fit_kernel_ridge(vectors(angles), fold_of, {"f": y})
    for fold in range(3):
        inside = fold_of == fold
        _, duals = METHOD.fit_kernel_ridge(vectors(angles)[~inside], fold_of[~inside], {"f": y[~inside]})
        near = compute_rbf_kernel(vectors(angles)[inside], vectors(angles)[~inside], METHOD.gamma)
        assert outputs[inside] == pytest.approx(near @ duals)


def test_named_features_decide_where_no_embeddings_are_used() -> None:
    named = np.array([[1.0], [0.0]] * 4)
    coder, scores = METHOD.fit(
        ["cues"],
        TrainingFeatures(vectors([0.0] * 8)[:, :0], named, list("aabbccdd")),
        {"f": np.array([True, False] * 4)},
    )
    assert coder.predict_outputs(np.zeros((2, 0), np.float32)).shape == (2, 0)
    assert scores[0, 0] > 0.5 > scores[1, 0]


def test_scores_that_are_shares_have_no_calibration_error() -> None:
    truth = np.array(([True] + [False] * 9) * 10 + ([True] * 9 + [False]) * 10)
    assert calibration_error(np.repeat([0.1, 0.9], 100), truth) == pytest.approx(0)
    assert calibration_error(np.repeat([0.0, 1.0], 100), truth) == pytest.approx(0.1)

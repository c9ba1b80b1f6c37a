"""Stage `coder`: what it learns, and what it says of how well."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from rejoinder.coder.methods import Stacked
from rejoinder.coder.stage import CrossValidationRow, evaluate_frame, fit_coder, score_cues
from rejoinder.coder.training_set import TrainingFeatures, TrainingSet
from rejoinder.coder.validation import ScoredStatements, calibration_error, choose_threshold, evaluate_scores
from rejoinder.frame_coder.model import compute_rbf_kernel
from tests.support.coders import CODEBOOK, DENIES, METHOD, SINGS, build_unit, embed


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


def build_training_set(sources: list[str]) -> TrainingSet:
    """Statements of which those that deny carry the frame, from two topics by turns."""
    units = [build_unit(source) for source in sources]
    return TrainingSet(
        example_ids=[f"x/{number:04d}" for number in range(len(units))],
        topics=["ab"[number // 2 % 2] for number in range(len(units))],
        truth={"denial": np.array([source == DENIES for source in sources], bool)},
        units=units,
        codebook=CODEBOOK,
    )


def evaluate(sources: list[str], method: Stacked = METHOD) -> tuple[CrossValidationRow, CrossValidationRow]:
    """The rows of lexicon and hybrid."""
    training_set = build_training_set(sources)
    fold_of = method.assign_folds(training_set.topics)
    scored = list(score_cues(method, training_set, fold_of))
    vectors = pa.table({"vector": list(embed([unit.text for unit in training_set.units]))})
    if not sources:
        vectors = pa.table({"vector": pa.array([], pa.list_(pa.float32()))})
    _, fitted = fit_coder(method, training_set, vectors, fold_of, scored)
    lexicon, hybrid = (evaluate_frame(method, part, 13) for part in (*scored, *fitted))
    return lexicon, hybrid


def test_a_frame_with_too_few_statements_is_coded_by_its_cues_from_a_fixed_threshold() -> None:
    lexicon, hybrid = evaluate([DENIES, SINGS] * 2)
    assert hybrid == lexicon | {"variant": "hybrid"}
    assert hybrid["threshold"] == 0.5
    assert hybrid["note"].startswith("its cues decide, from a score of .5: 2 training statement(s) with it, 3 needed;")
    assert not hybrid["withheld"]


def test_a_codebook_without_training_statements_is_coded_by_cues() -> None:
    _, hybrid = evaluate([])
    assert (hybrid["n"], hybrid["threshold"], hybrid["f1"]) == (0, 0.5, None)
    assert "0 training statement(s) with it, 3 needed" in hybrid["note"]


def test_few_training_statements_are_a_warning_with_their_f1() -> None:
    _, hybrid = evaluate([DENIES, SINGS] * 4)
    assert hybrid["note"] == "few training statements with it, 4: read it with its F1 of 1.00 in mind"


def build_framed(others: int) -> list[ScoredStatements]:
    """Scores by cues of four statements with each of two frames, and some without any."""
    units = [build_unit(DENIES)] * 4 + [build_unit(SINGS)] * (4 + others)
    truth = {"denial": np.arange(len(units)) < 4, "talks": (np.arange(len(units)) >= 4) & (np.arange(len(units)) < 8)}
    topics = ["ab"[number % 2] for number in range(len(units))]
    training_set = TrainingSet(topics, topics, truth, units, CODEBOOK)
    return list(score_cues(METHOD, training_set, METHOD.assign_folds(topics)))


def test_where_every_training_statement_has_a_frame_none_is_fit_to_choose_a_threshold_or_to_tell_an_f1() -> None:
    scored = [replace(part, variant="hybrid", fitted=True) for part in build_framed(others=2)]
    row = evaluate_frame(METHOD, scored[0], 13)
    assert (row["threshold"], row["positives"], row["f1"], row["brier"]) == (0.5, 4, None, None)
    assert row["note"].endswith("is not known: 2 training statement(s) without any frame, 3 needed")
    assert not row["withheld"]


def test_with_enough_training_statements_without_any_frame_thresholds_are_chosen() -> None:
    row = evaluate_frame(METHOD, build_framed(others=3)[0], 13)
    assert row["f1"] == 1.0
    assert row["threshold"] != 0.5


def test_many_training_statements_need_no_note() -> None:
    assert evaluate([DENIES, SINGS] * 6)[1]["note"] == ""


def test_a_fitted_frame_whose_f1_is_too_low_is_withheld() -> None:
    scores, truth = np.array([0.9, 0.1] * 4), np.array([False, False, True, True] * 2)
    topics, fold_of = list("aabbccdd"), np.arange(8) // 2
    low = ScoredStatements("hybrid", "denial", list("12345678"), topics, scores, truth, fold_of, fitted=True)
    row = evaluate_frame(replace(METHOD, least_f1=0.9), low, 13)
    assert row["withheld"]
    assert row["note"] == f"withheld: F1 of {row['f1']:.2f}, 0.90 needed"


def build_scored(scores: np.ndarray, truth: np.ndarray, topics: list[str]) -> ScoredStatements:
    fold_of = np.arange(len(truth)) % 2
    return ScoredStatements("hybrid", "denial", topics, topics, scores, truth, fold_of)


def test_without_any_statement_of_a_frame_its_measures_are_undefined() -> None:
    result = evaluate_scores(build_scored(np.zeros(4), np.zeros(4, dtype=bool), list("abab")), 10, 13)
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
    topics = [str(i % 12) for i in range(200)]
    result = evaluate_scores(build_scored(scores, y, topics), 200, 13)
    assert (result["n"], result["positives"]) == (200, int(y.sum()))
    assert result["f1_low"] <= result["f1"] <= result["f1_high"]
    few = evaluate_scores(build_scored(scores, y, [str(i % 6) for i in range(200)]), 200, 13)
    assert (few["f1_low"], few["f1"]) == (None, result["f1"])


def vectors(angles: list[float]) -> np.ndarray:
    """Embeddings in the plane."""
    return np.array([[np.cos(a), np.sin(a)] for a in angles], dtype=np.float32)


def build_features(angles: list[float], topics: str) -> TrainingFeatures:
    return TrainingFeatures(vectors(angles), np.zeros((len(angles), 0)), list(topics))


def test_no_statement_is_scored_by_a_model_that_saw_its_topic() -> None:
    one, other = np.array([True, True, False, False]), np.array([False, False, True, True])
    _, scores = replace(METHOD, folds=4).fit(
        build_features([0.0, 0.1, 3.0, 3.1] * 4, "aaaabbbbccccdddd"),
        {"f": np.hstack([one, one, one, other])},
    )
    assert (scores[12:14] > 0.5).all()
    assert (scores[14:] < 0.5).all()  # by what topics a, b and c say of these embeddings


def test_a_statement_like_those_with_a_frame_scores_high() -> None:
    coder, _ = METHOD.fit(build_features([0.0, 0.2, 2.0, 2.2] * 2, "aaaabbbb"), {"f": np.array([1, 1, 0, 0] * 2) > 0})
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


def test_scores_that_are_shares_have_no_calibration_error() -> None:
    truth = np.array(([True] + [False] * 9) * 10 + ([True] * 9 + [False]) * 10)
    assert calibration_error(np.repeat([0.1, 0.9], 100), truth) == pytest.approx(0)
    assert calibration_error(np.repeat([0.0, 1.0], 100), truth) == pytest.approx(0.1)

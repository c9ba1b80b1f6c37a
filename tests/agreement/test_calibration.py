"""The machine's scores as probabilities, on statements few enough to count by hand."""

import numpy as np

from rejoinder.agreement.calibration import (
    JudgedScores,
    compute_calibration,
    compute_curve,
    compute_reliability,
)
from tests.support.coding import build_method


def judge(*scores: float, truth: str, frame: str = "denial") -> JudgedScores:
    """Scores of statements, two an article, that a coder marks ("1") or does not."""
    marks = np.array([float(mark) for mark in truth])
    return JudgedScores("ann", frame, np.array(scores), marks, np.ones(len(scores)), np.arange(len(scores)) // 2)


FOUR = judge(0.1, 0.4, 0.6, 0.9, truth="0011")


def test_curve_gives_agreement_at_every_threshold() -> None:
    curve = {row["threshold"]: row for row in compute_curve(FOUR, 0.3)}
    assert [curve[t]["f1"] for t in (0.05, 0.2, 0.5, 0.75, 0.95)] == [0.6667, 0.8, 1.0, 0.6667, 0.0]
    assert (curve[0.95]["precision"], curve[0.95]["used"], curve[0.95]["n"]) == (None, 0.3, 4)
    assert curve[0.5]["alpha"] == 1.0


def test_brier_score_is_the_mean_squared_distance_beside_that_of_a_constant() -> None:
    row = compute_calibration(FOUR, build_method(), 13)
    assert row["brier"] == round((0.01 + 0.16 + 0.16 + 0.01) / 4, 4)
    assert row["base"] == 0.25
    assert row["interval_note"] == "withheld: 2 article(s) coded by both, fewer than 20"


def test_brier_score_has_an_interval_where_articles_are_many() -> None:
    row = compute_calibration(judge(*[0.2, 0.9] * 20, truth="0100" * 10), build_method(), 13)
    assert row["low"] < row["brier"] < row["high"]


def test_bins_hold_equal_numbers_and_their_distances_make_the_calibration_error() -> None:
    bins = list(compute_reliability(FOUR, build_method(bins=2)))
    assert [(b["n"], b["score"], b["share"], b["weight"]) for b in bins] == [(2, 0.25, 0.0, 0.5), (2, 0.75, 1.0, 0.5)]
    assert compute_calibration(FOUR, build_method(bins=2), 13)["calibration_error"] == 0.25


def test_tied_scores_are_in_one_bin() -> None:
    bins = list(compute_reliability(judge(0.1, 0.1, 0.1, 0.1, 0.9, truth="00011"), build_method(bins=4)))
    assert [b["n"] for b in bins] == [4, 1]


def test_calibration_is_withheld_below_the_minimum_of_statements() -> None:
    row = compute_calibration(judge(0.1, 0.9, truth="01"), build_method(), 13)
    assert (row.get("brier"), row["note"]) == (None, "withheld: 2 statement(s) coded, fewer than 4")
    assert list(compute_reliability(judge(0.1, 0.9, truth="01"), build_method())) == []

"""The plain estimate that corrected shares are compared with, on a worked example."""

import numpy as np
import pytest

from benchmarks.prevalence import draw_estimates, estimate_plainly


def test_plain_estimate_adds_the_mean_error_of_each_stratum() -> None:
    """Stratum 0: 2 of 90 coded, one of them missed by the machine; stratum 1: 2 of 10, one marked wrongly."""
    truth, machine = np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0, 1.0])
    strata, sizes = np.array([0, 0, 1, 1]), np.array([90.0, 10.0])
    estimate = estimate_plainly(truth, machine, strata, sizes, 0.1, 100)
    value = 0.1 + 0.9 * 0.5 - 0.1 * 0.5
    variance = 0.81 * (1 - 2 / 90) * 0.5 / 2 + 0.01 * (1 - 2 / 10) * 0.5 / 2
    assert estimate.share == pytest.approx(value)
    assert estimate.high - estimate.low == pytest.approx(2 * 1.96 * variance**0.5)


def test_draws_know_the_true_share_of_what_they_sample() -> None:
    inside = np.ones(4000)
    for truth, corrected, plain in draw_estimates((0.2, 0.8, 0.05), 400, inside, 2):
        assert 0.1 < truth < 0.3
        assert corrected.low < truth < corrected.high
        assert plain.low < truth < plain.high

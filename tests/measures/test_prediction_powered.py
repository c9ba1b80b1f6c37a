"""Corrected shares hold the truth as often as they say; tests/agreement has the worked examples."""

import numpy as np

from rejoinder.measures import correct_share


def test_interval_covers_the_true_share_about_as_often_as_it_says() -> None:
    """Of 300 samples; truth is clustered by article, which the random draw makes harmless."""
    rng = np.random.default_rng(3)
    truth = (rng.random(2_000) < rng.beta(0.6, 2.4, 100).repeat(20)).astype(float)
    marked = np.where(rng.random(2_000) < 0.2, 1 - truth, truth)
    covered = 0
    for _ in range(300):
        rows = [rng.choice(np.flatnonzero(marked == mark), 75, replace=False) for mark in (0, 1)]
        strata, sizes = np.repeat([0, 1], 75), np.array([(marked == 0).sum(), (marked == 1).sum()], dtype=float)
        drawn = np.concatenate(rows)
        estimate = correct_share(truth[drawn], marked[drawn], strata, sizes, float(marked.mean()), 2_000, 0.95)
        covered += estimate.low <= truth.mean() <= estimate.high
    assert 0.91 <= covered / 300 <= 0.99

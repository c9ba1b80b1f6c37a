"""Estimates under each specification, and that their intervals hold what they say."""

import numpy as np
import pytest

from rejoinder.measures import wilson_interval
from rejoinder.multiverse.estimates import NumberSums


def build_sums(n: np.ndarray, k: np.ndarray) -> NumberSums:
    """One specification of counts by article and part, *shape* (articles, parts)."""
    return NumberSums(n.T[None].astype(float), k.T[None].astype(float), (n > 0).sum(0)[None])


def test_a_share_of_independent_statements_has_wilsons_interval() -> None:
    n, k = np.ones((400, 1)), (np.arange(400) % 4 == 0)[:, None].astype(float)
    low, high = build_sums(n, k).compute_bounds(0.95, 10)
    assert (low[0], high[0]) == pytest.approx(wilson_interval(0.25, 400), abs=0.001)


def test_a_share_of_statements_that_are_alike_in_an_article_has_a_wider_interval() -> None:
    alone, alike = np.ones((400, 1)), np.full((100, 1), 4.0)
    widths = [
        np.diff(
            [bounds[0] for bounds in build_sums(n, n * (np.arange(len(n)) % 4 == 0)[:, None]).compute_bounds(0.95, 10)]
        )
        for n in (alone, alike)
    ]
    assert widths[1] == pytest.approx(2 * widths[0], rel=0.05)  # a quarter as many units


def test_few_articles_or_what_varies_nowhere_have_no_interval() -> None:
    few = build_sums(np.full((9, 1), 3), np.ones((9, 1)))
    none = build_sums(np.full((50, 2), 3), np.zeros((50, 2)))
    assert [np.isnan(bound).all() for sums in (few, none) for bound in sums.compute_bounds(0.95, 10)] == [True] * 4


@pytest.mark.parametrize("parts", [1, 2], ids=["share", "difference"])
def test_intervals_hold_the_true_number_as_often_as_they_say(parts: int) -> None:
    """1,000 draws of 40 articles with a manner of their own: shares .3 and .1, their difference .2."""
    rng, held = np.random.default_rng(13), []
    truth = np.array([0.3, 0.1])[:parts]
    for _ in range(1000):
        n = rng.integers(0, 9, (40, parts))
        k = rng.binomial(n, truth * rng.beta(4, 4, (40, 1)) * 2)
        low, high = build_sums(n, k).compute_bounds(0.95, 10)
        held.append(low[0] <= truth[0] - truth[1:].sum() <= high[0])
    assert 0.93 < np.mean(held) < 0.98


def test_resamples_spread_as_the_estimates_of_new_corpora_do() -> None:
    rng = np.random.default_rng(3)

    def draw() -> NumberSums:
        n = rng.integers(1, 9, (60, 2))
        return build_sums(n, rng.binomial(n, np.array([0.4, 0.2]) * rng.beta(4, 4, (60, 1)) * 2))

    spread = np.std([draw().estimate()[0] for _ in range(1000)])
    resampled = np.mean([draw().resample(500, 1).std() for _ in range(20)])
    assert resampled == pytest.approx(spread, rel=0.1)

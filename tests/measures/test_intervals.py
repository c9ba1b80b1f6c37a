"""Intervals: counted by hand, against the libraries that compute the same, and how often they hold the truth."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep

from rejoinder import measures


def test_bootstrap_interval_is_as_wide_as_clusters_differ_however_many_units_they_have() -> None:
    marked = np.full(50, True)
    right, wrong = (measures.tabulate_marks(marked, truth).sum(0) for truth in (marked, ~marked))
    assert measures.bootstrap_interval(np.array([right] * 6), measures.f1, 200, 13) == (1.0, 1.0)
    low, high = measures.bootstrap_interval(np.array([right] * 3 + [wrong] * 3), measures.f1, 200, 13)
    assert high - low > 0.4


def test_bootstrap_counts_an_undefined_value_as_zero() -> None:
    nothing = np.zeros((4, 2, 2))
    assert measures.bootstrap_interval(nothing, measures.f1, 20, 13) == (0.0, 0.0)


def test_resamples_draw_as_many_clusters_as_there_are() -> None:
    weights = measures.resample_clusters(5, 300, 13)
    assert weights.shape == (300, 5)
    assert set(weights.sum(axis=1)) == {5}
    assert weights.mean() == pytest.approx(1)


def test_percentile_interval_holds_its_level_of_the_draws() -> None:
    draws = np.arange(101.0)
    assert measures.percentile_interval(draws) == pytest.approx((2.5, 97.5))
    assert measures.percentile_interval(draws, 0.8) == pytest.approx((10, 90))


@pytest.mark.parametrize(("hits", "n"), [(0, 10), (3, 10), (10, 10), (81, 263)])
def test_wilson_interval_is_scipys(hits: int, n: int) -> None:
    expected = binomtest(hits, n).proportion_ci(method="wilson")
    assert 0 <= expected.low <= expected.high <= 1
    assert measures.wilson_interval(hits / n, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_wilson_interval_of_a_share_counted_by_hand() -> None:
    """The centre is the share, the half width z * sqrt(n / 4 + z^2 / 4) / (n + z^2)."""
    assert [round(edge, 3) for edge in measures.wilson_interval(5 / 10, 10)] == [0.237, 0.763]


def test_wilson_interval_takes_columns() -> None:
    low, high = measures.wilson_interval(pd.Series([0.3, 0.5]), pd.Series([10.0, 20.0]), level=0.9)
    assert low.tolist() == pytest.approx(
        [measures.wilson_interval(s, n, level=0.9)[0] for s, n in [(0.3, 10), (0.5, 20)]]
    )
    assert (low < high).all()


def test_students_interval_is_wider_and_comes_to_the_normal_one() -> None:
    low, high = measures.wilson_interval(0.3, 40, degrees=np.array([4, 10_000]))
    normal = measures.wilson_interval(0.3, 40)
    assert high[0] - low[0] > 1.2 * (normal[1] - normal[0])
    assert (low[1], high[1]) == pytest.approx(normal, abs=1e-4)


@pytest.mark.parametrize("counts", [(56, 70, 48, 80), (9, 10, 3, 10), (10, 10, 0, 20), (0, 29, 0, 29)])
def test_interval_of_a_difference_of_two_shares_is_newcombes(counts: tuple[int, int, int, int]) -> None:
    hits, n, other_hits, m = counts
    shares = [(k / size, *measures.wilson_interval(k / size, size)) for k, size in ((hits, n), (other_hits, m))]
    expected = confint_proportions_2indep(*counts, method="newcomb", compare="diff")
    assert measures.subtract_intervals(*shares) == pytest.approx(expected, abs=1e-9)


def test_what_two_estimates_share_is_no_error_of_their_difference() -> None:
    estimate = (0.5, 0.4, 0.6)
    assert measures.subtract_intervals(estimate, estimate, 1.0) == (0, 0)
    narrow, wide = (measures.subtract_intervals(estimate, estimate, r)[1] for r in (0.5, 0.0))
    assert 0 < narrow < wide

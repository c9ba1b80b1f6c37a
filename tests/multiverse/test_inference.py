"""What all specifications tell together: worked examples, and tests that reject as often as they say."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from rejoinder import config
from rejoinder.multiverse import Multiverse
from rejoinder.multiverse.estimates import NumberSums
from rejoinder.multiverse.inference import decompose_variance, describe_number, infer_difference, summarise_curve

GRID = pd.DataFrame(product("ab", "xyz"), columns=["first", "second"])


def load_method(**values: object) -> Multiverse:
    overrides = [f"multiverse.{name}={value}" for name, value in values.items()]
    method: Multiverse = config.compose_run(overrides).load("multiverse")
    return method


def test_variance_that_adds_up_is_parted_among_the_choices() -> None:
    """a and b differ by 2, x, y and z by 3 each: variances 1 and 6."""
    estimates = np.array([0, 3, 6, 2, 5, 8])
    table = decompose_variance(estimates, GRID)
    assert table["alone"].tolist() == pytest.approx([1 / 7, 6 / 7])
    assert table["with_others"].tolist() == pytest.approx([1 / 7, 6 / 7])
    assert table["moves"].tolist() == [2, 6]


def test_a_choice_that_matters_only_under_another_moves_nothing_alone() -> None:
    estimates = np.array([1, -1, -1, 1])
    table = decompose_variance(estimates, pd.DataFrame(product("ab", "xy"), columns=["first", "second"]))
    assert table["alone"].tolist() == [0, 0]
    assert table["with_others"].tolist() == [1, 1]


def test_where_nothing_varies_no_choice_moves_anything() -> None:
    assert decompose_variance(np.full(6, 0.3), GRID)[["alone", "with_others", "moves"]].to_numpy().sum() == 0


def test_shares_that_differ_by_rounding_alone_do_not_vary() -> None:
    estimates = np.array([0.1 + 0.2, 0.3, 0.3, 0.3, 0.3, 0.3])
    assert decompose_variance(estimates, GRID)[["alone", "with_others"]].to_numpy().sum() == 0


def test_resamples_without_any_article_of_a_number_leave_its_interval_known() -> None:
    weight = np.zeros((6, 1, 40))
    weight[..., :2] = 3  # in one of seven resamples neither article is drawn
    sums = NumberSums(weight, weight * np.linspace(0.1, 0.6, 6)[:, None, None], np.full((6, 1), 2))
    summary = describe_number(sums, GRID, load_method(resamples=100, minimum_articles=2), 1).summary
    assert summary["median_low"] == pytest.approx(summary["median"])


def test_the_curve_is_summed_up_by_its_order() -> None:
    estimates = np.array([0.4, -0.1, 0.1, 0.2, 0.3])
    summary = summarise_curve(estimates, np.tile(estimates, (9, 1)), 0.95)
    expected = {"median": 0.2, "median_low": 0.2, "median_high": 0.2, "min": -0.1, "q1": 0.1, "q3": 0.3, "max": 0.4}
    assert summary == pytest.approx(expected | {"same_sign": 0.8})


def draw_sums(rng: np.random.Generator, difference: float) -> NumberSums:
    """Two parts of 40 articles, under six specifications that see two thirds of the statements each."""
    n = rng.integers(1, 9, (40, 2))
    k = rng.binomial(n, np.array([0.3 + difference, 0.3]) * rng.beta(6, 6, (40, 1)) * 2)
    parts = [(a, b) for a, b in ((rng.binomial(k, 2 / 3), rng.binomial(n - k, 2 / 3)) for _ in range(6))]
    carried = np.stack([a.T for a, _ in parts]).astype(float)
    weight = carried + np.stack([b.T for _, b in parts])
    return NumberSums(weight, carried, (weight > 0).sum(-1))


@pytest.mark.parametrize(("difference", "least", "most"), [(0, 0.0, 0.08), (0.2, 0.9, 1.0)])
def test_a_curve_without_difference_is_called_one_in_twenty_times(difference: float, least: float, most: float) -> None:
    """The test by the median over 300 draws, and how often it finds a difference of .2."""
    rng, called = np.random.default_rng(5), []
    for _ in range(300):
        sums = draw_sums(rng, difference)
        low, high = sums.compute_bounds(0.95, 10)
        called.append(infer_difference(sums.estimate(), low, high, sums.resample(300, 1))["p_median"] <= 0.05)
    assert least <= np.mean(called) <= most


def test_too_few_articles_are_a_reason_and_no_summary() -> None:
    sums = NumberSums(np.ones((6, 1, 4)), np.ones((6, 1, 4)) / 2, np.full((6, 1), 4))
    described = describe_number(sums, GRID, load_method(), 1)
    assert described.summary["note"] == "withheld: 4 article(s) of it or of the others, fewer than 10"
    assert "median" not in described.summary
    assert described.choices.empty


def test_specifications_that_withhold_a_frame_leave_the_curve() -> None:
    rng = np.random.default_rng(1)
    weight = np.full((6, 1, 40), 3.0)
    weight[3:] = 0  # all of b
    sums = NumberSums(weight, rng.binomial(weight.astype(int), 0.3).astype(float), (weight > 0).sum(-1))
    described = describe_number(sums, GRID, load_method(resamples=100), 1)
    assert described.summary["specifications"] == 3
    assert described.choices["choice"].tolist() == ["first", "second"]
    assert described.choices["alone"].tolist() == [0, 1]

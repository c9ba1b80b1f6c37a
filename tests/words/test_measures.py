"""Measures of keyness: the worked examples of those who proposed them, and scipy's own tests of a table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency, power_divergence

from rejoinder.words.measures import (
    compute_bic,
    compute_p,
    four_term_g2,
    log_ratio,
    odds_ratio,
    percent_difference,
    sign_difference,
    two_term_g2,
)

SIZES = st.integers(100, 10**7)
SHARES = st.floats(0, 1)


def test_two_terms_give_the_log_likelihood_of_52_in_50_000_against_57_in_75_000() -> None:
    assert two_term_g2(52, 50_000, 57, 75_000) == pytest.approx(2.65, abs=0.005)


def test_four_terms_give_dunnings_log_likelihood_of_a_rare_bigram() -> None:
    # cells 10, 0, 3 and 31,764
    assert four_term_g2(10, 10, 3, 31_767) == pytest.approx(167.23, abs=0.005)


def test_bic_is_wilsons() -> None:
    assert compute_bic(22.22, 100_000, 54_536) == pytest.approx(10.27, abs=0.005)


@pytest.mark.parametrize(
    ("table", "value", "tolerance"),
    [((20, 29_954, 1, 23_691), 1481.83, 0.005), ((206_523, 959_641, 178_174, 1_562_358), 88.7, 0.05)],
)
def test_percent_difference_is_gabrielatos_and_marchis(table: tuple[int, ...], value: float, tolerance: float) -> None:
    assert percent_difference(*table) == pytest.approx(value, abs=tolerance)


def test_odds_ratio_of_16_217_in_2_796_938_against_735_in_2_087_946() -> None:
    assert odds_ratio(16_217, 2_796_938, 735, 2_087_946) == pytest.approx(16.6, abs=0.05)


def test_log_ratio_counts_doublings() -> None:
    assert log_ratio([40, 10, 5], 1000, [10, 10, 10], 1000).tolist() == pytest.approx([2, 0, -1])


def test_log_ratio_takes_a_count_of_none_for_a_half() -> None:
    assert log_ratio([8, 0], 1000, [0, 8], 1000).tolist() == pytest.approx([4, -4])


def test_a_ratio_to_nothing_is_not_defined() -> None:
    assert np.isnan(percent_difference(8, 1000, 0, 1000))
    assert np.isnan(odds_ratio(8, 1000, 0, 1000))


def test_a_word_that_is_missing_in_the_part_has_a_percent_difference_of_minus_100_and_odds_of_0() -> None:
    assert percent_difference(0, 1000, 8, 1000) == -100
    assert odds_ratio(0, 1000, 8, 1000) == 0


def test_the_sign_tells_in_which_part_a_word_is_more_frequent() -> None:
    assert sign_difference([2, 1, 1], [100, 100, 200], [1, 1, 1], [100, 100, 100]).tolist() == [1, 0, -1]


@given(SIZES, SHARES, SIZES, SHARES)
def test_four_terms_are_scipys_log_likelihood_of_the_table(n: int, share: float, m: int, other: float) -> None:
    a, b = round(share * n), round(other * m)
    table = np.array([[a, n - a], [b, m - b]])
    if (table.sum(0) == 0).any():  # scipy refuses a table with an empty column
        assert four_term_g2(a, n, b, m) == 0
        return
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood")
    assert four_term_g2(a, n, b, m) == pytest.approx(expected.statistic, rel=1e-6, abs=1e-6)
    if expected.statistic > 0.01:  # below, the last digits of G2 decide p
        assert compute_p(four_term_g2(a, n, b, m)) == pytest.approx(expected.pvalue, rel=1e-3, abs=1e-9)


@given(SIZES, SHARES, SIZES, SHARES)
def test_two_terms_are_scipys_power_divergence_of_the_words_cells(n: int, share: float, m: int, other: float) -> None:
    a, b = round(share * n), round(other * m)
    if a + b == 0:
        assert two_term_g2(a, n, b, m) == 0
        return
    observed, expected = np.array([a, b]), (a + b) * np.array([n, m]) / (n + m)
    statistic = power_divergence(observed, expected, lambda_="log-likelihood").statistic
    assert two_term_g2(a, n, b, m) == pytest.approx(statistic, rel=1e-6, abs=1e-6)


def test_p_is_that_of_chi_square_with_one_degree_of_freedom() -> None:
    values = [0, 3.84, 6.63, 15.13, 1000]
    assert compute_p(values).tolist() == pytest.approx(chi2.sf(values, 1).tolist())


def test_numbers_and_columns_give_the_same() -> None:
    columns = [np.array([52, 0]), np.array([50_000, 50_000]), np.array([57, 3]), np.array([75_000, 75_000])]
    for measure in (two_term_g2, four_term_g2, log_ratio, percent_difference, odds_ratio, sign_difference):
        single = [float(measure(*numbers)) for numbers in zip(*(column.tolist() for column in columns), strict=True)]
        assert measure(*columns).tolist() == single

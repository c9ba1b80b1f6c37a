"""Agreement on tables small enough to count by hand, and against the library that computes the same."""

import krippendorff
import numpy as np
import pytest

from rejoinder import measures

# Both mark 2, only the first 1, only the second 1, neither 6.
TEN = np.array([[6, 1], [1, 2]])


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        pytest.param("precision", 2 / 3, id="precision: 2 of the first coder's 3 marks"),
        pytest.param("recall", 2 / 3, id="recall: 2 of the second coder's 3 marks"),
        pytest.param("f1", 4 / 6, id="F1: 2 * 2 of 3 + 3 marks"),
        pytest.param("prevalence_first", 0.3, id="prevalence: 3 of 10"),
        pytest.param("equal", 0.8, id="equal: 8 of 10"),
        pytest.param("kappa", (0.8 - 0.58) / (1 - 0.58), id="kappa: .7 * .7 + .3 * .3 by chance"),
        pytest.param("alpha", 1 - 19 * 2 / (14 * 6), id="alpha: coincidences of 14 noes and 6 yeses"),
    ],
)
def test_measures_of_a_table_counted_by_hand(measure: str, expected: float) -> None:
    assert measures.MEASURES[measure](TEN) == pytest.approx(expected)


def test_precision_and_recall_are_not_confused() -> None:
    counts = np.array([[5, 3], [1, 1]])  # the first marks 2, the second 4, both 1
    assert measures.precision(counts) == pytest.approx(1 / 2)
    assert measures.recall(counts) == pytest.approx(1 / 4)
    assert measures.prevalence_first(counts) == pytest.approx(0.2)
    assert measures.prevalence_second(counts) == pytest.approx(0.4)


@pytest.mark.parametrize("size", [2, 4])
def test_closed_form_of_alpha_is_the_librarys(size: int) -> None:
    generator = np.random.default_rng(5)
    for _ in range(20):
        codes = generator.integers(0, size, (2, 30))
        counts = measures.tabulate_pairs([0] * 30, list(zip(*codes.tolist(), strict=True)), 1, size)[0]
        expected = krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal")
        assert measures.alpha(counts) == pytest.approx(expected)
        assert measures.alpha_of(counts) == pytest.approx(expected)


def test_pairs_of_codes_are_counted_by_group_with_their_weights() -> None:
    groups, codes = [0, 1, 1, 1], [(1, 1), (0, 1), (0, 1), (0, 0)]
    assert measures.tabulate_pairs(groups, codes, 2, 2).tolist() == [[[0, 0], [0, 1]], [[1, 2], [0, 0]]]
    weighted = measures.tabulate_pairs(groups, codes, 2, 2, [0.5, 1, 2, 3])
    assert weighted.tolist() == [[[0, 0], [0, 0.5]], [[3, 3], [0, 0]]]


def test_tables_of_single_units_add_up_to_that_of_the_coders() -> None:
    first, second = np.array([True, True, False, False]), np.array([True, False, True, False])
    assert measures.tabulate_marks(first, second)[1].tolist() == [[0, 0], [1, 0]]
    assert measures.tabulate_marks(first, second).sum(axis=0).tolist() == [[1, 1], [1, 1]]


def test_f1_of_each_category_counts_the_others_as_one() -> None:
    counts = np.array([[2, 1, 0], [0, 3, 1], [0, 0, 0]])
    assert measures.f1_by_category(counts) == pytest.approx([4 / 5, 6 / 8, 0])
    assert np.isnan(measures.f1_by_category(np.zeros((3, 3)))).all()


def test_brier_score_is_the_weighted_mean_of_squared_distances() -> None:
    scores, truth = np.array([0.5, 1.0]), np.array([1, 0])
    assert measures.brier_score(scores, truth) == pytest.approx((0.25 + 1) / 2)
    assert measures.brier_score(scores, truth, np.array([3.0, 1.0])) == pytest.approx((3 * 0.25 + 1) / 4)


def test_calibration_error_weighs_the_distances_of_bins() -> None:
    assert measures.calibration_error([0.0, 1.0], [0.1, 0.6], [0.75, 0.25]) == pytest.approx(0.75 * 0.1 + 0.25 * 0.4)

"""The scorer of frames, on worked examples."""

import numpy as np
import pytest

from benchmarks.frames import carried, lenient, macro_f1, scores

TRUTH = np.array([1, 1, 0, 0, 0]) > 0
PREDICTED = np.array([1, 0, 1, 0, 0]) > 0


def test_lenient_scoring_takes_the_accepted_reading_that_is_nearest() -> None:
    readings = [["denial", "talks"], []]
    assert lenient(["denial"], readings, ["denial", "talks"]) == ["denial", "talks"]
    assert lenient(["denial"], readings, ["talks"]) == ["denial", "talks"]
    assert lenient(["denial"], [["talks"]], []) == ["denial"]  # as near as the other, and first


def test_scores_of_one_frame_are_f1_and_alpha() -> None:
    """One of two marks is shared; of 10 values 4 are yes, so 2 * 4 * 6 / (10 * 9) disagree by chance."""
    assert scores(TRUTH, PREDICTED) == {"f1": pytest.approx(0.5), "alpha": pytest.approx(1 - 0.4 / (48 / 90))}


def test_frame_that_nobody_marks_has_no_f1_and_full_agreement() -> None:
    nothing = np.zeros(4, dtype=bool)
    assert scores(nothing, nothing) == {"f1": 0.0, "alpha": 1.0}


def test_macro_f1_is_the_mean_over_frames_of_all_items_together() -> None:
    """The first frame has 1 hit of 2 and 2 marks, the second 1 of 1 and 1: the mean of .5 and 1."""
    counts = np.array([[[[0, 1], [1, 1]], [[2, 0], [0, 1]]], [[[2, 0], [0, 0]], [[2, 0], [0, 0]]]])
    value, low, high = macro_f1(counts)
    assert value == pytest.approx(0.75)
    assert low <= value <= high


def test_readings_become_a_table_of_marks() -> None:
    assert carried([["b"], [], ["a", "b"]], ["a", "b"]).tolist() == [[False, True], [False, False], [True, True]]

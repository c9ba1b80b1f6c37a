"""The statements that a learning curve is fitted on, drawn from a small set."""

import numpy as np
import pytest

from benchmarks.learning_curve import draw_rows

# thirty statements: ten with the first frame, ten with the second, of which two have both, twelve with none
CARRIES = np.zeros((30, 2), dtype=bool)
CARRIES[:10, 0] = CARRIES[8:18, 1] = True


@pytest.mark.parametrize("seed", range(5))
def test_each_frame_has_the_number_asked_for_and_those_without_any_their_proportion(seed: int) -> None:
    rows = draw_rows(CARRIES, 5, None, np.random.default_rng(seed))
    drawn = CARRIES[rows]
    assert min(drawn.sum(axis=0)) == 5
    framed = drawn.any(axis=1).sum()
    assert (~drawn.any(axis=1)).sum() == round(12 * framed / 18)
    assert rows.tolist() == sorted(set(rows.tolist()))


def test_statements_without_any_frame_are_as_many_as_asked_for() -> None:
    drawn = CARRIES[draw_rows(CARRIES, 5, 3, np.random.default_rng(1))]
    assert (~drawn.any(axis=1)).sum() == 3


def test_of_too_few_all_are_drawn() -> None:
    assert draw_rows(CARRIES, 200, None, np.random.default_rng(1)).tolist() == list(range(30))

"""Weights of ties, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rejoinder.networks.one_mode import weigh_ties

# Three actors, two concepts, (disagreements, agreements): Ada agrees with the first and disagrees with the second, Bo
# says both of the first and disagrees with the second, Cy agrees with the second.
COUNTS = np.array([[(0, 2), (1, 0)], [(1, 1), (2, 0)], [(0, 0), (0, 3)]])


@pytest.mark.parametrize(
    ("aggregation", "normalisation", "ada_bo", "ada_cy", "bo_cy"),
    [
        ("ignore", "none", 2 * 2 + 1 * 2, 1 * 3, 2 * 3),
        ("congruence", "none", 2 * 1 + 1 * 2, 0, 0),
        ("conflict", "none", 2 * 1, 1 * 3, 2 * 3),
        ("subtract", "none", 4 - 2, -3, -6),
        ("congruence", "average", 4 / 3.5, 0, 0),
        ("conflict", "average", 2 / 3.5, 3 / 3, 6 / 3.5),
        ("conflict", "cosine", 2 / (3 * 4), 3 / (3 * 3), 6 / (4 * 3)),
        ("conflict", "jaccard", 2 / (0 + 1 + 4), 3 / (3 + 3 + 0), 6 / (4 + 3 + 0)),
    ],
)
def test_weights_of_ties(aggregation, normalisation, ada_bo, ada_cy, bo_cy) -> None:  # type: ignore[no-untyped-def]
    expected = np.array([[0, ada_bo, ada_cy], [ada_bo, 0, bo_cy], [ada_cy, bo_cy, 0]])
    np.testing.assert_allclose(weigh_ties(COUNTS, aggregation, normalisation), expected)


def test_who_says_nothing_has_no_ties() -> None:
    counts = np.concatenate([COUNTS, np.zeros((1, 2, 2), dtype=np.int64)])
    for normalisation in ("average", "jaccard", "cosine"):
        assert not weigh_ties(counts, "ignore", normalisation)[3].any()


@given(arrays(np.int64, (7, 6, 2), elements=st.integers(0, 3)))
def test_positions_of_either_kind_are_alike_or_opposed(counts: np.ndarray) -> None:
    alike, opposed, either = (weigh_ties(counts, kind, "none") for kind in ("congruence", "conflict", "ignore"))
    assert (alike + opposed == either).all()
    totals = counts.sum(axis=2)
    assert either.sum() == (totals.sum(axis=0) ** 2).sum() - (totals**2).sum()

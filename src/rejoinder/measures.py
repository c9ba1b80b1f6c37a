"""Measures of agreement between two coders, from their confusion matrices.

Every function takes matrices of counts of shape (..., K, K): rows are the first coder's categories, columns the
second's (the reference of precision and recall), leading axes are resamples. Measures that are not defined are nan
here and become null, with their reason, in the table.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64] | NDArray[np.float64]  # floats where units weigh more or less than one
Values = NDArray[np.float64]
NO, YES = 0, 1  # categories of a frame that a coder did or did not mark

NOT_CODED = "no unit is coded by both"


def matrices(
    groups: Sequence[int],
    codes: Sequence[tuple[int, int]],
    count: int,
    categories: int,
    weights: Sequence[float] | None = None,
) -> Counts:
    """Pairs of codes of two coders, counted by the group (from 0) each is in: shape (count, categories, categories).

    `weights` say for how much each pair counts, None for 1.
    """
    made: NDArray[Any] = np.zeros((count, categories, categories), dtype=np.int64 if weights is None else np.float64)
    pairs = np.asarray(codes, dtype=np.int64).reshape(-1, 2)
    np.add.at(made, (np.asarray(groups, dtype=np.int64), pairs[:, 0], pairs[:, 1]), 1 if weights is None else weights)
    return made


def precision(counts: Counts) -> Values:
    """Share of the first coder's marks that the second shares, in [0, 1]; undefined without marks of the first."""
    return _ratio(counts[..., YES, YES], counts[..., YES, :].sum(-1))


def recall(counts: Counts) -> Values:
    """Share of the second coder's marks that the first shares, in [0, 1]; undefined without marks of the second."""
    return _ratio(counts[..., YES, YES], counts[..., :, YES].sum(-1))


def f1(counts: Counts) -> Values:
    """Harmonic mean of precision and recall, in [0, 1], symmetric; undefined where neither coder marks anything."""
    marks = counts[..., YES, :].sum(-1) + counts[..., :, YES].sum(-1)
    return _ratio(2 * counts[..., YES, YES], marks)


def prevalence_first(counts: Counts) -> Values:
    """Share of the units that the first coder marks, in [0, 1]."""
    return _ratio(counts[..., YES, :].sum(-1), _total(counts))


def prevalence_second(counts: Counts) -> Values:
    """Share of the units that the second coder marks, in [0, 1]."""
    return _ratio(counts[..., :, YES].sum(-1), _total(counts))


def equal(counts: Counts) -> Values:
    """Share of the units given the same category by both, in [0, 1]."""
    return _ratio(np.trace(counts, axis1=-2, axis2=-1), _total(counts))


def kappa(counts: Counts) -> Values:
    """Agreement beyond that of each coder's own distribution, in [-1, 1] (Cohen 1960, 10.1177/001316446002000104)."""
    total = _total(counts)
    by_chance = _ratio((counts.sum(-1) * counts.sum(-2)).sum(-1), total * total)
    return _ratio(equal(counts) - by_chance, 1 - by_chance)


def alpha(counts: Counts) -> Values:
    """Krippendorff's alpha of two coders, nominal, no value missing, in closed form (Krippendorff 2018, ch. 12).

    Agreement beyond that of the pooled distribution of both coders, at most 1. The resamples use this form; point
    values come from the library `krippendorff`, see `alpha_of`.
    """
    values = 2 * _total(counts)
    pooled = counts.sum(-1) + counts.sum(-2)
    expected = _ratio(values * values - (pooled * pooled).sum(-1), values * (values - 1))
    return 1 - _ratio(1 - equal(counts), expected)


def alpha_of(counts: Counts) -> float:
    """Krippendorff's alpha of one matrix, shape (K, K), by the library `krippendorff`; nan if only one code is used.

    The library counts whole units; weighted ones go through the closed form.
    """
    import krippendorff

    if not np.issubdtype(counts.dtype, np.integer):
        return float(alpha(counts))
    first, second = (np.repeat(index.ravel(), counts.ravel().astype(np.int64)) for index in np.indices(counts.shape))
    if len(np.unique([first, second])) < 2:
        return float("nan")
    return float(krippendorff.alpha(reliability_data=np.stack([first, second]), level_of_measurement="nominal"))


MEASURES: dict[str, Callable[[Counts], Values]] = {
    "prevalence_first": prevalence_first,
    "prevalence_second": prevalence_second,
    "precision": precision,
    "recall": recall,
    "f1": f1,
    "kappa": kappa,
    "alpha": alpha,
    "equal": equal,
}
OF_FRAMES = ("prevalence_first", "prevalence_second", "precision", "recall", "f1", "kappa", "alpha")
OF_FORMS = ("equal", "kappa", "alpha")
OF_SPEAKERS = ("equal",)


def undefined(measure: str) -> str:
    """Why a measure has no value although units were coded by both."""
    return {
        "precision": "the first coder marks no unit",
        "recall": "the second coder marks no unit",
        "f1": "neither coder marks a unit",
    }.get(measure, "both coders give every unit the same single code")


def _total(counts: Counts) -> Counts:
    return np.asarray(counts.sum((-2, -1)))


def _ratio(above: NDArray[np.generic], below: NDArray[np.generic]) -> Values:
    """Division that gives nan, without a warning, where the divisor is 0."""
    top, bottom = np.asarray(above, dtype=float), np.asarray(below, dtype=float)
    result = np.full(np.broadcast(top, bottom).shape, np.nan)
    np.divide(top, bottom, out=result, where=~np.isclose(bottom, 0))
    return result

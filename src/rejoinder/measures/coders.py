"""Agreement of two coders, and scores as probabilities.

Measures of agreement take confusion matrices of shape (..., K, K). Rows are the first coder's categories, columns the
second's, who is the reference of precision and recall. Leading axes are resamples. An undefined measure is nan.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64] | npt.NDArray[np.float64]  # floats where units weigh more or less than one
Values = npt.NDArray[np.float64]
NO, YES = 0, 1  # categories of a frame that a coder did not or did mark

NOT_CODED = "no unit is coded by both"


def tabulate_pairs(
    groups: Sequence[int],
    codes: Sequence[tuple[int, int]],
    count: int,
    categories: int,
    weights: Sequence[float] | None = None,
) -> Counts:
    """Count pairs of codes by group.

    Args:
        groups: number of each pair's group, from 0.
        codes: the first and the second coder's category of each unit, from 0.
        count: number of groups.
        categories: number of categories.
        weights: how much each pair counts; None for 1 each.

    Returns:
        Confusion matrices, *shape* (count, categories, categories).
    """
    dtype = np.int64 if weights is None else np.float64
    matrices: npt.NDArray[Any] = np.zeros((count, categories, categories), dtype=dtype)
    pairs = np.asarray(codes, dtype=np.int64).reshape(-1, 2)
    np.add.at(
        matrices, (np.asarray(groups, dtype=np.int64), pairs[:, 0], pairs[:, 1]), 1 if weights is None else weights
    )
    return matrices


def tabulate_marks(first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Confusion matrices of single units, whose sum over units is that of the coders.

    Args:
        first: whether the first coder marks each unit, any shape.
        second: whether the second does, same shape.

    Returns:
        Ones and zeros, *shape* (..., 2, 2).
    """
    rows = [np.stack([a & ~second, a & second], axis=-1) for a in (~first, first)]
    return np.stack(rows, axis=-2).astype(np.int64)


def precision(counts: Counts) -> Values:
    """Share of the first coder's marks that the second shares, in [0, 1]; undefined without marks of the first."""
    return _divide(counts[..., YES, YES], counts[..., YES, :].sum(-1))


def recall(counts: Counts) -> Values:
    """Share of the second coder's marks that the first shares, in [0, 1]; undefined without marks of the second."""
    return _divide(counts[..., YES, YES], counts[..., :, YES].sum(-1))


def f1(counts: Counts) -> Values:
    """Harmonic mean of precision and recall, in [0, 1], symmetric; undefined where neither coder marks anything."""
    return f1_by_category(counts)[..., YES]


def f1_by_category(counts: Counts) -> Values:
    """F1 of each category against all others, *shape* (..., K), in [0, 1]; undefined where neither coder uses it."""
    return _divide(2 * np.diagonal(counts, axis1=-2, axis2=-1), counts.sum(-1) + counts.sum(-2))


def prevalence_first(counts: Counts) -> Values:
    """Share of the units that the first coder marks, in [0, 1]."""
    return _divide(counts[..., YES, :].sum(-1), _total(counts))


def prevalence_second(counts: Counts) -> Values:
    """Share of the units that the second coder marks, in [0, 1]."""
    return _divide(counts[..., :, YES].sum(-1), _total(counts))


def equal(counts: Counts) -> Values:
    """Share of the units that both coders put into the same category, in [0, 1]."""
    return _divide(np.trace(counts, axis1=-2, axis2=-1), _total(counts))


def kappa(counts: Counts) -> Values:
    """Agreement beyond that of each coder's own distribution, in [-1, 1] (Cohen 1960, 10.1177/001316446002000104)."""
    total = _total(counts)
    by_chance = _divide((counts.sum(-1) * counts.sum(-2)).sum(-1), total * total)
    return _divide(equal(counts) - by_chance, 1 - by_chance)


def alpha(counts: Counts) -> Values:
    """Krippendorff's alpha of two coders, nominal, no value missing, in closed form (Krippendorff 2018, ch. 12).

    Agreement beyond that of the pooled distribution of both coders, at most 1. Resamples use this form; point values
    come from the library `krippendorff`, see `alpha_of`.
    """
    values = 2 * _total(counts)
    pooled = counts.sum(-1) + counts.sum(-2)
    expected = _divide(values * values - (pooled * pooled).sum(-1), values * (values - 1))
    return 1 - _divide(1 - equal(counts), expected)


def alpha_of(counts: Counts) -> float:
    """Krippendorff's alpha by the library `krippendorff`, which counts units unweighted; else in closed form.

    Args:
        counts: one confusion matrix, *shape* (K, K).

    Returns:
        Alpha, at most 1; nan if the coders use a single category.
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


def explain_undefined(measure: str) -> str:
    """Why a measure has no value although units were coded by both."""
    return {
        "precision": "the first coder marks no unit",
        "recall": "the second coder marks no unit",
        "f1": "neither coder marks a unit",
    }.get(measure, "both coders give every unit the same single code")


def brier_score(scores: Values, truth: npt.NDArray[Any], weights: Values | None = None) -> float:
    """Mean squared distance of scores from codes, in [0, 1], 0 best (Brier 1950).

    Args:
        scores: probabilities, *shape* (units,).
        truth: whether each unit was coded so, 0 or 1.
        weights: how much each unit counts; None for 1 each.
    """
    return float(np.average((scores - truth) ** 2, weights=weights))


def calibration_error(shares: npt.ArrayLike, scores: npt.ArrayLike, weights: npt.ArrayLike) -> float:
    """Expected calibration error, in [0, 1], 0 best (Nguyen and O'Connor 2015, doi:10.18653/v1/D15-1182).

    Args:
        shares: share of each bin's units that were coded so, *shape* (bins,).
        scores: mean score of each bin's units.
        weights: share of all units that are in each bin.
    """
    return float(np.dot(weights, np.abs(np.subtract(shares, scores))))


def _total(counts: Counts) -> Counts:
    return np.asarray(counts.sum((-2, -1)))


def _divide(numerators: npt.NDArray[np.generic], denominators: npt.NDArray[np.generic]) -> Values:
    """Division that gives nan, without a warning, where the denominator is 0."""
    top, bottom = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    result = np.full(np.broadcast(top, bottom).shape, np.nan)
    np.divide(top, bottom, out=result, where=~np.isclose(bottom, 0))
    return result

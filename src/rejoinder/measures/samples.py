"""Estimates from statements drawn at random, without return, within strata (Särndal, Swensson and Wretman 1992)."""

import numpy as np
from numpy.typing import NDArray

from rejoinder.measures.coders import Values
from rejoinder.measures.intervals import find_critical_value


def weigh_variances(strata: NDArray[np.int64], sizes: Values, of: float) -> Values:
    """Factors of each stratum's variance in that of a mean.

    Args:
        strata: number of each coded unit's stratum, from 0, *shape* (coded,).
        sizes: statements in each stratum, coded or not.
        of: number of statements that the mean is over.
    """
    coded = np.bincount(strata, minlength=len(sizes))
    return np.asarray((sizes / of) ** 2 * (1 - coded / sizes) / coded)


def compute_variance(errors: Values, strata: NDArray[np.int64], sizes: Values, of: float) -> float:
    """Variance of a mean.

    1 / n stands for one disagreement more than was seen: half a one each way (Agresti and Min 2005). Without it, a
    machine that errs rarely would seem never to err, and the interval of what is rare would be much too narrow.

    Args:
        errors: by how much each coded unit departs from what is estimated, *shape* (coded,).
        strata, sizes, of: as in `weigh_variances`.
    """
    variances = np.array([compute_covariance(errors, errors, strata == number) for number in range(len(sizes))])
    return float((weigh_variances(strata, sizes, of) * (variances + 1 / len(errors))).sum())


def compute_margin(errors: Values, strata: NDArray[np.int64], sizes: Values, of: float, level: float) -> float:
    """Half the width of the normal interval of a mean.

    Args:
        errors, strata, sizes, of: as in `compute_variance`.
        level: coverage of the interval.
    """
    error = float(np.sqrt(compute_variance(errors, strata, sizes, of)))
    return float(find_critical_value(level)) * error


def compute_covariance(a: Values, b: Values, inside: NDArray[np.bool_]) -> float:
    """Covariance of two variables over the units inside; 0 where they are fewer than two."""
    return float(np.cov(a[inside], b[inside])[0, 1]) if inside.sum() > 1 else 0.0

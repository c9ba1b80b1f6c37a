"""Estimates from statements drawn at random, without return, within strata (Särndal, Swensson and Wretman 1992)."""

from collections import Counter
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from rejoinder.human_coding.model import Sample
from rejoinder.measures import Values


def number_strata(sample: Sample) -> tuple[NDArray[np.int64], Values]:
    """Number the strata of a sample.

    Returns:
        The number of the stratum of each of its units, in order, and the sizes of the strata that have any.
    """
    counts = Counter(sample.strata.values())
    names = [name for name in sample.sizes if name in counts]
    numbers = np.array([names.index(sample.strata[unit]) for unit in sorted(sample.strata)], dtype=np.int64)
    return numbers, np.array([sample.sizes[name] for name in names], dtype=float)


def weigh_variances(strata: NDArray[np.int64], sizes: Values, of: float) -> Values:
    """Factors of each stratum's variance in that of a mean.

    Args:
        strata: number of each coded unit's stratum, from 0, *shape* (coded,).
        sizes: statements in each stratum, coded or not.
        of: number of statements that the mean is over.
    """
    coded = np.bincount(strata, minlength=len(sizes))
    return np.asarray((sizes / of) ** 2 * (1 - coded / sizes) / coded)


def compute_margin(errors: Values, strata: NDArray[np.int64], sizes: Values, of: float, level: float) -> float:
    """Half the width of the normal interval of a mean.

    1 / n stands for one disagreement more than was seen: half a one each way (Agresti and Min 2005). Without it, a
    machine that errs rarely would seem never to err, and the interval of what is rare would be much too narrow.

    Args:
        errors: by how much each coded unit departs from what is estimated, *shape* (coded,).
        strata, sizes, of: as in `weigh_variances`.
        level: coverage of the interval.
    """
    variances = np.array([compute_covariance(errors, errors, strata == number) for number in range(len(sizes))])
    error = float(np.sqrt((weigh_variances(strata, sizes, of) * (variances + 1 / len(errors))).sum()))
    return NormalDist().inv_cdf((1 + level) / 2) * error


def compute_covariance(a: Values, b: Values, inside: NDArray[np.bool_]) -> float:
    """Covariance of two variables over the units inside; 0 where they are fewer than two."""
    return float(np.cov(a[inside], b[inside])[0, 1]) if inside.sum() > 1 else 0.0

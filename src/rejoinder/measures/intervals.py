"""Intervals: by resampling, of a share, and of a difference of two shares."""

from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from rejoinder.measures.coders import Values


def bootstrap_interval(
    counts: npt.NDArray[Any], measure: Callable[[npt.NDArray[Any]], Values], resamples: int, seed: int
) -> tuple[float, float]:
    """95 % percentile interval of a measure, resampling clusters (Efron and Tibshirani 1993, ch. 13).

    Args:
        counts: counts by cluster, *shape* (clusters, ...).
        measure: takes sums over clusters, *shape* (resamples, ...), and returns a value for each; nan counts as 0.
        resamples: number of resamples.
        seed: of the draw.
    """
    clusters = len(counts)
    # Drawn otherwise than by `resample_clusters`: published intervals come from this sequence of random numbers.
    drawn = np.random.default_rng(seed).integers(0, clusters, size=(resamples, clusters))
    return percentile_interval(np.nan_to_num(measure(counts[drawn].sum(axis=1))))


def resample_clusters(clusters: int, resamples: int, seed: int) -> npt.NDArray[np.int64]:
    """How often each cluster is drawn in each resample, *shape* (resamples, clusters)."""
    generator = np.random.default_rng(seed)
    return generator.multinomial(clusters, np.full(clusters, 1 / clusters), size=resamples)


def percentile_interval(draws: Values, level: float = 0.95) -> tuple[float, float]:
    """Bounds of an interval from resampled values, *shape* (resamples,), of which it holds the share `level`."""
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail])
    return float(low), float(high)


def wilson_interval(share: Any, n: Any, level: float = 0.95, degrees: Any = None) -> tuple[Any, Any]:
    """Interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953).

    Args:
        share: in [0, 1]; a number, an array or a column.
        n: number of units, of the same kind.
        level: coverage, in (0, 1).
        degrees: of freedom of Student's distribution, of the same kind; None for the normal one.

    Returns:
        The bounds, of the same kind.
    """
    z = find_critical_value(level, degrees)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    margin = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return centre - margin, centre + margin


def find_critical_value(level: float, degrees: Any = None) -> Any:
    """By how many standard errors a symmetric interval reaches to either side.

    Args:
        level: coverage, in (0, 1).
        degrees: of freedom of Student's distribution, at least 1; a number, an array or a column; None for the normal.
    """
    if degrees is None:
        return NormalDist().inv_cdf((1 + level) / 2)
    from scipy.stats import t as student

    return student.ppf((1 + level) / 2, np.asarray(degrees, dtype=float))


def subtract_intervals(
    first: tuple[Any, Any, Any], second: tuple[Any, Any, Any], correlation: Any = 0.0
) -> tuple[Any, Any]:
    """Interval of the difference of two estimates, from those of each.

    Newcombe's hybrid of Wilson's intervals (1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I,
    method 10), for estimates that may be correlated (Zou and Donner 2008, doi:10.1002/sim.3095).

    Args:
        first: value and bounds of what is subtracted from; numbers, arrays or columns.
        second: of what is subtracted.
        correlation: of the two estimates, in [-1, 1].

    Returns:
        The bounds, of the same kind.
    """
    (p, p_low, p_high), (q, q_low, q_high) = first, second
    below = (p - p_low) ** 2 + (q_high - q) ** 2 - 2 * correlation * (p - p_low) * (q_high - q)
    above = (p_high - p) ** 2 + (q - q_low) ** 2 - 2 * correlation * (p_high - p) * (q - q_low)
    return p - q - np.sqrt(np.maximum(below, 0)), p - q + np.sqrt(np.maximum(above, 0))

"""Shares of statements with a frame, corrected for the machine's errors by a coded sample.

The correction is prediction-powered inference (Angelopoulos et al. 2023, doi:10.1126/science.adi6000) of a mean, power
tuned (Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453) and stratified (Fisch et al. 2024, arXiv:2406.04291), for
the finite set of statements of the run: the difference estimator of survey sampling (Särndal, Swensson and Wretman
1992, ch. 6). It is written out here because the library `ppi-python` knows neither strata nor finite populations.

What it assumes: statements were drawn at random within strata, the coder is right, and the machine was not fitted to
the coded statements. Statements of an article need not be independent: chance enters by the draw alone. So the
interval is about the articles of this run, not about others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rejoinder.measures.coders import Values
from rejoinder.measures.samples import compute_covariance, compute_margin, weigh_variances


@dataclass(frozen=True, kw_only=True)
class CorrectedShare:
    """A share in [0, 1] with its interval.

    Attributes:
        share: the estimate.
        low: lower bound.
        high: upper bound.
        tuning: how far the machine's codes are relied on beyond what the strata hold of them, in [0, 1], 0 not at all.
    """

    share: float
    low: float
    high: float
    tuning: float


def correct_share(
    truth: Values, machine: Values, strata: NDArray[np.int64], sizes: Values, share: float, of: int, level: float
) -> CorrectedShare:
    """Estimate the share of statements with a frame from a stratified random sample of them.

    For the share within a part of the statements (a side), `truth` and `machine` are 0 outside of it.

    Args:
        truth: the coder's codes, 0 or 1, *shape* (coded,).
        machine: the machine's codes of the same statements, 0 or 1.
        strata: number of each one's stratum, from 0; each stratum holds at least two, unless it is coded whole.
        sizes: statements in each stratum, coded or not.
        share: the machine's share of all statements (of the part).
        of: number of all statements (of the part).
        level: coverage of the interval.
    """
    tuning = _tune(truth, machine, strata, weigh_variances(strata, sizes, of))
    errors = truth - tuning * machine
    means = np.bincount(strata, errors, len(sizes)) / np.bincount(strata, minlength=len(sizes))
    value = float(np.clip(tuning * share + (sizes * means).sum() / of, 0, 1))
    margin = compute_margin(errors, strata, sizes, of, level)
    return CorrectedShare(share=value, low=max(value - margin, 0.0), high=min(value + margin, 1.0), tuning=tuning)


def _tune(truth: Values, machine: Values, strata: NDArray[np.int64], factors: Values) -> float:
    """The weight of the machine's codes with which the estimate varies least."""
    inside = [strata == number for number in range(len(factors))]
    covariances = np.array([compute_covariance(truth, machine, part) for part in inside])
    variances = np.array([compute_covariance(machine, machine, part) for part in inside])
    variance = float((factors * variances).sum())
    return float(np.clip((factors * covariances).sum() / variance, 0, 1)) if variance else 0.0

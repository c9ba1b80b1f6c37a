"""How many statements of the run carry a frame: the machine's count, and the share corrected for its errors.

The correction is prediction-powered inference (Angelopoulos et al. 2023, doi:10.1126/science.adi6000) of a mean, power
tuned (Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453) and stratified (Fisch et al. 2024, arXiv:2406.04291), for
the finite set of statements of the run: the difference estimator of survey sampling (Särndal, Swensson and Wretman
1992, ch. 6). It is written out here because the library `ppi-python` knows neither strata nor finite populations.

What it assumes: statements were drawn at random within strata, the coder is right, and the machine was not fitted to
the coded statements. Statements of an article need not be independent: chance enters by the draw alone. So the
interval is about the articles of this run, not about others.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rejoinder.agreement.calibration import too_few
from rejoinder.agreement.compare import Agreement, rounded
from rejoinder.agreement.gold import Coding, Unit
from rejoinder.agreement.population import ALL, NO_SIDE, Population

Floats = NDArray[np.float64]

NOT_DRAWN = "withheld: the statements coded were not drawn at random; code a sheet of `python -m rejoinder sheet`"
ALL_CODED = "withheld: every statement is coded, nothing is left to estimate"


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A share in [0, 1] with its interval.

    `tuning` in [0, 1] is how far the machine's codes are relied on beyond what the strata hold of them, 0 not at all.
    """

    share: float
    low: float
    high: float
    tuning: float


def corrected(
    truth: Floats, machine: Floats, strata: NDArray[np.int64], sizes: Floats, share: float, of: int, level: float
) -> Estimate:
    """The share of statements with a frame, from a stratified random sample of them.

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
    coded = np.bincount(strata, minlength=len(sizes))
    factors = (sizes / of) ** 2 * (1 - coded / sizes) / coded  # of each stratum's variance in that of the estimate
    tuning = _tuning(truth, machine, strata, factors)
    errors = truth - tuning * machine
    means = np.bincount(strata, errors, len(sizes)) / coded
    # 1 / n stands for one disagreement more than was seen: half a one each way (Agresti and Min 2005). Without it, a
    # machine that errs rarely would seem never to err, and the interval of a rare frame would be much too narrow.
    spread = np.array([_covariance(errors, errors, strata == number) for number in range(len(sizes))])
    error = float(np.sqrt((factors * (spread + 1 / len(truth))).sum()))
    value = float(np.clip(tuning * share + (sizes * means).sum() / of, 0, 1))
    margin = NormalDist().inv_cdf((1 + level) / 2) * error
    return Estimate(share=value, low=max(value - margin, 0.0), high=min(value + margin, 1.0), tuning=tuning)


def _tuning(truth: Floats, machine: Floats, strata: NDArray[np.int64], factors: Floats) -> float:
    """The weight of the machine's codes with which the estimate varies least."""
    inside = [strata == number for number in range(len(factors))]
    both = np.array([_covariance(truth, machine, part) for part in inside])
    own = np.array([_covariance(machine, machine, part) for part in inside])
    varies = float((factors * own).sum())
    return float(np.clip((factors * both).sum() / varies, 0, 1)) if varies else 0.0


def _covariance(a: Floats, b: Floats, inside: NDArray[np.bool_]) -> float:
    return float(np.cov(a[inside], b[inside])[0, 1]) if inside.sum() > 1 else 0.0


def prevalence(
    machine: Coding,
    coding: Coding,
    units: Mapping[Unit, Mapping[str, Any]],
    population: Population,
    frames: Sequence[str],
    method: Agreement,
) -> Iterator[dict[str, Any]]:
    """Rows of `PREVALENCE` for one pass: each frame in all statements and, where there are several sides, in each.

    `units` are rows of the statements table by unit.
    """
    several = len(population.statements) > 2  # `ALL` and at least two sides
    coded = [unit for unit in sorted(coding.codes) if coding.codes[unit].frames is not None]
    for side in sorted(population.statements) if several else [ALL]:
        inside = frozenset(unit for unit in coded if side in (ALL, units[unit]["side"] or NO_SIDE))
        why = _withheld(coding, len(inside), population.statements[side], method)
        for frame in frames:
            marked, of = population.marked.get((side, frame), 0), population.statements[side]
            row = {"coder": coding.name, "side": side, "frame": frame, "statements": of, "marked": marked}
            row |= {"n": len(inside), "machine": rounded(marked / of), "note": why}
            if not why:
                found = _estimate(machine, coding, inside, frame, marked, of, method)
                row |= {name: rounded(getattr(found, name)) for name in ("low", "high", "tuning")}
                row |= {"corrected": rounded(found.share)}
            yield row


def _withheld(coding: Coding, n: int, of: int, method: Agreement) -> str:
    if n == of:
        return ALL_CODED
    if coding.sample is None:
        return NOT_DRAWN
    return f"withheld: {coding.sample.flaw}" if coding.sample.flaw else too_few(n, method)


def _estimate(
    machine: Coding, coding: Coding, inside: frozenset[Unit], frame: str, marked: int, of: int, method: Agreement
) -> Estimate:
    assert coding.sample is not None
    units = sorted(coding.sample.strata)
    counted = Counter(coding.sample.strata.values())
    names = [name for name in coding.sample.sizes if name in counted]

    def codes(coder: Coding) -> Floats:
        return np.array([u in inside and frame in (coder.codes[u].frames or ()) for u in units], dtype=float)

    return corrected(
        codes(coding),
        codes(machine),
        np.array([names.index(coding.sample.strata[u]) for u in units], dtype=np.int64),
        np.array([coding.sample.sizes[name] for name in names], dtype=float),
        marked / of,
        of,
        method.level,
    )

"""How many statements of the run carry a frame: the machine's count, and the share corrected for its errors.

The correction is prediction-powered inference (Angelopoulos et al. 2023, doi:10.1126/science.adi6000) of a mean, power
tuned (Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453) and stratified (Fisch et al. 2024, arXiv:2406.04291), for
the finite set of statements of the run: the difference estimator of survey sampling (Särndal, Swensson and Wretman
1992, ch. 6). It is written out here because the library `ppi-python` knows neither strata nor finite populations.

What it assumes: statements were drawn at random within strata, the coder is right, and the machine was not fitted to
the coded statements. Statements of an article need not be independent: chance enters by the draw alone. So the
interval is about the articles of this run, not about others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rejoinder.agreement.calibration import explain_too_few
from rejoinder.agreement.compare import Agreement, round_value
from rejoinder.agreement.machine import MachineCoding
from rejoinder.agreement.population import ALL, Population, name_side
from rejoinder.agreement.rows import PrevalenceRow
from rejoinder.agreement.strata import compute_covariance, compute_margin, number_strata, weigh_variances
from rejoinder.human_coding.model import CodingPass, Sample, Unit
from rejoinder.measures import Values

NOT_DRAWN = "withheld: the statements coded were not drawn at random; code a sheet of `rejoinder sheet`"
ALL_CODED = "withheld: every statement is coded, nothing is left to estimate"


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


def compute_prevalence(
    machine: MachineCoding, coding: CodingPass, population: Population, frames: Sequence[str], method: Agreement
) -> Iterator[PrevalenceRow]:
    """Count each frame in all statements and, where there are several sides, in each; correct the shares by a pass.

    Args:
        machine: the machine's coding of the articles that passes code.
        coding: a coding pass.
        population: all statements of the run.
        frames: names of the codebook's frames.
        method: the settings.

    Yields:
        Rows of `PREVALENCE`; the note says why a corrected share is withheld.
    """
    several = len(population.statements) > 2  # `ALL` and at least two sides
    coded = [unit for unit in sorted(coding.codes) if coding.codes[unit].frames is not None]
    rows = {unit: machine.statements[unit] for unit in coded}
    sides = {unit: name_side(row["side"], row["form"], row["speaker_kind"]) for unit, row in rows.items()}
    for side in sorted(population.statements) if several else [ALL]:
        inside = frozenset(unit for unit in coded if side in (ALL, sides[unit]))
        of = population.statements[side]
        withheld = _explain_withheld(coding, len(inside), of, method)
        for frame in frames:
            marked = population.marked.get((side, frame), 0)
            row: PrevalenceRow = {
                "coder": coding.name,
                "side": side,
                "frame": frame,
                "statements": of,
                "marked": marked,
                "machine": round_value(marked / of),
                "n": len(inside),
                "corrected": None,
                "low": None,
                "high": None,
                "tuning": None,
                "note": withheld,
            }
            if coding.sample and not withheld:
                codes = (
                    _collect_codes(coding, coding.sample, inside, frame),
                    _collect_codes(machine.coding, coding.sample, inside, frame),
                )
                estimate = correct_share(*codes, *number_strata(coding.sample), marked / of, of, method.level)
                row["corrected"] = round_value(estimate.share)
                row["low"], row["high"] = round_value(estimate.low), round_value(estimate.high)
                row["tuning"] = round_value(estimate.tuning)
            yield row


def _explain_withheld(coding: CodingPass, n: int, of: int, method: Agreement) -> str:
    if n == of:
        return ALL_CODED
    if coding.sample is None:
        return NOT_DRAWN
    return f"withheld: {coding.sample.flaw}" if coding.sample.flaw else explain_too_few(n, method)


def _collect_codes(coding: CodingPass, sample: Sample, inside: frozenset[Unit], frame: str) -> Values:
    """Codes of the sample's units, in order; 0 outside of the part."""
    return np.array([u in inside and coding.codes[u].has(frame) for u in sorted(sample.strata)], dtype=float)

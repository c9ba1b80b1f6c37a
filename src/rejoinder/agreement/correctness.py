"""How many of the machine's speakers, sides and stances a coder calls right.

From a sheet the share is estimated for all statements of the run: a ratio of two totals of a stratified sample, with
the variance of its linear approximation (Särndal, Swensson and Wretman 1992, ch. 5). As in table `agreement`, its units
weigh as many statements as they stand for, also where rows were skipped and there is no interval.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rejoinder.agreement.compare import Agreement, is_same, list_common_units, list_targets, round_value
from rejoinder.agreement.rows import CorrectnessRow
from rejoinder.agreement.strata import number_strata
from rejoinder.human_coding.model import NEUTRAL, CodingPass, Sample, Unit
from rejoinder.measures import compute_margin

NOT_DRAWN = "no interval: the statements coded were not drawn at random; code a sheet of `rejoinder sheet`"


@dataclass(frozen=True)
class _Judged:
    """How often the machine codes a unit, and how often the coder codes it the same, by unit."""

    given: Mapping[Unit, int]
    right: Mapping[Unit, int]


def compute_correctness(machine: CodingPass, coding: CodingPass, method: Agreement) -> Iterator[CorrectnessRow]:
    """Count right speakers, sides and stances, the latter in all ("") and by target.

    Of stances those count that machine or coder gives, in favour or against: a stance that the machine lacks is as
    wrong as one too many, and that both leave a statement neutral says little.

    Args:
        machine: its codes.
        coding: a coding pass.
        method: for the level of intervals.

    Yields:
        Rows of `CORRECTNESS`; none of a variable that the pass does not code.
    """
    for variable in ("speaker", "side"):
        units = list_common_units(machine, coding, variable)
        if units:
            right = {unit: int(is_same(machine.codes[unit], coding.codes[unit], variable)) for unit in units}
            judged = _Judged(dict.fromkeys(units, 1), right)
            yield _build_row(coding, variable, "", judged, method)
    units = list_common_units(machine, coding, "stances")
    stances = {
        target: {
            unit: (machine.codes[unit].stances[target], coding.codes[unit].stances[target])
            for unit in units
            # several coders may not agree on one, and a language model may have given none
            if target in coding.codes[unit].stances and target in machine.codes[unit].stances
        }
        for target in list_targets((machine.codes[unit], coding.codes[unit]) for unit in units)
    }
    by_target = {
        target: _Judged(
            {unit: int(set(pair) != {NEUTRAL}) for unit, pair in pairs.items()},
            {unit: int(pair[0] == pair[1] != NEUTRAL) for unit, pair in pairs.items()},
        )
        for target, pairs in stances.items()
    }
    if by_target:
        in_all = _Judged(
            {unit: sum(judged.given.get(unit, 0) for judged in by_target.values()) for unit in units},
            {unit: sum(judged.right.get(unit, 0) for judged in by_target.values()) for unit in units},
        )
        for target, judged in {"": in_all, **by_target}.items():
            yield _build_row(coding, "stances", target, judged, method)


def _build_row(coding: CodingPass, variable: str, category: str, judged: _Judged, method: Agreement) -> CorrectnessRow:
    n = sum(judged.given.values())
    row: CorrectnessRow = {
        "coder": coding.name,
        "variable": variable,
        "category": category,
        "n": n,
        "right": round_value(sum(judged.right.values()) / n) if n else None,
        "low": None,
        "high": None,
        "note": "" if n else "neither machine nor coder gives a stance",
    }
    if not n:
        return row
    if coding.sample is None or not any(judged.given.get(unit) for unit in coding.sample.strata):
        return {**row, "note": f"no interval: {coding.sample.flaw}" if coding.sample else NOT_DRAWN}
    share, margin = _estimate_ratio(judged, coding.sample, method.level)
    row["right"] = round_value(share)
    if coding.sample.flaw:
        return {**row, "note": f"statements weigh as many as they stand for; no interval: {coding.sample.flaw}"}
    row["low"], row["high"] = round_value(max(share - margin, 0.0)), round_value(min(share + margin, 1.0))
    return row


def _estimate_ratio(judged: _Judged, sample: Sample, level: float) -> tuple[float, float]:
    """The share of what is given in all statements that is right, and half the width of its interval."""
    strata, sizes = number_strata(sample)
    given, right = (
        np.array([counts.get(unit, 0) for unit in sorted(sample.strata)], dtype=float)
        for counts in (judged.given, judged.right)
    )
    weights = (sizes / np.bincount(strata, minlength=len(sizes)))[strata]
    total = float(weights @ given)
    share = float(weights @ right) / total
    return share, compute_margin(right - share * given, strata, sizes, total, level)

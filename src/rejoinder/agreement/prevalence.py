"""How many statements of the run carry a frame: the machine's count, and the share corrected for its errors."""

from collections.abc import Iterator, Sequence

import numpy as np

from rejoinder.agreement.calibration import explain_too_few
from rejoinder.agreement.compare import Agreement, round_value
from rejoinder.agreement.machine import MachineCoding
from rejoinder.agreement.population import ALL, Population, name_side
from rejoinder.agreement.rows import CodedSampleRow, PrevalenceRow
from rejoinder.agreement.strata import number_strata
from rejoinder.human_coding.model import CodingPass, Sample, Unit
from rejoinder.measures import Values, correct_share

NOT_DRAWN = "withheld: the statements coded were not drawn at random; code a sheet of `rejoinder sheet`"
ALL_CODED = "withheld: every statement is coded, nothing is left to estimate"


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


def list_coded_sample(
    machine: MachineCoding, coding: CodingPass, population: Population, frames: Sequence[str], method: Agreement
) -> Iterator[CodedSampleRow]:
    """List the codes that correct shares, for shares of other parts of the corpus.

    Args:
        machine, coding, population, frames, method: as in `compute_prevalence`.

    Yields:
        Rows of `CODED_SAMPLE`; none where the share of all statements is not corrected.
    """
    sample = coding.sample
    coded = sum(code.frames is not None for code in coding.codes.values())
    if sample is None or _explain_withheld(coding, coded, population.statements[ALL], method):
        return
    for unit, stratum in sorted(sample.strata.items()):
        for frame in frames:
            yield {
                "coder": coding.name,
                "statement_id": machine.statements[unit]["statement_id"],
                "frame": frame,
                "stratum": stratum,
                "size": sample.sizes[stratum],
                "truth": coding.codes[unit].has(frame),
                "machine": machine.coding.codes[unit].has(frame),
            }


def _explain_withheld(coding: CodingPass, n: int, of: int, method: Agreement) -> str:
    if n == of:
        return ALL_CODED
    if coding.sample is None:
        return NOT_DRAWN
    return f"withheld: {coding.sample.flaw}" if coding.sample.flaw else explain_too_few(n, method)


def _collect_codes(coding: CodingPass, sample: Sample, inside: frozenset[Unit], frame: str) -> Values:
    """Codes of the sample's units, in order; 0 outside of the part."""
    return np.array([u in inside and coding.codes[u].has(frame) for u in sorted(sample.strata)], dtype=float)

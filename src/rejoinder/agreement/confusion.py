"""What two coders agree and differ on, frame by frame, with statements to read."""

from collections.abc import Iterable, Iterator, Mapping

from rejoinder.agreement.compare import list_common_units
from rejoinder.agreement.machine import MachineCoding
from rejoinder.agreement.rows import ConfusionRow
from rejoinder.human_coding.model import CodingPass, Unit

CELLS = {"both": (True, True), "only first": (True, False), "only second": (False, True), "neither": (False, False)}


def compute_confusions(
    machine: MachineCoding, pairs: Iterable[tuple[CodingPass, CodingPass]], examples: int
) -> list[ConfusionRow]:
    """Compare coders, two by two, frame by frame.

    Args:
        machine: the machine's coding.
        pairs: of passes, the machine's first.
        examples: statements shown for each cell, at most. Against the machine, those it is surest of come first, so
            that its gravest errors can be seen: the ones farthest from its threshold. Of two passes, the first in the
            text.
    """
    return [row for first, second in pairs for row in _compare_pair(machine, first, second, examples)]


def _compare_pair(
    machine: MachineCoding, first: CodingPass, second: CodingPass, examples: int
) -> Iterator[ConfusionRow]:
    units = list_common_units(first, second)
    for frame, threshold in machine.thresholds.items() if units else ():
        scores: Mapping[Unit, float] = machine.scores.get(frame, {}) if first is machine.coding else {}
        margins = {unit: abs(scores.get(unit, threshold) - threshold) for unit in units}
        for cell, marks in CELLS.items():
            members = [u for u in units if (first.codes[u].has(frame), second.codes[u].has(frame)) == marks]
            surest = sorted(members, key=lambda unit: (-margins[unit], unit))[:examples]
            rows = (machine.statements[unit] for unit in surest)
            yield {
                "first": first.name,
                "second": second.name,
                "frame": frame,
                "cell": cell,
                "n": len(members),
                "examples": [{"statement_id": row["statement_id"], "text": row["text"]} for row in rows],
            }

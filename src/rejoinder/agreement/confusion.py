"""What two coders agree and differ on, frame by frame, with statements to read."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from rejoinder.agreement.compare import common
from rejoinder.agreement.files import MACHINE
from rejoinder.agreement.gold import Coding, Unit

CELLS = {"both": (True, True), "only first": (True, False), "only second": (False, True), "neither": (False, False)}


def confusion(
    codings: Sequence[Coding],
    units: Mapping[Unit, Mapping[str, Any]],
    scores: Mapping[str, Mapping[Unit, float]],
    thresholds: Mapping[str, float],
    examples: int,
) -> list[dict[str, Any]]:
    """Rows of `CONFUSION` for each pair of codings and frame that both coded statements for.

    `units` are rows of the statements table by unit, `scores` and `thresholds` are the machine's by frame. Examples
    are those the machine is surest of, the farthest from its threshold, so that its gravest errors come first; of two
    passes, the first in the text.
    """
    return [row for a, b in combinations(codings, 2) for row in _pair(a, b, units, scores, thresholds, examples)]


def _pair(
    a: Coding,
    b: Coding,
    units: Mapping[Unit, Mapping[str, Any]],
    scores: Mapping[str, Mapping[Unit, float]],
    thresholds: Mapping[str, float],
    examples: int,
) -> Iterator[dict[str, Any]]:
    coded = common(a, b)
    for frame, threshold in thresholds.items() if coded else ():
        known = scores.get(frame, {}) if a.name == MACHINE else {}
        sure = {unit: abs(known.get(unit, threshold) - threshold) for unit in coded}
        for cell, marks in CELLS.items():
            found = [u for u in coded if (_has(a, u, frame), _has(b, u, frame)) == marks]
            shown = sorted(found, key=lambda u: (-sure[u], u))[:examples]
            yield {
                "first": a.name,
                "second": b.name,
                "frame": frame,
                "cell": cell,
                "n": len(found),
                "examples": [{name: units[u][name] for name in ("statement_id", "text")} for u in shown],
            }


def _has(coding: Coding, unit: Unit, frame: str) -> bool:
    return frame in (coding.codes[unit].frames or ())

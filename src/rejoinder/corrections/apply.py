"""Setting the frames and stances of statements as corrections say; `statements` sets speakers and sides itself."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypedDict

from rejoinder import paths
from rejoinder.corrections.model import FRAME, STANCE

_SCORES = {"opposes": -1.0, "neutral": 0.0, "favours": 1.0}


class CorrectionRow(TypedDict):
    """A row of data/corrections: a correction of a statement that it was found to be about."""

    statement_id: str
    variable: str
    line: int
    value: str


def correct_frames(rows: Iterable[Mapping[str, Any]], corrections: Iterable[CorrectionRow]) -> Iterator[dict[str, Any]]:
    """Set decisions; scores and thresholds stay the machine's.

    Args:
        rows: of the frames table.
        corrections: of the same statements.

    Yields:
        The rows, in their order.
    """
    given = _index(corrections, FRAME)
    for row in rows:
        correction = given.get((row["statement_id"], row["frame"]))
        if correction:
            decision = correction["value"] == "yes"
            row = {**row, "decision": decision, "uncertain": False, "rule": _name_rule(correction)}
        yield dict(row)


def correct_stances(
    rows: Iterable[Mapping[str, Any]], corrections: Iterable[CorrectionRow], targets: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """Set stances; one that the machine lacks is added, toward a target that no words are known to mention.

    Args:
        rows: of the stances table.
        corrections: of the same statements.
        targets: names of what stances are taken toward; stances toward anything else are left out.

    Yields:
        The rows, those added last.
    """
    known = set(targets)
    given = {key: correction for key, correction in _index(corrections, STANCE).items() if key[1] in known}
    for row in rows:
        correction = given.pop((row["statement_id"], row["target"]), None)
        if correction and correction["value"] != row["label"]:
            row = {**row, **_set_stance(correction)}
        yield dict(row)
    for (statement_id, target), correction in given.items():
        if correction["value"] != "neutral":
            implied = {"statement_id": statement_id, "target": target, "mention": [], "implied": True}
            yield {**implied, **_set_stance(correction)}


def _index(corrections: Iterable[CorrectionRow], prefix: str) -> dict[tuple[str, str], CorrectionRow]:
    return {
        (row["statement_id"], row["variable"].removeprefix(prefix)): row
        for row in corrections
        if row["variable"].startswith(prefix)
    }


def _set_stance(correction: CorrectionRow) -> dict[str, Any]:
    label = correction["value"]
    return {"label": label, "score": _SCORES[label], "evidence": [], "rule": _name_rule(correction)}


def _name_rule(correction: CorrectionRow) -> str:
    return f"corrected: {paths.CORRECTIONS_FILE}, line {correction['line']}"

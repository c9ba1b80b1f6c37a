"""What corrections changed: the machine's values and those that stand, counted."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

_KEY = ["statement_id", "variable"]
_COLUMNS = ["variable", "was", "is", "statements", "lines"]


class CorrectedRows(NamedTuple):
    """Rows of the articles that corrections touch, by dataset (statements, frames, stances).

    Attributes:
        machine: the machine's own.
        standing: those that stand.
        applied: the rows of data/corrections.
    """

    machine: Mapping[str, pd.DataFrame]
    standing: Mapping[str, pd.DataFrame]
    applied: pd.DataFrame


def count_corrections(rows: CorrectedRows) -> pd.DataFrame:
    """Count the values that corrections changed.

    Returns:
        Columns variable (speaker, side, frame_NAME or stance_TARGET), was (the machine's value), is (the one that
        stands), statements, and lines (of seeds/corrections.csv; "" where the value follows from another correction:
        the side of a corrected speaker, a stance judged anew). Rows by variable, the most frequent first.
    """
    was, standing = (_spread(part) for part in (rows.machine, rows.standing))
    both = was.merge(standing, on=_KEY, how="outer", suffixes=("_was", "_is"))
    both = both.fillna({"value_was": "neutral", "value_is": "neutral"})  # only stances have no row where there is none
    changed = both[both["value_was"] != both["value_is"]]
    changed = changed.merge(
        rows.applied[["statement_id", "variable", "line"]], on=["statement_id", "variable"], how="left"
    )
    groups = changed.groupby(["variable", "value_was", "value_is"], sort=False)
    counted = [(*key, len(part), _join_lines(part["line"])) for key, part in groups]
    counts = pd.DataFrame(counted, columns=_COLUMNS)
    return counts.sort_values(
        ["variable", "statements", "was", "is"], ascending=[True, False, True, True], ignore_index=True
    )


def _spread(parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row for each value of a statement: columns statement_id, variable, value."""
    statements, frames, stances = (parts[name] for name in ("statements", "frames", "stances"))
    values = [
        statements[["statement_id"]].assign(variable=name, value=statements[name].fillna("").replace("", "none"))
        for name in ("speaker", "side")
    ]
    marks = frames["decision"].map({True: "yes", False: "no"})
    values.append(frames[["statement_id"]].assign(variable="frame_" + frames["frame"], value=marks))
    values.append(stances[["statement_id"]].assign(variable="stance_" + stances["target"], value=stances["label"]))
    return pd.concat(values, ignore_index=True).astype(str)


def _join_lines(lines: pd.Series) -> str:
    return ", ".join(str(line) for line in sorted(set(lines.dropna().astype(int))))

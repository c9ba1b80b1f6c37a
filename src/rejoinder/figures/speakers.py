"""Speakers as figures show them: in order of their sides, those that there is no room for pooled with their like."""

from collections.abc import Mapping

import pandas as pd

from rejoinder.corpus import NARRATION, UNKNOWN_SIDE
from rejoinder.figures.sides import GROUPS, NAMED, THIRD_PARTY

_POOLS = {
    NAMED: "others of these sides",
    THIRD_PARTY: "third parties",
    UNKNOWN_SIDE: UNKNOWN_SIDE,
    NARRATION: NARRATION,
}


def pool_speakers(speakers: pd.DataFrame, groups: Mapping[str, str], most: int) -> pd.DataFrame:
    """Name the rows of a figure after speakers, and pool those that there is no room for.

    Args:
        speakers: as `count_by_speaker` counts them.
        groups: of the sides, in the order of the figure's groups of rows.
        most: rows of the figure; never fewer than a row for each group.

    Returns:
        The speakers in order of group, side and first statement, with the columns group and row: what figures call the
        speaker. It is the name, or that of a pool, as in "third parties (k)" for k speakers; the speakers of named
        sides with the most statements are listed first.
    """
    rows = speakers.assign(row=speakers["speaker"], group=speakers["side"].map(groups))
    rows["rank"] = rows["group"].map(GROUPS.index)
    rows["pooled"] = rows["members"] > 1
    if rows["members"].sum() > most:
        ranked = rows.sort_values(["pooled", "rank", "n"], ascending=[True, True, False], kind="stable")
        rows.loc[ranked.index[max(most - rows["group"].nunique(), 0) :], "pooled"] = True
        sizes = rows[rows["pooled"]].groupby("group")["members"].sum()
        rows["pooled"] &= rows["group"].map(sizes) > 1
        pools = [f"{_POOLS[group]} ({sizes.get(group)})" for group in rows["group"]]
        rows["row"] = rows["row"].mask(rows["pooled"], pd.Series(pools, index=rows.index))
    rows["place"] = rows["side"].map({side: place for place, side in enumerate(groups)})
    rows = rows.sort_values(["rank", "pooled", "place"], kind="stable")
    return rows.drop(columns=["rank", "pooled", "place"]).reset_index(drop=True)


def count_speakers(statements: pd.DataFrame) -> pd.DataFrame:
    """Count the speakers of some statements, which are in order, as `count_by_speaker` does.

    Returns:
        Columns speaker, side (of most statements), n, members (1). Rows by first statement.
    """
    sides = statements.groupby("speaker", sort=False)["side"]
    counts = sides.agg(side=lambda sides: sides.mode().iloc[0], n="size").reset_index()
    return counts.assign(members=1)

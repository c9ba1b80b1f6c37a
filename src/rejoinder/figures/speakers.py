"""Speakers as figures show them: in order of their sides, those with few statements pooled."""

from collections.abc import Iterable

import pandas as pd


def pool_speakers(speakers: pd.DataFrame, sides: Iterable[str], most: int) -> pd.DataFrame:
    """Name the rows of a figure after speakers, and pool those with the fewest statements.

    Args:
        speakers: as `count_by_speaker` counts them.
        sides: in the order of the figure's groups of rows.
        most: rows of the figure.

    Returns:
        The speakers in order of side, then of first statement, and a column row: what figures call the speaker. It is
        the name, or "others (k)" for the k speakers beyond the `most - 1` with the most statements.
    """
    rows = speakers.assign(row=speakers["speaker"])
    if rows["members"].sum() > most:
        ranked = rows.assign(pool=rows["members"] > 1).sort_values(
            ["pool", "n"], ascending=[True, False], kind="stable"
        )
        pooled = ranked.index[most - 1 :]
        rows.loc[pooled, "row"] = f"others ({rows.loc[pooled, 'members'].sum()})"
    order = list(sides)
    names = zip(rows["row"], rows["speaker"], rows["side"], strict=True)
    rows["place"] = [len(order) if row != speaker else order.index(side) for row, speaker, side in names]
    return rows.sort_values("place", kind="stable").drop(columns="place").reset_index(drop=True)


def count_speakers(statements: pd.DataFrame) -> pd.DataFrame:
    """Count the speakers of some statements, which are in order, as `count_by_speaker` does.

    Returns:
        Columns speaker, side (of most statements), n, members (1). Rows by first statement.
    """
    sides = statements.groupby("speaker", sort=False)["side"]
    counts = sides.agg(side=lambda sides: sides.mode().iloc[0], n="size").reset_index()
    return counts.assign(members=1)

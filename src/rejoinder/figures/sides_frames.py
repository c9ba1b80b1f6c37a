"""Figure `sides_frames`: the heat map of statements by side and frame."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from rejoinder.corpus import NO_FRAME
from rejoinder.figures.data import FigureData
from rejoinder.figures.heat_map import HeatMap, plot_heat_map
from rejoinder.figures.labels import plot_message
from rejoinder.figures.sides import NAMED, pool_sides
from rejoinder.figures.style import Paper

COUNTED = ("count", "uncertain")  # of the statements that are given a frame, how many are so although uncertain


def count_sides_frames(data: FigureData) -> pd.DataFrame:
    """Statements of each side with each frame.

    Returns:
        Columns side, group (as `group_sides` names it), frame (a name, or "none" for statements without any), label,
        count, uncertain (how many of these are), n (statements of the side), share (count / n, in [0, 1]). Rows by
        side, then by frame, in the order of the actors and of the codebook; one with two frames counts for both.
    """
    counts = data.sides_frames.set_index(["side", "frame"])
    labels = data.frames | {NO_FRAME: "no frame"}
    rows = [
        (side, data.groups[side], frame, label, *(int(counts[c].get((side, frame), 0)) for c in COUNTED), n)
        for side, n in data.sides.items()
        for frame, label in labels.items()
    ]
    table = pd.DataFrame(rows, columns=["side", "group", "frame", "label", *COUNTED, "n"])
    return table.assign(share=(table["count"] / table["n"]).astype(float).round(4))


def plot_sides_frames(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_sides_frames` as a heat map of counts, coloured by share of the side's statements.

    Sides that the researcher did not name are grey and come last. Beyond `paper.rows`, sides are pooled with their
    like.

    Returns:
        The figure, or one that says why there is nothing to draw.
    """
    if table.empty:
        return plot_message("No statements to count by side and frame.", paper)
    groups = dict(zip(table["side"], table["group"], strict=True))
    table = _pool_rows(table, pool_sides(groups, paper.rows))
    quiet = [group != NAMED for group in dict(zip(table["side"], table["group"], strict=True)).values()]
    labels = dict(zip(table["frame"], table["label"], strict=True))
    n = dict(zip(table["side"], table["n"], strict=True))
    counts, uncertain = (
        table.pivot_table(index="side", columns="frame", values=name, aggfunc="sum").loc[list(n), list(labels)]
        for name in COUNTED
    )
    heat_map = HeatMap(
        counts=counts,
        shares=counts.div(list(n.values()), axis="index"),
        uncertain=uncertain,
        heads=list(labels.values()),
        notes={side: f"(n = {number})" for side, number in n.items()},
        quiet=quiet,
        of_uncertain="part of the count that is uncertain",
    )
    return plot_heat_map(heat_map, paper)


def _pool_rows(table: pd.DataFrame, rows: Mapping[str, str]) -> pd.DataFrame:
    """Add up the sides that share a row."""
    named = table.assign(side=table["side"].map(rows))
    return named.groupby(["side", "group", "frame", "label"], sort=False)[[*COUNTED, "n"]].sum().reset_index()

"""Figure `by_outlet`: the share of statements with each frame in what each outlet prints."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from rejoinder.figures.data import FigureData
from rejoinder.figures.group_panels import count_places, plot_group_panels
from rejoinder.figures.labels import choose_share_ticks, plot_message
from rejoinder.figures.shares import COLUMNS, compute_shares, pool_groups
from rejoinder.figures.style import Paper

_NO_OUTLET = "no outlet"


def count_by_outlet(data: FigureData, paper: Paper) -> pd.DataFrame:
    """The share of statements with each frame by outlet, as the figure shows outlets.

    Returns:
        Columns outlet, articles, n (their statements), frame, label, count, share, low, high, note, as
        `compute_shares` makes them. Rows by falling n, then by name, and frame. Outlets beyond `paper.rows`, or beyond
        what a page of so many frames holds, are pooled as "others (k)"; articles of no outlet come last.
    """
    return _compute_outlets(data, count_places(len(data.frames), paper), paper)


def count_all_outlets(data: FigureData, paper: Paper) -> pd.DataFrame:
    """The columns and order of `count_by_outlet`, with no outlet pooled."""
    return _compute_outlets(data, None, paper)


def _compute_outlets(data: FigureData, most: int | None, paper: Paper) -> pd.DataFrame:
    """The shares of up to `most` outlets, or all."""
    if data.outlets is None:
        return pd.DataFrame(columns=["outlet", *COLUMNS])
    groups = pool_groups(data.outlets, _name_outlets(data.outlets, len(data.outlets) if most is None else most))
    return compute_shares(groups, data.frames, paper.minimum_articles).rename(columns={"group": "outlet"})


def _name_outlets(groups: pd.DataFrame, most: int) -> dict[str, str]:
    """What each outlet is called, in the order of rows."""
    sizes = groups.drop_duplicates("group").set_index("group")["n"]
    ranked = sorted((outlet for outlet in sizes.index if outlet), key=lambda outlet: (-sizes[outlet], outlet))
    places = most - ("" in sizes.index)
    listed = ranked if len(ranked) <= places else ranked[: max(places - 1, 0)]
    pool = f"others ({len(ranked) - len(listed)})"
    names = {outlet: outlet if outlet in listed else pool for outlet in ranked}
    return names | ({"": _NO_OUTLET} if "" in sizes.index else {})


def plot_by_outlet(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_by_outlet`: a panel for each frame, a mark for each outlet's share, hollow without interval.

    Returns:
        The figure, or one that says why there is nothing to draw.
    """
    if table.empty:
        return plot_message("No articles of several outlets to compare.", paper)
    highest = float(np.nanmax([*table["share"], *table["high"].astype(float), 0.01]))
    ends = (0.0, choose_share_ticks(highest)[-1])
    return plot_group_panels(table.rename(columns={"outlet": "group"}), "share", ends, "share of statements", paper)

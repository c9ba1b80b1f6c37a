"""Figure `by_outlet`: the share of statements with each frame in what each outlet prints."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import choose_share_ticks, fit_titles, label_rows, plot_message
from rejoinder.figures.panels import split_rows
from rejoinder.figures.shares import COLUMNS, compute_shares, pool_groups
from rejoinder.figures.style import Paper

_NO_OUTLET = "no outlet"
_ACROSS = 5  # panels in a row
_ROW_MM = 6.6
_MARGIN_MM = 17  # of a row of panels, for titles and scale


def count_by_outlet(data: FigureData, paper: Paper) -> pd.DataFrame:
    """The share of statements with each frame by outlet, as the figure shows outlets.

    Returns:
        Columns outlet, articles, n (their statements), frame, label, count, share, low, high, note, as
        `compute_shares` makes them. Rows by falling n, then by name, and frame. Outlets beyond `paper.rows`, or beyond
        what a page of so many frames holds, are pooled as "others (k)"; articles of no outlet come last.
    """
    down, _ = split_rows(len(data.frames), _ACROSS)
    room = int(((paper.page_mm - 5) / down - _MARGIN_MM) / _ROW_MM)
    return _compute_outlets(data, max(2, min(paper.rows, room)), paper)


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
    labels, outlets = dict(zip(table["frame"], table["label"], strict=True)), list(dict.fromkeys(table["outlet"]))
    down, across = split_rows(len(labels), _ACROSS)
    figure = paper.create_figure(paper.double_mm, down * (len(outlets) * _ROW_MM + _MARGIN_MM) + 5)
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    room_mm = (paper.double_mm - paper.label_mm - 20) / across - 2
    heads, points = fit_titles(list(labels.values()), room_mm, paper)
    for axes, frame, head, colour in zip(panels.flat, labels, heads, paper.frame_colours(len(labels)), strict=False):
        _draw_outlets(axes, table[table["frame"] == frame], colour)
        axes.set_title(head, loc="left", fontsize=points)
        sns.despine(ax=axes, left=True)
    for axes in panels.flat[len(labels) :]:
        axes.set_axis_off()
    n = dict(zip(table["outlet"], table["n"], strict=True))
    for axes in panels[:, 0]:
        names = [(outlet, f"(n = {n[outlet]})") for outlet in outlets]
        label_rows(axes, range(len(outlets)), names, paper.label_mm - 8, paper)
    ticks = choose_share_ticks(float(np.nanmax([*table["share"], *table["high"].astype(float), 0.01])))
    top = ticks[-1]
    panels[0, 0].set(ylim=(len(outlets) - 0.5, -0.5), xlim=(0, 1.2 * top))
    panels[0, 0].set_xticks([0, top / 2, top], ["0", f"{top / 2:g}", f"{top:g}"])
    panels[-1, across // 2].set_xlabel("share of statements")
    return figure


def _draw_outlets(axes: Axes, rows: pd.DataFrame, colour: str) -> None:
    """The shares of one frame, an outlet below the other, with their intervals."""
    places = np.arange(len(rows))
    low, high = rows["low"].astype(float), rows["high"].astype(float)
    axes.hlines(places[:-1] + 0.5, 0, 1, color=style.LIGHT_GREY, linewidth=0.5, zorder=0)
    axes.hlines(places, low, high, color=colour, linewidth=1.2)
    for place, share, withheld in zip(places, rows["share"], low.isna(), strict=True):
        face = style.WHITE if withheld else colour
        axes.plot([share], [place], marker="o", markersize=3.5, color=colour, markerfacecolor=face, clip_on=False)
    axes.axvline(0, color=style.GREY, linewidth=0.6, zorder=0)
    axes.tick_params(axis="y", length=0)

"""Outlets side by side: the share of statements with each frame in what each of them prints."""

import math

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rejoinder.figures import style
from rejoinder.figures.data import Coded
from rejoinder.figures.shares import COLUMNS, pooled, shares
from rejoinder.figures.style import Paper

NO_OUTLET = "no outlet"
_PANELS = 5  # beside each other, at most
_ROW_MM = 6.6
_MARGIN_MM = 17  # of a line of panels, for titles and scale


def by_outlet(data: Coded, paper: Paper) -> pd.DataFrame:
    """The share of statements with each frame by outlet, as the figure shows outlets.

    Columns: outlet, articles, n (their statements), frame, label, count, share, low, high, note, as `shares.shares`
    makes them. Rows by falling n, then by name, and frame; outlets beyond `paper.rows`, or beyond what a page of so
    many frames holds, are pooled as "others (k)", articles of no outlet come last. `outlets` has every outlet.
    """
    if data.outlets is None:
        return pd.DataFrame(columns=["outlet", *COLUMNS])
    return _shares(data, _names(data.outlets, _held(len(data.frames), paper)), paper)


def outlets(data: Coded, paper: Paper) -> pd.DataFrame:
    """The columns and order of `by_outlet`, with no outlet pooled."""
    if data.outlets is None:
        return pd.DataFrame(columns=["outlet", *COLUMNS])
    return _shares(data, _names(data.outlets, len(data.outlets)), paper)


def _shares(data: Coded, names: dict[str, str], paper: Paper) -> pd.DataFrame:
    assert data.outlets is not None
    table = shares(pooled(data.outlets, names), data.frames, paper.minimum_articles)
    return table.rename(columns={"group": "outlet"})


def _held(frames: int, paper: Paper) -> int:
    """Rows that a figure of so many frames has room for."""
    line = (paper.page_mm - 5) / math.ceil(frames / _PANELS)
    return max(2, min(paper.rows, int((line - _MARGIN_MM) / _ROW_MM)))


def _names(groups: pd.DataFrame, most: int) -> dict[str, str]:
    """What each outlet is called, in the order of rows."""
    sizes = groups.drop_duplicates("group").set_index("group")["n"]
    ranked = sorted((outlet for outlet in sizes.index if outlet), key=lambda outlet: (-sizes[outlet], outlet))
    places = most - ("" in sizes.index)
    alone = ranked if len(ranked) <= places else ranked[: max(places - 1, 0)]
    names = {outlet: outlet if outlet in alone else f"others ({len(ranked) - len(alone)})" for outlet in ranked}
    return names | ({"": NO_OUTLET} if "" in sizes.index else {})


def plot_by_outlet(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `by_outlet`: a panel for each frame, a mark for each outlet's share, hollow without interval."""
    if table.empty:
        return style.message(paper, "No articles of several outlets to compare.")
    labels, rows = dict(zip(table["frame"], table["label"], strict=True)), list(dict.fromkeys(table["outlet"]))
    down = math.ceil(len(labels) / _PANELS)
    across = math.ceil(len(labels) / down)
    figure = paper.figure(paper.double_mm, down * (len(rows) * _ROW_MM + _MARGIN_MM) + 5)
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    heads, points = style.titles(list(labels.values()), (paper.double_mm - paper.label_mm - 20) / across - 2, paper)
    for axes, frame, head, colour in zip(panels.flat, labels, heads, paper.colours(len(labels)), strict=False):
        _marks(axes, table[table["frame"] == frame], colour)
        axes.set_title(head, loc="left", fontsize=points)
        sns.despine(ax=axes, left=True)
    for axes in panels.flat[len(labels) :]:
        axes.set_axis_off()
    n = dict(zip(table["outlet"], table["n"], strict=True))
    for axes in panels[:, 0]:
        notes = [(row, f"(n = {n[row]})") for row in rows]
        style.name_ticks(axes, range(len(rows)), notes, paper.label_mm - 8, paper)
    ticks = style.share_ticks(float(np.nanmax([*table["share"], *table["high"].astype(float), 0.01])))
    top = ticks[-1]
    panels[0, 0].set(ylim=(len(rows) - 0.5, -0.5), xlim=(0, 1.2 * top))
    panels[0, 0].set_xticks([0, top / 2, top], ["0", f"{top / 2:g}", f"{top:g}"])
    panels[-1, across // 2].set_xlabel("share of statements")
    return figure


def _marks(axes: Axes, part: pd.DataFrame, colour: str) -> None:
    places = np.arange(len(part))
    low, high = part["low"].astype(float), part["high"].astype(float)
    axes.hlines(places[:-1] + 0.5, 0, 1, color="#e6e6e6", linewidth=0.5, zorder=0)
    axes.hlines(places, low, high, color=colour, linewidth=1.2)
    for place, share, withheld in zip(places, part["share"], low.isna(), strict=True):
        face = style.PAPER if withheld else colour
        axes.plot([share], [place], marker="o", markersize=3.5, color=colour, markerfacecolor=face, clip_on=False)
    axes.axvline(0, color=style.LINE, linewidth=0.6, zorder=0)
    axes.tick_params(axis="y", length=0)

"""Groups below one another, a panel for each frame, with intervals: for the figures that compare groups."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rejoinder.figures import style
from rejoinder.figures.labels import fit_titles, label_rows, label_scale
from rejoinder.figures.panels import split_rows
from rejoinder.figures.style import Paper

_ACROSS = 5  # panels in a row
_ROW_MM = 6.6
_MARGIN_MM = 17  # of a row of panels, for titles and scale
_SPARE = 0.1  # of the scale, beyond each end


def count_places(frames: int, paper: Paper) -> int:
    """How many groups a page of so many frames has room for, at least 2."""
    down, _ = split_rows(frames, _ACROSS)
    return max(2, min(paper.rows, int(((paper.page_mm - 5) / down - _MARGIN_MM) / _ROW_MM)))


def plot_group_panels(table: pd.DataFrame, value: str, ends: tuple[float, float], scale: str, paper: Paper) -> Figure:
    """Draw a panel for each frame: a mark for each group, hollow without interval.

    Args:
        table: columns group, n, frame, label, `value`, low, high; rows by group and frame, one at least.
        value: column of the marks.
        ends: of the scale, the first at most 0.
        scale: what it measures.
        paper: sizes and colours.
    """
    labels, groups = dict(zip(table["frame"], table["label"], strict=True)), list(dict.fromkeys(table["group"]))
    down, across = split_rows(len(labels), _ACROSS)
    figure = paper.create_figure(paper.double_mm, down * (len(groups) * _ROW_MM + _MARGIN_MM) + 5)
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    room_mm = (paper.double_mm - paper.label_mm - 20) / across - 2
    heads, points = fit_titles(list(labels.values()), room_mm, paper)
    for axes, frame, head, colour in zip(panels.flat, labels, heads, paper.frame_colours(len(labels)), strict=False):
        _draw_groups(axes, table[table["frame"] == frame], value, colour)
        axes.set_title(head, loc="left", fontsize=points)
        sns.despine(ax=axes, left=True)
    for axes in panels.flat[len(labels) :]:
        axes.set_axis_off()
    n = dict(zip(table["group"], table["n"], strict=True))
    for axes in panels[:, 0]:
        names = [(group, f"(n = {n[group]})") for group in groups]
        label_rows(axes, range(len(groups)), names, paper.label_mm - 8, paper)
    first, last = ends
    spare = _SPARE * (last - first)
    panels[0, 0].set(ylim=(len(groups) - 0.5, -0.5), xlim=(first - spare * (first < 0), last + 2 * spare))
    ticks = [first, (first + last) / 2, last]
    panels[0, 0].set_xticks(ticks, [f"{tick:g}".replace("-", "−") for tick in ticks])
    label_scale(panels[-1], scale)
    return figure


def _draw_groups(axes: Axes, rows: pd.DataFrame, value: str, colour: str) -> None:
    """The marks of one frame, a group below the other, with their intervals."""
    places = np.arange(len(rows))
    low, high = rows["low"].astype(float), rows["high"].astype(float)
    axes.hlines(places[:-1] + 0.5, -1, 1, color=style.LIGHT_GREY, linewidth=0.5, zorder=0)
    axes.hlines(places, low, high, color=colour, linewidth=1.2)
    for place, mark, withheld in zip(places, rows[value], low.isna(), strict=True):
        face = style.WHITE if withheld else colour
        axes.plot([mark], [place], marker="o", markersize=3.5, color=colour, markerfacecolor=face, clip_on=False)
    axes.axvline(0, color=style.GREY, linewidth=0.6, zorder=0)
    axes.tick_params(axis="y", length=0)

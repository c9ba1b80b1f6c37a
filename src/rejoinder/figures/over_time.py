"""Figure `over_time`: the share of statements with each frame by day, month or year."""

import datetime
from collections.abc import Iterator

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rejoinder.corpus.parts import TimeUnit
from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import choose_share_ticks, fit_titles, measure_width, plot_message
from rejoinder.figures.panels import split_rows
from rejoinder.figures.shares import COLUMNS, compute_shares
from rejoinder.figures.style import Paper

_ACROSS = 4  # panels in a row
_PANEL_MM = 40  # height of a panel with its title and scale
_BAND = 0.25  # opacity of intervals
_MARKED = 40  # points that a panel has room to mark


def count_over_time(data: FigureData, paper: Paper) -> pd.DataFrame:
    """The share of statements with each frame by period, of dated articles.

    Returns:
        Columns unit (day, month or year), period ("2013-05-04", "2013-05", "2013"), articles, n (their statements),
        frame, label, count, share, low, high, note, as `compute_shares` makes them. Rows by period and frame; a period
        without articles has none.
    """
    if data.unit is None or data.periods is None:
        return pd.DataFrame(columns=["unit", "period", *COLUMNS])
    table = compute_shares(data.periods, data.frames, paper.minimum_articles).rename(columns={"group": "period"})
    return table.assign(unit=data.unit)[["unit", "period", *COLUMNS]]


def plot_over_time(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_over_time`: a panel for each frame, lines broken where there are no articles, intervals as bands.

    Returns:
        The figure, or one that says why there is nothing to draw.
    """
    if table.empty:
        return plot_message("No articles of several days to draw a course of time from.", paper)
    labels = dict(zip(table["frame"], table["label"], strict=True))
    down, across = split_rows(len(labels), _ACROSS)
    figure = paper.create_figure(paper.double_mm, min(down * _PANEL_MM + 6, paper.page_mm), gap=0.04)
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    room_mm = (paper.double_mm - 16) / across - 4
    heads, points = fit_titles(list(labels.values()), room_mm, paper)
    table = table.assign(place=[_number_period(period) for period in table["period"]])
    for axes, frame, head, colour in zip(panels.flat, labels, heads, paper.frame_colours(len(labels)), strict=False):
        _draw_course(axes, table[table["frame"] == frame], colour)
        axes.set_title(head, loc="left", fontsize=points)
        sns.despine(ax=axes)
    for axes in panels.flat[len(labels) :]:
        axes.set_axis_off()
    _set_scales(panels[0, 0], table, room_mm, paper)
    for axes in panels[:, 0]:
        axes.set_ylabel("share of statements")
    for axes in panels.flat[max(len(labels) - across, 0) : len(labels)]:  # the lowest of each column
        axes.set_xlabel(table["unit"].iloc[0])
        axes.tick_params(axis="x", labelbottom=True)
    return figure


def _number_period(period: str) -> int:
    """The number of a day, month or year, so that neighbours differ by one."""
    parts = [int(part) for part in period.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts).toordinal()
    return 12 * parts[0] + parts[1] - 1 if len(parts) == 2 else parts[0]


def _name_period(number: int, unit: TimeUnit) -> str:
    if unit == "day":
        return datetime.date.fromordinal(number).isoformat()
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if unit == "month" else f"{number:04d}"


def _draw_course(axes: Axes, rows: pd.DataFrame, colour: str) -> None:
    """The line of one frame, with marks, hollow without interval, where there is room or a period is alone."""
    for stretch in _split_at_gaps(rows):
        axes.plot(stretch["place"], stretch["share"], color=colour, linewidth=1)
        if len(rows) <= _MARKED or len(stretch) == 1:
            faces = [style.WHITE if withheld else colour for withheld in stretch["low"].isna()]
            axes.scatter(
                stretch["place"], stretch["share"], s=5, facecolors=faces, edgecolors=colour, linewidths=0.6, zorder=3,
                clip_on=False,
            )  # fmt: skip
    for stretch in _split_at_gaps(rows[rows["low"].notna()]):
        place, low, high = stretch["place"], stretch["low"], stretch["high"]
        if len(stretch) > 1:
            axes.fill_between(place, low, high, color=colour, alpha=_BAND, linewidth=0)
        else:
            axes.vlines(place, low, high, color=colour, alpha=_BAND, linewidth=2)


def _split_at_gaps(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Periods that follow one another without a gap."""
    for _, stretch in rows.groupby((rows["place"].diff() != 1).cumsum()):
        yield stretch


def _set_scales(axes: Axes, table: pd.DataFrame, room_mm: float, paper: Paper) -> None:
    """The scales that all panels share."""
    shares = choose_share_ticks(float(np.nanmax([*table["share"], *table["high"].astype(float), 0.01])))
    axes.set(ylim=(0, shares[-1]), yticks=shares)
    first, last = int(table["place"].min()), int(table["place"].max())
    ticks = _choose_period_ticks(range(first, last + 1), table["unit"].iloc[0], room_mm, paper)
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.set_xlim(first - 0.5, last + 0.5)


def _choose_period_ticks(places: range, unit: TimeUnit, room_mm: float, paper: Paper) -> dict[int, str]:
    """As many places with their labels as the room holds: parts of a year and years for months, else 1, 2, 5."""
    tens = [base * 10**power for power in range(5) for base in (1, 2, 5)]
    ticks: dict[int, str] = {}
    for step in [1, 2, 3, 6, *(12 * step for step in tens)] if unit == "month" else tens:
        years = unit == "month" and step % 12 == 0
        ticks = {
            place: _name_period(place // 12, "year") if years else _name_period(place, unit)
            for place in places
            if place % step == 0
        }
        if sum(measure_width(label, paper.font_pt) + 3 for label in ticks.values()) <= room_mm:
            break
    return ticks

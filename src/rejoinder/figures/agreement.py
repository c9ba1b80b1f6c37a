"""Figure `agreement`: agreement of the machine with each coding pass, and of the passes with each other."""

from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import (
    add_legend,
    format_n,
    label_rows,
    measure_height,
    measure_legend,
    truncate_text,
)
from rejoinder.figures.style import MARKERS, Paper

_MEASURES = {"f1": "F1", "alpha": "Krippendorff's alpha"}
_OVERALL = {"micro": "all frames pooled", "macro": "mean of frames"}
_MACHINE, _PASSES = "machine and coding pass", "two coding passes"


def count_agreement(data: FigureData) -> pd.DataFrame:
    """F1 and alpha of every pair of coders for each frame and overall.

    Returns:
        Columns pair ("machine vs. pass-1"), kind (machine and coding pass, or two coding passes), frame (a name,
        "micro" or "macro"), label, measure, n (units coded by both), value, low, high (empty where undefined or
        withheld), note and interval_note, which say why. Rows by kind, pair, frame in the codebook's order, and
        measure.
    """
    columns = ["pair", "kind", "frame", "label", "measure", "n", "value", "low", "high", "note", "interval_note"]
    labels = data.frames | _OVERALL
    rows = data.agreement
    rows = rows[(rows["variable"] == "frames") & rows["measure"].isin(_MEASURES) & rows["category"].isin(labels)]
    rows = rows[rows["n"] > 0]  # passes coded by another codebook share no unit
    if rows.empty:
        return pd.DataFrame(columns=columns)
    rows = rows.rename(columns={"category": "frame"})
    rows = rows.assign(
        pair=rows["first"] + " vs. " + rows["second"],
        kind=rows["first"].eq("machine").map({True: _MACHINE, False: _PASSES}),
        label=rows["frame"].map(labels),
        rank=rows["frame"].map({name: number for number, name in enumerate(labels)}),
    )
    return rows.sort_values(["kind", "pair", "rank", "measure"])[columns].reset_index(drop=True)


def plot_agreement(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_agreement`: a panel for each measure, a row for each frame, a mark for each pair of coders."""
    labels = dict(zip(table["frame"], table["label"], strict=True))
    room = int((paper.page_mm - 30) / len(labels) / measure_height(paper.small_pt)) - 1
    lines = _split_lines(table, room)
    looks = [_mark_style(rows, number, paper) for number, rows in enumerate(lines.values())]
    handles = [_create_handle(name, lines[name], look, paper) for name, look in zip(lines, looks, strict=True)]
    row_mm = max(6.0, measure_height(paper.small_pt) * (len(lines) + 0.7))
    height_mm = len(labels) * row_mm + 12 + measure_legend(handles, paper, paper.double_mm)
    figure = paper.create_figure(paper.double_mm, height_mm, gap=0.08)
    panels = figure.subplots(1, len(_MEASURES), sharey=True)
    for axes, (measure, title) in zip(panels, _MEASURES.items(), strict=True):
        _set_scale(axes, table[table["measure"] == measure], len(labels))
        axes.set_xlabel(title)
        for number, (rows, look) in enumerate(zip(lines.values(), looks, strict=True)):
            shift = (number - (len(lines) - 1) / 2) / (len(lines) + 0.7)
            values = rows[rows["measure"] == measure]
            _draw_values(axes, values, values["frame"].map(list(labels).index) + shift, look, paper)
    n = table.groupby("frame")["n"]
    names = [(label, format_n(n.min()[frame], n.max()[frame])) for frame, label in labels.items()]
    label_rows(panels[0], range(len(labels)), names, paper.label_mm - 10, paper)
    add_legend(figure, handles, paper)
    return figure


def _split_lines(table: pd.DataFrame, most: int) -> dict[str, pd.DataFrame]:
    """What has marks and a line of its own: each pair of coders or, where the page holds no more, each kind."""
    pairs = table["pair"].nunique()
    column = "pair" if pairs <= min(len(MARKERS), max(2, most)) else "kind"
    return {str(name): rows for name, rows in table.groupby(column, sort=False)}


def _draw_values(axes: Axes, rows: pd.DataFrame, y: "pd.Series[float]", look: dict[str, Any], paper: Paper) -> None:
    """Values at heights `y`, with their intervals; where values are not defined, it is said how many."""
    axes.hlines(y, rows["low"].astype(float), rows["high"].astype(float), color=look["color"], linewidth=1)
    axes.plot(rows["value"].astype(float), y, linestyle="", clip_on=False, **look)
    for place, values in rows["value"].groupby(y):
        if values.isna().any():
            text = "not defined" if len(values) == 1 else f"{values.isna().sum()} of {len(values)} not defined"
            axes.text(0.02, place, text, va="center", fontsize=paper.small_pt - 1, color=look["color"])


def _mark_style(rows: pd.DataFrame, number: int, paper: Paper) -> dict[str, Any]:
    """Filled marks for the machine, hollow ones for people; a shape for each line."""
    machine = rows["kind"].iloc[0] == _MACHINE
    colour = paper.favours if machine else style.INK
    face = colour if machine else style.WHITE
    return {"marker": MARKERS[number], "color": colour, "markerfacecolor": face, "markersize": 4}


def _set_scale(axes: Axes, rows: pd.DataFrame, frames: int) -> None:
    lowest = float(np.nanmin([0.0, *rows["value"].astype(float), *rows["low"].astype(float)]))
    step = 0.2 if lowest >= -0.2 else 0.5
    left = float(np.floor(lowest / step) * step)
    axes.set(xlim=(left, 1), ylim=(frames - 0.5, -0.5), xticks=np.arange(left, 1 + step / 2, step))
    axes.hlines(np.arange(frames - 1) + 0.5, left, 1, color=style.LIGHT_GREY, linewidth=0.5, zorder=0)
    axes.axvline(0, color=style.GREY, linewidth=0.6, zorder=0)
    axes.tick_params(axis="y", length=0, pad=6)
    sns.despine(ax=axes, left=True)


def _create_handle(name: str, rows: pd.DataFrame, look: dict[str, Any], paper: Paper) -> Line2D:
    pairs = rows["pair"].nunique()
    text = truncate_text(name, paper.double_mm / 3 - 20, paper.font_pt) + (f" ({pairs} pairs)" if pairs > 1 else "")
    return Line2D([], [], linestyle="", label=text, **look)

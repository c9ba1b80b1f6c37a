"""Machine against gold: agreement of the machine with each coding pass, and of the passes with each other."""

from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rejoinder.figures import style
from rejoinder.figures.data import NO_GOLD, Coded
from rejoinder.figures.style import Paper

_MEASURES = {"f1": "F1", "alpha": "Krippendorff's alpha"}
_MARKERS = "osD^vP"
_OVERALL = {"micro": "all frames pooled", "macro": "mean of frames"}
MACHINE, PASSES = "machine and coding pass", "two coding passes"


def agreement(data: Coded) -> pd.DataFrame:
    """F1 and alpha of every pair of coders for each frame and overall.

    Columns: pair ("machine vs. pass-1"), kind (machine and coding pass, or two coding passes), frame (a name, "micro"
    or "macro"), label, measure, n (units coded by both), value, low, high (empty
    where undefined or withheld), note and interval_note, which say why.
    Rows by kind, pair, frame in the codebook's order, and measure.
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
        kind=rows["first"].eq("machine").map({True: MACHINE, False: PASSES}),
        label=rows["frame"].map(labels),
        rank=rows["frame"].map({name: number for number, name in enumerate(labels)}),
    )
    return rows.sort_values(["kind", "pair", "rank", "measure"])[columns].reset_index(drop=True)


def plot_agreement(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `agreement`: a panel for each measure, a line for each frame, a mark for each pair of coders."""
    if table.empty:
        return style.message(paper, NO_GOLD)
    labels = dict(zip(table["frame"], table["label"], strict=True))
    lanes = _lanes(table, int((paper.page_mm - 30) / len(labels) / style.height_mm(paper.small_pt)) - 1)
    handles = [_handle(name, part, number, paper) for number, (name, part) in enumerate(lanes.items())]
    row = max(6.0, style.height_mm(paper.small_pt) * (len(lanes) + 0.7))
    height = len(labels) * row + 12 + style.legend_mm(handles, paper, paper.double_mm)
    figure = paper.figure(paper.double_mm, height, gap=0.08)
    panels = figure.subplots(1, len(_MEASURES), sharey=True)
    for axes, (measure, title) in zip(panels, _MEASURES.items(), strict=True):
        _scale(axes, table[table["measure"] == measure], len(labels))
        axes.set_xlabel(title)
        for number, part in enumerate(lanes.values()):
            shift = (number - (len(lanes) - 1) / 2) / (len(lanes) + 0.7)
            shown = part[part["measure"] == measure]
            _marks(axes, shown, shown["frame"].map(list(labels).index) + shift, _look(part, number, paper), paper)
    names = [(label, _note(table.loc[table["frame"] == frame, "n"])) for frame, label in labels.items()]
    style.name_ticks(panels[0], range(len(labels)), names, paper.label_mm - 10, paper)
    style.legend(figure, handles, paper)
    return figure


def _lanes(table: pd.DataFrame, most: int) -> dict[str, pd.DataFrame]:
    """What has marks and a line of its own: each pair of coders or, where the page holds no more, each kind."""
    pairs = table["pair"].nunique()
    lane = "pair" if pairs <= min(len(_MARKERS), max(2, most)) else "kind"
    return {str(name): part for name, part in table.groupby(lane, sort=False)}


def _note(n: "pd.Series[int]") -> str:
    return f"(n = {n.min()})" if n.min() == n.max() else f"(n = {n.min()} to {n.max()})"


def _marks(axes: Axes, part: pd.DataFrame, y: "pd.Series[float]", look: dict[str, Any], paper: Paper) -> None:
    """Values at heights `y`, with their intervals; where values are not defined, it is said how many."""
    axes.hlines(y, part["low"].astype(float), part["high"].astype(float), color=look["color"], linewidth=1)
    axes.plot(part["value"].astype(float), y, linestyle="", clip_on=False, **look)
    for place, values in part["value"].groupby(y):
        if values.isna().any():
            text = "not defined" if len(values) == 1 else f"{values.isna().sum()} of {len(values)} not defined"
            axes.text(0.02, place, text, va="center", fontsize=paper.small_pt - 1, color=look["color"])


def _look(part: pd.DataFrame, number: int, paper: Paper) -> dict[str, Any]:
    """Filled marks for the machine, hollow ones for people; a shape for each lane."""
    machine = part["kind"].iloc[0] == MACHINE
    colour = paper.favours if machine else style.INK
    face = colour if machine else style.PAPER
    return {"marker": _MARKERS[number], "color": colour, "markerfacecolor": face, "markersize": 4}


def _scale(axes: Axes, part: pd.DataFrame, labels: int) -> None:
    lowest = float(np.nanmin([0.0, *part["value"].astype(float), *part["low"].astype(float)]))
    step = 0.2 if lowest >= -0.2 else 0.5
    least = float(np.floor(lowest / step) * step)
    axes.set(xlim=(least, 1), ylim=(labels - 0.5, -0.5), xticks=np.arange(least, 1 + step / 2, step))
    axes.hlines(np.arange(labels - 1) + 0.5, least, 1, color="#e6e6e6", linewidth=0.5, zorder=0)
    axes.axvline(0, color=style.LINE, linewidth=0.6, zorder=0)
    axes.tick_params(axis="y", length=0, pad=6)
    sns.despine(ax=axes, left=True)


def _handle(name: str, part: pd.DataFrame, number: int, paper: Paper) -> Line2D:
    pairs = part["pair"].nunique()
    text = style.fit(name, paper.double_mm / 3 - 20, paper.font_pt) + (f" ({pairs} pairs)" if pairs > 1 else "")
    return Line2D([], [], linestyle="", label=text, **_look(part, number, paper))

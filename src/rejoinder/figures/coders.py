"""Machine against gold: agreement of the machine with each coding pass, and of the passes with each other."""

from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rejoinder.figures import style
from rejoinder.figures.data import Coded
from rejoinder.figures.style import Paper

_MEASURES = {"f1": "F1", "alpha": "Krippendorff's alpha"}
_MARKERS = "osD^vP*X<>"
_NAMED = 6  # pairs that the legend names one by one
_OVERALL = {"micro": "all frames pooled", "macro": "mean of frames"}
MACHINE, PASSES = "machine and coding pass", "two coding passes"


def agreement(data: Coded) -> pd.DataFrame:
    """F1 and alpha of every pair of coders for each frame and overall.

    Columns: pair ("machine vs. pass-1"), kind (machine and coding pass, or two coding passes), frame (a name, "micro"
    or "macro"), label, measure, n (units coded by both), value, low, high (empty where undefined or withheld), note.
    Rows by kind, pair, frame in the codebook's order, and measure.
    """
    columns = ["pair", "kind", "frame", "label", "measure", "n", "value", "low", "high", "note"]
    labels = data.frames | _OVERALL
    rows = data.agreement
    rows = rows[(rows["variable"] == "frames") & rows["measure"].isin(_MEASURES) & rows["category"].isin(labels)]
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
        return style.message(paper, "No human coding of these articles: put coding passes into seeds/gold.")
    labels = dict(zip(table["frame"], table["label"], strict=True))
    pairs = list(dict.fromkeys(table["pair"]))
    legend = pairs if len(pairs) <= _NAMED else list(dict.fromkeys(table["kind"]))
    row = max(6.0, style.height_mm(paper.small_pt) * (len(pairs) + 0.7))
    handles = _legend(table, legend, pairs, paper)
    height = len(labels) * row + 12 + style.legend_mm(handles, paper, paper.double_mm)
    figure = paper.figure(paper.double_mm, height)
    panels = figure.subplots(1, len(_MEASURES), sharey=True)
    for axes, (measure, title) in zip(panels, _MEASURES.items(), strict=True):
        part = table[table["measure"] == measure]
        for number, pair in enumerate(pairs):
            _marks(axes, part[part["pair"] == pair].set_index("frame").loc[list(labels)], number, len(pairs), paper)
        axes.set_xlabel(title)
        _scale(axes, part, len(labels))
    ticks = [_tick(label, table.loc[table["frame"] == frame, "n"], paper) for frame, label in labels.items()]
    panels[0].set_yticks(range(len(labels)), ticks)
    style.legend(figure, handles, paper)
    return figure


def _tick(label: str, n: "pd.Series[int]", paper: Paper) -> str:
    shown = str(n.min()) if n.min() == n.max() else f"{n.min()} to {n.max()}"
    return f"{style.fit(label, paper.label_mm - 10, paper.font_pt)} (n = {shown})"


def _marks(axes: Axes, part: pd.DataFrame, number: int, pairs: int, paper: Paper) -> None:
    """One pair of coders: its values with their intervals; a value that is not defined is said to be so."""
    shift = (number - (pairs - 1) / 2) / (pairs + 0.7)
    y = np.arange(len(part)) + shift
    look = _look(str(part["kind"].iloc[0]), number, paper)
    axes.hlines(y, part["low"].astype(float), part["high"].astype(float), color=look["color"], linewidth=1)
    axes.plot(part["value"].astype(float), y, linestyle="", clip_on=False, **look)
    for place, value in zip(y, part["value"], strict=True):
        if pd.isna(value):
            axes.text(0.02, place, "not defined", va="center", fontsize=paper.small_pt - 1, color=look["color"])


def _look(kind: str, number: int, paper: Paper) -> dict[str, Any]:
    """Filled marks for the machine, hollow ones for people; a shape for each pair."""
    colour = paper.favours if kind == MACHINE else style.INK
    face = colour if kind == MACHINE else style.PAPER
    return {"marker": _MARKERS[number % len(_MARKERS)], "color": colour, "markerfacecolor": face, "markersize": 4}


def _scale(axes: Axes, part: pd.DataFrame, labels: int) -> None:
    lowest = float(np.nanmin([0.0, *part["value"].astype(float), *part["low"].astype(float)]))
    least = np.floor(lowest * 5) / 5
    axes.set(xlim=(least, 1), ylim=(labels - 0.5, -0.5))
    axes.hlines(np.arange(labels - 1) + 0.5, least, 1, color="#e6e6e6", linewidth=0.5, zorder=0)
    axes.axvline(0, color=style.LINE, linewidth=0.6, zorder=0)
    axes.tick_params(axis="y", length=0)
    sns.despine(ax=axes, left=True)


def _legend(table: pd.DataFrame, legend: list[str], pairs: list[str], paper: Paper) -> list[Line2D]:
    kinds = table.drop_duplicates("pair").set_index("pair")["kind"]
    handles = []
    for name in legend:
        number = pairs.index(name) if name in pairs else int(np.argmax(kinds == name))
        text = name if name in pairs else f"{name} ({int((kinds == name).sum())} pairs)"
        room = paper.double_mm / 3 - 8
        look = _look(str(kinds.iloc[number]), number if name in pairs else 0, paper)
        handles.append(Line2D([], [], linestyle="", label=style.fit(text, room, paper.font_pt), **look))
    return handles

"""How many statements carry a frame: the machine's share beside the share corrected for its errors."""

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

_MARKERS = "osD^vP"


def prevalence(data: Coded) -> pd.DataFrame:
    """Shares of statements by coding pass, side and frame.

    Columns: coder, side ("" for all statements), frame, label, statements, marked (by the machine), machine (its
    share), n (coded by the coder), corrected, low, high, tuning (empty where withheld) and note, which says why.
    Rows by coder, then all statements before sides, then frame in the codebook's order.
    """
    columns = ["statements", "marked", "machine", "n", "corrected", "low", "high", "tuning", "note"]
    order = {name: number for number, name in enumerate(data.frames)}
    rows = data.prevalence[data.prevalence["frame"].isin(order)]
    rows = rows.assign(label=rows["frame"].map(data.frames), rank=rows["frame"].map(order))
    rows = rows.assign(place=rows["side"].map({side: number for number, side in enumerate(["", *data.sides])}))
    return rows.sort_values(["coder", "place", "rank"])[["coder", "side", "frame", "label", *columns]].reset_index(
        drop=True
    )


def plot_prevalence(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `prevalence` of all statements: a line for each frame, the machine's share, a mark for each pass."""
    whole = table[table["side"] == ""]
    given = whole[whole["corrected"].notna()]
    if table.empty:
        return style.message(paper, NO_GOLD)
    if given.empty:
        return style.message(paper, style.withheld("corrected shares", whole["note"].iloc[0]))
    labels = dict(zip(given["frame"], given["label"], strict=True))
    coders = list(dict.fromkeys(given["coder"]))
    lanes = coders if len(coders) <= len(_MARKERS) else ["all"]
    handles = [Line2D([], [], linestyle="", marker="|", color=style.INK, markersize=9, label="machine's share")]
    handles += [
        Line2D([], [], linestyle="", label=_name(coders, lane, paper), **_look(lanes, lane, paper)) for lane in lanes
    ]
    row = max(7.0, style.height_mm(paper.small_pt) * (len(lanes) + 0.7))
    height = len(labels) * row + 12 + style.legend_mm(handles, paper, paper.column_mm)
    figure = paper.figure(paper.column_mm, min(height, paper.page_mm))
    axes = figure.subplots()
    for number, frame in enumerate(labels):
        _marks(axes, given[given["frame"] == frame], number, lanes, paper)
    _scale(axes, given, list(labels.values()), paper)
    style.legend(figure, handles, paper)
    return figure


def _marks(axes: Axes, part: pd.DataFrame, number: int, lanes: list[str], paper: Paper) -> None:
    """One frame in line `number`: the machine's share across it, below one another the passes' with intervals."""
    axes.vlines(part["machine"].iloc[0], number - 0.4, number + 0.4, color=style.INK, linewidth=1.2, zorder=1)
    for coder, own in part.groupby("coder", sort=False):
        lane = str(coder) if coder in lanes else lanes[0]
        y = number + (lanes.index(lane) - (len(lanes) - 1) / 2) / (len(lanes) + 0.7)
        axes.hlines(y, own["low"], own["high"], color=paper.favours, linewidth=1)
        axes.plot(own["corrected"], [y], linestyle="", clip_on=False, **_look(lanes, lane, paper))


def _scale(axes: Axes, given: pd.DataFrame, labels: list[str], paper: Paper) -> None:
    highest = float(max(given["high"].max(), given["machine"].max()))
    step = 0.1 if highest <= 0.5 else 0.2
    most = float(np.ceil(highest / step) * step)
    axes.set(xlim=(0, most), ylim=(len(labels) - 0.5, -0.5), xlabel="share of statements")
    axes.set_xticks(np.arange(0, most + step / 2, step))
    style.name_ticks(axes, range(len(labels)), [(label, "") for label in labels], paper.label_mm - 16, paper)
    axes.hlines(np.arange(len(labels) - 1) + 0.5, 0, most, color="#e6e6e6", linewidth=0.5, zorder=0)
    axes.tick_params(axis="y", length=0)
    sns.despine(ax=axes, left=True)


def _name(coders: list[str], lane: str, paper: Paper) -> str:
    text = f"by {lane}" if lane in coders else f"by {len(coders)} passes"
    return "corrected " + style.fit(text, paper.column_mm / 2 - 25, paper.font_pt)


def _look(lanes: list[str], lane: str, paper: Paper) -> dict[str, Any]:
    """A shape for each lane, every other one hollow."""
    number = lanes.index(lane)
    face = style.PAPER if number % 2 else paper.favours
    return {"marker": _MARKERS[number], "color": paper.favours, "markerfacecolor": face, "markersize": 4}

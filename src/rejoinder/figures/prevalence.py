"""Figure `prevalence`: the machine's share of statements with a frame beside the share corrected for its errors."""

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
    label_rows,
    measure_height,
    measure_legend,
    plot_withheld,
    truncate_text,
)
from rejoinder.figures.style import MARKERS, Paper


def count_prevalence(data: FigureData) -> pd.DataFrame:
    """Shares of statements by coding pass, side and frame.

    Returns:
        Columns coder, side ("" for all statements), frame, label, statements, marked (by the machine), machine (its
        share), n (coded by the coder), corrected, low, high, tuning (empty where withheld) and note, which says why.
        Rows by coder, then all statements before sides, then frame in the codebook's order.
    """
    columns = ["coder", "side", "frame", "label", "statements", "marked", "machine"]
    columns += ["n", "corrected", "low", "high", "tuning", "note"]
    frame_order = {name: number for number, name in enumerate(data.frames)}
    side_order = {side: number for number, side in enumerate(["", *data.sides])}
    rows = data.prevalence[data.prevalence["frame"].isin(frame_order)]
    rows = rows.assign(
        label=rows["frame"].map(data.frames), rank=rows["frame"].map(frame_order), place=rows["side"].map(side_order)
    )
    return rows.sort_values(["coder", "place", "rank"])[columns].reset_index(drop=True)


def plot_prevalence(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_prevalence` of all statements: a row for each frame, the machine's share, a mark for each pass.

    Returns:
        The figure, or one that says why its content is withheld.
    """
    overall = table[table["side"] == ""]
    rows = overall[overall["corrected"].notna()]
    if rows.empty:
        return plot_withheld("corrected shares", overall["note"].iloc[0], paper)
    labels = dict(zip(rows["frame"], rows["label"], strict=True))
    coders = list(dict.fromkeys(rows["coder"]))
    lines = coders if len(coders) <= len(MARKERS) else ["all"]
    handles = [Line2D([], [], linestyle="", marker="|", color=style.INK, markersize=9, label="machine's share")]
    for line in lines:
        look = _mark_style(lines, line, paper)
        handles.append(Line2D([], [], linestyle="", label=_name_line(coders, line, paper), **look))
    row_mm = max(7.0, measure_height(paper.small_pt) * (len(lines) + 0.7))
    height_mm = len(labels) * row_mm + 12 + measure_legend(handles, paper, paper.column_mm)
    figure = paper.create_figure(paper.column_mm, min(height_mm, paper.page_mm))
    axes = figure.subplots()
    for number, frame in enumerate(labels):
        _draw_frame(axes, rows[rows["frame"] == frame], number, lines, paper)
    _set_scale(axes, rows, list(labels.values()), paper)
    add_legend(figure, handles, paper)
    return figure


def _draw_frame(axes: Axes, rows: pd.DataFrame, number: int, lines: list[str], paper: Paper) -> None:
    """One frame in row `number`: the machine's share across it, below one another the passes' with intervals."""
    axes.vlines(rows["machine"].iloc[0], number - 0.4, number + 0.4, color=style.INK, linewidth=1.2, zorder=1)
    for coder, estimate in rows.groupby("coder", sort=False):
        line = str(coder) if coder in lines else lines[0]
        y = number + (lines.index(line) - (len(lines) - 1) / 2) / (len(lines) + 0.7)
        axes.hlines(y, estimate["low"], estimate["high"], color=paper.favours, linewidth=1)
        axes.plot(estimate["corrected"], [y], linestyle="", clip_on=False, **_mark_style(lines, line, paper))


def _set_scale(axes: Axes, rows: pd.DataFrame, labels: list[str], paper: Paper) -> None:
    highest = float(max(rows["high"].max(), rows["machine"].max()))
    step = 0.1 if highest <= 0.5 else 0.2
    top = float(np.ceil(highest / step) * step)
    axes.set(xlim=(0, top), ylim=(len(labels) - 0.5, -0.5), xlabel="share of statements")
    axes.set_xticks(np.arange(0, top + step / 2, step))
    label_rows(axes, range(len(labels)), [(label, "") for label in labels], paper.label_mm - 16, paper)
    axes.hlines(np.arange(len(labels) - 1) + 0.5, 0, top, color=style.LIGHT_GREY, linewidth=0.5, zorder=0)
    axes.tick_params(axis="y", length=0)
    sns.despine(ax=axes, left=True)


def _name_line(coders: list[str], line: str, paper: Paper) -> str:
    text = f"by {line}" if line in coders else f"by {len(coders)} passes"
    return "corrected " + truncate_text(text, paper.column_mm / 2 - 25, paper.font_pt)


def _mark_style(lines: list[str], line: str, paper: Paper) -> dict[str, Any]:
    """A shape for each line of marks, every other one hollow."""
    number = lines.index(line)
    face = style.WHITE if number % 2 else paper.favours
    return {"marker": MARKERS[number], "color": paper.favours, "markerfacecolor": face, "markersize": 4}

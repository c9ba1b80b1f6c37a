"""Figure `sides_frames`: the heat map of statements by side and frame."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from numpy.typing import NDArray

from rejoinder.corpus import NO_FRAME
from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import (
    add_legend,
    label_rows,
    measure_height,
    measure_legend,
    measure_width,
    plot_message,
    wrap_text,
)
from rejoinder.figures.sides import NAMED, pool_sides
from rejoinder.figures.style import Paper

COUNTED = ("count", "uncertain")  # of the statements that are given a frame, how many are so although uncertain

_STRIP = 0.14  # of a cell's height that the bar of uncertain statements takes
_INSET = 0.04  # between a cell's edge and that bar
_SIDE_MM = 28  # room for the name of a side
_ROW_MM = 8
_UNCERTAIN: dict[str, Any] = {"facecolor": "#f4f4f4", "edgecolor": style.GREY, "linewidth": 0.4}
_QUIET_MAP = LinearSegmentedColormap.from_list("quiet", [style.WHITE, "#b5b5b5"])  # of sides nobody named


def count_sides_frames(data: FigureData) -> pd.DataFrame:
    """Statements of each side with each frame.

    Returns:
        Columns side, group (as `group_sides` names it), frame (a name, or "none" for statements without any), label,
        count, uncertain (how many of these are), n (statements of the side), share (count / n, in [0, 1]). Rows by
        side, then by frame, in the order of the actors and of the codebook; one with two frames counts for both.
    """
    counts = data.sides_frames.set_index(["side", "frame"])
    labels = data.frames | {NO_FRAME: "no frame"}
    rows = [
        (side, data.groups[side], frame, label, *(int(counts[c].get((side, frame), 0)) for c in COUNTED), n)
        for side, n in data.sides.items()
        for frame, label in labels.items()
    ]
    table = pd.DataFrame(rows, columns=["side", "group", "frame", "label", *COUNTED, "n"])
    return table.assign(share=(table["count"] / table["n"]).astype(float).round(4))


def plot_sides_frames(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_sides_frames` as a heat map of counts, coloured by share of the side's statements.

    Sides that the researcher did not name are grey and come last. Beyond `paper.rows`, sides are pooled with their
    like.

    Returns:
        The figure, or one that says why there is nothing to draw.
    """
    if table.empty:
        return plot_message("No statements to count by side and frame.", paper)
    groups = dict(zip(table["side"], table["group"], strict=True))
    table = _pool_rows(table, pool_sides(groups, paper.rows))
    quiet = [group != NAMED for group in dict(zip(table["side"], table["group"], strict=True)).values()]
    labels = dict(zip(table["frame"], table["label"], strict=True))
    n = dict(zip(table["side"], table["n"], strict=True))
    counts, uncertain = (
        table.pivot_table(index="side", columns="frame", values=name, aggfunc="sum").loc[list(n), list(labels)]
        for name in COUNTED
    )
    highest = counts.to_numpy().max()
    notes = [f"(n = {number})" for number in n.values()]
    names_mm = max(min(_SIDE_MM, measure_width(side, paper.font_pt)) for side in n)
    beside_mm = 6 + names_mm + max(measure_width(note, paper.font_pt) for note in notes)
    width_mm = _choose_width(paper, beside_mm, len(labels), measure_width(str(highest), paper.font_pt))
    heads, heads_mm, turned = _fit_heads(list(labels.values()), (width_mm - beside_mm) / len(labels), paper)
    handles = [Patch(**_UNCERTAIN, label="part of the count that is uncertain")]
    handles = handles if table["uncertain"].any() else []
    legend_mm = measure_legend(handles, paper, width_mm)
    figure = paper.create_figure(width_mm, len(n) * _ROW_MM + heads_mm + 4 + legend_mm)
    axes = figure.subplots()
    shares = counts.div(list(n.values()), axis="index")
    _draw_cells(axes, shares, counts, ~np.array(quiet), paper.heatmap, paper)
    _draw_cells(axes, shares, counts, np.array(quiet), _QUIET_MAP, paper)
    _draw_uncertain(axes, (uncertain / counts.clip(lower=1)).to_numpy())
    axes.set_xticks([column + 0.5 for column in range(len(labels))], heads, **turned)
    label_rows(axes, [row + 0.5 for row in range(len(n))], list(zip(n, notes, strict=True)), _SIDE_MM, paper, quiet)
    axes.tick_params(axis="y", labelrotation=0)
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    axes.set(xlabel="", ylabel="")
    add_legend(figure, handles, paper)
    return figure


def _draw_uncertain(axes: Axes, shares: NDArray[np.float64]) -> None:
    """At the foot of each cell a pale bar as wide as the share of its statements that are uncertain."""
    for (row, column), share in np.ndenumerate(shares):
        if share:
            corner = (column + _INSET, row + 1 - _STRIP - _INSET)
            axes.add_patch(Rectangle(corner, share * (1 - 2 * _INSET), _STRIP, **_UNCERTAIN))


def _draw_cells(
    axes: Axes, shares: pd.DataFrame, counts: pd.DataFrame, rows: NDArray[np.bool_], colours: Any, paper: Paper
) -> None:
    """Some rows of the heat map: counts on the colours of shares, from 0 to 1."""
    if not rows.any():
        return
    drawn = np.repeat(rows, counts.shape[1])
    before = len(axes.texts)
    sns.heatmap(
        shares, ax=axes, mask=~drawn.reshape(counts.shape), annot=counts, fmt="d", cmap=colours, cbar=False, vmin=0,
        vmax=1, linewidths=0.8, annot_kws={"fontsize": paper.font_pt},
    )  # fmt: skip
    faces = np.atleast_2d(axes.collections[-1].get_facecolor())[drawn]
    for text, colour in zip(axes.texts[before:], faces, strict=True):
        text.set_color(style.choose_ink(to_hex(colour)))


def _choose_width(paper: Paper, beside_mm: float, frames: int, digits_mm: float) -> float:
    """One column of the page, or both where its cells would be too narrow for their numbers."""
    cell_mm = (paper.column_mm - beside_mm) / frames
    return paper.double_mm if cell_mm < max(digits_mm + 2, 7) else paper.column_mm


def _fit_heads(labels: list[str], cell_mm: float, paper: Paper) -> tuple[list[str], float, dict[str, Any]]:
    """Heads of columns, the height they need in millimetres, and how to set them: turned where words are too wide."""
    widths = (measure_width(word, paper.font_pt) for label in labels for word in label.split())
    if all(width <= cell_mm - 1 for width in widths):
        heads = [wrap_text(label, cell_mm - 1, paper.font_pt, most_lines=3) for label in labels]
        lines = max(head.count("\n") for head in heads) + 1
        return heads, measure_height(paper.font_pt, lines), {}
    height_mm = max(measure_width(label, paper.font_pt) for label in labels) * 0.71 + 3
    return labels, height_mm, {"rotation": 45, "ha": "left", "rotation_mode": "anchor"}


def _pool_rows(table: pd.DataFrame, rows: Mapping[str, str]) -> pd.DataFrame:
    """Add up the sides that share a row."""
    named = table.assign(side=table["side"].map(rows))
    return named.groupby(["side", "group", "frame", "label"], sort=False)[[*COUNTED, "n"]].sum().reset_index()

"""A heat map of counts with a row for each side, for the figures that are one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from numpy.typing import NDArray

from rejoinder.figures import style
from rejoinder.figures.labels import (
    add_legend,
    label_rows,
    measure_height,
    measure_legend,
    measure_width,
    wrap_text,
)
from rejoinder.figures.style import Paper

_STRIP = 0.14  # of a cell's height that the bar of uncertain statements takes
_INSET = 0.04  # between a cell's edge and that bar
_SIDE_MM = 28  # room for the name of a side
_ROW_MM = 8
_UNCERTAIN: dict[str, Any] = {"facecolor": "#f4f4f4", "edgecolor": style.GREY, "linewidth": 0.4}
_QUIET_MAP = LinearSegmentedColormap.from_list("quiet", [style.WHITE, "#b5b5b5"])  # of sides nobody named


@dataclass(frozen=True, kw_only=True)
class HeatMap:
    """What a heat map shows; all frames have a row for each side and the same columns.

    Attributes:
        counts: the numbers in the cells.
        shares: that colour them, in [0, 1].
        uncertain: how many of the counts are uncertain.
        heads: of the columns.
        notes: beside the sides' names, by side, in the order of rows.
        quiet: whether the researcher did not name each side; those rows are grey.
        of_uncertain: what the bars for uncertain ones mean, for the legend.
    """

    counts: pd.DataFrame
    shares: pd.DataFrame
    uncertain: pd.DataFrame
    heads: Sequence[str]
    notes: Mapping[str, str]
    quiet: Sequence[bool]
    of_uncertain: str


def plot_heat_map(data: HeatMap, paper: Paper) -> Figure:
    """Draw a heat map, as wide as a column of the page, or as both where cells would be too narrow."""
    counts, quiet = data.counts, np.array(data.quiet)
    names_mm = max(min(_SIDE_MM, measure_width(side, paper.font_pt)) for side in data.notes)
    beside_mm = 6 + names_mm + max(measure_width(note, paper.font_pt) for note in data.notes.values())
    digits_mm = measure_width(str(counts.to_numpy().max()), paper.font_pt)
    width_mm = _choose_width(paper, beside_mm, len(data.heads), digits_mm)
    heads, heads_mm, turned = _fit_heads(list(data.heads), (width_mm - beside_mm) / len(data.heads), paper)
    handles = [Patch(**_UNCERTAIN, label=data.of_uncertain)] if data.uncertain.to_numpy().any() else []
    legend_mm = measure_legend(handles, paper, width_mm)
    figure = paper.create_figure(width_mm, len(counts) * _ROW_MM + heads_mm + 4 + legend_mm)
    axes = figure.subplots()
    _draw_cells(axes, data.shares, counts, ~quiet, paper.heatmap, paper)
    _draw_cells(axes, data.shares, counts, quiet, _QUIET_MAP, paper)
    _draw_uncertain(axes, (data.uncertain / counts.clip(lower=1)).to_numpy())
    axes.set_xticks([column + 0.5 for column in range(len(heads))], heads, **turned)
    rows = [row + 0.5 for row in range(len(counts))]
    label_rows(axes, rows, list(data.notes.items()), _SIDE_MM, paper, list(data.quiet))
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

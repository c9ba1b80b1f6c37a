"""Panels side by side, one for each frame."""

import math
from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import fit_name, format_n, measure_legend, measure_width
from rejoinder.figures.style import Paper

_ACROSS = 4  # panels in a row
_TEXT_MM = 12  # of a panel's height that its title and labels take


def split_rows(panels: int, most_across: int) -> tuple[int, int]:
    """Rows and columns of so many panels, at most `most_across` in a row.

    Returns:
        How many rows, and how many columns: as few as these rows need.
    """
    down = math.ceil(panels / most_across)
    return down, math.ceil(panels / down)


def sort_by_frame(data: FigureData, rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Rows about the codebook's frames: coder, frame, label and `columns`, by coder, frame and the first of these.

    Args:
        data: labels and order of the frames.
        rows: with the columns coder, frame and `columns`; those of other frames are left out.
        columns: to keep, in this order.
    """
    order = {name: number for number, name in enumerate(data.frames)}
    rows = rows[rows["frame"].isin(order)]
    rows = rows.assign(label=rows["frame"].map(data.frames), rank=rows["frame"].map(order))
    ordered = rows.sort_values(["coder", "rank", columns[0]])
    return ordered[["coder", "frame", "label", *columns]].reset_index(drop=True)


def note_n(n: "pd.Series[int]") -> dict[str, str]:
    """How many statements were coded for each frame, as a note, from their numbers by frame and coder."""
    return {str(frame): format_n(int(part.min()), int(part.max())) for frame, part in n.groupby(level="frame")}


def create_panels(
    table: pd.DataFrame, notes: dict[str, str], handles: Sequence[Line2D], row_mm: float, paper: Paper
) -> tuple[Figure, list[tuple[Axes, pd.DataFrame]]]:
    """A figure with a panel for each frame of a table, on scales from 0 to 1 that all share.

    Args:
        table: with the columns frame and label.
        notes: by frame, set after the label in the panel's title.
        handles: of the legend, for which there is room.
        row_mm: height of a panel without its title and labels.
        paper: sizes.

    Returns:
        The figure, and each panel with the frame's rows of the table.
    """
    labels = dict(zip(table["frame"], table["label"], strict=True))
    down, across = split_rows(len(labels), _ACROSS)
    height = down * (row_mm + _TEXT_MM) + 6 + measure_legend(handles, paper, paper.double_mm)
    figure = paper.create_figure(paper.double_mm, min(height, paper.page_mm), gap=0.04)
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False).ravel().tolist()
    room_mm = (paper.double_mm - 20) / across - 4
    for axes, (frame, label) in zip(panels, labels.items(), strict=False):
        _set_up(axes, label, notes.get(frame, ""), room_mm, paper)
    for axes in panels[len(labels) :]:
        axes.set_axis_off()
    return figure, [(axes, table[table["frame"] == frame]) for axes, frame in zip(panels, labels, strict=False)]


def _set_up(axes: Axes, label: str, note: str, room_mm: float, paper: Paper) -> None:
    head, points = fit_name(label, room_mm - measure_width(note, paper.font_pt), paper)
    axes.set_title(f"{head} {note}".strip(), loc="left", fontsize=points)
    axes.set(xlim=(0, 1))
    axes.set_xticks([0, 0.5, 1], ["0", "½", "1"])
    sns.despine(ax=axes)


def label_outer_axes(panels: Sequence[tuple[Axes, pd.DataFrame]], x: str, y: str) -> None:
    """Name the scales of the lowest and the leftmost panels."""
    for axes, _ in panels:
        place = axes.get_subplotspec()
        if place and place.is_last_row():
            axes.set_xlabel(x)
        if place and place.is_first_col():
            axes.set_ylabel(y)

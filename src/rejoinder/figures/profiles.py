"""Who uses which frame: counts by side, and profiles of speakers."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from rejoinder.corpus import NO_FRAME
from rejoinder.figures import style
from rejoinder.figures.data import Coded, speakers
from rejoinder.figures.style import Paper

_SIDE_MM = 28  # room for the name of a side
_PANELS = 7  # speakers' profiles beside each other, at most
_BAR_MM = 6.6  # height of a speaker's row
_MARGIN_MM = 17  # of a line of panels, for titles and scale


def sides_frames(data: Coded) -> pd.DataFrame:
    """Statements of each side with each frame.

    Columns: side, frame (a name, or "none" for statements without any), label, count, n (statements of the side),
    share (count / n, in [0, 1]). Rows by side, then by frame, in the order of the actors and of the codebook. A
    statement with two frames counts for both.
    """
    counts = data.sides_frames.set_index(["side", "frame"])["count"]
    labels = data.frames | {NO_FRAME: "no frame"}
    rows = [
        (side, frame, label, int(counts.get((side, frame), 0)), n)
        for side, n in data.sides.items()
        for frame, label in labels.items()
    ]
    table = pd.DataFrame(rows, columns=["side", "frame", "label", "count", "n"])
    return table.assign(share=(table["count"] / table["n"]).astype(float).round(4))


def speakers_frames(data: Coded, paper: Paper) -> pd.DataFrame:
    """Statements of each speaker with each frame.

    Columns: speaker, side, row (the speaker or "others (k)"), frame (a name or "none"), label, count, n (statements of
    the speaker), share (count / n, in [0, 1]). Rows by side, first statement, and frame. Speakers beyond `paper.rows`,
    or beyond what a page of so many frames holds, share a row; those beyond `paper.speakers` are counted together.
    """
    counts = data.speakers_frames.set_index(["speaker", "frame"])["count"]
    labels = data.frames | {NO_FRAME: "no frame"}
    held = int((_line_mm(len(labels), paper) - _MARGIN_MM) / _BAR_MM)
    found = speakers(data.speakers, data.sides, max(2, min(paper.rows, held)))
    rows = [
        (who.speaker, who.side, who.row, frame, label, int(counts.get((who.speaker, frame), 0)), who.n)
        for who in found.itertuples()
        for frame, label in labels.items()
    ]
    table = pd.DataFrame(rows, columns=["speaker", "side", "row", "frame", "label", "count", "n"])
    return table.assign(share=(table["count"] / table["n"]).astype(float).round(4))


def plot_sides_frames(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `sides_frames` as a heat map; at most `paper.rows` sides, the last of them pooled."""
    if table.empty:
        return style.message(paper, "No statements to count by side and frame.")
    table = _pooled_sides(table, paper.rows)
    labels = dict(zip(table["frame"], table["label"], strict=True))
    n = dict(zip(table["side"], table["n"], strict=True))
    counts = table.pivot_table(index="side", columns="frame", values="count", aggfunc="sum").loc[list(n), list(labels)]
    notes = [f"(n = {number})" for number in n.values()]
    names = max(min(_SIDE_MM, style.width_mm(side, paper.font_pt)) for side in n)
    beside = 6 + names + max(style.width_mm(note, paper.font_pt) for note in notes)
    digits = style.width_mm(str(counts.to_numpy().max()), paper.font_pt)
    narrow = (paper.column_mm - beside) / len(labels) < max(digits + 2, 7)
    width = paper.double_mm if narrow else paper.column_mm
    heads, above, turned = _heads(list(labels.values()), (width - beside) / len(labels), paper)
    figure = paper.figure(width, len(n) * 8 + above + 4)
    axes = figure.subplots()
    sns.heatmap(
        counts, ax=axes, annot=True, fmt="d", cmap=paper.heatmap, cbar=False, vmin=0, linewidths=0.8,
        vmax=max(1, counts.to_numpy().max()), annot_kws={"fontsize": paper.font_pt},
    )  # fmt: skip
    for text, colour in zip(axes.texts, np.atleast_2d(axes.collections[0].get_facecolor()), strict=True):
        text.set_color(style.ink_on(to_hex(colour)))
    axes.set_xticks([i + 0.5 for i in range(len(labels))], heads, **turned)
    style.name_ticks(axes, [i + 0.5 for i in range(len(n))], list(zip(n, notes, strict=True)), _SIDE_MM, paper)
    axes.tick_params(axis="y", labelrotation=0)
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    axes.set(xlabel="", ylabel="")
    return figure


def _heads(labels: list[str], cell_mm: float, paper: Paper) -> tuple[list[str], float, dict[str, Any]]:
    """Heads of columns, the height they need in millimetres, and how to set them: turned where words are too wide."""
    if all(style.width_mm(word, paper.font_pt) <= cell_mm - 1 for label in labels for word in label.split()):
        names = [style.wrap(label, cell_mm - 1, paper.font_pt, lines=3) for label in labels]
        lines = max(name.count("\n") for name in names) + 1
        return names, style.height_mm(paper.font_pt, lines), {}
    names = [style.fit(label, paper.label_mm, paper.font_pt) for label in labels]
    above = max(style.width_mm(name, paper.font_pt) for name in names) * 0.71 + 3
    return names, above, {"rotation": 45, "ha": "left", "rotation_mode": "anchor"}


def _pooled_sides(table: pd.DataFrame, most: int) -> pd.DataFrame:
    sides = list(dict.fromkeys(table["side"]))
    if len(sides) <= most:
        return table
    others = sides[most - 1 :]
    named = table.assign(side=table["side"].where(~table["side"].isin(others), f"others ({len(others)})"))
    return named.groupby(["side", "frame", "label"], sort=False)[["count", "n"]].sum().reset_index()


def plot_speakers_frames(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `speakers_frames`: a panel for each frame, a bar for each speaker, a share of their statements."""
    if table.empty:
        return style.message(paper, "No statements to draw speakers' profiles from.")
    pooled = table.groupby(["row", "frame", "label"], sort=False)[["count", "n"]].sum().reset_index()
    rows, frames = list(dict.fromkeys(pooled["row"])), list(dict.fromkeys(pooled["frame"]))
    down = math.ceil(len(frames) / _PANELS)
    across = math.ceil(len(frames) / down)
    figure = paper.figure(paper.double_mm, down * (len(rows) * _BAR_MM + _MARGIN_MM) + 5)
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    colours = [*paper.colours(len(frames) - 1), paper.narrated]
    room = (paper.double_mm - paper.label_mm - 20) / across - 2
    heads, points = style.titles(list(dict(zip(pooled["frame"], pooled["label"], strict=True)).values()), room, paper)
    for number, (frame, colour) in enumerate(zip(frames, colours, strict=True)):
        part = pooled[pooled["frame"] == frame].set_index("row").loc[rows]
        axes = panels[number // across, number % across]
        bars = axes.barh(
            range(len(rows)), part["count"] / part["n"], color=colour, height=0.7, edgecolor=style.LINE, linewidth=0.3
        )
        axes.bar_label(bars, [str(c) if c else "" for c in part["count"]], padding=1.5, fontsize=paper.small_pt)
        axes.set_title(heads[number], loc="left", fontsize=points)
    n = dict(zip(pooled["row"], pooled["n"], strict=True))
    for axes in panels[:, 0]:
        names = [(row, f"(n = {n[row]})") for row in rows]
        style.name_ticks(axes, range(len(rows)), names, paper.label_mm, paper)
    panels[0, 0].set(ylim=(len(rows) - 0.5, -0.5), xlim=(0, 1.3))
    panels[0, 0].set_xticks([0, 0.5, 1], ["0", "½", "1"])
    _finish(panels.ravel().tolist(), len(frames))
    panels[-1, across // 2].set_xlabel("share of statements")
    return figure


def _line_mm(panels: int, paper: Paper) -> float:
    """Height of a line of panels when all of them fill the page."""
    return (paper.page_mm - 5) / math.ceil(panels / _PANELS)


def _finish(panels: Sequence[Axes], used: int) -> None:
    """Lighten the panels that are used, take away the others."""
    for axes in panels[:used]:
        axes.tick_params(axis="y", length=0)
        sns.despine(ax=axes, left=True)
        axes.axvline(0, color=style.LINE, linewidth=0.6)
    for axes in panels[used:]:
        axes.set_axis_off()

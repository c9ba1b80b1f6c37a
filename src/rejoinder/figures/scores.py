"""The machine's scores against gold coding: agreement by threshold, and whether scores are probabilities."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rejoinder.figures import style
from rejoinder.figures.data import NO_GOLD, Coded
from rejoinder.figures.style import Paper

_MEASURES = {"f1": "F1", "alpha": "Krippendorff's alpha"}
_DASHES: tuple[Any, ...] = ("-", (0, (4, 1.5)), (0, (1, 1)), (0, (5, 1, 1, 1)))
_MARKERS = "osD^vP"
_ACROSS = 4  # panels in a row
_TEXT_MM = 12  # of a panel's height that its title and labels take


def thresholds(data: Coded) -> pd.DataFrame:
    """Agreement with each coding pass if a frame were given from another score on.

    Columns: coder, frame, label, threshold and used (the run's own), both in [0, 1], n (statements coded), precision,
    recall, f1, alpha (empty where undefined). Rows by coder, frame in the codebook's order, and threshold.
    """
    return _by_frame(data, data.thresholds, ["threshold", "used", "n", "precision", "recall", "f1", "alpha"])


def reliability(data: Coded) -> pd.DataFrame:
    """How often statements of like scores carry the frame, by bin of scores; one row without bins where withheld.

    Columns: coder, frame, label, bin, n, score (mean, in [0, 1]), share (coded with the frame), and of all the coder's
    statements brier and note. Rows by coder, frame in the codebook's order, and bin.
    """
    scores = data.calibration[["coder", "frame", "brier", "note"]]
    joined = scores.merge(data.reliability, on=["coder", "frame"], how="left")
    return _by_frame(data, joined, ["bin", "n", "score", "share", "brier", "note"])


def _by_frame(data: Coded, rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    order = {name: number for number, name in enumerate(data.frames)}
    known = rows[rows["frame"].isin(order)]
    known = known.assign(label=known["frame"].map(data.frames), rank=known["frame"].map(order))
    sort = ["coder", "rank", columns[0]]
    return known.sort_values(sort)[["coder", "frame", "label", *columns]].reset_index(drop=True)


def plot_thresholds(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `thresholds`: a panel for each frame, a colour for each measure, a dash for each pass."""
    if table.empty:
        return style.message(paper, NO_GOLD)
    coders = list(dict.fromkeys(table["coder"]))
    colours = dict(zip(_MEASURES, (paper.favours, paper.opposes), strict=True))
    handles = [Line2D([], [], color=colours[m], label=name) for m, name in _MEASURES.items()]
    handles += _passes(coders, paper)
    handles.append(Line2D([], [], color=style.LINE, linewidth=0.6, label="threshold of this run"))
    figure, panels = _panels(table, _notes(table.groupby(["frame", "coder"])["n"].max()), handles, 34, paper)
    lowest = float(table[list(_MEASURES)].astype(float).min().min())
    for axes, part in panels:
        for coder, own in part.groupby("coder", sort=False):
            for measure, colour in colours.items():
                dash = _DASHES[coders.index(str(coder))] if len(coders) <= len(_DASHES) else "-"
                axes.plot(own["threshold"], own[measure].astype(float), color=colour, linestyle=dash, linewidth=1)
        axes.axvline(part["used"].iloc[0], color=style.LINE, linewidth=0.6, zorder=0)
        axes.set(ylim=(min(0.0, lowest) - 0.02, 1.02))
        axes.set_yticks([0, 0.5, 1] if lowest > -0.25 else [-0.5, 0, 0.5, 1])
    _label(panels, "threshold", "agreement")
    style.legend(figure, handles, paper)
    return figure


def plot_reliability(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `reliability`: a panel for each frame, a mark for each bin and pass, and where scores would be shares."""
    if table.empty:
        return style.message(paper, NO_GOLD)
    given = table[table["bin"].notna()]
    if given.empty:
        return style.message(paper, style.withheld("reliability diagram", table["note"].iloc[0]))
    coders = list(dict.fromkeys(given["coder"]))
    handles = _marks(coders, paper)
    handles.append(Line2D([], [], color=style.LINE, linewidth=0.6, label="score = share"))
    figure, panels = _panels(table, _notes(given.groupby(["frame", "coder"])["n"].sum()), handles, 38, paper)
    for axes, part in panels:
        axes.plot([0, 1], [0, 1], color=style.LINE, linewidth=0.6, zorder=0)
        for coder, own in part[part["bin"].notna()].groupby("coder", sort=False):
            axes.plot(own["score"], own["share"], linewidth=0.5, clip_on=False, **_mark(coders, str(coder), paper))
        scores = part.drop_duplicates("coder")["brier"].dropna()
        low, high = scores.min(), scores.max()
        text = "withheld" if scores.empty else f"Brier {low:.2f}" + (f" to {high:.2f}" if round(high - low, 2) else "")
        axes.text(0.03, 0.97, text, va="top", fontsize=paper.small_pt, transform=axes.transAxes)
        axes.set(ylim=(0, 1))
        axes.set_yticks([0, 0.5, 1])
    _label(panels, "mean score", "share coded")
    style.legend(figure, handles, paper)
    return figure


def _passes(coders: Sequence[str], paper: Paper) -> list[Line2D]:
    """A handle for each pass or, where they are more than dashes, one for all."""
    if len(coders) > len(_DASHES):
        return [Line2D([], [], color=style.INK, linewidth=1, label=f"one line for each of {len(coders)} coding passes")]
    return [
        Line2D([], [], color=style.INK, linestyle=dash, linewidth=1, label=style.fit(coder, 40, paper.font_pt))
        for coder, dash in zip(coders, _DASHES, strict=False)
    ]


def _marks(coders: Sequence[str], paper: Paper) -> list[Line2D]:
    if len(coders) > len(_MARKERS):
        coders, label = coders[:1], f"{len(coders)} coding passes"
        return [Line2D([], [], label=label, **_mark(coders, coders[0], paper))]
    return [
        Line2D([], [], label=style.fit(coder, 40, paper.font_pt), **_mark(coders, coder, paper)) for coder in coders
    ]


def _mark(coders: Sequence[str], coder: str, paper: Paper) -> dict[str, Any]:
    """A shape for each pass, every other one hollow."""
    number = coders.index(coder) if len(coders) <= len(_MARKERS) else 0
    face = style.PAPER if number % 2 else paper.favours
    return {"marker": _MARKERS[number], "markersize": 3.5, "color": paper.favours, "markerfacecolor": face}


def _notes(n: "pd.Series[int]") -> dict[str, str]:
    """How many statements were coded with or without each frame, from their numbers by frame and coder."""
    bounds = {str(frame): (int(part.min()), int(part.max())) for frame, part in n.groupby(level="frame")}
    return {frame: f"(n = {low})" if low == high else f"(n = {low} to {high})" for frame, (low, high) in bounds.items()}


def _panels(
    table: pd.DataFrame, notes: dict[str, str], handles: Sequence[Line2D], row_mm: float, paper: Paper
) -> tuple[Figure, list[tuple[Axes, pd.DataFrame]]]:
    """A figure with a panel for each frame of a table, its note in the title, and the frame's rows."""
    labels = dict(zip(table["frame"], table["label"], strict=True))
    down = math.ceil(len(labels) / _ACROSS)
    across = math.ceil(len(labels) / down)
    height = down * (row_mm + _TEXT_MM) + 6 + style.legend_mm(handles, paper, paper.double_mm)
    figure = paper.figure(paper.double_mm, min(height, paper.page_mm), gap=0.04)
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False).ravel().tolist()
    return figure, list(_titled(panels, table, labels, notes, (paper.double_mm - 20) / across - 4, paper))


def _titled(
    panels: Sequence[Axes],
    table: pd.DataFrame,
    labels: dict[str, str],
    notes: dict[str, str],
    room_mm: float,
    paper: Paper,
) -> Iterator[tuple[Axes, pd.DataFrame]]:
    for axes, (frame, label) in zip(panels, labels.items(), strict=False):
        note = notes.get(frame, "")
        head, points = style.name_lines(label, room_mm - style.width_mm(note, paper.font_pt), paper)
        axes.set_title(f"{head} {note}".strip(), loc="left", fontsize=points)
        axes.set(xlim=(0, 1))
        axes.set_xticks([0, 0.5, 1], ["0", "½", "1"])
        sns.despine(ax=axes)
        yield axes, table[table["frame"] == frame]
    for axes in panels[len(labels) :]:
        axes.set_axis_off()


def _label(panels: Sequence[tuple[Axes, pd.DataFrame]], x: str, y: str) -> None:
    for axes, _ in panels:
        place = axes.get_subplotspec()
        if place and place.is_last_row():
            axes.set_xlabel(x)
        if place and place.is_first_col():
            axes.set_ylabel(y)

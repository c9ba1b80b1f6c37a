"""Figure `reliability`: whether the machine's scores are probabilities, held against gold coding."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import add_legend, plot_withheld, truncate_text
from rejoinder.figures.panels import create_panels, label_outer_axes, note_n, sort_by_frame
from rejoinder.figures.style import MARKERS, Paper

_ROW_MM = 38


def count_reliability(data: FigureData) -> pd.DataFrame:
    """How often statements of like scores carry the frame, by bin of scores.

    Returns:
        Columns coder, frame, label, bin, n, score (mean, in [0, 1]), share (coded with the frame), and of all the
        coder's statements brier and note. Rows by coder, frame in the codebook's order, and bin; one row without bin
        where they are withheld.
    """
    scores = data.calibration[["coder", "frame", "brier", "note"]]
    bins = scores.merge(data.reliability, on=["coder", "frame"], how="left")
    return sort_by_frame(data, bins, ["bin", "n", "score", "share", "brier", "note"])


def plot_reliability(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_reliability`: a panel for each frame, a mark for each bin and pass, and where scores are shares.

    Returns:
        The figure, or one that says why its content is withheld.
    """
    binned = table[table["bin"].notna()]
    if binned.empty:
        return plot_withheld("reliability diagram", table["note"].iloc[0], paper)
    coders = list(dict.fromkeys(binned["coder"]))
    handles = _pass_handles(coders, paper)
    handles.append(Line2D([], [], color=style.GREY, linewidth=0.6, label="score = share"))
    notes = note_n(binned.groupby(["frame", "coder"])["n"].sum())
    figure, panels = create_panels(table, notes, handles, _ROW_MM, paper)
    for axes, rows in panels:
        axes.plot([0, 1], [0, 1], color=style.GREY, linewidth=0.6, zorder=0)
        for coder, bins in rows[rows["bin"].notna()].groupby("coder", sort=False):
            look = _mark_style(coders, str(coder), paper)
            axes.plot(bins["score"], bins["share"], linewidth=0.5, clip_on=False, **look)
        _write_brier(axes, rows.drop_duplicates("coder")["brier"].dropna(), paper)
        axes.set(ylim=(0, 1))
        axes.set_yticks([0, 0.5, 1])
    label_outer_axes(panels, "mean score", "share coded")
    add_legend(figure, handles, paper)
    return figure


def _write_brier(axes: Axes, scores: "pd.Series[float]", paper: Paper) -> None:
    """The Brier score in the corner of a panel, the lowest and the highest where coders differ."""
    low, high = scores.min(), scores.max()
    text = "withheld" if scores.empty else f"Brier {low:.2f}" + (f" to {high:.2f}" if round(high - low, 2) else "")
    axes.text(0.03, 0.97, text, va="top", fontsize=paper.small_pt, transform=axes.transAxes)


def _pass_handles(coders: Sequence[str], paper: Paper) -> list[Line2D]:
    """A handle for each pass or, where they are more than markers, one for all."""
    if len(coders) > len(MARKERS):
        coders, label = coders[:1], f"{len(coders)} coding passes"
        return [Line2D([], [], label=label, **_mark_style(coders, coders[0], paper))]
    return [
        Line2D([], [], label=truncate_text(coder, 40, paper.font_pt), **_mark_style(coders, coder, paper))
        for coder in coders
    ]


def _mark_style(coders: Sequence[str], coder: str, paper: Paper) -> dict[str, Any]:
    """A shape for each pass, every other one hollow."""
    number = coders.index(coder) if len(coders) <= len(MARKERS) else 0
    face = style.WHITE if number % 2 else paper.favours
    return {"marker": MARKERS[number], "markersize": 3.5, "color": paper.favours, "markerfacecolor": face}

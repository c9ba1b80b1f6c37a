"""Figure `thresholds`: agreement of the machine with gold coding if frames were given from another score on."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import add_legend, truncate_text
from rejoinder.figures.panels import create_panels, label_outer_axes, note_n, sort_by_frame
from rejoinder.figures.style import Paper

_MEASURES = {"f1": "F1", "alpha": "Krippendorff's alpha"}
_DASHES: tuple[Any, ...] = ("-", (0, (4, 1.5)), (0, (1, 1)), (0, (5, 1, 1, 1)))
_ROW_MM = 34


def count_thresholds(data: FigureData) -> pd.DataFrame:
    """Agreement with each coding pass if a frame were given from another score on.

    Returns:
        Columns coder, frame, label, threshold and used (the run's own), both in [0, 1], n (statements coded),
        precision, recall, f1, alpha (empty where undefined). Rows by coder, frame in the codebook's order, and
        threshold.
    """
    return sort_by_frame(data, data.thresholds, ["threshold", "used", "n", "precision", "recall", "f1", "alpha"])


def plot_thresholds(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_thresholds`: a panel for each frame, a colour for each measure, a dash for each pass."""
    coders = list(dict.fromkeys(table["coder"]))
    colours = dict(zip(_MEASURES, (paper.favours, paper.opposes), strict=True))
    handles = [Line2D([], [], color=colours[measure], label=name) for measure, name in _MEASURES.items()]
    handles += _pass_handles(coders, paper)
    handles.append(Line2D([], [], color=style.GREY, linewidth=0.6, label="threshold of this run"))
    notes = note_n(table.groupby(["frame", "coder"])["n"].max())
    figure, panels = create_panels(table, notes, handles, _ROW_MM, paper)
    lowest = float(table[list(_MEASURES)].astype(float).min().min())
    for axes, rows in panels:
        for coder, curve in rows.groupby("coder", sort=False):
            dash = _DASHES[coders.index(str(coder))] if len(coders) <= len(_DASHES) else "-"
            for measure, colour in colours.items():
                axes.plot(curve["threshold"], curve[measure].astype(float), color=colour, linestyle=dash, linewidth=1)
        axes.axvline(rows["used"].iloc[0], color=style.GREY, linewidth=0.6, zorder=0)
        axes.set(ylim=(min(0.0, lowest) - 0.02, 1.02))
        axes.set_yticks([0, 0.5, 1] if lowest > -0.25 else [-0.5, 0, 0.5, 1])
    label_outer_axes(panels, "threshold", "agreement")
    add_legend(figure, handles, paper)
    return figure


def _pass_handles(coders: Sequence[str], paper: Paper) -> list[Line2D]:
    """A handle for each pass or, where they are more than dashes, one for all."""
    if len(coders) > len(_DASHES):
        return [Line2D([], [], color=style.INK, linewidth=1, label=f"one line for each of {len(coders)} coding passes")]
    return [
        Line2D([], [], color=style.INK, linestyle=dash, linewidth=1, label=truncate_text(coder, 40, paper.font_pt))
        for coder, dash in zip(coders, _DASHES, strict=False)
    ]

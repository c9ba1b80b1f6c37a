"""Figure `speakers_frames`: profiles of speakers, bars of the share of their statements with each frame."""

from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from rejoinder.corpus import NO_FRAME
from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import add_legend, fit_titles, label_rows, label_scale, measure_legend, plot_message
from rejoinder.figures.panels import split_rows
from rejoinder.figures.sides import NAMED
from rejoinder.figures.sides_frames import COUNTED
from rejoinder.figures.speakers import pool_speakers
from rejoinder.figures.style import Paper

_ACROSS = 7  # panels in a row
_BAR_MM = 6.6  # height of a speaker's row
_MARGIN_MM = 17  # of a row of panels, for titles and scale


def count_speakers_frames(data: FigureData, paper: Paper) -> pd.DataFrame:
    """Statements of each speaker with each frame.

    Returns:
        Columns speaker, side, group, row (the speaker or a pool, as `pool_speakers` names it), frame (a name or
        "none"), label, count, uncertain (how many of these are), n (statements of the speaker), share (count / n, in
        [0, 1]). Rows by group, side, first
        statement, and frame. Speakers beyond `paper.rows`, or beyond what a page of so many frames holds, share a row;
        those beyond `paper.speakers` are counted together.
    """
    counts = data.speakers_frames.set_index(["speaker", "frame"])
    labels = data.frames | {NO_FRAME: "no frame"}
    down, _ = split_rows(len(labels), _ACROSS)
    room = int(((paper.page_mm - 5) / down - _MARGIN_MM) / _BAR_MM)
    speakers = pool_speakers(data.speakers, data.groups, max(2, min(paper.rows, room)))
    rows = [
        (row.speaker, row.side, row.group, row.row, frame, label, *numbers, row.n)
        for row in speakers.itertuples()
        for frame, label in labels.items()
        for numbers in [[int(counts[name].get((row.speaker, frame), 0)) for name in COUNTED]]
    ]
    table = pd.DataFrame(rows, columns=["speaker", "side", "group", "row", "frame", "label", *COUNTED, "n"])
    return table.assign(share=(table["count"] / table["n"]).astype(float).round(4))


def plot_speakers_frames(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_speakers_frames`: a panel for each frame, a bar for each speaker, a share of their statements.

    Speakers of no named side are grey. The end of a bar that stands for uncertain statements is lighter.

    Returns:
        The figure, or one that says why there is nothing to draw.
    """
    if table.empty:
        return plot_message("No statements to draw speakers' profiles from.", paper)
    pooled = table.groupby(["row", "group", "frame", "label"], sort=False)[[*COUNTED, "n"]].sum().reset_index()
    rows, frames = list(dict.fromkeys(pooled["row"])), list(dict.fromkeys(pooled["frame"]))
    down, across = split_rows(len(frames), _ACROSS)
    handles = [Patch(color=style.lighten(style.GREY), label="pale end of a bar: uncertain")]
    handles = handles if pooled["uncertain"].any() else []
    legend_mm = measure_legend(handles, paper, paper.double_mm)
    figure = paper.create_figure(paper.double_mm, down * (len(rows) * _BAR_MM + _MARGIN_MM) + 5 + legend_mm)
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    frame_colours = [*paper.frame_colours(len(frames) - 1), paper.narrated]
    room_mm = (paper.double_mm - paper.label_mm - 20) / across - 2
    labels = dict(zip(pooled["frame"], pooled["label"], strict=True))
    heads, points = fit_titles(list(labels.values()), room_mm, paper)
    groups = dict(zip(pooled["row"], pooled["group"], strict=True))
    quiet = [group != NAMED for group in groups.values()]
    for axes, frame, head, colour in zip(panels.flat, frames, heads, frame_colours, strict=False):
        colours = [paper.narrated if grey else colour for grey in quiet]
        _draw_bars(axes, pooled[pooled["frame"] == frame].set_index("row").loc[rows], colours, paper)
        axes.set_title(head, loc="left", fontsize=points)
    n = dict(zip(pooled["row"], pooled["n"], strict=True))
    for axes in panels[:, 0]:
        label_rows(axes, range(len(rows)), [(row, f"(n = {n[row]})") for row in rows], paper.label_mm, paper, quiet)
    panels[0, 0].set(ylim=(len(rows) - 0.5, -0.5), xlim=(0, 1.3))
    panels[0, 0].set_xticks([0, 0.5, 1], ["0", "½", "1"])
    _finish(panels.ravel().tolist(), len(frames))
    label_scale(panels[-1], "share of statements")
    add_legend(figure, handles, paper)
    return figure


def _draw_bars(axes: Axes, rows: pd.DataFrame, colours: list[str], paper: Paper) -> None:
    """A bar for the share of each row, lighter where it is uncertain, with the count at its end."""
    shares, certain = rows["count"] / rows["n"], (rows["count"] - rows["uncertain"]) / rows["n"]
    pale = [style.lighten(colour) for colour in colours]
    bars = axes.barh(range(len(rows)), shares, color=pale, height=0.7, edgecolor=style.GREY, linewidth=0.3)
    axes.barh(range(len(rows)), certain, color=colours, height=0.7, edgecolor=style.GREY, linewidth=0.3)
    axes.bar_label(bars, [str(count) if count else "" for count in rows["count"]], padding=1.5, fontsize=paper.small_pt)


def _finish(panels: Sequence[Axes], used: int) -> None:
    """Lighten the panels that are used, take away the rest."""
    for axes in panels[:used]:
        axes.tick_params(axis="y", length=0)
        sns.despine(ax=axes, left=True)
        axes.axvline(0, color=style.GREY, linewidth=0.6)
    for axes in panels[used:]:
        axes.set_axis_off()

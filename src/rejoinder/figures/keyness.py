"""Figure `keyness`: the words that parts of the corpus use more, and less, than what they are held against."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from rejoinder.corpus import NO_FRAME
from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import add_legend, fit_titles, measure_legend, measure_width, plot_message, truncate_text
from rejoinder.figures.panels import split_rows
from rejoinder.figures.style import Paper

COLUMNS = [
    "group", "part", "label", "reference", "term", "count", "words", "reference_count", "reference_words", "articles",
    "reference_articles", "g2_four_term", "bic", "log_ratio", "note",
]  # fmt: skip
WEAK_BIC, ONE_ARTICLE = "BIC below 2", "in one article alone"

_PARTS = 6  # panels
_ACROSS = 3  # of them in a row
_POSITIVE_EVIDENCE = 2  # of a BIC
_LEVEL = 0.05
_REST = "rest"
_ROW_MM = 3.3
_MARGIN_MM = 13  # of a row of panels, for titles and scale
_MORE, _LESS = "#35608d", "#a8651a"


def count_keyness(data: FigureData, paper: Paper) -> pd.DataFrame:
    """The key words of the largest parts of the group that comes first in the table of keyness.

    Returns:
        `COLUMNS`: those of `schema.KEYNESS`, label (of a frame; else the part), and note: why a word says little, as
        its BIC is below 2 or one article alone has it. Up to 6 parts: sides in the order of figures, frames in the
        codebook's, other parts by size. Of each, of the words with p below .05, up to `paper.words` that are more
        frequent than in the reference, by falling G2, then as many that are less frequent, the least frequent last.
    """
    differing = data.keyness[data.keyness["p"] < _LEVEL]
    if differing.empty:
        return pd.DataFrame(columns=COLUMNS)
    rows = differing[differing["group"] == differing["group"].iloc[0]]
    known = {"side": list(data.sides), "frame": [*data.frames, NO_FRAME]}.get(rows["group"].iloc[0], [])
    parts = sorted(rows["part"].unique(), key=lambda part: known.index(part) if part in known else len(known))[:_PARTS]
    more = rows["g2_four_term"] > 0
    drawn = rows[rows.groupby(["part", more]).cumcount() < paper.words].sort_values("g2_four_term", ascending=False)
    drawn = pd.concat(drawn[drawn["part"] == part] for part in parts)
    labels = data.frames | {NO_FRAME: "no frame"} if rows["group"].iloc[0] == "frame" else {}
    one_article = drawn["articles"].where(drawn["g2_four_term"] > 0, drawn["reference_articles"]) == 1
    weak = drawn["bic"] < _POSITIVE_EVIDENCE
    table: pd.DataFrame = drawn.assign(
        label=drawn["part"].map(lambda part: labels.get(part, part)),
        note=np.select([weak, one_article], [WEAK_BIC, ONE_ARTICLE], ""),
    )
    return table[COLUMNS].reset_index(drop=True)


def plot_keyness(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_keyness`: a panel for each part, a bar for each word, to the right where it is more frequent.

    Returns:
        The figure, or one that says why there is nothing to draw.
    """
    if table.empty:
        return plot_message("No word whose frequency differs between parts of the corpus (p below .05).", paper)
    parts = [(part, rows) for part, rows in table.groupby("part", sort=False)]
    down, across = split_rows(len(parts), _ACROSS)
    most = max(len(rows) for _, rows in parts)
    handles = _list_handles(table)
    width_mm = paper.double_mm if across > 1 else paper.column_mm
    height_mm = down * (most * _ROW_MM + _MARGIN_MM) + measure_legend(handles, paper, width_mm)
    figure = paper.create_figure(width_mm, min(height_mm, paper.page_mm), gap=0.04)
    panels = figure.subplots(down, across, sharex=True, squeeze=False)
    widest = float(table["g2_four_term"].abs().max())
    room_mm = (width_mm - 4) / across - 4
    sizes = [f"({rows['words'].iloc[0]:,} words)" for _, rows in parts]
    names_mm = room_mm - max(measure_width(size, paper.font_pt) for size in sizes) - 2
    heads, points = fit_titles([rows["label"].iloc[0] for _, rows in parts], names_mm, paper)
    for axes, (_, rows), head, size in zip(panels.flat, parts, heads, sizes, strict=False):
        _draw_words(axes, rows, widest, room_mm / 2 - 1, paper)
        axes.set_ylim(most - 0.5, -0.5)  # bars of all panels are as thick
        axes.set_title(f"{head} {size}", loc="left", fontsize=points)
    for axes in panels.flat[len(parts) :]:
        axes.set_axis_off()
    reference = table["reference"].iloc[0]
    against = "all others" if reference == _REST else reference
    for axes in panels.flat[max(len(parts) - across, 0) : len(parts)]:  # the lowest of each column
        axes.set_xlabel(truncate_text(f"signed G², against {against}", room_mm, paper.font_pt))
        axes.tick_params(axis="x", labelbottom=True)
    add_legend(figure, handles, paper)
    return figure


def _list_handles(table: pd.DataFrame) -> list[Patch]:
    """Of the legend: the two directions, and the pale bars where there are any."""
    handles = [Patch(color=_MORE, label="more frequent"), Patch(color=_LESS, label="less frequent")]
    if table["note"].any():
        pale = Patch(color=style.lighten(style.GREY), label=f"pale: {WEAK_BIC}, or {ONE_ARTICLE}")
        handles.append(pale)
    return handles


def _draw_words(axes: Axes, rows: pd.DataFrame, widest: float, room_mm: float, paper: Paper) -> None:
    """The words of one part from top to bottom, each named on the side that its bar does not take."""
    places = range(len(rows))
    axes.barh(places, rows["g2_four_term"], color=_choose_colours(rows), height=0.72)
    for place, term, g2, note in zip(places, rows["term"], rows["g2_four_term"], rows["note"], strict=True):
        text = truncate_text(term, room_mm, paper.small_pt)
        shift, side = (-1.5, "right") if g2 > 0 else (1.5, "left")
        axes.annotate(
            text, (0, place), (shift, 0), textcoords="offset points", ha=side, va="center", fontsize=paper.small_pt,
            color=style.QUIET if note else style.INK,
        )  # fmt: skip
    axes.axvline(0, color=style.GREY, linewidth=0.6)
    edge = 1.05 * widest
    ticks = [tick for tick in MaxNLocator(4, integer=True).tick_values(-edge, edge) if abs(tick) <= edge]
    axes.set(xlim=(-edge, edge), xticks=ticks, yticks=[])
    sns.despine(ax=axes, left=True)


def _choose_colours(rows: pd.DataFrame) -> list[str]:
    colours = [_MORE if g2 > 0 else _LESS for g2 in rows["g2_four_term"]]
    return [style.lighten(colour) if note else colour for colour, note in zip(colours, rows["note"], strict=True)]

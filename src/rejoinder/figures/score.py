"""Figure `score`: an article as a score, sentences from left to right, a row for each speaker, coloured by frame."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from rejoinder.codebook import abbreviate_labels
from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import (
    add_legend,
    fit_name,
    label_rows,
    measure_height,
    measure_legend,
    measure_width,
    plot_message,
    truncate_text,
)
from rejoinder.figures.sides import GROUPS, NAMED
from rejoinder.figures.speakers import count_speakers, pool_speakers
from rejoinder.figures.style import Paper

_ROW_MM = 6.2
_SIDE_MM = 24


def count_score(data: FigureData, paper: Paper) -> pd.DataFrame:
    """The article with the most framed statements (the first of several), one row a sentence.

    Returns:
        Columns article_id, title, sent_id, statement_id, speaker, side, group, row (the speaker or a pool, as
        `pool_speakers` names it), form, frames (separated by spaces). Rows in order of the text.
    """
    columns = ["article_id", "title", "sent_id", "statement_id", "speaker", "side", "group", "row", "form", "frames"]
    statements = data.score_statements
    if statements.empty:
        return pd.DataFrame(columns=columns)
    speakers = pool_speakers(count_speakers(statements), data.groups, paper.rows).set_index("speaker")
    columns_of_speakers = {name: statements["speaker"].map(speakers[name]) for name in ("row", "side", "group")}
    return statements.assign(**columns_of_speakers)[columns].reset_index(drop=True)


class _Row(NamedTuple):
    """A row of the score; `side` is "" for pooled speakers."""

    name: str
    side: str
    group: str


@dataclass(frozen=True)
class _FrameStyle:
    """How a frame is drawn; `hatch` is for where cells are too narrow for `sign`."""

    label: str
    sign: str
    colour: str
    hatch: str


@dataclass(frozen=True)
class _CellStyle:
    """How cells are drawn; `lettered` is whether they hold the frames' signs."""

    paper: Paper
    frames: Mapping[str, _FrameStyle]
    lettered: bool


def plot_score(table: pd.DataFrame, frames: Mapping[str, str], sides: Sequence[str], paper: Paper) -> Figure:
    """Draw `count_score`.

    Args:
        table: the sentences.
        frames: labels by name, in the codebook's order.
        sides: in the order of the groups of rows.
        paper: sizes and colours.
    """
    if table.empty:
        return plot_message("No statements to draw as a score.", paper)
    rows = _order_rows(table, sides)
    across = min(len(table), paper.columns)
    look = _choose_style(frames, paper, (paper.double_mm - paper.label_mm - _SIDE_MM - 8) / across)
    handles = _create_handles(look)
    line_mm = len(rows) * _ROW_MM + 5
    rest_mm = 11 + measure_legend(handles, paper, paper.double_mm)
    lines = max(1, min(math.ceil(len(table) / across), int((paper.page_mm - rest_mm) / line_mm)))
    figure = paper.create_figure(paper.double_mm, lines * line_mm + rest_mm)
    panels = figure.subplots(lines, 1, squeeze=False)[:, 0]
    for number, axes in enumerate(panels):
        _draw_line(axes, table.iloc[number * across : (number + 1) * across], across, rows, look)
    extent = "" if len(table) <= lines * across else f" (sentences 1 to {lines * across} of {len(table)})"
    title = truncate_text(str(table["title"].iloc[0]) + extent, paper.double_mm - paper.label_mm - 6, paper.font_pt)
    panels[0].set_title(title, loc="left", fontsize=paper.font_pt)
    panels[-1].set_xlabel("sentence")
    add_legend(figure, handles, paper)
    return figure


def _order_rows(table: pd.DataFrame, sides: Sequence[str]) -> list[_Row]:
    """Rows grouped by side, in order of first appearance; in each group of sides pooled speakers last."""
    pooled = {row for row, speaker in zip(table["row"], table["speaker"], strict=True) if row != speaker}
    cells = zip(table["row"], table["side"], table["group"], strict=True)
    rows = dict.fromkeys(_Row(name, "" if name in pooled else side, group) for name, side, group in cells)
    places = {side: place for place, side in enumerate(sides)}
    return sorted(rows, key=lambda row: (GROUPS.index(row.group), row.name in pooled, places.get(row.side, 0)))


def _choose_style(frames: Mapping[str, str], paper: Paper, cell_mm: float) -> _CellStyle:
    letters = abbreviate_labels(list(frames.values()))
    widest_mm = max((measure_width(sign, paper.small_pt) for sign in letters), default=0)
    hatches = [style.HATCHES[number % len(style.HATCHES)] for number in range(len(frames))]
    looks = map(_FrameStyle, frames.values(), letters, paper.frame_colours(len(frames)), hatches)
    return _CellStyle(paper, dict(zip(frames, looks, strict=True)), widest_mm <= 0.85 * cell_mm)


def _draw_line(axes: Axes, sentences: pd.DataFrame, across: int, rows: list[_Row], look: _CellStyle) -> None:
    """One line of the score, with room for `across` sentences."""
    places = {row.name: number for number, row in enumerate(rows)}
    cells = zip(sentences["row"], sentences["form"], sentences["frames"], strict=True)
    for number, (row, form, frames) in enumerate(cells):
        _draw_cell(axes, number, places[row], form, frames.split(), look)
    axes.set(xlim=(0, across), ylim=(len(rows), 0))
    _number_sentences(axes, list(sentences["sent_id"]), 1 if across <= 30 else 5)
    names = [(row.name, "") for row in rows]
    quiet = [row.group != NAMED for row in rows]
    label_rows(axes, [row + 0.5 for row in range(len(rows))], names, look.paper.label_mm, look.paper, quiet)
    axes.tick_params(length=0)
    axes.hlines(range(len(rows) + 1), 0, across, color=style.LIGHT_GREY, linewidth=0.4, zorder=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _draw_sides(axes, rows, across, look.paper)


def _number_sentences(axes: Axes, numbers: Sequence[int], step: int) -> None:
    """Ticks below the first sentence of the article and below every `step`th."""
    ticks = [place for place, sent_id in enumerate(numbers) if sent_id == 1 or sent_id % step == 0]
    axes.set_xticks([place + 0.5 for place in ticks], [str(numbers[place]) for place in ticks])


def _draw_sides(axes: Axes, rows: list[_Row], across: int, paper: Paper) -> None:
    """Brackets on the right that say which side a group of rows is of."""
    start = 0
    gap = across * 0.008
    for (side, group), members in groupby(rows, lambda row: (row.side, row.group)):
        end = start + len(list(members))
        if side:
            axes.plot([across + gap] * 2, [start + 0.15, end - 0.15], color=style.GREY, linewidth=1, clip_on=False)
            ink = style.INK if group == NAMED else style.QUIET
            label, points = fit_name(side, _SIDE_MM, paper)
            place = (across + 2 * gap, (start + end) / 2)
            axes.text(*place, label, va="center", ha="left", fontsize=points, linespacing=1.0, color=ink)
        start = end


def _draw_cell(axes: Axes, x: float, y: float, form: str, frames: list[str], look: _CellStyle) -> None:
    """One sentence in its speaker's row; several frames split the cell from top to bottom."""
    left, top, width, height = x + 0.06, y + 0.08, 0.88, 0.84
    if not frames:
        face = look.paper.narrated if form == "narrated" else style.WHITE
        axes.add_patch(Rectangle((left, top), width, height, facecolor=face, edgecolor=style.GREY, linewidth=0.5))
        return
    part = height / len(frames)
    points = min(look.paper.small_pt, 0.75 * _ROW_MM * part / measure_height(1))
    for number, name in enumerate(frames):
        frame, corner = look.frames[name], (left, top + number * part)
        box = Rectangle(corner, width, part, facecolor=frame.colour, edgecolor=style.WHITE, linewidth=0.3)
        axes.add_patch(box)
        if look.lettered:
            middle, colour = (x + 0.5, top + (number + 0.5) * part), style.choose_ink(frame.colour)
            axes.text(*middle, frame.sign, ha="center", va="center_baseline", fontsize=points, color=colour)
        else:
            box.set_hatch(frame.hatch)


def _create_handles(look: _CellStyle) -> list[Patch]:
    """A handle for each frame, and for quoted and narrated sentences without any."""
    handles = []
    for frame in look.frames.values():
        hatch = None if look.lettered else frame.hatch
        patch = Patch(facecolor=frame.colour, edgecolor=style.WHITE, linewidth=0.3, hatch=hatch)
        text = f"{frame.sign}  {frame.label}" if look.lettered else frame.label
        patch.set_label(truncate_text(text, look.paper.double_mm / 3, look.paper.font_pt))
        handles.append(patch)
    unframed = (("quoted, no frame", style.WHITE), ("narrated, no frame", look.paper.narrated))
    return handles + [
        Patch(facecolor=face, edgecolor=style.GREY, linewidth=0.5, label=label) for label, face in unframed
    ]

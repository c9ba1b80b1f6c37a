"""The article as a score: sentences from left to right, a row for each speaker, cells coloured by frame."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from rejoinder.codebook import signs
from rejoinder.figures import style
from rejoinder.figures.data import Coded, speakers, speaking
from rejoinder.figures.style import Paper

_ROW_MM = 6.2
_SIDE_MM = 24


def score(data: Coded, paper: Paper) -> pd.DataFrame:
    """The article with the most framed statements (the first of several), one row a sentence.

    Columns: article_id, title, sent_id, statement_id, speaker, side, row (the speaker or "others (k)"), form, frames
    (separated by spaces). Rows in order of the text.
    """
    columns = ["article_id", "title", "sent_id", "statement_id", "speaker", "side", "row", "form", "frames"]
    if data.score.empty:
        return pd.DataFrame(columns=columns)
    rows = speakers(speaking(data.score), data.sides, paper.rows).set_index("speaker")
    named = {name: data.score["speaker"].map(rows[name]) for name in ("row", "side")}
    return data.score.assign(**named)[columns].reset_index(drop=True)


@dataclass(frozen=True)
class _Look:
    """How frames are drawn: colour, hatch and sign by name; signs only where the cells hold them."""

    paper: Paper
    labels: dict[str, str]
    signs: dict[str, str]
    colours: dict[str, str]
    hatches: dict[str, str]
    lettered: bool


def plot_score(table: pd.DataFrame, frames: dict[str, str], sides: Sequence[str], paper: Paper) -> Figure:
    """Draw `score`; `frames` are labels by name in order, `sides` the order of the groups of rows."""
    if table.empty:
        return style.message(paper, "No statements to draw as a score.")
    rows = _rows(table, sides)
    across = min(len(table), paper.columns)
    look = _look(frames, paper, (paper.double_mm - paper.label_mm - _SIDE_MM - 8) / across)
    handles = _legend(look)
    line, rest = len(rows) * _ROW_MM + 5, 11 + style.legend_mm(handles, paper, paper.double_mm)
    lines = max(1, min(math.ceil(len(table) / across), int((paper.page_mm - rest) / line)))
    figure = paper.figure(paper.double_mm, lines * line + rest)
    panels = figure.subplots(lines, 1, squeeze=False)[:, 0]
    for number, axes in enumerate(panels):
        _line(axes, table.iloc[number * across : (number + 1) * across], number * across, across, rows, look)
    shown = "" if len(table) <= lines * across else f" (sentences 1 to {lines * across} of {len(table)})"
    title = style.fit(str(table["title"].iloc[0]) + shown, paper.double_mm - paper.label_mm - 6, paper.font_pt)
    panels[0].set_title(title, loc="left", fontsize=paper.font_pt)
    panels[-1].set_xlabel("sentence")
    style.legend(figure, handles, paper)
    return figure


def _rows(table: pd.DataFrame, sides: Sequence[str]) -> list[tuple[str, str]]:
    """Row labels with their side, grouped by side, in order of first appearance; pooled speakers last."""
    pooled = {row for row, name in zip(table["row"], table["speaker"], strict=True) if row != name}
    seen = dict.fromkeys(
        (row, "" if row in pooled else side) for row, side in zip(table["row"], table["side"], strict=True)
    )
    return sorted(seen, key=lambda pair: len(sides) if pair[0] in pooled else list(sides).index(pair[1]))


def _look(frames: dict[str, str], paper: Paper, cell_mm: float) -> _Look:
    letters = signs(list(frames.values()))
    widest = max((style.width_mm(sign, paper.small_pt) for sign in letters), default=0)
    hatches = [style.HATCHES[i % len(style.HATCHES)] for i in range(len(frames))]
    return _Look(
        paper,
        frames,
        dict(zip(frames, letters, strict=True)),
        dict(zip(frames, paper.colours(len(frames)), strict=True)),
        dict(zip(frames, hatches, strict=True)),
        widest <= 0.85 * cell_mm,
    )


def _line(axes: Axes, part: pd.DataFrame, offset: int, across: int, rows: list[tuple[str, str]], look: _Look) -> None:
    """One line of the score: the sentences of `part`, the first of them at `offset`."""
    places = {name: number for number, (name, _) in enumerate(rows)}
    for number, (row, form, frames) in enumerate(zip(part["row"], part["form"], part["frames"], strict=True)):
        _cell(axes, number, places[row], form, frames.split(), look)
    axes.set(xlim=(0, across), ylim=(len(rows), 0))
    step = 1 if across <= 30 else 5
    shown = [i for i, sent_id in enumerate(part["sent_id"]) if sent_id == 1 or sent_id % step == 0]
    axes.set_xticks([i + 0.5 for i in shown], [str(part["sent_id"].iloc[i]) for i in shown])
    style.name_ticks(
        axes, [i + 0.5 for i in range(len(rows))], [(name, "") for name, _ in rows], look.paper.label_mm, look.paper
    )
    axes.tick_params(length=0)
    axes.hlines(range(len(rows) + 1), 0, across, color="#e6e6e6", linewidth=0.4, zorder=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _sides(axes, rows, across, look.paper)


def _sides(axes: Axes, rows: list[tuple[str, str]], across: int, paper: Paper) -> None:
    """Brackets on the right that say which side a group of rows is of."""
    start = 0
    gap = across * 0.008
    for side, group in groupby(side for _, side in rows):
        end = start + len(list(group))
        if side:
            axes.plot([across + gap] * 2, [start + 0.15, end - 0.15], color=style.LINE, linewidth=1, clip_on=False)
            label, points = style.name_lines(side, _SIDE_MM, paper)
            place = (across + 2 * gap, (start + end) / 2)
            axes.text(*place, label, va="center", ha="left", fontsize=points, linespacing=1.0)
        start = end


def _cell(axes: Axes, x: float, y: float, form: str, frames: list[str], look: _Look) -> None:
    """One sentence in its speaker's row; several frames split the cell from top to bottom."""
    left, top, width, height = x + 0.06, y + 0.08, 0.88, 0.84
    if not frames:
        face = look.paper.narrated if form == "narrated" else style.PAPER
        axes.add_patch(Rectangle((left, top), width, height, facecolor=face, edgecolor=style.LINE, linewidth=0.5))
        return
    part = height / len(frames)
    points = min(look.paper.small_pt, 0.75 * _ROW_MM * part / style.height_mm(1))
    for number, frame in enumerate(frames):
        colour = look.colours[frame]
        box = Rectangle(
            (left, top + number * part), width, part, facecolor=colour, edgecolor=style.PAPER, linewidth=0.3
        )
        if not look.lettered:
            box.set_hatch(look.hatches[frame])
        axes.add_patch(box)
        if look.lettered:
            where = (x + 0.5, top + (number + 0.5) * part)
            axes.text(
                *where,
                look.signs[frame],
                ha="center",
                va="center_baseline",
                fontsize=points,
                color=style.ink_on(colour),
            )


def _legend(look: _Look) -> list[Patch]:
    handles = []
    for name, label in look.labels.items():
        text = f"{look.signs[name]}  {label}" if look.lettered else label
        room = look.paper.double_mm / 3
        hatch = None if look.lettered else look.hatches[name]
        patch = Patch(facecolor=look.colours[name], edgecolor=style.PAPER, linewidth=0.3, hatch=hatch)
        patch.set_label(style.fit(text, room, look.paper.font_pt))
        handles.append(patch)
    grey = Patch(facecolor=look.paper.narrated, edgecolor=style.LINE, linewidth=0.5, label="narrated, no frame")
    return [*handles, Patch(facecolor=style.PAPER, edgecolor=style.LINE, linewidth=0.5, label="quoted, no frame"), grey]

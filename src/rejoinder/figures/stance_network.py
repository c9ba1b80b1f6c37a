"""Figure `stance_network`: who speaks how of whom, as ribbons from speakers to targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from rejoinder.figures import style
from rejoinder.figures.data import STANCES, FigureData
from rejoinder.figures.labels import add_legend, fit_name, measure_height, truncate_text
from rejoinder.figures.sides import NAMED, pool_sides
from rejoinder.figures.speakers import pool_speakers
from rejoinder.figures.style import Paper

_NODE_MM = 2.5
_TARGET_MM = 44
_THICKEST_MM = 3.5  # of a ribbon of one statement
_GREY = "#555555"
_EDGE_PT = 0.6
_TALLEST_MM = 110  # of all ribbons together
_PALE = 0.4  # opacity of quiet ribbons
_HATCHES = {"favours": "", "neutral": "", "opposes": "////"}


def count_stance_network(data: FigureData, paper: Paper) -> pd.DataFrame:
    """Statements by speaker, target and stance.

    Returns:
        Columns speaker, side, group, row (the speaker or, with more than `paper.rows` speakers, the side), target,
        target_label, stance (favours, neutral, opposes), count (at least 1), mean_score (in [-1, 1]). Rows in the order
        of sides, speakers, targets and stances. Speakers beyond `paper.speakers` are counted together.
    """
    columns = ["speaker", "side", "group", "row", "target", "target_label", "stance", "count", "mean_score"]
    speakers = pool_speakers(data.targeting, data.groups, int(data.targeting["members"].sum()))
    if len(speakers) > paper.rows:
        groups = {side: group for side, group in data.groups.items() if side in set(speakers["side"])}
        speakers["row"] = speakers["side"].map(pool_sides(groups, paper.rows))
    table = data.speakers_stances.merge(speakers[["speaker", "side", "group", "row"]], on="speaker")
    table["target_label"] = table["target"].map(data.targets)
    table["mean_score"] = (table["total"] / table["count"]).round(4)
    orders = {"speaker": list(speakers["speaker"]), "target": list(data.targets), "stance": list(STANCES)}
    places = {name: {value: place for place, value in enumerate(order)} for name, order in orders.items()}
    table = table.sort_values(list(orders), key=lambda column: column.map(places[str(column.name)]))
    return table[columns].reset_index(drop=True)


def is_by_side(table: pd.DataFrame) -> bool:
    """Whether the ribbons begin at sides, as there are too many speakers."""
    return bool((table["row"] != table["speaker"]).any())


@dataclass(frozen=True)
class _Node:
    """A speaker or target: its bar from `top` down, in millimetres from the figure's upper edge.

    Attributes:
        quiet: whether it is a speaker or side that is on none of the researcher's sides.
        neutral: share of its statements that are neutral, in [0, 1].
    """

    name: str
    top: float
    height: float
    count: int
    quiet: bool
    neutral: float


@dataclass(frozen=True)
class _NetworkLayout:
    """The nodes on both sides of the figure; `scale` is the width of quiet ribbons over that of the others."""

    speakers: list[_Node]
    targets: list[_Node]
    scale: float
    height: float


def plot_stance_network(table: pd.DataFrame, targets: Mapping[str, str], paper: Paper) -> Figure:
    """Draw `count_stance_network`: ribbons as wide as their number of statements, coloured and hatched by stance.

    Those of speakers on no named side are pale and, where they are more than all others together, narrower: together
    as wide as these. One unit of the axes is a millimetre of paper.

    Args:
        table: the statements counted.
        targets: labels by name, in order from top to bottom.
        paper: sizes and colours.
    """
    edges = table.groupby(["row", "group", "target", "stance"], sort=False)["count"].sum().reset_index()
    edges["quiet"] = edges["group"] != NAMED
    edges["neutral"] = edges["count"].where(edges["stance"] == "neutral", 0)
    scale = _scale_quiet(edges)
    drawn = edges["count"] * edges["quiet"].map({True: scale, False: 1.0})
    edges["width"] = drawn * min(_THICKEST_MM, _TALLEST_MM / drawn.sum())
    layout = _lay_out(edges, scale, [target for target in targets if target in set(edges["target"])], paper)
    top = measure_height(paper.font_pt, 2)
    height = top + layout.height + measure_height(paper.font_pt, 2) + 2
    figure = Figure(figsize=(paper.double_mm * style.MM, height * style.MM))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, paper.double_mm), ylim=(height - top, -top))
    axes.set_axis_off()
    sides = {} if is_by_side(table) else dict(zip(table["row"], table["side"], strict=True))
    _draw_ribbons(axes, edges, layout, paper)
    _draw_speakers(axes, layout, sides, paper)
    _draw_targets(axes, layout.targets, targets, paper)
    for x, text, align in (
        (_left(paper), "sides" if is_by_side(table) else "speakers", "right"),
        (_right(paper), "targets", "left"),
    ):
        axes.text(x, -top / 2, text, ha=align, va="center", fontsize=paper.font_pt, color=_GREY)
    add_legend(figure, [Patch(label=stance, **_look(stance, False, paper)) for stance in STANCES], paper, outside=False)
    return figure


def _left(paper: Paper) -> float:
    return paper.label_mm + 4


def _right(paper: Paper) -> float:
    return paper.double_mm - _TARGET_MM - 4


def _scale_quiet(edges: pd.DataFrame) -> float:
    """By how much quiet ribbons are narrower, so that they never outweigh the sides that the researcher named."""
    quiet, named = (int(edges.loc[edges["quiet"] == value, "count"].sum()) for value in (True, False))
    return min(1.0, named / quiet) if quiet and named else 1.0


def _lay_out(edges: pd.DataFrame, scale: float, targets: Sequence[str], paper: Paper) -> _NetworkLayout:
    """Nodes as high as their ribbons together, from top to bottom."""
    sums = {"width": "sum", "count": "sum", "neutral": "sum", "quiet": "first"}
    speakers = edges.groupby("row", sort=False).agg(sums)
    ends = edges.groupby("target").agg(sums).loc[list(targets)].assign(quiet=False)
    height = max(_measure_column(nodes, paper) for nodes in (speakers, ends))
    return _NetworkLayout(
        speakers=_stack(speakers, height, paper), targets=_stack(ends, height, paper), scale=scale, height=height
    )


def _measure_column(nodes: pd.DataFrame, paper: Paper) -> float:
    """Height of one side of the figure."""
    return sum(_measure_slot(width, paper) for width in nodes["width"])


def _measure_slot(width: float, paper: Paper) -> float:
    """Room for a node: its ribbons, or a name of two small lines and a note where these are higher."""
    return max(width, measure_height(paper.small_pt, 3)) + 1.5


def _stack(rows: pd.DataFrame, height: float, paper: Paper) -> list[_Node]:
    """The nodes of one side of the figure in the order of `rows`, spread over its height."""
    spare = (height - _measure_column(rows, paper)) / len(rows)
    nodes, top = [], 0.0
    cells = zip(rows.index, rows["width"], rows["count"], rows["quiet"], rows["neutral"], strict=True)
    for name, width, count, quiet, neutral in cells:
        room = _measure_slot(width, paper) + spare
        nodes.append(_Node(str(name), top + (room - width) / 2, width, int(count), bool(quiet), neutral / count))
        top += room
    return nodes


def _draw_ribbons(axes: Axes, edges: pd.DataFrame, layout: _NetworkLayout, paper: Paper) -> None:
    """Every ribbon, leaving and arriving in the order of the other end's nodes, so that few of them cross."""
    keys = zip(edges["row"], edges["target"], edges["stance"], strict=True)
    widths = dict(zip(keys, edges["width"], strict=True))
    quiet = {node.name for node in layout.speakers if node.quiet}
    begins: dict[tuple[str, str, str], float] = {}
    ends: dict[tuple[str, str, str], float] = {}
    for node in layout.speakers:
        top = node.top
        for key in ((node.name, target.name, stance) for target in layout.targets for stance in STANCES):
            begins[key], top = top, top + widths.get(key, 0)
    for node in layout.targets:
        top = node.top
        for key in ((speaker.name, node.name, stance) for speaker in layout.speakers for stance in STANCES):
            ends[key], top = top, top + widths.get(key, 0)
    # Thin ones on top, where all can be seen, and quiet ones below all.
    for key, width in sorted(widths.items(), key=lambda item: (item[0][0] not in quiet, -item[1])):
        path = _trace_ribbon(_left(paper) + _NODE_MM, begins[key], _right(paper) - _NODE_MM, ends[key], width)
        edge = min(_EDGE_PT, width)  # a thin ribbon would drown in a wide edge
        axes.add_patch(PathPatch(path, linewidth=edge, **_look(key[2], key[0] in quiet, paper)))


def _trace_ribbon(x0: float, y0: float, x1: float, y1: float, width: float) -> Path:
    """An S-curved band of constant height from (x0, y0) to (x1, y1), both its upper corners."""
    middle = (x0 + x1) / 2
    upper = [(x0, y0), (middle, y0), (middle, y1), (x1, y1)]
    lower = [(x1, y1 + width), (middle, y1 + width), (middle, y0 + width), (x0, y0 + width)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return Path([*upper, *lower, (x0, y0)], codes)


def _look(stance: str, quiet: bool, paper: Paper) -> dict[str, Any]:
    colour = {"favours": paper.favours, "neutral": paper.neutral, "opposes": paper.opposes}[stance]
    return {
        "facecolor": colour, "edgecolor": style.WHITE, "hatch": _HATCHES[stance], "alpha": _PALE if quiet else None
    }  # fmt: skip


def _draw_speakers(axes: Axes, layout: _NetworkLayout, sides: Mapping[str, str], paper: Paper) -> None:
    x = _left(paper)
    for node in layout.speakers:
        ink = style.GREY if node.quiet else style.INK
        axes.add_patch(Rectangle((x, node.top), _NODE_MM, node.height, facecolor=ink, linewidth=0))
        side = sides.get(node.name, "")
        note = f"{side}, n = {node.count}" if side else f"n = {node.count}"
        if node.quiet and layout.scale < 1:
            note += f", drawn at {100 * layout.scale:.2g} %"
        note = truncate_text(note, paper.label_mm, paper.small_pt)
        _label_node(axes, x - 1.5, node, fit_name(node.name, paper.label_mm, paper), note, "right", paper)


def _draw_targets(axes: Axes, nodes: list[_Node], labels: Mapping[str, str], paper: Paper) -> None:
    x = _right(paper)
    for node in nodes:
        axes.add_patch(Rectangle((x - _NODE_MM, node.top), _NODE_MM, node.height, facecolor=style.INK, linewidth=0))
        name = fit_name(labels[node.name], _TARGET_MM, paper)
        note = f"n = {node.count}, {100 * node.neutral:.0f} % neutral"
        _label_node(axes, x + 1.5, node, name, note, "left", paper)


def _label_node(
    axes: Axes, x: float, node: _Node, name: tuple[str, float], note: str, align: str, paper: Paper
) -> None:
    text, points = name
    ink = style.QUIET if node.quiet else style.INK
    lines = text.count("\n") + 1
    middle = node.top + node.height / 2 + (lines - 1) * measure_height(points) / 2
    axes.text(x, middle, text, ha=align, va="bottom", fontsize=points, linespacing=1.0, color=ink)
    axes.text(x, middle + 0.3, note, ha=align, va="top", fontsize=paper.small_pt, color=_GREY)

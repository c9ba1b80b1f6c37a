"""The stance network: who speaks how of whom, as ribbons from speakers to targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from rejoinder.figures import style
from rejoinder.figures.data import STANCES, Coded, speakers
from rejoinder.figures.style import Paper

_NODE_MM = 2.5
_TARGET_MM = 44
_THICKEST_MM = 3.5  # of a ribbon of one statement
_GREY = "#555555"
_EDGE_PT = 0.6
_TALLEST_MM = 110  # of all ribbons together
_HATCHES = {"favours": "", "neutral": "", "opposes": "////"}


def stance_network(data: Coded, paper: Paper) -> pd.DataFrame:
    """Statements by speaker, target and stance.

    Columns: speaker, side, row (the speaker or, with more than `paper.rows` speakers, the side), target, target_label,
    stance (favours, neutral, opposes), count (at least 1), mean_score (in [-1, 1]). Rows in the order of sides,
    speakers, targets and stances. Speakers beyond `paper.speakers` are counted together.
    """
    columns = ["speaker", "side", "row", "target", "target_label", "stance", "count", "mean_score"]
    found = speakers(data.targeting, data.sides, int(data.targeting["members"].sum()))
    if len(found) > paper.rows:
        sides = list(data.sides)
        most = paper.rows if len(sides) <= paper.rows else paper.rows - 1
        found["row"] = found["side"].where(found["side"].isin(sides[:most]), f"other sides ({len(sides) - most})")
    table = data.speakers_stances.merge(found[["speaker", "side", "row"]], on="speaker")
    table["target_label"] = table["target"].map(data.targets)
    table["mean_score"] = (table["total"] / table["count"]).round(4)
    orders = {"speaker": list(found["speaker"]), "target": list(data.targets), "stance": list(STANCES)}
    places = {name: {value: place for place, value in enumerate(order)} for name, order in orders.items()}
    table = table.sort_values(list(orders), key=lambda column: column.map(places[str(column.name)]))
    return table[columns].reset_index(drop=True)


def by_side(table: pd.DataFrame) -> bool:
    """Whether the ribbons begin at sides, as there are too many speakers."""
    return bool((table["row"] != table["speaker"]).any())


@dataclass(frozen=True)
class _Node:
    """A speaker or target: its bar from `top` down, in millimetres from the figure's upper edge."""

    name: str
    top: float
    height: float
    count: int


def plot_stance_network(table: pd.DataFrame, targets: Mapping[str, str], paper: Paper) -> Figure:
    """Draw `stance_network`: a ribbon's width is its number of statements, its colour and hatch are the stance.

    `targets` are labels by name, in order. One unit of the axes is a millimetre of paper.
    """
    if table.empty:
        return style.message(paper, "No statement speaks of a target of stances.")
    edges = table.groupby(["row", "target", "stance"], sort=False)["count"].sum().reset_index()
    rows = list(dict.fromkeys(edges["row"]))
    named = [target for target in targets if target in set(edges["target"])]
    unit = min(_THICKEST_MM, _TALLEST_MM / edges["count"].sum())
    tall = max(_height(edges, "row", unit, paper), _height(edges, "target", unit, paper))
    left, right = _stack(edges, "row", rows, unit, tall, paper), _stack(edges, "target", named, unit, tall, paper)
    top = style.height_mm(paper.font_pt, 2)
    height = top + tall + style.height_mm(paper.font_pt, 2) + 2
    figure = Figure(figsize=(paper.double_mm * style.MM, height * style.MM))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, paper.double_mm), ylim=(height - top, -top))
    axes.set_axis_off()
    own = table[table["row"] == table["speaker"]]
    sides = dict(zip(own["row"], own["side"], strict=True))
    _ribbons(axes, edges, left, right, unit, paper)
    _speakers(axes, left, sides, paper)
    _targets(axes, right, targets, paper)
    for x, text, align in (
        (_left(paper), "sides" if by_side(table) else "speakers", "right"),
        (_right(paper), "targets", "left"),
    ):
        axes.text(x, -top / 2, text, ha=align, va="center", fontsize=paper.font_pt, color=_GREY)
    style.legend(figure, [Patch(label=stance, **_look(stance, paper)) for stance in STANCES], paper, outside=False)
    return figure


def _left(paper: Paper) -> float:
    return paper.label_mm + 4


def _right(paper: Paper) -> float:
    return paper.double_mm - _TARGET_MM - 4


def _slot(count: int, unit: float, paper: Paper) -> float:
    """Height of a node with the room that its label needs: a name on up to two small lines, and a note."""
    return max(count * unit, style.height_mm(paper.small_pt, 3)) + 1.5


def _height(edges: pd.DataFrame, column: str, unit: float, paper: Paper) -> float:
    return sum(_slot(count, unit, paper) for count in edges.groupby(column)["count"].sum())


def _stack(
    edges: pd.DataFrame, column: str, names: Sequence[str], unit: float, tall: float, paper: Paper
) -> list[_Node]:
    """The nodes of one side of the figure from top to bottom, spread over its height."""
    counts = edges.groupby(column)["count"].sum()
    spare = (tall - _height(edges, column, unit, paper)) / len(names)
    nodes, top = [], 0.0
    for name in names:
        slot = _slot(counts[name], unit, paper) + spare
        height = counts[name] * unit
        nodes.append(_Node(name, top + (slot - height) / 2, height, int(counts[name])))
        top += slot
    return nodes


def _ribbons(axes: Axes, edges: pd.DataFrame, left: list[_Node], right: list[_Node], unit: float, paper: Paper) -> None:
    """Every ribbon, leaving and arriving in the order of the other end's nodes, so that few of them cross."""
    keys = zip(edges["row"], edges["target"], edges["stance"], strict=True)
    counts = {key: count * unit for key, count in zip(keys, edges["count"], strict=True)}
    begins: dict[tuple[str, str, str], float] = {}
    ends: dict[tuple[str, str, str], float] = {}
    for node in left:
        top = node.top
        for key in ((node.name, other.name, stance) for other in right for stance in STANCES):
            begins[key], top = top, top + counts.get(key, 0)
    for node in right:
        top = node.top
        for key in ((other.name, node.name, stance) for other in left for stance in STANCES):
            ends[key], top = top, top + counts.get(key, 0)
    for key, width in sorted(counts.items(), key=lambda item: -item[1]):  # thin ones on top, where all can be seen
        path = _ribbon(_left(paper) + _NODE_MM, begins[key], _right(paper) - _NODE_MM, ends[key], width)
        edge = min(_EDGE_PT, width)  # a thin ribbon would drown in a wide edge
        axes.add_patch(PathPatch(path, linewidth=edge, **_look(key[2], paper)))


def _ribbon(x0: float, y0: float, x1: float, y1: float, width: float) -> Path:
    """An S-curved band of constant height from (x0, y0) to (x1, y1), both its upper corners."""
    middle = (x0 + x1) / 2
    upper = [(x0, y0), (middle, y0), (middle, y1), (x1, y1)]
    lower = [(x1, y1 + width), (middle, y1 + width), (middle, y0 + width), (x0, y0 + width)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return Path([*upper, *lower, (x0, y0)], codes)


def _look(stance: str, paper: Paper) -> dict[str, Any]:
    colour = {"favours": paper.favours, "neutral": paper.neutral, "opposes": paper.opposes}[stance]
    return {"facecolor": colour, "edgecolor": style.PAPER, "hatch": _HATCHES[stance]}


def _speakers(axes: Axes, nodes: list[_Node], sides: Mapping[str, str], paper: Paper) -> None:
    x = _left(paper)
    for node in nodes:
        axes.add_patch(Rectangle((x, node.top), _NODE_MM, node.height, facecolor=style.INK, linewidth=0))
        side = sides.get(node.name, "")
        under = style.fit(f"{side}, n = {node.count}" if side else f"n = {node.count}", paper.label_mm, paper.small_pt)
        _label(axes, x - 1.5, node, style.name_lines(node.name, paper.label_mm, paper), under, "right", paper)


def _targets(axes: Axes, nodes: list[_Node], labels: Mapping[str, str], paper: Paper) -> None:
    x = _right(paper)
    for node in nodes:
        axes.add_patch(Rectangle((x - _NODE_MM, node.top), _NODE_MM, node.height, facecolor=style.INK, linewidth=0))
        name = style.name_lines(labels[node.name], _TARGET_MM, paper)
        _label(axes, x + 1.5, node, name, f"n = {node.count}", "left", paper)


def _label(axes: Axes, x: float, node: _Node, name: tuple[str, float], note: str, align: str, paper: Paper) -> None:
    text, points = name
    lines = text.count("\n") + 1
    middle = node.top + node.height / 2 + (lines - 1) * style.height_mm(points) / 2
    axes.text(x, middle, text, ha=align, va="bottom", fontsize=points, linespacing=1.0)
    axes.text(x, middle + 0.3, note, ha=align, va="top", fontsize=paper.small_pt, color=_GREY)

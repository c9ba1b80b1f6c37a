"""Figure `two_mode_network`: who takes which positions, as a network of actors and concepts (Leifeld 2017)."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path

from rejoinder.corpus import UNKNOWN_SIDE
from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import add_legend, measure_height, measure_legend, measure_width, wrap_whole
from rejoinder.figures.network_layout import (
    NODE_MM,
    ActorNode,
    ConceptNode,
    NetworkLine,
    count_room,
    name_heading,
    place_nodes,
    split_columns,
)
from rejoinder.figures.sides import GROUPS
from rejoinder.figures.style import Paper
from rejoinder.networks.incidence import choose_actors

_NAME, _BOX = 0.23, 0.18  # widths of names and of concepts, as shares of the figure's
_PALE, _OPAQUE = 0.4, 0.85  # opacity of lines: of actors on no named side, of others
_POINT_MM = 25.4 / 72
_DASH_MM, _BREAK_MM = 2.2, 0.6  # of lines of disagreement, which so show in grey
_SOLID: tuple[float, tuple[float, ...]] = (0, ())
_SAMPLE_MM = 0.6  # width of lines in the legend


def count_two_mode_network(data: FigureData, paper: Paper) -> pd.DataFrame:
    """Positions by actor, concept and agreement.

    Drawn are the actors with the most positions: all who take at least so many that option and page have room for them
    or, where even those with the most are too many, the first of them by name.

    Returns:
        Columns actor, side, group, n (positions of the actor), column (left, right, or "" of an actor that is not
        drawn), concept, label, place (of the concept, from 0), agreement (agrees or disagrees; with a frame all agree),
        count (at least 1). Rows in the order of groups, sides, actors (first those whose concepts stand higher up),
        concepts. Of more actors than `paper.speakers` those with the most positions are listed.
    """
    shown = paper.two_mode_network
    labels = data.frames if shown.concepts == "frames" else data.targets
    listed = choose_actors(data.positions, 1, paper.speakers)
    positions = data.positions[data.positions["actor"].isin(listed)].rename(columns={"n": "count"})
    places = {concept: place for place, concept in enumerate(labels)}
    positions["place"] = positions["concept"].map(places).astype(int)
    actors = _order_actors(positions, data.groups)
    drawn = actors["actor"].isin(_choose_drawn(actors, shown.minimum, min(shown.most, count_room(paper))))
    headings = list(map(name_heading, actors.loc[drawn, "side"], actors.loc[drawn, "group"]))
    actors["column"] = ""
    actors.loc[drawn, "column"] = split_columns(headings)
    table = actors.merge(positions[["actor", "concept", "place", "agreement", "count"]], on="actor")
    table["label"] = table["concept"].map(labels)
    table["agreement"] = table["agreement"].map({True: "agrees", False: "disagrees"})
    table = table.sort_values(["rank", "place", "agreement"], kind="stable")
    columns = ["actor", "side", "group", "n", "column", "concept", "label", "place", "agreement", "count"]
    return table[columns].reset_index(drop=True)


def _order_actors(positions: pd.DataFrame, groups: Mapping[str, str]) -> pd.DataFrame:
    """Columns actor, side, group, n (positions), rank; by group, side, mean place of their concepts, and name."""
    sums = positions.assign(height=positions["place"] * positions["count"]).groupby(["actor", "side"], as_index=False)
    actors = sums.agg(n=("count", "sum"), height=("height", "sum"))
    actors["side"] = actors["side"].replace("", UNKNOWN_SIDE)
    actors["group"] = actors["side"].map(groups)
    actors["height"] = (actors["height"] / actors["n"]).round(6)
    sides = {side: place for place, side in enumerate(groups)}
    ranks = {"group_rank": actors["group"].map(GROUPS.index), "side_rank": actors["side"].map(sides)}
    actors = actors.assign(**ranks).sort_values(["group_rank", "side_rank", "height", "actor"], ignore_index=True)
    return actors[["actor", "side", "group", "n"]].assign(rank=actors.index)


def _choose_drawn(actors: pd.DataFrame, minimum: int, most: int) -> list[str]:
    enough = actors[actors["n"] >= minimum].sort_values(["n", "actor"], ascending=[False, True])
    if len(enough) <= most:
        return list(enough["actor"])
    more = enough[enough["n"] > enough["n"].iloc[most]]
    return list((enough.head(most) if more.empty else more)["actor"])


def plot_two_mode_network(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_two_mode_network`: actors in the outer columns, concepts in the middle, lines as wide as counts.

    One unit of the axes is a millimetre of paper. Frames have their colours; of targets lines tell by colour, and by
    dashes, whether the actor agrees.

    Args:
        table: the positions counted.
        paper: sizes and colours.
    """
    drawn = table[table["column"] != ""]
    places = place_nodes(drawn, paper)
    handles = _make_handles(places.lines, paper)
    top = measure_height(paper.font_pt, 2)
    foot = measure_height(paper.small_pt, 2) + measure_legend(handles, paper, paper.double_mm)
    height = top + places.height + foot
    figure = Figure(figsize=(paper.double_mm * style.MM, height * style.MM))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, paper.double_mm), ylim=(height - top, -top))
    axes.set_axis_off()
    colours = _find_colours(drawn, paper)
    _draw_lines(axes, places.lines, colours, paper)
    for concept in places.concepts:
        _draw_concept(axes, concept, colours[concept.name], paper)
    for actor in places.actors:
        _draw_actor(axes, actor, places.row, paper)
    for heading in places.headings:
        x, align = _find_edge(heading.is_left, paper), "right" if heading.is_left else "left"
        axes.text(x, heading.y, heading.text, ha=align, va="center", fontsize=paper.small_pt, color=style.QUIET)
    axes.text(paper.double_mm / 2, places.height + 1, _note(table, paper), ha="center", va="top",
              fontsize=paper.small_pt, color=style.QUIET)  # fmt: skip
    _head_columns(axes, -top / 2, paper)
    add_legend(figure, handles, paper, outside=False)
    return figure


def _head_columns(axes: Axes, y: float, paper: Paper) -> None:
    shown = paper.two_mode_network
    actors = f"{shown.actors}s"
    for x, text, align in (
        (_find_edge(True, paper), actors, "right"),
        (paper.double_mm / 2, shown.concepts, "center"),
        (_find_edge(False, paper), actors, "left"),
    ):
        axes.text(x, y, text, ha=align, va="center", fontsize=paper.font_pt, color=style.QUIET)


def _note(table: pd.DataFrame, paper: Paper) -> str:
    """Which actors are drawn, where others are not."""
    drawn = table[table["column"] != ""]
    shown = drawn["actor"].nunique()
    if shown == table["actor"].nunique():
        return ""
    actors = paper.two_mode_network.actors if shown == 1 else f"{paper.two_mode_network.actors}s"
    return f"{shown} {actors} with the most positions, at least {drawn['n'].min()}"


def _find_edge(is_left: bool, paper: Paper) -> float:
    """Where the names of a column end, or begin."""
    x = _NAME * paper.double_mm
    return x if is_left else paper.double_mm - x


def _find_node(is_left: bool, paper: Paper) -> float:
    """The middle of a column's circles."""
    return _find_edge(is_left, paper) + (1 if is_left else -1) * (NODE_MM + 1)


def _find_colours(table: pd.DataFrame, paper: Paper) -> dict[str, str]:
    """Colours of concepts: a frame's own, one for all targets."""
    places = dict(zip(table["concept"], table["place"], strict=True))
    if paper.two_mode_network.concepts == "targets":
        return dict.fromkeys(places, style.LIGHT_GREY)
    colours = paper.frame_colours(max(places.values()) + 1)
    return {concept: colours[place] for concept, place in places.items()}


def _draw_lines(axes: Axes, lines: Sequence[NetworkLine], colours: Mapping[str, str], paper: Paper) -> None:
    """Every line, thin ones on top."""
    for line in sorted(lines, key=lambda line: -line.width):
        left = line.actor.is_left
        path = _trace(_find_node(left, paper), line.start, _find_box(left, paper), line.end)
        colour, dashes = _look(line.agreement, colours[line.concept], line.width, paper)
        axes.add_patch(
            PathPatch(path, fill=False, edgecolor=colour, linestyle=dashes, linewidth=line.width / _POINT_MM,
                      capstyle="butt", alpha=_PALE if line.actor.quiet else _OPAQUE)
        )  # fmt: skip


def _look(agreement: str, colour: str, width: float, paper: Paper) -> tuple[str, tuple[float, tuple[float, ...]]]:
    """Colour and dashes of a line: a frame's colour, or that of agreement."""
    if paper.two_mode_network.concepts == "frames":
        return colour, _SOLID
    if agreement == "agrees":
        return paper.favours, _SOLID
    return paper.opposes, (0, (_DASH_MM / width, _BREAK_MM / width))  # in units of the width


def _find_box(is_left: bool, paper: Paper) -> float:
    """The side of the concepts' boxes that a column's lines end at."""
    return paper.double_mm / 2 + (-1 if is_left else 1) * _BOX * paper.double_mm / 2


def _trace(x0: float, y0: float, x1: float, y1: float) -> Path:
    middle = (x0 + x1) / 2
    return Path([(x0, y0), (middle, y0), (middle, y1), (x1, y1)], [Path.MOVETO, *[Path.CURVE4] * 3])


def _draw_concept(axes: Axes, concept: ConceptNode, colour: str, paper: Paper) -> None:
    width, x = _BOX * paper.double_mm, _find_box(True, paper)
    axes.add_patch(Rectangle((x, concept.top), width, concept.height, facecolor=colour, linewidth=0, zorder=2))
    text, points = _fit_label(concept.label, concept.n, width - 2, concept.height, paper)
    axes.text(paper.double_mm / 2, concept.top + concept.height / 2, text, ha="center", va="center", fontsize=points,
              linespacing=1.0, color=style.choose_ink(colour), zorder=3)  # fmt: skip


def _draw_actor(axes: Axes, actor: ActorNode, row: float, paper: Paper) -> None:
    """A circle, and beside it the name."""
    ink = style.QUIET if actor.quiet else style.INK
    x, align = _find_edge(actor.is_left, paper), "right" if actor.is_left else "left"
    node = (_find_node(actor.is_left, paper), actor.y)
    axes.add_patch(Circle(node, actor.radius, facecolor=ink, linewidth=0, zorder=3))
    text, points = _fit_label(actor.name, actor.n, _NAME * paper.double_mm - 1, row, paper)
    axes.text(x, actor.y, text, ha=align, va="center", fontsize=points, linespacing=1.0, color=ink)


def _fit_label(name: str, n: int, room_mm: float, height_mm: float, paper: Paper) -> tuple[str, float]:
    """A name with its number of positions, on one line or smaller on two, as high as there is room for."""
    note = f"({n})"
    room_mm -= measure_width(f" {note}", paper.font_pt)
    if measure_width(name, paper.font_pt) <= room_mm and measure_height(paper.font_pt) <= height_mm:
        return f"{name} {note}", paper.font_pt
    points = paper.small_pt * min(height_mm / measure_height(paper.small_pt, 2), 1)
    (text,), points = wrap_whole([name], room_mm, points, most_lines=2)
    return f"{text} {note}", points


def _make_handles(lines: Sequence[NetworkLine], paper: Paper) -> list[Artist]:
    """How wide lines are and, of targets, whether they agree."""
    widths = {line.count: line.width for line in lines}
    handles: list[Artist] = [
        Line2D([], [], color=style.GREY, linewidth=widths[n] / _POINT_MM, solid_capstyle="butt",
               label=f"{n} position" if n == 1 else f"{n} positions")
        for n in sorted({min(widths), max(widths)})
    ]  # fmt: skip
    if paper.two_mode_network.concepts == "targets":
        for agreement, label in (("agrees", "favours"), ("disagrees", "opposes")):
            colour, dashes = _look(agreement, "", _SAMPLE_MM, paper)
            handles.append(
                Line2D([], [], color=colour, linestyle=dashes, linewidth=_SAMPLE_MM / _POINT_MM, label=label)
            )
    return handles

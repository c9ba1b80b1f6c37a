"""Where the nodes of figure `two_mode_network` stand: actors in two outer columns, concepts in the middle.

A layout by rules, not by forces: the same network has the same picture, and no name lies on another. All lengths are
millimetres of paper, y from the upper edge down.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from rejoinder.figures.labels import measure_height
from rejoinder.figures.sides import NAMED
from rejoinder.figures.style import Paper

NODE_MM = 2.2  # radius of the most frequent actor
_SMALLEST_MM = 0.5
_THICKEST_MM, _THINNEST_MM = 2.6, 0.3  # of lines
_LINES_MM = 25  # height that the lines have beside the text of the boxes, at least
_SPREAD = 1.8  # by how much rows grow where there is room
_GAP_MM = 2.0  # between concepts
_BEFORE_MM = 1.2  # a heading
_HEADINGS = 4  # for which a page has room in each column before rows grow narrower


@dataclass(frozen=True)
class ActorNode:
    """An actor: a circle whose area is their number of positions.

    Attributes:
        quiet: whether they are on none of the researcher's sides.
    """

    name: str
    is_left: bool
    y: float
    radius: float
    n: int
    quiet: bool


@dataclass(frozen=True)
class Heading:
    """The side that the actors below it are on."""

    text: str
    is_left: bool
    y: float


@dataclass(frozen=True)
class ConceptNode:
    """A concept: a box from `top` down, at least as high as the lines that end at it."""

    name: str
    label: str
    top: float
    height: float
    n: int


@dataclass(frozen=True)
class NetworkLine:
    """A line from an actor to the box of a concept.

    Attributes:
        agreement: agrees or disagrees.
        count: of positions.
        start, end: its heights at the actor and at the box.
    """

    actor: ActorNode
    concept: str
    agreement: str
    count: int
    width: float
    start: float
    end: float


@dataclass(frozen=True)
class NetworkPlaces:
    """All nodes and lines.

    Attributes:
        row: height of an actor's row, at least.
        height: of all of it.
    """

    actors: list[ActorNode]
    headings: list[Heading]
    concepts: list[ConceptNode]
    lines: list[NetworkLine]
    row: float
    height: float


def measure_row(paper: Paper) -> float:
    """Height of a row that has room for a name on two small lines."""
    return measure_height(paper.small_pt, 2)


def measure_room(paper: Paper) -> float:
    """Height of a page without what stands above and below the nodes."""
    return paper.page_mm - measure_height(paper.font_pt, 6)


def count_room(paper: Paper) -> int:
    """How many actors a page has room for."""
    return 2 * max(int(measure_room(paper) / measure_row(paper)) - _HEADINGS, 1)


def name_heading(side: str, group: str) -> str:
    """What the actors of a side stand under: named sides each have their heading, others that of their group."""
    return side if group == NAMED else {"third party": "third parties"}.get(group, group)


def split_columns(headings: list[str]) -> list[str]:
    """Left or right for each actor, given their headings in order.

    Columns part where a heading ends if one ends near the middle, else in the middle.
    """
    n = len(headings)
    ends = [place for place in range(1, n) if headings[place] != headings[place - 1]]
    nearest = min(ends, key=lambda place: abs(2 * place - n), default=0)
    cut = nearest if 0 < abs(2 * nearest - n) <= n / 3 or 2 * nearest == n else (n + 1) // 2
    return ["left"] * cut + ["right"] * (n - cut)


def place_nodes(table: pd.DataFrame, paper: Paper) -> NetworkPlaces:
    """Place the nodes of a network.

    Args:
        table: as `count_two_mode_network` makes it, of actors that are drawn.
        paper: sizes.
    """
    actors = table.drop_duplicates("actor")
    headed = bool((actors["actor"] != actors["side"]).any())  # a side needs no heading of its own name
    columns = [_list_rows(actors[actors["column"] == column], headed) for column in ("left", "right")]
    row = min(measure_row(paper), measure_room(paper) / max(map(len, columns)))
    tallest = max(_measure_column(column, row) for column in columns)
    table = table.assign(width=_size_lines(table, tallest, paper))
    boxes = _size_boxes(table, paper)
    height = max(tallest, float((boxes["height"] + _GAP_MM).sum()))
    nodes: list[ActorNode] = []
    headings: list[Heading] = []
    for column, is_left in zip(columns, (True, False), strict=True):
        spread = min(_SPREAD, height / max(_measure_column(column, row), row))
        top = (height - spread * _measure_column(column, row)) / 2
        for entry in column:
            top += spread * _BEFORE_MM * isinstance(entry, str)
            middle = top + spread * row / 2
            if isinstance(entry, str):
                headings.append(Heading(entry, is_left, middle))
            else:
                radius = max(NODE_MM * (entry["n"] / actors["n"].max()) ** 0.5, _SMALLEST_MM)
                quiet = entry["group"] != NAMED
                nodes.append(ActorNode(entry["actor"], is_left, middle, radius, entry["n"], quiet))
            top += spread * row
    concepts = _stack_boxes(boxes, height)
    return NetworkPlaces(nodes, headings, concepts, list(_end_lines(table, nodes, concepts)), row, height)


def _list_rows(actors: pd.DataFrame, headed: bool) -> list[Any]:
    """The rows of a column: its actors, each group of them below its heading."""
    rows: list[Any] = []
    records = actors.to_dict("records")
    for heading, members in groupby(records, key=lambda row: name_heading(row["side"], row["group"])):
        rows += [heading] * headed
        rows += members
    return rows


def _measure_column(rows: Sequence[Any], row: float) -> float:
    return sum(row + _BEFORE_MM * isinstance(entry, str) for entry in rows)


def _size_lines(table: pd.DataFrame, tallest: float, paper: Paper) -> "pd.Series[float]":
    """Widths of lines: as wide as the boxes have room for beside their text, none wider than looks well."""
    boxes = table["concept"].nunique()
    least = boxes * (_measure_text(boxes, paper) + _GAP_MM)
    spare = min(max(tallest - least, _LINES_MM), measure_room(paper) - least)
    busier = table.groupby(["concept", "column"])["count"].sum().groupby("concept").max()
    one = min(_THICKEST_MM / table["count"].max(), max(spare, 0) / busier.sum())
    widths: pd.Series[float] = (one * table["count"]).clip(lower=_THINNEST_MM)
    return widths


def _measure_text(boxes: int, paper: Paper) -> float:
    """Height of the text of a box: two small lines, or what the page has room for."""
    return min(measure_height(paper.small_pt, 2) + 1, measure_room(paper) / boxes - _GAP_MM)


def _size_boxes(table: pd.DataFrame, paper: Paper) -> pd.DataFrame:
    """Columns concept, label, n and height of the boxes, in order."""
    boxes = table.groupby(["place", "concept", "label"], as_index=False).agg(n=("count", "sum"))
    ends = table.groupby(["concept", "column"])["width"].sum().groupby("concept").max()
    text = _measure_text(len(boxes), paper)
    return boxes.assign(height=boxes["concept"].map(ends).clip(lower=text))


def _stack_boxes(boxes: pd.DataFrame, height: float) -> list[ConceptNode]:
    gap = (height - float(boxes["height"].sum())) / len(boxes)
    nodes, top = [], gap / 2
    for box in boxes.to_dict("records"):
        nodes.append(ConceptNode(box["concept"], box["label"], top, box["height"], box["n"]))
        top += box["height"] + gap
    return nodes


def _end_lines(
    table: pd.DataFrame, actors: Sequence[ActorNode], concepts: Sequence[ConceptNode]
) -> Iterator[NetworkLine]:
    """Lines end at their box side by side, in the order of the actors, so that few of them cross.

    Those between the same two, of agreement and of disagreement, run side by side.
    """
    for concept in concepts:
        rows = table[table["concept"] == concept.name]
        for is_left in (True, False):
            nodes = [actor for actor in actors if actor.is_left == is_left]
            pairs = [rows[rows["actor"] == actor.name].to_dict("records") for actor in nodes]
            end = concept.top + (concept.height - sum(row["width"] for pair in pairs for row in pair)) / 2
            for actor, pair in zip(nodes, pairs, strict=True):
                start = actor.y - sum(row["width"] for row in pair) / 2
                for row in pair:
                    width = row["width"]
                    middles = (start + width / 2, end + width / 2)
                    yield NetworkLine(actor, concept.name, row["agreement"], row["count"], width, *middles)
                    start, end = start + width, end + width

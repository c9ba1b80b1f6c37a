"""Figure `congruence_clusters`: who stands with whom, slice of time by slice of time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from string import ascii_uppercase
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from rejoinder.corpus import UNKNOWN_SIDE
from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.labels import add_legend, fit_name, measure_height, measure_legend, measure_width
from rejoinder.figures.sides import GROUPS, NAMED
from rejoinder.figures.style import Paper
from rejoinder.networks.clusters import Clustering, find_clusters, number_clusters
from rejoinder.networks.incidence import ConceptKind, Counts, build_incidence, choose_actors
from rejoinder.networks.one_mode import weigh_ties
from rejoinder.networks.slices import cut_slices

_COLUMNS = [
    "slice", "first", "last", "articles", "modularity", "actor", "side", "group", "mostly", "positions", "cluster",
    "shared", "note",
]  # fmt: skip
_ROW_MM, _BLOCK_MM = 6.0, 2.0  # height of a row; gap between actors that are mostly in different clusters
_HEAD_LINES = 4
_CELL = 0.86  # share of a slice's width; the rest is bridged where an actor stays in a cluster
_UNTIED = "tied to nobody"
_EXPLAINED = 8  # clusters in the legend, those of most slices
_NO_CLUSTER = Clustering([], None)


def count_congruence_clusters(data: FigureData, paper: Paper) -> pd.DataFrame:
    """The cluster of each actor in each slice of time.

    In a slice two actors are tied by what they both agree or disagree with, less what they contradict each other in,
    divided by the mean of their numbers of positions; those tied more to each other than to others are a cluster, as
    `find_clusters` says. To compare networks of successive slices of time is how Leifeld (2013, doi:10.1111/psj.12007)
    finds coalitions that part, and members that change over.

    Returns:
        Columns slice (from 1), first and last (days of its articles), articles, modularity (of the slice), actor,
        side, group, mostly (cluster that the actor is in most often), positions (in the slice), cluster ("A", "B" ...,
        of two actors or more; it keeps its letter while most of them stay together), shared (the positions that
        several of its actors take most often, over all slices), note (why there is none). Rows by slice, and by
        `mostly`, group, side and actor. Empty where not two slices have a cluster.
    """
    shown = paper.congruence_clusters
    slices = cut_slices(data.days, shown.slices, paper.minimum_articles)
    dated = data.dated_positions.merge(slices[["day", "slice"]], left_on="period", right_on="day")
    sums = dated.groupby(["slice", "actor"])["n"].sum()
    frequent = dated[dated["actor"].isin(sums[sums >= shown.minimum].reset_index()["actor"])]
    actors = choose_actors(frequent, shown.minimum, min(shown.most, _count_room(paper)))
    labels = data.frames if shown.concepts == "frames" else data.targets
    table = _tabulate(dated, slices, actors, list(labels), paper)
    clustered = table[table["cluster"] != ""]
    if clustered["slice"].nunique() < 2:
        return pd.DataFrame(columns=_COLUMNS)
    mostly = {actor: min(Counter(letters).most_common(), key=lambda pair: (-pair[1], pair[0]))[0]
              for actor, letters in clustered.groupby("actor")["cluster"]}  # fmt: skip
    table["mostly"] = table["actor"].map(mostly).fillna("")
    table["group"] = table["side"].map(data.groups)
    table["shared"] = table["cluster"].map(_name_shared(clustered, dated, labels, shown.concepts)).fillna("")
    return _order_rows(table, data.groups)


def _order_rows(table: pd.DataFrame, groups: Mapping[str, str]) -> pd.DataFrame:
    """By slice, cluster that an actor is in most often, group, side and name; last is who is in none."""
    sides = {side: place for place, side in enumerate(groups)}
    keys = pd.DataFrame({
        "slice": table["slice"],
        "mostly": table["mostly"].replace("", "~"),
        "group": table["group"].map(GROUPS.index),
        "side": table["side"].map(sides),
        "actor": table["actor"],
    })  # fmt: skip
    order = keys.sort_values(["slice", "mostly", "group", "side", "actor"]).index
    return table[_COLUMNS].loc[order].reset_index(drop=True)


def _name_shared(
    clustered: pd.DataFrame, dated: pd.DataFrame, labels: Mapping[str, str], concepts: ConceptKind
) -> dict[str, str]:
    """For each cluster the two positions that most often several of its actors take in a slice."""
    taken = clustered[["slice", "actor", "cluster"]].merge(dated, on=["slice", "actor"])
    position = ["cluster", "concept", "agreement"]
    held = taken.groupby([*position, "slice"], as_index=False).agg(n=("n", "sum"), actors=("actor", "nunique"))
    sums = held[held["actors"] > 1].groupby(position, as_index=False).agg(n=("n", "sum"))
    shared: dict[str, list[str]] = {}
    for row in sums.sort_values("n", ascending=False, kind="stable").to_dict("records"):
        verb = "" if concepts == "frames" else "favours " if row["agreement"] else "opposes "
        shared.setdefault(row["cluster"], []).append(verb + labels[row["concept"]])
    return {cluster: ", ".join(positions[:2]) for cluster, positions in shared.items()}


def _tabulate(
    dated: pd.DataFrame, slices: pd.DataFrame, actors: Mapping[str, str], concepts: list[str], paper: Paper
) -> pd.DataFrame:
    """A row for each slice and actor."""
    spans = slices.groupby("slice", as_index=False).agg(
        first=("day", "first"), last=("day", "last"), articles=("articles", "sum")
    )
    parts = [dated[dated["slice"] == number] for number in spans["slice"]]
    counts = [build_incidence(part, actors, concepts).counts for part in parts]
    clusterings = [
        _cluster(list(actors), own, paper) if articles >= paper.minimum_articles else _NO_CLUSTER
        for own, articles in zip(counts, spans["articles"], strict=True)
    ]
    numbered = number_clusters([clustering.clusters for clustering in clusterings])
    rows = []
    for span, own, clustering, numbers in zip(spans.to_dict("records"), counts, clusterings, numbered, strict=True):
        letters = {actor: _name_cluster(number) for cluster, number in numbers.items() for actor in cluster}
        modularity = None if clustering.modularity is None else round(clustering.modularity, 4)
        for (actor, side), positions in zip(actors.items(), own.sum(axis=(1, 2)).tolist(), strict=True):
            note = "" if actor in letters else _explain(span["articles"], positions, paper)
            cells = {"actor": actor, "side": side or UNKNOWN_SIDE, "positions": positions}
            rows.append(span | {"modularity": modularity} | cells | {"cluster": letters.get(actor, ""), "note": note})
    return pd.DataFrame(rows, columns=[name for name in _COLUMNS if name not in ("group", "mostly", "shared")])


def _cluster(actors: list[str], counts: Counts, paper: Paper) -> Clustering:
    """Clusters of those with positions enough."""
    few = counts.sum(axis=(1, 2)) < paper.congruence_clusters.minimum
    return find_clusters(actors, weigh_ties(np.where(few[:, None, None], 0, counts), "subtract", "average"))


def _explain(articles: int, positions: int, paper: Paper) -> str:
    """Why an actor is in no cluster of a slice."""
    if articles < paper.minimum_articles:
        return f"withheld: {articles} article(s), fewer than {paper.minimum_articles}"
    if positions < paper.congruence_clusters.minimum:
        return f"withheld: {positions} position(s), fewer than {paper.congruence_clusters.minimum}"
    return _UNTIED


def _name_cluster(number: int) -> str:
    """A to Z, then A2 to Z2."""
    turn, place = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn + 1) if turn else "")


def _count_room(paper: Paper) -> int:
    """How many actors a page has room for, in blocks of two."""
    return max(
        int((paper.page_mm - measure_height(paper.font_pt, _HEAD_LINES + _EXPLAINED + 2)) / (_ROW_MM + _BLOCK_MM / 2)),
        2,
    )


def plot_congruence_clusters(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_congruence_clusters`: a row for each actor, a column for each slice, a colour and letter for each
    cluster; cells of an actor who stays in a cluster are joined.

    One unit of the axes is a millimetre of paper.
    """
    actors = table.drop_duplicates("actor")
    tops = _place_rows(list(actors["mostly"]))
    letters = sorted(set(table["cluster"]) - {""}, key=lambda name: (len(name), name))
    colours = dict(zip(letters, map(style.lighten, paper.frame_colours(len(letters))), strict=True))
    handles = _make_handles(table, colours)
    top = measure_height(paper.small_pt, _HEAD_LINES)
    body = tops[-1] + _ROW_MM
    height = top + body + 2 + measure_legend(handles, paper, paper.double_mm)
    figure = Figure(figsize=(paper.double_mm * style.MM, height * style.MM))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, paper.double_mm), ylim=(height - top, -top))
    axes.set_axis_off()
    for row, y in zip(actors.to_dict("records"), tops, strict=True):
        cells = table[table["actor"] == row["actor"]].to_dict("records")
        _draw_row(axes, y, cells, colours, paper)
        text, points = fit_name(row["actor"], paper.label_mm, paper)
        axes.text(paper.label_mm + 1, y + _ROW_MM / 2, text, ha="right", va="center", fontsize=points, linespacing=1.0,
                  color=style.INK if row["group"] == NAMED else style.QUIET)  # fmt: skip
    spans = table.drop_duplicates("slice").to_dict("records")
    for place, span in enumerate(spans):
        _head_slice(axes, place, len(spans), span, paper)
    add_legend(figure, handles, paper, outside=False)
    return figure


def _place_rows(mostly: list[str]) -> list[float]:
    """Upper edges of rows, with a gap between blocks."""
    tops = [0.0]
    for before, letter in pairwise(mostly):
        tops.append(tops[-1] + _ROW_MM + _BLOCK_MM * (before != letter))
    return tops


def _draw_row(
    axes: Axes, y: float, cells: Sequence[Mapping[Any, Any]], colours: Mapping[str, str], paper: Paper
) -> None:
    """The cells of an actor: letter of the cluster, and number of positions."""
    for place, cell in enumerate(cells):
        left, width = _find_slice(place, len(cells), paper)
        letter = cell["cluster"] or ("–" if cell["note"] == _UNTIED else "")
        if not cell["positions"]:
            continue
        colour = colours.get(letter, style.LIGHT_GREY if letter else style.WHITE)
        stays = cell["cluster"] and place + 1 < len(cells) and cells[place + 1]["cluster"] == letter
        wide = width / _CELL if stays else width
        axes.add_patch(Rectangle((left, y + 0.4), wide, _ROW_MM - 0.8, facecolor=colour, linewidth=0))
        middle = left + width / 2
        axes.text(middle - 0.8, y + _ROW_MM / 2, letter, ha="right", va="center", fontsize=paper.font_pt,
                  color=style.INK, weight="bold")  # fmt: skip
        axes.text(middle + 0.8, y + _ROW_MM / 2, f"({cell['positions']})", ha="left", va="center",
                  fontsize=paper.small_pt, color=style.INK)  # fmt: skip


def _find_slice(place: int, number: int, paper: Paper) -> tuple[float, float]:
    """Left edge and width of the cells of a slice."""
    left = paper.label_mm + 3
    width = (paper.double_mm - left) / number
    return left + place * width, _CELL * width


def _head_slice(axes: Axes, place: int, number: int, span: Mapping[Any, Any], paper: Paper) -> None:
    left, width = _find_slice(place, number, paper)
    modularity = "no tie" if pd.isna(span["modularity"]) else f"modularity {span['modularity']:.2f}"
    days = [span["first"]] if span["first"] == span["last"] else [f"{span['first']} to", span["last"]]
    counted = f"{span['articles']} articles" if span["articles"] > 1 else "1 article"
    lines = [*days, counted, "too few" if span["articles"] < paper.minimum_articles else modularity]
    widest = max(measure_width(line, paper.small_pt) for line in lines)
    points = paper.small_pt * min(width / _CELL / (widest + 0.5), 1)
    axes.text(left + width / 2, -1, "\n".join(lines), ha="center", va="bottom", fontsize=points, linespacing=1.1,
              color=style.QUIET)  # fmt: skip


def _make_handles(table: pd.DataFrame, colours: Mapping[str, str]) -> list[Artist]:
    """What most clusters agree on, and what a cell without a letter means."""
    clusters = table[table["cluster"] != ""].drop_duplicates(["cluster", "slice"])
    slices = Counter(clusters["cluster"])
    shared = dict(zip(clusters["cluster"], clusters["shared"], strict=True))
    explained = sorted(slices, key=lambda letter: (-slices[letter], list(colours).index(letter)))[:_EXPLAINED]
    handles: list[Artist] = [
        Patch(facecolor=colours[letter], label=f"{letter}: {shared[letter]}")
        for letter in colours
        if letter in explained
    ]
    if (table["note"] == _UNTIED).any():
        handles.append(Patch(facecolor=style.LIGHT_GREY, label=f"–: {_UNTIED}"))
    return handles

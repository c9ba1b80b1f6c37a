"""Figure `replies`: which side answers which, by denial or retort."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from rejoinder.corpus.replies import BY_ARTICLE
from rejoinder.figures.data import FigureData
from rejoinder.figures.heat_map import HeatMap, plot_heat_map
from rejoinder.figures.sides import NAMED, THIRD_PARTY, pool_sides
from rejoinder.figures.style import Paper

NOT_KNOWN = "not known"  # whom a denial answers


def count_replies(data: FigureData) -> pd.DataFrame:
    """Replies by side, by the side that they answer and by kind.

    Returns:
        Columns side, group, answered_side (or `NOT_KNOWN`), kind ("retort", or a frame's label, or those of several
        with "and" between), count, inferred (of these, how many the article alone tells whom they answer). Rows in the
        order of sides, answered sides and kinds.
    """
    replies = data.replies
    kinds = [" and ".join(data.frames.get(frame, frame) for frame in kind.split()) for kind in replies["kind"]]
    table = pd.DataFrame(
        {
            "side": replies["side"],
            "answered_side": replies["answered_side"].replace({"": NOT_KNOWN}),
            "kind": pd.Series(kinds, index=replies.index, dtype=str),
            "inferred": replies["known_by"] == BY_ARTICLE,
        }
    )
    counts = table.groupby(["side", "answered_side", "kind"])["inferred"].agg(["size", "sum"]).reset_index()
    counts = counts.rename(columns={"size": "count", "sum": "inferred"})
    counts.insert(1, "group", counts["side"].map(data.groups))
    places = {side: place for place, side in enumerate(_order_sides(counts, data))}
    return counts.sort_values(
        ["side", "answered_side", "kind"], key=lambda column: column.map(places) if column.name != "kind" else column
    ).reset_index(drop=True)


def _order_sides(counts: pd.DataFrame, data: FigureData) -> list[str]:
    """Sides in the order of figures, those that only are spoken of after them, what is not known last."""
    silent = sorted({*counts["answered_side"]} - {*data.groups, NOT_KNOWN})
    return [*data.groups, *silent, NOT_KNOWN]


def plot_replies(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `count_replies` as a heat map: who answers in rows, whom in columns, coloured by share of the row.

    Beyond `paper.rows`, sides are pooled with their like.
    """
    groups = dict(zip(table["side"], table["group"], strict=True))
    answered = {side: groups.get(side, THIRD_PARTY) for side in _order_answered(table, groups)}
    rows = pool_sides(groups, paper.rows)
    columns = pool_sides(answered, paper.rows) | {NOT_KNOWN: NOT_KNOWN}
    drawn = table.assign(side=table["side"].map(rows), answered_side=table["answered_side"].map(columns))
    heads = [head for head in dict.fromkeys(columns.values()) if head in set(drawn["answered_side"])]
    counts, inferred = (_spread(drawn, name, rows, heads) for name in ("count", "inferred"))
    sums = counts.sum(axis="columns")
    heat_map = HeatMap(
        counts=counts,
        shares=counts.div(sums, axis="index"),
        uncertain=inferred,
        heads=[f"to {head}" if head != NOT_KNOWN else head for head in heads],
        notes={str(side): f"(n = {number})" for side, number in sums.items()},
        quiet=[groups.get(side) != NAMED and not side.startswith("other sides") for side in counts.index],
        of_uncertain="part that does not name whom it answers",
    )
    return plot_heat_map(heat_map, paper)


def _order_answered(table: pd.DataFrame, groups: Mapping[str, str]) -> list[str]:
    """The answered sides in the order of rows, then those that answer nobody."""
    found = [side for side in dict.fromkeys(table["answered_side"]) if side != NOT_KNOWN]
    return [*(side for side in groups if side in found), *(side for side in found if side not in groups)]


def _spread(table: pd.DataFrame, name: str, rows: Mapping[str, str], heads: list[str]) -> pd.DataFrame:
    order = list(dict.fromkeys(rows.values()))
    spread = table.pivot_table(index="side", columns="answered_side", values=name, aggfunc="sum", fill_value=0)
    return spread.reindex(index=order, columns=heads, fill_value=0).astype(int)

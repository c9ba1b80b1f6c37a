"""Figure `differences`: by how much sides differ from each other in their frames, with intervals."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from rejoinder.figures.clustering import (
    compute_design_effects,
    compute_own_design_effects,
    estimate_correlations,
)
from rejoinder.figures.corrected_differences import correct_differences
from rejoinder.figures.data import FigureData
from rejoinder.figures.group_panels import count_places, plot_group_panels
from rejoinder.figures.labels import choose_share_ticks
from rejoinder.figures.pairs import linearise, pair_with_before, pair_with_others, select_parts
from rejoinder.figures.style import Paper
from rejoinder.measures import subtract_intervals, wilson_interval

COLUMNS = [
    *("by", "group", "reference", "coder", "articles", "n", "coded", "frame", "label", "share", "other_share"),
    *("difference", "low", "high", "note"),
]
_LEVEL = 0.95


def compute_differences(pairs: pd.DataFrame, by: str, labels: Mapping[str, str], minimum_articles: int) -> pd.DataFrame:
    """The share of each frame in each group less that in its reference, with a 95 % interval.

    The interval is Newcombe's, from Wilson's of the two shares, which near 0 and 1 is as wide as it should be. Each
    share counts n / design effect statements: the larger of the effect that the part shows itself and of that which the
    frame's pooled correlation has in articles of such sizes, see `clustering`; a part with few marks shows too small a
    one. Wilson's takes Student's distribution with one degree of freedom less than the part has articles, as Korn and
    Graubard do (1998, Survey Methodology 24(2)). Where articles have statements of both, the two shares are correlated,
    see `linearise`. All this takes articles as a sample of their like and leaves the machine's errors aside.

    Args:
        pairs: as `pair_with_others` and `pair_with_before` make them.
        by: what the groups are.
        labels: of frames by name.
        minimum_articles: where group or reference has fewer, there is no interval. Nor is there one for a frame that
            none or all statements of both carry: what varies nowhere tells of no error.

    Returns:
        `COLUMNS`: by, group, reference, coder ("", as nobody corrects), articles and statements (n) of the group, of
        these coded (0), frame, label, share (of n) and that of the reference, in [0, 1], difference, low and high, in
        [-1, 1], note. Rows as in `pairs`.
    """
    if pairs.empty:
        return pd.DataFrame(columns=COLUMNS)
    groups, references = select_parts(pairs)
    correlations = estimate_correlations(groups)
    first, second = (_compute_interval(part, correlations) for part in (groups, references))
    p, q = first[0], second[0]
    low, high = subtract_intervals(first, second, linearise(pairs, (p, q)).correlation)
    fewest = pairs[["articles", "other_articles"]].min(axis="columns")
    varies = p.between(0, 1, inclusive="neither") | q.between(0, 1, inclusive="neither")
    why = "withheld: " + fewest.astype(str) + f" article(s) of it or of the reference, fewer than {minimum_articles}"
    why = why.where(
        fewest < minimum_articles, "withheld: the frame is in no statement, or in all, of it and of the reference"
    )
    known = (fewest >= minimum_articles) & varies
    measured = pairs.assign(coder="", coded=0, share=p, other_share=q, difference=p - q, note=why.where(~known, ""))
    return _format(measured.assign(low=low.where(known), high=high.where(known)), by, labels)


def _format(pairs: pd.DataFrame, by: str, labels: Mapping[str, str]) -> pd.DataFrame:
    bounds = {name: pairs[name].clip(-1, 1).round(4) for name in ("share", "other_share", "difference", "low", "high")}
    return pairs.assign(by=by, label=pairs["frame"].map(labels), **bounds)[COLUMNS].reset_index(drop=True)


def _compute_interval(part: pd.DataFrame, correlations: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """The shares of parts with the bounds of their own intervals."""
    share = part["count"] / part["n"]
    effects = compute_design_effects(part, correlations), compute_own_design_effects(part)
    size = part["n"] / pd.concat(effects, axis="columns").max(axis="columns")
    return share, *wilson_interval(share, size, _LEVEL, (part["articles"] - 1).clip(lower=1))


def count_differences(data: FigureData, paper: Paper) -> pd.DataFrame:
    """The differences of sides, outlets, genres and periods from all others, and of periods from the one before.

    Returns:
        The columns of `compute_differences`; rows in this order. After the machine's own come those corrected by each
        coder's sample, of groups with enough coded statements; coder is who coded it, coded how many of the group.
    """
    pairs = [(by, pair_with_others(sums)) for by, sums in data.differences.items()]
    pairs.append(("period", pair_with_before(data.differences["period"])))
    parts = [compute_differences(rows, by, data.frames, paper.minimum_articles) for by, rows in pairs]
    parts += _correct(data, paper)
    kept = [part for part in parts if not part.empty]
    return pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=COLUMNS)


def _correct(data: FigureData, paper: Paper) -> Iterator[pd.DataFrame]:
    """The differences that each coder's sample corrects; of few articles there is none."""
    for coder, sample in data.coded_sample.groupby("coder"):
        for by, parts in data.coded_parts.items():
            pairs = [(pair_with_others(parts.sums), True)]
            pairs += [(pair_with_before(parts.sums), False)] if by == "period" else []
            for rows, with_others in (pair for pair in pairs if not pair[0].empty):
                several = rows[rows[["articles", "other_articles"]].min(axis="columns") >= paper.minimum_articles]
                corrected = correct_differences(several, parts, sample, paper.minimum_coded, with_others)
                yield _format(corrected.assign(coder=coder, note=""), by, data.frames)


def select_sides(table: pd.DataFrame, data: FigureData, paper: Paper) -> pd.DataFrame:
    """The rows of `count_differences` that the figure shows: sides with an interval, in the order of figures.

    Where there is no room for all, the first are shown.
    """
    order = {side: place for place, side in enumerate(data.sides)}
    sides = table[(table["by"] == "side") & (table["coder"] == "")]
    rows = sides[sides["group"].isin(sides.loc[sides["low"].notna(), "group"])]
    rows = rows.sort_values("group", key=lambda sides: sides.map(order), kind="stable")
    shown = list(dict.fromkeys(rows["group"]))[: count_places(len(data.frames), paper)]
    return rows[rows["group"].isin(shown)].reset_index(drop=True)


def plot_differences(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `select_sides`: a panel for each frame, the difference of each side from all others with its interval."""
    furthest = float(np.nanmax(table[["low", "high", "difference"]].abs().to_numpy(dtype=float)))
    end = choose_share_ticks(max(furthest, 0.01))[-1]
    return plot_group_panels(table, "difference", (-end, end), "share less that of all other sides", paper)

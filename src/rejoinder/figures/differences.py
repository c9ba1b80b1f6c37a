"""Figure `differences`: by how much sides differ from each other in their frames, with intervals."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from scipy.stats import t as student

from rejoinder.figures.data import FigureData
from rejoinder.figures.group_panels import count_places, plot_group_panels
from rejoinder.figures.labels import choose_share_ticks
from rejoinder.figures.style import Paper

COLUMNS = [
    *("by", "group", "articles", "n", "frame", "label", "share", "other_share", "difference", "low", "high", "note")
]
_LEVEL = 0.95


def compute_differences(sums: pd.DataFrame, by: str, labels: dict[str, str], minimum_articles: int) -> pd.DataFrame:
    """The share of each frame in each group less that in all other groups, with a 95 % interval.

    The variance is that of a difference of two ratios with articles as clusters, by linearisation (Woodruff 1971,
    doi:10.1080/01621459.1971.10482279), so that statements of one article may be alike, and an article may hold
    statements of both. The interval is Student's with one degree of freedom less than the articles of the smaller part.
    It takes articles as a sample of their like and leaves the machine's errors aside.

    Args:
        sums: as `count_for_differences` makes them.
        by: what the groups are.
        labels: of frames by name.
        minimum_articles: a group with fewer, or with fewer articles of others, has no interval. Nor has a frame that
            none or all statements carry, in the group and in all others: what varies nowhere tells of no error.

    Returns:
        `COLUMNS`: by, group, articles and statements (n) of the group, frame, label, share (of n) and that of all other
        groups, in [0, 1], difference, low and high, in [-1, 1], note. Rows as in `sums`; a single group has none.
    """
    table = sums[sums["n"] < sums["all_n"]] if len(sums) else sums
    if table.empty:
        return pd.DataFrame(columns=COLUMNS)
    other_n = table["all_n"] - table["n"]
    share, other_share = table["k"] / table["n"], (table["all_k"] - table["k"]) / other_n
    other_articles = table["all_articles"] - table["articles"] + table["shared_articles"]
    fewest = table["articles"].where(table["articles"] <= other_articles, other_articles)
    variance = _compute_variance(table, share, other_share, other_n).clip(lower=0)
    with np.errstate(invalid="ignore"):
        margin = np.sqrt(variance) * student.ppf((1 + _LEVEL) / 2, (fewest - 1).clip(lower=1).to_numpy())
    enough = fewest >= minimum_articles
    varies = share.between(0, 1, inclusive="neither") | other_share.between(0, 1, inclusive="neither")
    difference = share - other_share
    why = "withheld: " + fewest.astype(str) + f" article(s) of it or of the others, fewer than {minimum_articles}"
    why = why.where(~enough, "withheld: the frame is in no statement, or in all, of it and of the others")
    return table.assign(
        by=by,
        label=table["frame"].map(labels),
        share=share.round(4),
        other_share=other_share.round(4),
        difference=difference.round(4),
        low=(difference - margin).clip(-1, 1).where(enough & varies).round(4),
        high=(difference + margin).clip(-1, 1).where(enough & varies).round(4),
        note=why.where(~(enough & varies), ""),
    )[COLUMNS].reset_index(drop=True)


def _compute_variance(table: pd.DataFrame, share: pd.Series, other_share: pd.Series, other_n: pd.Series) -> pd.Series:
    """The variance of share - other_share. Of an article, n and k are of the group, m and j of the others."""
    t, p, q = table, share, other_share
    mm = t["all_nn"] - 2 * t["n_all_n"] + t["nn"]
    jm = t["all_kn"] - t["n_all_k"] - t["k_all_n"] + t["kn"]
    jj = t["all_kk"] - 2 * t["k_all_k"] + t["kk"]
    kj, km = t["k_all_k"] - t["kk"], t["k_all_n"] - t["kn"]
    nj, nm = t["n_all_k"] - t["kn"], t["n_all_n"] - t["nn"]
    own = (t["kk"] - 2 * p * t["kn"] + p**2 * t["nn"]) / t["n"] ** 2
    others = (jj - 2 * q * jm + q**2 * mm) / other_n**2
    both = (kj - q * km - p * nj + p * q * nm) / (t["n"] * other_n)
    return t["all_articles"] / (t["all_articles"] - 1).clip(lower=1) * (own + others - 2 * both)


def count_differences(data: FigureData, paper: Paper) -> pd.DataFrame:
    """The differences between sides, outlets, genres and periods, as `compute_differences` has them, in this order."""
    parts = [
        compute_differences(sums, by, data.frames, paper.minimum_articles) for by, sums in data.differences.items()
    ]
    kept = [part for part in parts if not part.empty]
    return pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=COLUMNS)


def select_sides(table: pd.DataFrame, data: FigureData, paper: Paper) -> pd.DataFrame:
    """The rows of `count_differences` that the figure shows: sides with an interval, in the order of figures.

    Where there is no room for all, the first are shown.
    """
    order = {side: place for place, side in enumerate(data.sides)}
    sides = table[table["by"] == "side"]
    rows = sides[sides["group"].isin(sides.loc[sides["low"].notna(), "group"])]
    rows = rows.sort_values("group", key=lambda sides: sides.map(order), kind="stable")
    shown = list(dict.fromkeys(rows["group"]))[: count_places(len(data.frames), paper)]
    return rows[rows["group"].isin(shown)].reset_index(drop=True)


def plot_differences(table: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `select_sides`: a panel for each frame, the difference of each side from all others with its interval."""
    furthest = float(np.nanmax(table[["low", "high", "difference"]].abs().to_numpy(dtype=float)))
    end = choose_share_ticks(max(furthest, 0.01))[-1]
    return plot_group_panels(table, "difference", (-end, end), "share less that of all other sides", paper)

"""Shares of statements with each frame in groups of articles, with intervals that allow for clustering by article."""

from collections.abc import Mapping

import pandas as pd

from rejoinder.figures.clustering import compute_design_effects, estimate_correlations
from rejoinder.measures import wilson_interval

COLUMNS = ["articles", "n", "frame", "label", "count", "share", "low", "high", "note"]


def compute_shares(groups: pd.DataFrame, frames: Mapping[str, str], minimum_articles: int) -> pd.DataFrame:
    """The share of each frame in each group, with a 95 % interval.

    Statements of one article are alike, so n of them say less than n drawn one by one, see `clustering`. The interval
    is Wilson's (1927, doi:10.1080/01621459.1927.10502953) at n / design effect, as Franco, Little, Louis and Slud
    recommend (2019, Journal of Survey Statistics and Methodology 7(3)). It takes the articles as a sample of their like
    and knows nothing of the machine's errors.

    Args:
        groups: as `count_by_group` counts them.
        frames: labels by name, in the codebook's order.
        minimum_articles: a group of fewer has no interval.

    Returns:
        Columns group and `COLUMNS`: articles and statements (n) of the group, frame, label, count (statements with the
        frame), share (count / n), low and high (all in [0, 1]), note. Rows by group, in their order, and frame.
    """
    table = _complete(groups, frames)
    share = table["count"] / table["n"]
    size = table["n"] / compute_design_effects(table, estimate_correlations(table))
    low, high = wilson_interval(share, size)
    enough = table["articles"] >= minimum_articles
    why = "withheld: " + table["articles"].astype(str) + f" article(s), fewer than {minimum_articles}"
    return table.assign(
        label=table["frame"].map(frames),
        share=share.round(4),
        low=low.clip(0, 1).where(enough).round(4),
        high=high.clip(0, 1).where(enough).round(4),
        note=why.where(~enough, ""),
    )[["group", *COLUMNS]]


def pool_groups(groups: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Rename the groups of `count_by_group`, and add up those that get the same name; in the order of `names`.

    Args:
        groups: as `count_by_group` counts them.
        names: new names by group.
    """
    sizes = groups.drop_duplicates("group").assign(group=lambda rows: rows["group"].map(names))
    renamed = groups.assign(group=groups["group"].map(names))
    size_sums = sizes.groupby("group")[["articles", "n", "nn"]].sum()
    count_sums = renamed.groupby(["group", "frame"], dropna=False)[["count", "kk", "kn"]].sum().reset_index()
    order = {name: place for place, name in enumerate(dict.fromkeys(names.values()))}
    table = size_sums.reset_index().merge(count_sums, on="group")
    return table.sort_values(["group", "frame"], key=lambda c: c.map(order) if c.name == "group" else c)


def _complete(groups: pd.DataFrame, frames: Mapping[str, str]) -> pd.DataFrame:
    """A row for every group and frame, with zeros where a group has no statement with the frame."""
    sizes = groups.drop_duplicates("group")[["group", "articles", "n", "nn"]]
    names = pd.DataFrame({"frame": pd.Series(list(frames), dtype=str)})
    counts = groups[["group", "frame", "count", "kk", "kn"]]
    table = sizes.merge(names, how="cross").merge(counts, on=["group", "frame"], how="left")
    return table.fillna({"count": 0, "kk": 0, "kn": 0}).astype({"count": int, "kk": int, "kn": int})

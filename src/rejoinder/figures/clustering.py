"""How much less statements say that share an article: design effects, from sums over articles.

Statements of one article are alike, so n of them say less than n drawn one by one. How much less is the design effect
(Kish 1965, Survey Sampling): the variance of a share with articles as clusters, by linearisation, over that of
independent statements.
"""

import pandas as pd


def estimate_correlations(groups: pd.DataFrame) -> pd.Series:
    """The intraclass correlation of each frame, pooled over groups, as most are too small for one of their own.

    It is what explains the design effect of all groups together, 1 + (m - 1) r, where m is the mean size of an article,
    weighted by size (Kish 1965, ch. 5).

    Args:
        groups: a row for each group and frame, with columns frame, articles, n (statements), count (those with the
            frame), and sums over articles: nn of n * n, kk of count * count, kn of count * n.

    Returns:
        By frame, at least 0; that of all frames together where a frame's is not defined, as no statement has it.
    """
    several = groups[groups["articles"] > 1]
    single = several["n"] * _spread(several)
    sums = pd.DataFrame(
        {
            "frame": several["frame"],
            "single": single,
            "excess": _sum_squares(several) - single,
            "sizes": single * (several["nn"] / several["n"] - 1),
        }
    )
    by_frame = sums.groupby("frame")[["excess", "sizes"]].sum()
    total = by_frame.sum()
    common = total["excess"] / total["sizes"] if total["sizes"] > 0 else 0.0
    own = by_frame["excess"] / by_frame["sizes"].where(by_frame["sizes"] > 0)
    frames = pd.Index(groups["frame"].unique())
    return own.reindex(frames).fillna(common).clip(lower=0)


def compute_design_effects(groups: pd.DataFrame, correlations: pd.Series) -> pd.Series:
    """The design effect that the correlation of statements in an article has in each group, at least 1.

    Args:
        groups: rows as `estimate_correlations` takes them.
        correlations: by frame, as it estimates them.
    """
    return 1 + (groups["nn"] / groups["n"] - 1) * groups["frame"].map(correlations)


def compute_own_design_effects(groups: pd.DataFrame) -> pd.Series:
    """The design effect that each group shows; missing where it has one article, or none or all are marked."""
    single = groups["n"] * _spread(groups)
    return _sum_squares(groups) / single.where((single > 0) & (groups["articles"] > 1))


def _spread(groups: pd.DataFrame) -> pd.Series:
    share = groups["count"] / groups["n"]
    return share * (1 - share)


def _sum_squares(groups: pd.DataFrame) -> pd.Series:
    """n squared times the variance of a share with articles as clusters."""
    share, articles = groups["count"] / groups["n"], groups["articles"]
    squares = groups["kk"] - 2 * share * groups["kn"] + share**2 * groups["nn"]
    return articles / (articles - 1).clip(lower=1) * squares

"""Time cut into slices, each a network of its own."""

import pandas as pd


def cut_slices(days: pd.DataFrame, most: int, minimum_articles: int) -> pd.DataFrame:
    """Cut time into slices of as equal numbers of articles as their dates allow.

    Args:
        days: as `count_by_day` has them.
        most: slices; fewer where articles are not enough for so many of `minimum_articles`.
        minimum_articles: of a slice, on average.

    Returns:
        Columns day, articles, slice (from 1). Rows by day.
    """
    total = int(days["articles"].sum())
    number = max(min(most, total // minimum_articles), 1)
    middles = days["articles"].cumsum() - days["articles"] / 2
    slices = (middles * number // max(total, 1)).rank(method="dense").astype(int)
    return days.assign(slice=slices)

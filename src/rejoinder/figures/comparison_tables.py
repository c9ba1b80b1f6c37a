"""The paper's tables of how parts of the corpus compare: sides, outlets, differences, models."""

from collections.abc import Mapping

import pandas as pd

from rejoinder.figures.by_outlet import count_all_outlets
from rejoinder.figures.data import FigureData
from rejoinder.figures.differences import count_differences
from rejoinder.figures.formats import PaperTable
from rejoinder.figures.models import compute_models
from rejoinder.figures.shares import compute_shares, pool_groups
from rejoinder.figures.style import Paper


def tabulate_sides(data: FigureData, paper: Paper) -> PaperTable:
    """Every side with the share of its statements that carry each frame.

    Returns:
        Columns side, group, articles, n (statements), frame, label, count, share, low, high, note, as `compute_shares`
        makes them; rows in the order of the figures' sides.
    """
    ordered = pool_groups(data.side_sums, {side: side for side in data.sides})
    shares = compute_shares(ordered, data.frames, paper.minimum_articles).rename(columns={"group": "side"})
    shares.insert(1, "group", shares["side"].map(data.groups))
    caption = "Share of statements with each frame by side, with 95 % intervals."
    return PaperTable(rows=shares, caption=caption, widths={"note": 40})


def tabulate_outlets(data: FigureData, paper: Paper) -> PaperTable:
    """Every outlet with the share of its statements that carry each frame.

    Returns:
        The columns of `count_all_outlets`.
    """
    caption = "Share of statements with each frame by outlet, with 95 % intervals."
    return PaperTable(rows=count_all_outlets(data, paper), caption=caption, widths={"note": 40})


def tabulate_differences(data: FigureData, paper: Paper) -> PaperTable:
    """How the share of each frame in each group differs from that in all others, and in a period from the one before.

    Returns:
        The columns of `count_differences`.
    """
    caption = (
        "Share of statements with each frame, by group, less that of its reference, with 95 % intervals; corrected for"
        " the machine's errors where a coder is named."
    )
    return PaperTable(rows=count_differences(data, paper), caption=caption, widths={"group": 30, "note": 40})


def tabulate_models(cells: pd.DataFrame, frames: Mapping[str, str], paper: Paper) -> PaperTable:
    """The logistic regression of each frame.

    Args:
        cells: as `count_model_cells` counts them.
        frames: labels by name, in the codebook's order.
        paper: what the models know, and how much they need.

    Returns:
        The columns of `compute_models`.
    """
    caption = (
        "Logistic regression of each frame, with errors clustered by article: average marginal effects and odds ratios"
        " against the reference level, with 95 % intervals."
    )
    rows = compute_models(cells, frames, paper.models, paper.minimum_articles)
    return PaperTable(rows=rows, caption=caption, widths={"level": 25, "reference": 25, "note": 40})

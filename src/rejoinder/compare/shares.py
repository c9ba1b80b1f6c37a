"""Shares of frames by side of two runs, and their difference, with intervals that allow for clustering by article."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from rejoinder.agreement import Agreement
from rejoinder.compare.revisions import CodedRun
from rejoinder.figures.sides import GROUPS, NAMED, group_sides
from rejoinder.measures import Values, percentile_interval, resample_clusters

ALL = "all statements"
COLUMNS = ["side", "frame", "n_before", "before", "before_low", "before_high", "n_after", "after", "after_low"]
COLUMNS += ["after_high", "difference", "difference_low", "difference_high", "articles", "note"]
_DRAWN_AT_ONCE = 10_000_000  # counts of articles in resamples that are held in memory


def compare_shares(
    before: CodedRun, after: CodedRun, named: Sequence[str], method: Agreement, seed: int
) -> pd.DataFrame:
    """Compare the share of statements with each frame between two runs.

    Articles are resampled as wholes, as sentences of one are alike (Efron and Tibshirani 1993, ch. 13); both runs are
    counted in the same resamples, as they are of the same articles. The intervals take the articles as a sample of
    their like and know nothing of the machine's errors.

    Args:
        before, after: the runs.
        named: sides that have rows of their own; other countries are one row, so are speakers of no known side.
        method: how many resamples there are, the intervals' coverage, and the fewest articles for an interval.
        seed: of the resamples.

    Returns:
        Columns `COLUMNS`: side, frame, of each run its statements (n), share and bounds, the difference of the second
        run from the first with bounds, articles (with such statements in either run), and note. Shares are in [0, 1],
        missing where a run has no such statement or does not know the frame; bounds where note says why. Rows by side,
        all statements first, and frame, those of the first run before those of the second alone.
    """
    frames = list(dict.fromkeys([*before.frames, *after.frames]))
    articles = pd.Index(sorted({*before.statements["article_id"], *after.statements["article_id"]}))
    sides = [ALL, *named, *(group for group in GROUPS if group != NAMED)]
    counts = np.stack([_count_by_article(run, articles, sides, frames, named) for run in (before, after)], axis=-1)
    clusters = (counts[:, :, 0] > 0).any(-1).sum(0)  # articles with statements of each side
    drawn = _resample(counts, method, seed) if len(articles) >= method.minimum_articles else None
    totals = counts.sum(0)
    rows = []
    for number, side in enumerate(sides):
        n, (n_before, n_after) = int(clusters[number]), totals[number, 0]
        withheld = n < method.minimum_articles
        note = f"withheld: {n} article(s), fewer than {method.minimum_articles}" if withheld else ""
        for place, frame in enumerate(frames, 1) if n else ():
            draws = None if drawn is None or withheld else _divide(drawn[:, number, place], drawn[:, number, 0])
            cells = _describe(_divide(totals[number, place], totals[number, 0]), draws, method.level)
            rows.append((side, frame, int(n_before), *cells[:3], int(n_after), *cells[3:], n, note))
    return pd.DataFrame(rows, columns=COLUMNS)


def _count_by_article(
    run: CodedRun, articles: pd.Index, sides: Sequence[str], frames: Sequence[str], named: Collection[str]
) -> Values:
    """Statements, and those with each frame, *shape* (articles, sides, 1 + frames); nan for an unknown frame."""
    groups = group_sides(run.statements["side"].unique(), named)
    of_side = run.statements["side"].map(lambda side: side if groups[side] == NAMED else groups[side])
    marks = run.statements.reindex(columns=[f"frame_{frame}" for frame in frames])
    table = pd.concat([run.statements["article_id"], pd.Series(1.0, run.statements.index, name="n"), marks], axis=1)
    parts = [table if side == ALL else table[of_side == side] for side in sides]
    sums = [part.groupby("article_id").sum().reindex(articles, fill_value=0).to_numpy(float) for part in parts]
    counts = np.stack(sums, axis=1)
    counts[:, :, 1:][:, :, [frame not in run.frames for frame in frames]] = np.nan
    return counts


def _resample(counts: Values, method: Agreement, seed: int) -> Values:
    """The counts of each resample of the articles, *shape* (resamples, sides, 1 + frames, runs)."""
    at_once = max(1, _DRAWN_AT_ONCE // len(counts))
    flat = counts.reshape(len(counts), -1)
    sums = [
        resample_clusters(len(counts), min(at_once, method.resamples - begin), seed + begin) @ flat
        for begin in range(0, method.resamples, at_once)
    ]
    return np.concatenate(sums).reshape(method.resamples, *counts.shape[1:])


def _divide(numerators: Values, denominators: Values) -> Values:
    """Shares, nan where there is no statement."""
    with np.errstate(invalid="ignore"):
        return np.asarray(numerators / denominators)


def _describe(shares: Values, draws: Values | None, level: float) -> list[float]:
    """Value and bounds of the first share, the second, and their difference; nan where there is none.

    Args:
        shares: *shape* (2,).
        draws: the shares of each resample, *shape* (resamples, 2); None where intervals are withheld.
        level: coverage.
    """
    cells = []
    for weights in ((1, 0), (0, 1), (-1, 1)):
        value = _combine(shares, weights)
        defined = np.array([]) if draws is None else _combine(draws, weights)
        defined = defined[~np.isnan(defined)]
        low, high = percentile_interval(defined, level) if len(defined) else (np.nan, np.nan)
        cells += [round(float(bound), 4) for bound in (value, low, high)]
    return cells


def _combine(shares: Values, weights: tuple[int, int]) -> Values:
    """The weighted sum over the last axis, of those shares that have a weight."""
    return np.asarray(sum(weight * shares[..., run] for run, weight in enumerate(weights) if weight))

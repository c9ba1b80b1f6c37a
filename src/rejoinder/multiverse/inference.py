"""What all specifications together say of a number, and which choice moves it most."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from rejoinder.corpus.alternatives import CHOICE
from rejoinder.measures import Values, percentile_interval
from rejoinder.multiverse.choices import Multiverse
from rejoinder.multiverse.estimates import NumberSums

_NOISE = 1e-20  # variance of equal shares that were computed in other orders, at most


class DescribedNumber(NamedTuple):
    """A number under all specifications.

    Attributes:
        estimates: a row for each specification, the preferred one first: estimate, low, high, articles, and a column
            for each choice.
        summary: what all say together; note says why a number is withheld.
        choices: as `decompose_variance` gives them.
    """

    estimates: pd.DataFrame
    summary: Mapping[str, Any]
    choices: pd.DataFrame


def describe_number(sums: NumberSums, specifications: pd.DataFrame, method: Multiverse, seed: int) -> DescribedNumber:
    """Describe one number: each specification's estimate, and what all of them tell together.

    Args:
        sums: what it is computed from.
        specifications: as `list_specifications` has them.
        method: levels, resamples, and how few articles are too few.
        seed: of the resamples.
    """
    values = sums.estimate()
    low, high = sums.compute_bounds(method.level, method.minimum_articles)
    articles = sums.articles.min(-1).astype(int)
    listed = pd.DataFrame({"estimate": values, "low": low, "high": high, "articles": articles})
    estimates = listed.join(specifications.add_prefix(CHOICE))
    told = np.flatnonzero(~np.isnan(values))
    head = {"specifications": len(told), "articles": articles[0], "preferred": values[0]}
    head |= {"preferred_low": low[0], "preferred_high": high[0]}
    if note := _explain_withheld(articles[0], values[0], method.minimum_articles):
        return DescribedNumber(estimates, head | {"note": note}, pd.DataFrame())
    draws = sums.resample(method.resamples, seed)[:, told]
    draws = draws[~np.isnan(draws).all(1)]  # a resample may hold none of the frame's articles
    summary = head | summarise_curve(values[told], draws, method.level)
    if sums.weight.shape[1] > 1:
        summary |= infer_difference(values[told], low[told], high[told], draws)
    choices = specifications.loc[told]
    if len(told) < np.prod([choices[name].nunique() for name in choices]):
        note = "no decomposition: not all combinations of choices tell it"
        return DescribedNumber(estimates, summary | {"note": note}, pd.DataFrame())
    shares = decompose_variance(values[told], choices)
    place = int(np.argmax(shares["alone"]))
    summary |= {"most": shares["choice"].iloc[place], "most_alone": shares["alone"].iloc[place], "note": ""}
    return DescribedNumber(estimates, summary, shares)


def _explain_withheld(articles: int, preferred: float, minimum: int) -> str:
    if articles < minimum:
        return f"withheld: {articles} article(s) of it or of the others, fewer than {minimum}"
    return "withheld: the run as it stands does not give the frame" if np.isnan(preferred) else ""


def summarise_curve(estimates: Values, draws: Values, level: float) -> dict[str, Any]:
    """Describe the estimates of one number, the preferred specification's first.

    Args:
        estimates: *shape* (specifications,).
        draws: the same in each resample of the articles, *shape* (resamples, specifications).
        level: coverage of the median's interval.

    Returns:
        median, its bounds (percentiles of its resamples), min, q1, q3, max, and the share of the specifications that
        have the median's sign, nan where that is 0.
    """
    low, high = percentile_interval(np.nanmedian(draws, axis=1), level)
    middle = float(np.median(estimates))
    quartiles = dict(zip(("min", "q1", "q3", "max"), np.quantile(estimates, [0, 0.25, 0.75, 1]), strict=True))
    same_sign = float((np.sign(estimates) == np.sign(middle)).mean()) if middle else np.nan
    return {"median": middle, "median_low": low, "median_high": high, **quartiles, "same_sign": same_sign}


def infer_difference(estimates: Values, low: Values, high: Values, draws: Values) -> dict[str, float]:
    """Test whether the curve of a difference could come from sides that do not differ.

    Specification curve inference (Simonsohn, Simmons and Nelson 2020, doi:10.1038/s41562-020-0912-z) with the null
    enforced on resamples of whole articles: the estimates of the data are taken off theirs.

    Args:
        estimates: of each specification, *shape* (specifications,).
        low, high: bounds of their intervals; nan where there is none.
        draws: *shape* (resamples, specifications).

    Returns:
        apart: share of specifications whose interval lies wholly on the median's side of zero; p_median and p_apart:
        how often resamples without difference have a median as far from zero, and as many specifications apart.
    """
    null = draws - estimates
    middle = float(np.median(estimates))
    apart = (low > 0).sum() if middle > 0 else (high < 0).sum()
    by_chance = np.maximum((null > estimates - low).sum(1), (null < estimates - high).sum(1))
    return {
        "apart": float(apart / len(estimates)),
        "p_median": _compute_p(np.abs(np.nanmedian(null, axis=1)) >= abs(middle) - 1e-12),
        "p_apart": _compute_p(by_chance >= apart),
    }


def _compute_p(as_extreme: npt.NDArray[np.bool_]) -> float:
    """With the data as one of the resamples, so that it is never 0 (Davison and Hinkley 1997, ch. 4)."""
    return float((1 + as_extreme.sum()) / (1 + len(as_extreme)))


def decompose_variance(estimates: Values, specifications: pd.DataFrame) -> pd.DataFrame:
    """Tell how much of the variance between specifications each choice makes.

    Sensitivity indices of a full factorial design (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018), by analysis
    of variance.

    Args:
        estimates: *shape* (specifications,), one for each row.
        specifications: all combinations of the choices, a column for each.

    Returns:
        Columns choice, alone (share of the variance between its values' means), with_others (share that is left when
        all other choices are fixed), both in [0, 1] and 0 where nothing varies, moves (by how much the estimate differs
        between its values on average, at most). Rows as the columns of `specifications`.
    """
    table = specifications.assign(estimate=estimates)
    total = float(np.var(estimates))
    rows = []
    for choice in specifications.columns:
        means = table.groupby(choice, sort=False)["estimate"].mean()
        rest = [other for other in specifications.columns if other != choice]
        within = table.groupby(rest, sort=False)["estimate"].var(ddof=0).mean() if rest else total
        shares = (float(means.var(ddof=0)) / total, float(within) / total) if total > _NOISE else (0.0, 0.0)
        rows.append((choice, *shares, float(means.max() - means.min())))
    return pd.DataFrame(rows, columns=["choice", "alone", "with_others", "moves"])

"""Groups of statements and what they are held against: the sums that the error of a difference of shares is from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

OTHERS = "all others"  # the reference of a group; a period is held against the period before as well
# Sums over articles of what an article has of the group (n, k) and of its reference (m, j).
_OWN = {"articles": "articles", "n": "n", "k": "count", "nn": "nn", "kn": "kn", "kk": "kk"}
_REFERENCE = {"other_articles": "articles", "m": "n", "j": "count", "mm": "nn", "jm": "kn", "jj": "kk"}
_SHARED = ["nm", "km", "nj", "kj"]


@dataclass(frozen=True)
class LinearErrors:
    """Variances and covariance of two shares with articles as clusters, columns or numbers.

    Attributes:
        own: variance of the group's share.
        reference: of its reference's.
        both: their covariance.
    """

    own: Any
    reference: Any
    both: Any

    @property
    def variance(self) -> Any:
        """Of the difference, at least 0."""
        return np.maximum(self.own + self.reference - 2 * self.both, 0)

    @property
    def correlation(self) -> Any:
        """Of the two shares, in [-1, 1]; 0 where one of them does not vary."""
        product = (self.own * self.reference).clip(lower=0) ** 0.5
        return (self.both / product.where(product > 0)).fillna(0.0).clip(-1, 1)


def pair_with_others(sums: pd.DataFrame) -> pd.DataFrame:
    """Pair each group with all others.

    Args:
        sums: as `count_for_differences` makes them.

    Returns:
        The columns of `sums` and reference, which is `OTHERS`; a single group has no row.
    """
    several = sums[sums["m"] > 0] if len(sums) else sums
    return several.assign(reference=OTHERS)


def pair_with_before(sums: pd.DataFrame) -> pd.DataFrame:
    """Pair each period with the one before, of those that have articles; an article is of one period.

    Args:
        sums: as `count_for_differences` makes them, of periods.

    Returns:
        The columns of `pair_with_others`; the reference is the period before. The first period has no row.
    """
    if sums.empty:
        return sums.assign(reference="")
    rows = sums.sort_values(["frame", "group"], kind="stable")
    before = rows.groupby("frame")[["group", *_OWN]].shift(1)
    paired = rows.assign(
        reference=before["group"], **{other: before[own] for other, own in zip(_REFERENCE, _OWN, strict=True)}
    )
    paired = paired.assign(**dict.fromkeys(_SHARED, 0))[before["group"].notna()].sort_index()
    counts = dict.fromkeys(_REFERENCE, int)
    return paired.astype(counts).assign(all_articles=lambda pairs: pairs["articles"] + pairs["other_articles"])


def select_parts(pairs: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Groups and references as two tables with columns frame, articles, n, count, nn, kn, kk."""
    own, reference = (pairs[["frame", *names]].rename(columns=names) for names in (_OWN, _REFERENCE))
    return own, reference


def linearise(
    pairs: pd.DataFrame | Mapping[str, Any], shares: tuple[Any, Any], weights: tuple[float, float] = (1.0, 1.0)
) -> LinearErrors:
    """The errors of two ratios of sums over articles (Woodruff 1971, doi:10.1080/01621459.1971.10482279).

    Args:
        pairs: sums over articles, or those of one pair.
        shares: of groups and of references, columns or numbers as `pairs` are.
        weights: what a mark counts in group and in reference.
    """
    (p, q), (v, w), t = shares, weights, pairs
    own = (v**2 * t["kk"] - 2 * p * v * t["kn"] + p**2 * t["nn"]) / t["n"] ** 2
    reference = (w**2 * t["jj"] - 2 * q * w * t["jm"] + q**2 * t["mm"]) / t["m"] ** 2
    both = (v * w * t["kj"] - q * v * t["km"] - p * w * t["nj"] + p * q * t["nm"]) / (t["n"] * t["m"])
    several = t["all_articles"] / np.maximum(t["all_articles"] - 1, 1)
    return LinearErrors(several * own, several * reference, several * both)

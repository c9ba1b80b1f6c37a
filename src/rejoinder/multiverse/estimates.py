"""The headline numbers under each specification: shares of frames, and by how much sides differ, with intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from rejoinder.measures import Values, resample_clusters, subtract_intervals, wilson_interval

_MOST_CLUSTERS = 1000  # of whole articles, which are resampled together where there are more


@dataclass(frozen=True)
class NumberSums:
    """What one number is computed from, under each specification.

    Attributes:
        weight: of statements by cluster of articles, *shape* (specifications, parts, clusters). Parts are a side and
            all others, or all statements; nan where a specification tells nothing of the frame.
        carried: of those that carry the frame, same shape.
        articles: with such statements, *shape* (specifications, parts).
    """

    weight: Values
    carried: Values
    articles: Values

    def estimate(self) -> Values:
        """The share of the frame, or the side's less that of all others, *shape* (specifications,); nan for none."""
        return _subtract(_divide(self.carried.sum(-1), self.weight.sum(-1)))

    def resample(self, resamples: int, seed: int) -> Values:
        """The estimates in resamples of whole articles, the same for all, *shape* (resamples, specifications)."""
        drawn = resample_clusters(self.weight.shape[-1], resamples, seed).astype(float)
        return _subtract(_divide(*(np.tensordot(drawn, part, (1, 2)) for part in (self.carried, self.weight))))

    def compute_bounds(self, level: float, minimum_articles: int) -> tuple[Values, Values]:
        """Bounds of each estimate's interval, which allows for statements of one article being alike.

        Each part has Wilson's at its effective size, which is that of its statements by the design effect that they
        show; a difference has Newcombe's from these, as in table `differences`.

        Returns:
            low and high, *shape* (specifications,), nan where articles are too few or nothing varies.
        """
        share, total = _divide(self.carried.sum(-1), self.weight.sum(-1)), self.weight.sum(-1)
        residuals = _divide(self.carried - share[..., None] * self.weight, total[..., None])
        clusters = (self.weight > 0).any(1).sum(-1)
        products = _divide(clusters, clusters - 1)[:, None, None] * (residuals @ residuals.swapaxes(1, 2))
        variance = np.diagonal(products, axis1=1, axis2=2)
        size = np.fmin(_divide(share * (1 - share), variance), total)
        with np.errstate(divide="ignore", invalid="ignore"):
            bounds = wilson_interval(share, size, level, np.maximum(self.articles - 1, 1))
        parts = [(share[:, part], bounds[0][:, part], bounds[1][:, part]) for part in range(share.shape[1])]
        if len(parts) == 1:
            low, high = parts[0][1:]
        else:
            correlation = np.nan_to_num(_divide(products[:, 0, 1], np.sqrt(variance.prod(-1))))
            low, high = subtract_intervals(parts[0], parts[1], correlation)
        is_told = (self.articles.min(-1) >= minimum_articles) & ((share > 0) & (share < 1)).any(-1)
        return np.where(is_told, low, np.nan), np.where(is_told, high, np.nan)


def stack_sums(
    parts: Sequence[pd.DataFrame], articles: Sequence[str], frames: Sequence[str], of_side: bool
) -> dict[str, NumberSums]:
    """Stack the sums of each frame's number.

    Args:
        parts: of each specification, as `part_sums` gives them, without rows of frames that it does not tell.
        articles: ids of all articles, sorted.
        frames: names.
        of_side: whether the numbers are differences.
    """
    clusters, places, numbers = np.arange(len(articles)) % _MOST_CLUSTERS, pd.Index(articles), pd.Index(frames)
    shape = (len(frames), len(parts), 1 + of_side, min(len(articles), _MOST_CLUSTERS))
    weight, carried, counts = np.zeros(shape), np.zeros(shape), np.zeros(shape[:3])
    for row, table in enumerate(parts):
        frame = numbers.get_indexer(pd.Index(table["frame"]))
        part = 1 - table["inside"].to_numpy(dtype=int)
        cluster = clusters[places.get_indexer(pd.Index(table["article_id"]))]
        for sums, values in ((weight, table["weight"]), (carried, table["carried"])):
            np.add.at(sums[:, row], (frame, part, cluster), values.to_numpy())
        np.add.at(counts[:, row], (frame, part), 1)
    stacked = zip(frames, weight, carried, counts, strict=True)
    return {frame: NumberSums(*sums) for frame, *sums in stacked}


def _subtract(parts: Values) -> Values:
    """Of the last axis the first, less the second where there is one."""
    return np.asarray(parts[..., 0] - parts[..., 1] if parts.shape[-1] > 1 else parts[..., 0])


def _divide(numerators: Any, denominators: Any) -> Values:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(numerators / denominators)

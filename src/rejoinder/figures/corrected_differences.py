"""Differences between the shares of groups, corrected for the machine's errors by a coded sample.

Group and reference are each corrected by prediction-powered inference, see `measures.prediction_powered`. Two kinds of
chance enter. Which statements were coded: the variance of a stratified sample. And which articles there are, as they
are a sample of their like: the variance of the true codes with articles as clusters. Few of these are known. In their
stead stand the machine's codes, and in coded statements also the coder's departure from them, times the number of
statements that it stands for; what the draw adds to the variance of these is taken off (two-phase sampling: Särndal,
Swensson and Wretman 1992, ch. 9).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rejoinder.corpus.differences import CodedParts
from rejoinder.figures.pairs import linearise
from rejoinder.measures import (
    Values,
    compute_covariance,
    compute_variance,
    correct_share,
    find_critical_value,
    weigh_variances,
)

_LEVEL = 0.95
_ADDED = ["coded", "share", "other_share", "difference", "low", "high"]

Pair = Mapping[str, Any]  # a row of pairs


@dataclass(frozen=True)
class _Sample:
    """One coder's sample; its statements are in order.

    Attributes:
        truth, machine: codes, 0 or 1, *shape* (statements,), by frame.
        strata: number of each statement's stratum.
        sizes: statements in each stratum, coded or not.
        groups: of each statement, None for none.
        articles: number of each statement's article, -1 for a statement of no group.
        names: of groups, in the order of the columns below.
        counts: statements of each article, *shape* (articles, groups).
        marked: of these, those with the frame, by frame.
    """

    truth: Mapping[str, Values]
    machine: Mapping[str, Values]
    strata: NDArray[np.int64]
    sizes: Values
    groups: NDArray[np.object_]
    articles: NDArray[np.int64]
    names: pd.Index
    counts: Values
    marked: Mapping[str, Values]

    @property
    def weights(self) -> Values:
        """How many statements each one stands for."""
        return np.asarray((self.sizes / np.bincount(self.strata, minlength=len(self.sizes)))[self.strata])


@dataclass(frozen=True)
class _CorrectedPart:
    """A group or reference: its share in [0, 1], what a mark by the machine counts, its statements in all.

    `errors` is by how much each coded statement departs from what the machine's mark counts, 0 outside of the part.
    """

    share: float
    weight: float
    of: int
    errors: Values


def correct_differences(
    pairs: pd.DataFrame, parts: CodedParts, sample: pd.DataFrame, minimum_coded: int, with_others: bool
) -> pd.DataFrame:
    """Correct differences by one coder's sample.

    Args:
        pairs: of the sums of `parts`, as `pair_with_others` or `pair_with_before` makes them.
        parts: where the statements of the sample stand.
        sample: rows of data/agreement/coded_sample of one coder.
        minimum_coded: fewest coded statements of group and reference.
        with_others: whether the references are all other groups.

    Returns:
        Those rows of `pairs` that have enough coded statements, and columns coded (statements of the group), share,
        other_share, difference, low and high, in [-1, 1].
    """
    codes = _read_sample(sample, parts)
    rows = list(_correct_pairs(pairs.to_dict("records"), codes, minimum_coded, with_others))
    return pd.DataFrame(rows, columns=[*pairs.columns, *_ADDED])


def _read_sample(sample: pd.DataFrame, parts: CodedParts) -> _Sample:
    truth, machine = (sample.pivot(index="statement_id", columns="frame", values=name) for name in ("truth", "machine"))
    strata = sample.drop_duplicates("statement_id").set_index("statement_id").loc[truth.index]
    numbers, names = pd.factorize(strata["stratum"], sort=True)
    places = parts.groups.set_index("statement_id").reindex(truth.index)
    cells = parts.cells.pivot_table(index="article_id", columns=["frame", "group"], values=["n", "k"], fill_value=0)
    frames = list(parts.cells["frame"].unique())
    return _Sample(
        truth={str(frame): truth[frame].to_numpy(float) for frame in truth},
        machine={str(frame): machine[frame].to_numpy(float) for frame in machine},
        strata=np.asarray(numbers, dtype=np.int64),
        sizes=strata.groupby("stratum")["size"].first().loc[names].to_numpy(float),
        groups=places["group"].to_numpy(object),
        articles=cells.index.get_indexer(pd.Index(places["article_id"])),
        names=cells["n"][frames[0]].columns if frames else pd.Index([]),
        counts=cells["n"][frames[0]].to_numpy(float) if frames else np.zeros((0, 0)),
        marked={frame: cells["k"][frame].to_numpy(float) for frame in frames},
    )


def _correct_pairs(
    pairs: list[dict[Any, Any]], sample: _Sample, minimum_coded: int, with_others: bool
) -> Iterator[dict[str, Any]]:
    for pair in pairs:
        inside = sample.groups == pair["group"]
        outside = ~pd.isna(sample.groups) & ~inside if with_others else sample.groups == pair["reference"]
        if min(inside.sum(), outside.sum()) < minimum_coded:
            continue
        own = _correct_part(sample, pair["frame"], inside, pair["k"], pair["n"])
        reference = _correct_part(sample, pair["frame"], outside, pair["j"], pair["m"])
        variance = _vary_by_draw(own, reference, sample) + _vary_by_articles(pair, own, reference, sample, with_others)
        degrees = max(min(pair["articles"], pair["other_articles"]) - 1, 1)
        margin = float(find_critical_value(_LEVEL, degrees) * np.sqrt(variance))
        difference = own.share - reference.share
        bounds = np.clip([difference - margin, difference + margin], -1, 1)
        added = (int(inside.sum()), own.share, reference.share, difference, *bounds.tolist())
        yield {**pair, **dict(zip(_ADDED, added, strict=True))}


def _correct_part(sample: _Sample, frame: str, inside: NDArray[np.bool_], marked: int, of: int) -> _CorrectedPart:
    truth, machine = sample.truth[frame] * inside, sample.machine[frame] * inside
    estimate = correct_share(truth, machine, sample.strata, sample.sizes, marked / of, of, _LEVEL)
    return _CorrectedPart(estimate.share, estimate.tuning, of, truth - estimate.tuning * machine)


def _vary_by_draw(own: _CorrectedPart, reference: _CorrectedPart, sample: _Sample) -> float:
    """The variance of the difference by which statements were coded."""
    alone = [compute_variance(part.errors, sample.strata, sample.sizes, part.of) for part in (own, reference)]
    inside = [sample.strata == number for number in range(len(sample.sizes))]
    covariances = np.array([compute_covariance(own.errors, reference.errors, stratum) for stratum in inside])
    factors = weigh_variances(sample.strata, sample.sizes, float(np.sqrt(own.of * reference.of)))
    return max(sum(alone) - 2 * float((factors * covariances).sum()), 0.0)


def _vary_by_articles(
    pair: Pair, own: _CorrectedPart, reference: _CorrectedPart, sample: _Sample, with_others: bool
) -> float:
    """The variance of the difference by which articles there are, at least 0."""
    machine = linearise(pair, (own.share, reference.share), (own.weight, reference.weight)).variance
    departures = own.errors / own.of - reference.errors / reference.of
    of_group = sample.articles >= 0
    added = np.bincount(
        sample.articles[of_group], (sample.weights * departures)[of_group], minlength=len(sample.counts)
    )
    marked = sample.marked[pair["frame"]]
    inside = sample.names == pair["group"]
    outside = ~inside if with_others else sample.names == pair["reference"]
    residuals = [
        (part.weight * marked[:, columns].sum(axis=1) - part.share * sample.counts[:, columns].sum(axis=1)) / part.of
        for part, columns in ((own, inside), (reference, outside))
    ]
    squares = 2 * (residuals[0] - residuals[1]) * added + added**2
    several = pair["all_articles"] / max(pair["all_articles"] - 1, 1)
    by_draw = sample.weights * (sample.weights - 1) * departures**2
    return max(float(machine + several * squares.sum() - by_draw.sum()), 0.0)

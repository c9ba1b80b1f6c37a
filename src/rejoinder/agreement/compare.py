"""Two coders held against each other, measure by measure, with intervals where there are enough articles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rejoinder import measures
from rejoinder.agreement import gold
from rejoinder.agreement.files import MACHINE
from rejoinder.agreement.gold import Coding

_OF = {"frames": measures.OF_FRAMES, "form": measures.OF_FORMS, "speaker": measures.OF_SPEAKERS}
_DIGITS = 4
_DEFINED_SHARE = 0.95  # of the resamples in which a measure must be defined for its interval to be given

Weights = NDArray[np.int64]


@dataclass(frozen=True)
class _Result:
    """A measure: its value and its resamples, shape (resamples,); nan where undefined, `note` says why."""

    value: float
    note: str
    draws: measures.Values | None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Agreement of coders, two by two, with percentile bootstrap intervals (Efron and Tibshirani 1993, ch. 13).

    Sentences of one article are not independent, so whole articles are resampled. From few articles such an
    interval is too narrow to be believed; it is then withheld, and no test is made.

    Where a pass is a stratified sample, the machine is held against it with each unit weighing as many statements as
    it stands for, as common and rare strata were not drawn alike; passes are held against each other unweighted.

    Attributes:
        minimum_articles: articles coded by both from which intervals are given, at least 2.
        minimum_coded: statements coded from which calibration and corrected shares are given, at least 2.
        resamples: bootstrap samples.
        level: coverage, in (0, 1).
        bins: of scores in the reliability diagram.
        examples: statements shown for each cell of a confusion.
    """

    minimum_articles: int
    minimum_coded: int
    resamples: int
    level: float
    bins: int
    examples: int

    def __post_init__(self) -> None:
        least = {"minimum_articles": 2, "minimum_coded": 2, "resamples": 1, "bins": 2, "examples": 0}
        for key, bound in least.items():
            if getattr(self, key) < bound:
                raise ValueError(f"key {key!r} must be at least {bound}. Got {getattr(self, key)} instead.")
        if not 0 < self.level < 1:
            raise ValueError(f"key 'level' must lie between 0 and 1. Got {self.level} instead.")

    def __call__(self, codings: Sequence[Coding], frames: Sequence[str], seed: int) -> list[dict[str, Any]]:
        """Rows of `AGREEMENT` for each pair of codings, the earlier one in `codings` being the first."""
        return [row for a, b in combinations(codings, 2) for row in self._pair(a, b, frames, seed)]

    def _pair(self, a: Coding, b: Coding, frames: Sequence[str], seed: int) -> Iterator[dict[str, Any]]:
        for variable, names in _OF.items():
            stacks, articles, n = _stacks(a, b, variable, frames)
            drawn = self.resample(articles, seed)
            weighted = _weights(a, b) is not None
            for name in names:
                results = {c: _result(name, counts, drawn) for c, counts in stacks.items()}
                if variable == "frames":
                    results["macro"] = _mean({f: results[f] for f in frames})
                for category, result in results.items():
                    yield {
                        "first": a.name,
                        "second": b.name,
                        "variable": variable,
                        "category": category,
                        "measure": name,
                        "n": n,
                        "articles": articles,
                        "weighted": weighted,
                        "value": rounded(result.value),
                        "note": result.note,
                    } | self.interval(result.value, result.draws, articles)

    def resample(self, articles: int, seed: int) -> Weights | None:
        """How often each article is drawn in each resample, shape (resamples, articles); None where withheld."""
        if articles < self.minimum_articles:
            return None
        return measures.resample_clusters(articles, self.resamples, seed)

    def interval(self, value: float, resampled: measures.Values | None, articles: int) -> dict[str, Any]:
        """Bounds of a value from its resamples, shape (resamples,), or why there are none."""
        withheld = {"low": None, "high": None}
        if np.isnan(value):
            return withheld | {"interval_note": "no value"}
        if resampled is None:
            return withheld | {
                "interval_note": f"withheld: {articles} article(s) coded by both, fewer than {self.minimum_articles}"
            }
        draws = resampled[~np.isnan(resampled)]
        if len(draws) < _DEFINED_SHARE * len(resampled):
            return withheld | {"interval_note": f"withheld: defined in {len(draws)} of {len(resampled)} resamples"}
        low, high = measures.percentile_interval(draws, self.level)
        return {"low": rounded(low), "high": rounded(high), "interval_note": ""}


def _result(name: str, counts: measures.Counts, weights: Weights | None) -> _Result:
    """A measure of matrices by article, shape (articles, K, K)."""
    whole = counts.sum(0)
    value = measures.alpha_of(whole) if name == "alpha" else float(measures.MEASURES[name](whole))
    note = ""
    if np.isnan(value):
        note = measures.explain_undefined(name) if whole.sum() else measures.NOT_CODED
    draws = None if weights is None else measures.MEASURES[name](np.einsum("ra,akl->rkl", weights, counts))
    return _Result(value, note, draws)


def _mean(results: Mapping[str, _Result]) -> _Result:
    """The mean over frames, leaving out those without a value, in the point value and in every resample alike."""
    defined = {frame: result for frame, result in results.items() if not np.isnan(result.value)}
    if not defined:
        return _Result(float("nan"), "; ".join(sorted({result.note for result in results.values()})), None)
    left = [frame for frame in results if frame not in defined]
    note = f"mean of {len(defined)} of {len(results)} frames, without {', '.join(left)}" if left else ""
    draws = [result.draws for result in defined.values() if result.draws is not None]
    value = float(np.mean([result.value for result in defined.values()]))
    return _Result(value, note, np.mean(draws, axis=0) if draws else None)


def _stacks(a: Coding, b: Coding, variable: str, frames: Sequence[str]) -> tuple[dict[str, measures.Counts], int, int]:
    """Confusion matrices by category, each of shape (articles, K, K), over the units that both coded.

    With them, the number of articles and of units.
    """
    units = common(a, b, variable)
    numbers = {article: number for number, article in enumerate(sorted({unit[0] for unit in units}))}
    pairs = [(a.codes[unit], b.codes[unit]) for unit in units]
    known = _weights(a, b)
    weights = None if known is None else [known[unit] for unit in units]

    def counted(codes: Sequence[tuple[int, int]], size: int) -> measures.Counts:
        return measures.tabulate_pairs([numbers[unit[0]] for unit in units], codes, len(numbers), size, weights)

    if variable == "form":
        codes = [(gold.FORMS.index(x.form), gold.FORMS.index(y.form)) for x, y in pairs]
        return {"": counted(codes, len(gold.FORMS))}, len(numbers), len(units)
    if variable == "speaker":  # names have no fixed set: "equal" needs only whether they are
        codes = [(measures.YES, int(_name(x.speaker) == _name(y.speaker))) for x, y in pairs]
        return {"": counted(codes, 2)}, len(numbers), len(units)
    stacks = {}
    for frame in frames:
        codes = [(int(frame in (x.frames or ())), int(frame in (y.frames or ()))) for x, y in pairs]
        stacks[frame] = counted(codes, 2)
    return stacks | {"micro": np.sum(list(stacks.values()), axis=0)}, len(numbers), len(units)


def common(a: Coding, b: Coding, variable: str = "frames") -> list[gold.Unit]:
    """The units that both coders coded, in order of the text."""
    return sorted(unit for unit in a.codes.keys() & b.codes.keys() if _coded(a, unit, variable, b))


def _weights(a: Coding, b: Coding) -> Mapping[gold.Unit, float] | None:
    """Weights of the units of a pass that was drawn as a sample, where the machine is held against it."""
    return b.sample.weights if a.name == MACHINE and b.sample else None


def _coded(a: Coding, unit: gold.Unit, variable: str, b: Coding) -> bool:
    first, second = a.codes[unit], b.codes[unit]
    if variable == "frames":
        return first.frames is not None and second.frames is not None
    return bool(getattr(first, variable) and getattr(second, variable))


def _name(speaker: str) -> str:
    return " ".join(speaker.casefold().split())


def rounded(value: float) -> float | None:
    """A value as tables hold it, null for nan."""
    return None if np.isnan(value) else round(float(value), _DIGITS) + 0.0

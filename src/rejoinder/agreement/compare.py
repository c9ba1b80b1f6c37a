"""Two coders held against each other, measure by measure, with intervals where there are enough articles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rejoinder.agreement import gold, measures
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

    Attributes:
        minimum_articles: articles coded by both from which intervals are given, at least 2.
        resamples: bootstrap samples.
        level: coverage, in (0, 1).
    """

    minimum_articles: int
    resamples: int
    level: float

    def __post_init__(self) -> None:
        if self.minimum_articles < 2:
            raise ValueError(f"key 'minimum_articles' must be at least 2. Got {self.minimum_articles} instead.")
        if self.resamples < 1:
            raise ValueError(f"key 'resamples' must be at least 1. Got {self.resamples} instead.")
        if not 0 < self.level < 1:
            raise ValueError(f"key 'level' must lie between 0 and 1. Got {self.level} instead.")

    def __call__(self, codings: Sequence[Coding], frames: Sequence[str], seed: int) -> list[dict[str, Any]]:
        """Rows of `AGREEMENT` for each pair of codings, the earlier one in `codings` being the first."""
        return [row for a, b in combinations(codings, 2) for row in self._pair(a, b, frames, seed)]

    def _pair(self, a: Coding, b: Coding, frames: Sequence[str], seed: int) -> Iterator[dict[str, Any]]:
        for variable, names in _OF.items():
            stacks, articles = _stacks(a, b, variable, frames)
            weights = self._weights(articles, seed)
            for name in names:
                results = {c: _result(name, counts, weights) for c, counts in stacks.items()}
                if variable == "frames":
                    results["macro"] = _mean({f: results[f] for f in frames})
                for category, result in results.items():
                    yield {
                        "first": a.name,
                        "second": b.name,
                        "variable": variable,
                        "category": category,
                        "measure": name,
                        "n": int(next(iter(stacks.values())).sum()),
                        "articles": articles,
                        "value": _rounded(result.value),
                        "note": result.note,
                    } | self._interval(result, articles)

    def _weights(self, articles: int, seed: int) -> Weights | None:
        """How often each article is drawn in each resample, shape (resamples, articles); None where withheld."""
        if articles < self.minimum_articles:
            return None
        generator = np.random.default_rng(seed)
        return generator.multinomial(articles, np.full(articles, 1 / articles), size=self.resamples)

    def _interval(self, result: _Result, articles: int) -> dict[str, Any]:
        withheld = {"low": None, "high": None}
        if np.isnan(result.value):
            return withheld | {"interval_note": "no value"}
        if result.draws is None:
            return withheld | {
                "interval_note": f"withheld: {articles} article(s) coded by both, fewer than {self.minimum_articles}"
            }
        draws = result.draws[~np.isnan(result.draws)]
        if len(draws) < _DEFINED_SHARE * len(result.draws):
            return withheld | {"interval_note": f"withheld: defined in {len(draws)} of {len(result.draws)} resamples"}
        tail = (1 - self.level) / 2
        low, high = np.quantile(draws, [tail, 1 - tail])
        return {"low": _rounded(low), "high": _rounded(high), "interval_note": ""}


def _result(name: str, counts: measures.Counts, weights: Weights | None) -> _Result:
    """A measure of matrices by article, shape (articles, K, K)."""
    whole = counts.sum(0)
    value = measures.alpha_of(whole) if name == "alpha" else float(measures.MEASURES[name](whole))
    note = ""
    if np.isnan(value):
        note = measures.undefined(name) if whole.sum() else measures.NOT_CODED
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


def _stacks(a: Coding, b: Coding, variable: str, frames: Sequence[str]) -> tuple[dict[str, measures.Counts], int]:
    """Confusion matrices by category, each of shape (articles, K, K), over the units that both coded."""
    units = sorted(unit for unit in a.codes.keys() & b.codes.keys() if _coded(a, unit, variable, b))
    articles = {article: number for number, article in enumerate(sorted({unit[0] for unit in units}))}
    where = [articles[unit[0]] for unit in units]
    pairs = [(a.codes[unit], b.codes[unit]) for unit in units]
    if variable == "form":
        codes = [(gold.FORMS.index(x.form), gold.FORMS.index(y.form)) for x, y in pairs]
        return {"": measures.matrices(where, codes, len(articles), len(gold.FORMS))}, len(articles)
    if variable == "speaker":  # names have no fixed set: "equal" needs only whether they are
        codes = [(measures.YES, int(_name(x.speaker) == _name(y.speaker))) for x, y in pairs]
        return {"": measures.matrices(where, codes, len(articles), 2)}, len(articles)
    stacks = {}
    for frame in frames:
        codes = [(int(frame in (x.frames or ())), int(frame in (y.frames or ()))) for x, y in pairs]
        stacks[frame] = measures.matrices(where, codes, len(articles), 2)
    return stacks | {"micro": np.sum(list(stacks.values()), axis=0)}, len(articles)


def _coded(a: Coding, unit: gold.Unit, variable: str, b: Coding) -> bool:
    first, second = a.codes[unit], b.codes[unit]
    if variable == "frames":
        return first.frames is not None and second.frames is not None
    return bool(getattr(first, variable) and getattr(second, variable))


def _name(speaker: str) -> str:
    return " ".join(speaker.casefold().split())


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), _DIGITS) + 0.0

"""Two coders held against each other, measure by measure, with intervals where there are enough articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import NonNegativeInt, PositiveInt

from rejoinder import measures
from rejoinder.agreement.rows import AgreementRow, IntervalColumns
from rejoinder.config.ranges import FilledText, OpenShare, Several
from rejoinder.corrections.matching import normalise_name
from rejoinder.human_coding.files import MACHINE
from rejoinder.human_coding.model import FORMS, STANCES, Code, CodingPass, Unit

_MEASURES = {
    "frames": measures.OF_FRAMES,
    "form": measures.OF_FORMS,
    "speaker": measures.OF_SPEAKERS,
    "side": measures.OF_SPEAKERS,
    "stances": measures.OF_FORMS,
}
_OF_SHEETS = ("side", "stances")  # variables that articles coded whole do not have
DIGITS = 4  # of values in tables
_DEFINED_SHARE = 0.95  # of the resamples in which a measure must be defined for its interval to be given

Weights = NDArray[np.int64]


@dataclass(frozen=True)
class _Confusions:
    """Confusion matrices by category, each of shape (articles, K, K), over the units that both coders coded."""

    by_category: dict[str, measures.Counts]
    articles: int
    units: int


@dataclass(frozen=True)
class _Estimate:
    """A measure: its value and its resamples, shape (resamples,); nan where undefined, `note` says why."""

    value: float
    note: str
    draws: measures.Values | None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Agreement of coders, two by two, with percentile bootstrap intervals (Efron and Tibshirani 1993, ch. 13).

    Sentences of one article are not independent, so whole articles are resampled. From few articles such an
    interval is too narrow to be believed; it is then withheld, and no test is made.

    Where a pass is a stratified sample, common and rare strata were not drawn alike. The machine is then held against
    it with each unit weighing as many statements as it stands for. Passes are held against each other unweighted.

    Attributes:
        minimum_articles: articles coded by both from which intervals are given, at least 2.
        minimum_coded: statements coded from which calibration and corrected shares are given, at least 2.
        resamples: bootstrap samples.
        level: coverage, in (0, 1).
        bins: of scores in the reliability diagram.
        examples: statements shown for each cell of a confusion.
        reference: what the machine is compared with: "each" pass, the "majority" of all, or the name of the
            adjudicator's pass, see `choose_reference`.
    """

    minimum_articles: Several
    minimum_coded: Several
    resamples: PositiveInt
    level: OpenShare
    bins: Several
    examples: NonNegativeInt
    reference: FilledText = "each"

    def __call__(
        self, pairs: Iterable[tuple[CodingPass, CodingPass]], frames: Sequence[str], seed: int
    ) -> list[AgreementRow]:
        """Compare passes two by two.

        Args:
            pairs: the first and the second coder; the machine is a first.
            frames: names of the codebook's frames.
            seed: of the resamples.

        Returns:
            Rows of `AGREEMENT`.
        """
        return [row for first, second in pairs for row in self._compare(first, second, frames, seed)]

    def _compare(
        self, first: CodingPass, second: CodingPass, frames: Sequence[str], seed: int
    ) -> Iterator[AgreementRow]:
        weighted = _weights(first, second) is not None
        for variable, names in _MEASURES.items():
            confusions = _tabulate(first, second, variable, frames)
            if variable in _OF_SHEETS and not confusions.units:
                continue
            drawn = self.resample(confusions.articles, seed)
            for name in names:
                estimates = {c: _estimate(name, counts, drawn) for c, counts in confusions.by_category.items()}
                if variable == "frames":
                    estimates["macro"] = _average({frame: estimates[frame] for frame in frames})
                for category, estimate in estimates.items():
                    yield {
                        "first": first.name,
                        "second": second.name,
                        "variable": variable,
                        "category": category,
                        "measure": name,
                        "n": confusions.units,
                        "articles": confusions.articles,
                        "weighted": weighted,
                        "value": round_value(estimate.value),
                        "note": estimate.note,
                        **self.interval(estimate.value, estimate.draws, confusions.articles),
                    }

    def resample(self, articles: int, seed: int) -> Weights | None:
        """Draw articles: how often each is in each resample, *shape* (resamples, articles); None where withheld."""
        if articles < self.minimum_articles:
            return None
        return measures.resample_clusters(articles, self.resamples, seed)

    def interval(self, value: float, draws: measures.Values | None, articles: int) -> IntervalColumns:
        """Bounds of a value, or why there are none.

        Args:
            value: the value; nan where undefined.
            draws: its resamples, *shape* (resamples,), some of them nan; None where withheld.
            articles: number of articles it is from.
        """
        if np.isnan(value):
            return _withhold("no value")
        if draws is None:
            return _withhold(f"withheld: {articles} article(s) coded by both, fewer than {self.minimum_articles}")
        defined = draws[~np.isnan(draws)]
        if len(defined) < _DEFINED_SHARE * len(draws):
            return _withhold(f"withheld: defined in {len(defined)} of {len(draws)} resamples")
        low, high = measures.percentile_interval(defined, self.level)
        return {"low": round_value(low), "high": round_value(high), "interval_note": ""}


def list_common_units(first: CodingPass, second: CodingPass, variable: str = "frames") -> list[Unit]:
    """List the units of which both coders coded a variable, in order of the text."""
    return sorted(
        unit
        for unit in first.codes.keys() & second.codes.keys()
        if all(_is_coded(coder.codes[unit], variable) for coder in (first, second))
    )


def round_value(value: float) -> float | None:
    """A value as tables hold it, None for nan."""
    return None if np.isnan(value) else round(float(value), DIGITS) + 0.0


def _withhold(note: str) -> IntervalColumns:
    return {"low": None, "high": None, "interval_note": note}


def _estimate(name: str, counts: measures.Counts, weights: Weights | None) -> _Estimate:
    """A measure of matrices by article, shape (articles, K, K)."""
    total = counts.sum(0)
    value = measures.alpha_of(total) if name == "alpha" else float(measures.MEASURES[name](total))
    note = ""
    if np.isnan(value):
        note = measures.explain_undefined(name) if total.sum() else measures.NOT_CODED
    draws = None if weights is None else measures.MEASURES[name](np.einsum("ra,akl->rkl", weights, counts))
    return _Estimate(value, note, draws)


def _average(estimates: Mapping[str, _Estimate]) -> _Estimate:
    """The mean over frames, leaving out those without a value, in the point value and in every resample alike."""
    defined = {frame: estimate for frame, estimate in estimates.items() if not np.isnan(estimate.value)}
    if not defined:
        return _Estimate(float("nan"), "; ".join(sorted({estimate.note for estimate in estimates.values()})), None)
    undefined = [frame for frame in estimates if frame not in defined]
    note = f"mean of {len(defined)} of {len(estimates)} frames, without {', '.join(undefined)}" if undefined else ""
    draws = [estimate.draws for estimate in defined.values() if estimate.draws is not None]
    value = float(np.mean([estimate.value for estimate in defined.values()]))
    return _Estimate(value, note, np.mean(draws, axis=0) if draws else None)


def _tabulate(first: CodingPass, second: CodingPass, variable: str, frames: Sequence[str]) -> _Confusions:
    units = list_common_units(first, second, variable)
    numbers = {article: number for number, article in enumerate(sorted({unit[0] for unit in units}))}
    pairs = [(first.codes[unit], second.codes[unit]) for unit in units]
    unit_weights = _weights(first, second)

    def count(codes: Sequence[tuple[int, int]], categories: int, of: Sequence[Unit] = units) -> measures.Counts:
        weights = None if unit_weights is None else [unit_weights.get(unit, 0.0) for unit in of]
        return measures.tabulate_pairs([numbers[unit[0]] for unit in of], codes, len(numbers), categories, weights)

    if variable == "form":
        by_category = {"": count(_compare_forms(pairs), len(FORMS))}
    elif variable == "stances":
        asked = {
            target: [unit for unit in units if all(target in coding.codes[unit].stances for coding in (first, second))]
            for target in list_targets(pairs)
        }
        by_category = {
            target: count([_compare_stance(first.codes[u], second.codes[u], target) for u in of], len(STANCES), of)
            for target, of in asked.items()
        }
        by_category[""] = np.sum(list(by_category.values()), axis=0)
    elif variable in ("speaker", "side"):
        by_category = {"": count([(measures.YES, int(is_same(*pair, variable))) for pair in pairs], 2)}
    else:
        by_category = {frame: count(_compare_frame(pairs, frame), 2) for frame in frames}
        by_category["micro"] = np.sum(list(by_category.values()), axis=0)
    return _Confusions(by_category, len(numbers), len(units))


def _compare_forms(pairs: Sequence[tuple[Code, Code]]) -> list[tuple[int, int]]:
    return [(FORMS.index(first.form), FORMS.index(second.form)) for first, second in pairs]


def is_same(first: Code, second: Code, variable: str) -> bool:
    """Whether two coders name the same speaker or side; names have no fixed set, and case and spaces do not count."""
    one, other = (normalise_name(getattr(code, variable)) for code in (first, second))
    return one == other


def list_targets(pairs: Iterable[tuple[Code, Code]]) -> list[str]:
    """List the targets that both coders of a pair were asked about."""
    return list(dict.fromkeys(target for a, b in pairs for target in a.stances if target in b.stances))


def _compare_stance(first: Code, second: Code, target: str) -> tuple[int, int]:
    return STANCES.index(first.stances[target]), STANCES.index(second.stances[target])


def _compare_frame(pairs: Sequence[tuple[Code, Code]], frame: str) -> list[tuple[int, int]]:
    return [(int(first.has(frame)), int(second.has(frame))) for first, second in pairs]


def _weights(first: CodingPass, second: CodingPass) -> Mapping[Unit, float] | None:
    """Weights of the units of a pass that was drawn as a sample, where the machine is held against it.

    None of a pass pooled from different sheets, whose sample has no strata.
    """
    return (second.sample.weights or None) if (first.name == MACHINE or first.is_kept) and second.sample else None


def _is_coded(code: Code, variable: str) -> bool:
    return code.frames is not None if variable == "frames" else bool(getattr(code, variable))

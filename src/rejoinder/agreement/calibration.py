"""The machine's scores against a coding pass: agreement at every threshold, and whether scores are probabilities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rejoinder import measures
from rejoinder.agreement.compare import Agreement, rounded
from rejoinder.agreement.gold import Coding, Unit

GRID = np.round(np.arange(0.05, 0.96, 0.05), 2)  # thresholds of the curves

VALIDATION = "cross-validation"  # the coder of the training statements, among coding passes

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """Scores of one frame that one coder judged, all of shape (statements,).

    Those of a coding pass, or those that cross-validation gives the training statements.

    Attributes:
        scores: in [0, 1].
        truth: 1 where the coder gave the frame, else 0.
        weights: how much each statement counts, 1 on average.
        articles: number of each statement's article, from 0.
    """

    coder: str
    frame: str
    scores: Floats
    truth: Floats
    weights: Floats
    articles: NDArray[np.int64]


def judged(passes: Sequence[Coding], scores: Mapping[str, Mapping[Unit, float]]) -> Iterator[Judged]:
    """The machine's scores, by frame, that each pass judged; passes and frames in their order."""
    for coding in passes:
        weights = coding.sample.weights if coding.sample else {}
        for frame, known in scores.items():
            units = sorted(u for u in coding.codes.keys() & known.keys() if coding.codes[u].frames is not None)
            numbers = {article: number for number, article in enumerate(sorted({unit[0] for unit in units}))}
            yield Judged(
                coding.name,
                frame,
                np.array([known[u] for u in units], dtype=float),
                np.array([frame in (coding.codes[u].frames or ()) for u in units], dtype=float),
                np.array([weights.get(u, 1.0) for u in units], dtype=float),
                np.array([numbers[u[0]] for u in units], dtype=np.int64),
            )


def validated(rows: Sequence[Mapping[str, Any]], frames: Sequence[str]) -> Iterator[Judged]:
    """The scores that cross-validation gave the training statements, by frame; a topic stands for an article."""
    numbers = {topic: number for number, topic in enumerate(sorted({row["topic"] for row in rows}))}
    for frame in frames:
        own = [row for row in rows if row["frame"] == frame]
        if own:
            yield Judged(
                VALIDATION,
                frame,
                np.array([row["score"] for row in own], dtype=float),
                np.array([row["truth"] for row in own], dtype=float),
                np.ones(len(own)),
                np.array([numbers[row["topic"]] for row in own], dtype=np.int64),
            )


def curve(part: Judged, used: float) -> Iterator[dict[str, Any]]:
    """Rows of `THRESHOLDS`: agreement if the frame were given from each threshold of `GRID`; `used` is the run's."""
    for threshold in GRID:
        decided = part.scores >= threshold
        codes = list(zip(decided.astype(int), part.truth.astype(int), strict=True))
        counts = measures.tabulate_pairs([0] * len(codes), codes, 1, 2, list(part.weights))[0]
        names = ("precision", "recall", "f1", "alpha")
        yield {
            "coder": part.coder,
            "frame": part.frame,
            "threshold": float(threshold),
            "used": used,
            "n": len(codes),
        } | {name: rounded(float(measures.MEASURES[name](counts))) for name in names}


def brier(part: Judged, method: Agreement, seed: int) -> dict[str, Any]:
    """A row of `CALIBRATION`: Brier score and expected calibration error, or why they are withheld.

    The Brier score (Brier 1950) is the mean squared distance of scores from codes, in [0, 1], 0 best; `base` is that
    of a machine which scores every statement with the frame's share. The calibration error (Nguyen and O'Connor 2015)
    is the mean distance, over bins of as equal numbers as ties allow, of the mean score from the share coded.
    """
    made = {"coder": part.coder, "frame": part.frame, "n": len(part.scores), "articles": len(set(part.articles))}
    why = too_few(len(part.scores), method)
    if why:
        return made | {"note": why, "interval_note": "no value"}
    loss, weights, articles = (part.scores - part.truth) ** 2, part.weights, int(part.articles.max()) + 1
    sums = [np.bincount(part.articles, values, articles) for values in (loss * weights, weights)]
    drawn = method.resample(articles, seed)
    draws = None if drawn is None else (drawn @ sums[0]) / (drawn @ sums[1])
    value = measures.brier_score(part.scores, part.truth, weights)
    share = float(np.average(part.truth, weights=weights))
    bins = list(reliability(part, method))
    error = measures.calibration_error(*([row[name] for row in bins] for name in ("share", "score", "weight")))
    found = {"brier": rounded(value), "base": rounded(share * (1 - share)), "calibration_error": rounded(error)}
    return made | found | {"note": ""} | method.interval(value, draws, articles)


def reliability(part: Judged, method: Agreement) -> Iterator[dict[str, Any]]:
    """Rows of `RELIABILITY`, one a bin of scores, lowest first; none where statements are too few.

    Bins hold as equal numbers of statements as ties allow: most scores are near 0, and bins of equal width would be
    all but empty above.
    """
    if too_few(len(part.scores), method):
        return
    edges = np.unique(np.quantile(part.scores, np.linspace(0, 1, method.bins + 1)[1:-1]))
    place = np.searchsorted(edges, part.scores, side="left")
    for number in np.unique(place):
        inside = place == number
        weights = part.weights[inside]
        yield {
            "coder": part.coder,
            "frame": part.frame,
            "bin": int(number) + 1,
            "n": int(inside.sum()),
            "weight": rounded(float(weights.sum() / part.weights.sum())),
            "score": rounded(float(np.average(part.scores[inside], weights=weights))),
            "share": rounded(float(np.average(part.truth[inside], weights=weights))),
        }


def too_few(n: int, method: Agreement) -> str:
    """Why a statistic is withheld from `n` coded statements; "" where it is given."""
    return "" if n >= method.minimum_coded else f"withheld: {n} statement(s) coded, fewer than {method.minimum_coded}"

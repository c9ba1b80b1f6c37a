"""The machine's scores against a coding pass: agreement at every threshold, and whether scores are probabilities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rejoinder import measures
from rejoinder.agreement.compare import DIGITS, Agreement, round_value
from rejoinder.agreement.machine import MachineCoding
from rejoinder.agreement.rows import CalibrationRow, IntervalColumns, OutOfFoldScore, ReliabilityRow, ThresholdRow
from rejoinder.human_coding.model import CodingPass

GRID = np.round(np.arange(0.05, 0.96, 0.05), 2)  # thresholds of the curves

VALIDATION = "cross-validation"  # the coder of the training statements, among coding passes


@dataclass(frozen=True)
class JudgedScores:
    """Scores of one frame that one coder judged, all of shape (statements,).

    Those of a coding pass, or those that cross-validation gives the training statements.

    Attributes:
        coder: name of the coder.
        frame: name of the frame.
        scores: in [0, 1].
        truth: 1 where the coder gave the frame, else 0.
        weights: how much each statement counts, 1 on average.
        articles: number of each statement's article, from 0.
    """

    coder: str
    frame: str
    scores: measures.Values
    truth: measures.Values
    weights: measures.Values
    articles: NDArray[np.int64]


def judge_by_passes(machine: MachineCoding, passes: Sequence[CodingPass]) -> Iterator[JudgedScores]:
    """Pair the machine's scores with the codes of each pass.

    Yields:
        The scores of each frame that a pass judged, in order of passes and frames.
    """
    for coding in passes:
        weights = coding.sample.weights if coding.sample else {}
        for frame, scores in machine.scores.items():
            units = sorted(u for u in coding.codes.keys() & scores.keys() if coding.codes[u].frames is not None)
            numbers = {article: number for number, article in enumerate(sorted({unit[0] for unit in units}))}
            yield JudgedScores(
                coding.name,
                frame,
                np.array([scores[unit] for unit in units], dtype=float),
                np.array([coding.codes[unit].has(frame) for unit in units], dtype=float),
                np.array([weights.get(unit, 1.0) for unit in units], dtype=float),
                np.array([numbers[unit[0]] for unit in units], dtype=np.int64),
            )


def judge_by_validation(rows: Sequence[OutOfFoldScore], frames: Sequence[str]) -> Iterator[JudgedScores]:
    """Pair the out-of-fold scores of the training statements with their codes.

    A topic stands for an article, as cross-validation keeps it in one fold.

    Yields:
        The scores of each of the `frames` that has any, in their order.
    """
    numbers = {topic: number for number, topic in enumerate(sorted({row["topic"] for row in rows}))}
    for frame in frames:
        own = [row for row in rows if row["frame"] == frame]
        if own:
            yield JudgedScores(
                VALIDATION,
                frame,
                np.array([row["score"] for row in own], dtype=float),
                np.array([row["truth"] for row in own], dtype=float),
                np.ones(len(own)),
                np.array([numbers[row["topic"]] for row in own], dtype=np.int64),
            )


def compute_curve(judged: JudgedScores, used: float) -> Iterator[ThresholdRow]:
    """Measure agreement as if the frame were assigned from each threshold of `GRID`.

    Args:
        judged: scores and codes.
        used: the threshold of the run.
    """
    for threshold in GRID:
        decided = judged.scores >= threshold
        codes = list(zip(decided.astype(int), judged.truth.astype(int), strict=True))
        counts = measures.tabulate_pairs([0] * len(codes), codes, 1, 2, list(judged.weights))[0]
        yield {
            "coder": judged.coder,
            "frame": judged.frame,
            "threshold": float(threshold),
            "used": used,
            "n": len(codes),
            "precision": round_value(float(measures.precision(counts))),
            "recall": round_value(float(measures.recall(counts))),
            "f1": round_value(float(measures.f1(counts))),
            "alpha": round_value(float(measures.alpha(counts))),
        }


def compute_calibration(judged: JudgedScores, method: Agreement, seed: int) -> CalibrationRow:
    """Measure how far scores are probabilities, by Brier score and expected calibration error.

    Args:
        judged: scores and codes.
        method: the settings.
        seed: of the resamples of articles.

    Returns:
        A row of `CALIBRATION`; its note says why values are withheld. `base` is the Brier score of a machine that
        scores every statement with the frame's share.
    """
    withheld = explain_too_few(len(judged.scores), method)
    row: CalibrationRow = {
        "coder": judged.coder,
        "frame": judged.frame,
        "n": len(judged.scores),
        "articles": len(set(judged.articles)),
        "brier": None,
        "base": None,
        "calibration_error": None,
        "note": withheld,
        "low": None,
        "high": None,
        "interval_note": "no value",
    }
    if withheld:
        return row
    brier = measures.brier_score(judged.scores, judged.truth, judged.weights)
    share = float(np.average(judged.truth, weights=judged.weights))
    bins = list(compute_reliability(judged, method))
    error = measures.calibration_error(*([bin[name] for bin in bins] for name in ("share", "score", "weight")))
    return {
        **row,
        "brier": round_value(brier),
        "base": round_value(share * (1 - share)),
        "calibration_error": round_value(error),
        **_brier_interval(judged, brier, method, seed),
    }


def _brier_interval(judged: JudgedScores, brier: float, method: Agreement, seed: int) -> IntervalColumns:
    articles = int(judged.articles.max()) + 1
    drawn = method.resample(articles, seed)
    if drawn is None:
        return method.interval(brier, None, articles)
    losses = (judged.scores - judged.truth) ** 2 * judged.weights
    sums, weights = (np.bincount(judged.articles, values, articles) for values in (losses, judged.weights))
    return method.interval(brier, (drawn @ sums) / (drawn @ weights), articles)


def compute_reliability(judged: JudgedScores, method: Agreement) -> Iterator[ReliabilityRow]:
    """Compare the mean score of statements with their share that carries the frame, by bins of scores.

    Bins hold as equal numbers of statements as ties allow: most scores are near 0, and bins of equal width would be
    all but empty above.

    Yields:
        Rows of `RELIABILITY`, lowest scores first; none where statements are too few.
    """
    if explain_too_few(len(judged.scores), method):
        return
    edges = np.unique(np.quantile(judged.scores, np.linspace(0, 1, method.bins + 1)[1:-1]))
    bin_of = np.searchsorted(edges, judged.scores, side="left")
    for number in np.unique(bin_of):
        inside = bin_of == number
        weights = judged.weights[inside]
        yield {
            "coder": judged.coder,
            "frame": judged.frame,
            "bin": int(number) + 1,
            "n": int(inside.sum()),
            "weight": round(float(weights.sum() / judged.weights.sum()), DIGITS),
            "score": round(float(np.average(judged.scores[inside], weights=weights)), DIGITS),
            "share": round(float(np.average(judged.truth[inside], weights=weights)), DIGITS),
        }


def explain_too_few(n: int, method: Agreement) -> str:
    """Why a statistic is withheld from `n` coded statements; "" where it is given."""
    return "" if n >= method.minimum_coded else f"withheld: {n} statement(s) coded, fewer than {method.minimum_coded}"

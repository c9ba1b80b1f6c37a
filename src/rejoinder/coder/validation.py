"""How well scores tell a frame: thresholds, precision and recall, intervals over topics, and calibration."""

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from rejoinder import measures
from rejoinder.frame_coder.features import Matrix

Bools = npt.NDArray[np.bool_]
Folds = npt.NDArray[np.int64]

_GRID = np.round(np.arange(0.05, 0.96, 0.01), 2)
_NEARLY = 0.01  # F1 that a threshold may lose against the best one
_BINS = 10


class Evaluation(TypedDict):
    """How well a frame's scores tell it; the columns of the cross-validation table say what each is.

    All but counts and threshold are None where no statement carries the frame.
    """

    n: int
    positives: int
    threshold: float
    precision: float | None
    recall: float | None
    f1: float | None
    f1_low: float | None
    f1_high: float | None
    brier: float | None
    calibration_error: float | None


def choose_threshold(scores: Matrix, truth: Bools) -> float:
    """Choose the threshold in [0.05, 0.95] for the highest F1: the middle of those nearly as good as the best.

    The curve of F1 is flat around its top, and where exactly it peaks is chance.

    Args:
        scores: in [0, 1], *shape* (n,).
        truth: which statements carry the frame, *shape* (n,).
    """
    counts = measures.tabulate_marks(scores >= _GRID[:, None], truth).sum(axis=1)
    f1 = np.nan_to_num(measures.f1(counts))
    return float(_GRID[f1 >= f1.max() - _NEARLY].mean())


def evaluate_scores(
    scores: Matrix, fold_of: Folds, truth: Bools, topics: Sequence[str], resamples: int, seed: int
) -> Evaluation:
    """Evaluate out-of-fold scores, with thresholds chosen on the other folds and intervals over topics.

    Precision is 0 where no score reaches its threshold.

    Args:
        scores: in [0, 1], *shape* (n,).
        fold_of: fold of each statement, *shape* (n,).
        truth: which statements carry the frame, *shape* (n,).
        topics: of the statements.
        resamples: of topics, for the interval.
        seed: of the resampling.
    """
    decided = np.zeros(len(truth), dtype=bool)
    for fold in np.unique(fold_of):
        inside = fold_of == fold
        decided[inside] = scores[inside] >= choose_threshold(scores[~inside], truth[~inside])
    cells, topic_of = measures.tabulate_marks(decided, truth), np.array(topics)
    by_topic = np.array([cells[topic_of == topic].sum(axis=0) for topic in sorted(set(topics))])
    counts = by_topic.sum(axis=0)
    low, high = measures.bootstrap_interval(by_topic, measures.f1, resamples, seed)

    def round_defined(value: float) -> float | None:
        return round(value, 4) if truth.any() else None

    return Evaluation(
        n=len(truth),
        positives=int(truth.sum()),
        threshold=round(choose_threshold(scores, truth), 2),
        precision=round_defined(float(np.nan_to_num(measures.precision(counts)))),
        recall=round_defined(float(np.nan_to_num(measures.recall(counts)))),
        f1=round_defined(float(np.nan_to_num(measures.f1(counts)))),
        f1_low=round_defined(low),
        f1_high=round_defined(high),
        brier=round_defined(measures.brier_score(scores, truth)),
        calibration_error=round_defined(calibration_error(scores, truth)),
    )


def calibration_error(scores: Matrix, truth: Bools) -> float:
    """Expected calibration error over ten bins of equal numbers of statements, in [0, 1]."""
    bins = [members for members in np.array_split(np.argsort(scores, kind="stable"), _BINS) if len(members)]
    shares, means = ([values[members].mean() for members in bins] for values in (truth, scores))
    return measures.calibration_error(shares, means, [len(members) / len(truth) for members in bins])

"""How well scores tell a frame: thresholds, precision and recall, intervals over topics, and calibration."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from rejoinder import measures

Matrix = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Folds = npt.NDArray[np.int64]

_GRID = np.round(np.arange(0.05, 0.96, 0.01), 2)
_NEARLY = 0.01  # F1 that a threshold may lose against the best one
_BINS = 10


def best_threshold(scores: Matrix, truth: Bools) -> float:
    """The threshold in [0.05, 0.95] for the highest F1: the middle of those nearly as good as the best.

    The curve of F1 is flat around its top, and where exactly it peaks is chance.
    """
    counts = measures.tabulate_marks(scores >= _GRID[:, None], truth).sum(axis=1)
    f1 = np.nan_to_num(measures.f1(counts))
    return float(_GRID[f1 >= f1.max() - _NEARLY].mean())


def evaluate(
    scores: Matrix, fold_of: Folds, truth: Bools, topics: Sequence[str], resamples: int, seed: int
) -> dict[str, Any]:
    """Precision, recall and F1 with thresholds chosen on the other folds, with an interval over topics; calibration.

    Precision is 0 where no score reaches its threshold. All but the threshold are None where no statement carries the
    frame.
    """
    decided = np.zeros(len(truth), dtype=bool)
    for fold in np.unique(fold_of):
        inside = fold_of == fold
        decided[inside] = scores[inside] >= best_threshold(scores[~inside], truth[~inside])
    cells, topic_of = measures.tabulate_marks(decided, truth), np.array(topics)
    by_topic = np.array([cells[topic_of == topic].sum(axis=0) for topic in sorted(set(topics))])
    low, high = measures.bootstrap_interval(by_topic, measures.f1, resamples, seed)
    values = {
        name: float(np.nan_to_num(measures.MEASURES[name](by_topic.sum(axis=0))))
        for name in ("precision", "recall", "f1")
    }
    values |= {"f1_low": low, "f1_high": high}
    values |= {"brier": measures.brier_score(scores, truth), "calibration_error": calibration_error(scores, truth)}
    threshold = round(best_threshold(scores, truth), 2)
    rounded = {name: round(value, 4) if truth.any() else None for name, value in values.items()}
    return {"n": len(truth), "positives": int(truth.sum()), "threshold": threshold} | rounded


def calibration_error(scores: Matrix, truth: Bools) -> float:
    """Expected calibration error over ten bins of equal numbers of statements, in [0, 1]."""
    bins = [bin for bin in np.array_split(np.argsort(scores, kind="stable"), _BINS) if len(bin)]
    shares, means = ([values[bin].mean() for bin in bins] for values in (truth, scores))
    return measures.calibration_error(shares, means, [len(bin) / len(truth) for bin in bins])

"""How well scores tell a frame: thresholds, precision and recall, intervals over topics, and calibration."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Folds = npt.NDArray[np.int64]

_GRID = np.round(np.arange(0.05, 0.96, 0.01), 2)
_NEARLY = 0.01  # F1 that a threshold may lose against the best one
_BINS = 10


def best_threshold(scores: Matrix, y: Bools) -> float:
    """The threshold in [0.05, 0.95] for the highest F1: the middle of those nearly as good as the best.

    The curve of F1 is flat around its top, and where exactly it peaks is chance.
    """
    found = np.array([prf(scores >= t, y)[2] for t in _GRID])
    return float(_GRID[found >= found.max() - _NEARLY].mean())


def evaluate(
    scores: Matrix, fold_of: Folds, y: Bools, topics: Sequence[str], resamples: int, seed: int
) -> dict[str, Any]:
    """Precision, recall and F1 with thresholds chosen on the other folds, with an interval over topics; calibration.

    All but the threshold are None where no statement carries the frame.
    """
    decided = np.zeros(len(y), dtype=bool)
    for fold in np.unique(fold_of):
        inside = fold_of == fold
        decided[inside] = scores[inside] >= best_threshold(scores[~inside], y[~inside])
    precision, recall, harmonic = prf(decided, y)
    each, topic_of = hits(decided, y), np.array(topics)
    by_topic = np.array([each[topic_of == topic].sum(axis=0) for topic in sorted(set(topics))])
    low, high = percentile_interval(by_topic, f1, resamples, seed)
    made = {"precision": precision, "recall": recall, "f1": harmonic, "f1_low": low, "f1_high": high}
    made |= {"brier": float(np.mean((scores - y) ** 2)), "calibration_error": calibration_error(scores, y)}
    threshold = round(best_threshold(scores, y), 2)
    shown = {name: round(value, 4) if y.any() else None for name, value in made.items()}
    return {"n": len(y), "positives": int(y.sum()), "threshold": threshold} | shown


def prf(decided: Bools, y: Bools) -> tuple[float, float, float]:
    """Precision, recall and F1, each in [0, 1]; 0 where nothing is decided or true."""
    counts = np.array([np.count_nonzero(decided & y), np.count_nonzero(decided), np.count_nonzero(y)], np.float64)
    hit, given, true = counts.tolist()
    return hit / max(given, 1.0), hit / max(true, 1.0), float(f1(counts))


def calibration_error(scores: Matrix, y: Bools) -> float:
    """Expected calibration error (Nguyen and O'Connor 2015, doi:10.18653/v1/D15-1182) over bins of equal numbers.

    The mean distance, weighted by size, of a bin's mean score from the share of its statements that carry the frame.
    """
    bins = np.array_split(np.argsort(scores, kind="stable"), _BINS)
    return float(sum(abs(scores[b].sum() - y[b].sum()) for b in bins) / max(len(y), 1))


def percentile_interval(
    counts: Matrix, measure: Callable[[Matrix], Matrix], resamples: int, seed: int
) -> tuple[float, float]:
    """95 % percentile interval of a measure of counts, resampling clusters (Efron and Tibshirani 1993, ch. 13).

    `counts`: *shape* (clusters, ...). `measure` is given sums, *shape* (resamples, ...), and returns a value each.
    """
    clusters = len(counts)
    drawn = np.random.default_rng(seed).integers(0, clusters, size=(resamples, clusters))
    low, high = np.quantile(measure(counts[drawn].sum(axis=1)), [0.025, 0.975])
    return float(low), float(high)


def hits(decided: Bools, y: Bools) -> Matrix:
    """Hits, decided and true of each case, from which `f1` is counted: *shape* (n, 3), or (n, frames, 3) of frames."""
    return np.stack([decided & y, decided, y], axis=-1).astype(np.float64)


def f1(counts: Matrix) -> Matrix:
    """F1 of sums of `hits`, *shape* (..., 3); 0 where nothing is decided or true."""
    return 2 * counts[..., 0] / np.maximum(counts[..., 1] + counts[..., 2], 1)

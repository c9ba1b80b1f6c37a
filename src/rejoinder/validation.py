"""How well scores tell a frame: thresholds, precision and recall, intervals over topics, and calibration."""

from collections.abc import Sequence
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
    f1 = np.array([prf(scores >= t, y)[2] for t in _GRID])
    return float(_GRID[f1 >= f1.max() - _NEARLY].mean())


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
    precision, recall, f1 = prf(decided, y)
    low, high = _interval(decided, y, topics, resamples, seed)
    made = {"precision": precision, "recall": recall, "f1": f1, "f1_low": low, "f1_high": high}
    made |= {"brier": float(np.mean((scores - y) ** 2)), "calibration_error": calibration_error(scores, y)}
    threshold = round(best_threshold(scores, y), 2)
    shown = {name: round(value, 4) if y.any() else None for name, value in made.items()}
    return {"n": len(y), "positives": int(y.sum()), "threshold": threshold} | shown


def prf(decided: Bools, y: Bools) -> tuple[float, float, float]:
    """Precision, recall and F1, each in [0, 1]; 0 where nothing is decided or true."""
    hit = int((decided & y).sum())
    precision, recall = hit / max(int(decided.sum()), 1), hit / max(int(y.sum()), 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def calibration_error(scores: Matrix, y: Bools) -> float:
    """Expected calibration error (Nguyen and O'Connor 2015, doi:10.18653/v1/D15-1182) over bins of equal numbers.

    The mean distance, weighted by size, of a bin's mean score from the share of its statements that carry the frame.
    """
    bins = np.array_split(np.argsort(scores, kind="stable"), _BINS)
    return float(sum(abs(scores[b].sum() - y[b].sum()) for b in bins) / max(len(y), 1))


def _interval(decided: Bools, y: Bools, topics: Sequence[str], resamples: int, seed: int) -> tuple[float, float]:
    groups = sorted(set(topics))
    member = np.array([groups.index(t) for t in topics])
    counts = np.array(
        [[(a[member == g]).sum() for a in (decided & y, decided, y)] for g in range(len(groups))], dtype=float
    )
    rng = np.random.default_rng(seed)
    drawn = counts[rng.integers(0, len(groups), size=(resamples, len(groups)))].sum(axis=1)
    f1 = 2 * drawn[:, 0] / np.maximum(drawn[:, 1] + drawn[:, 2], 1)
    low, high = np.quantile(f1, [0.025, 0.975])
    return float(low), float(high)

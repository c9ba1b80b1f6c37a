"""How well scores tell a frame: thresholds, precision and recall, intervals over topics, and calibration."""

from collections.abc import Sequence
from dataclasses import dataclass
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
_LEAST_TOPICS = 10  # from which an interval is given: of fewer, resamples are too much alike


@dataclass(frozen=True)
class ScoredStatements:
    """Scores of one frame by models that saw nothing of what they score.

    Attributes:
        variant: of the coder.
        frame: name of the frame.
        ids: of the statements.
        topics: of the statements; intervals resample them.
        scores: in [0, 1], *shape* (n,).
        truth: which statements carry the frame, *shape* (n,).
        fold_of: fold of each statement, *shape* (n,), by which thresholds are chosen; None for the fixed one.
        note: what to know before the frame is used, or "".
        fixed: threshold where none is chosen.
        fitted: whether the scores are a fitted coder's, not those of cues.
        unlike_texts: why decisions on these statements say nothing of other texts, "" where they do.
    """

    variant: str
    frame: str
    ids: Sequence[str]
    topics: Sequence[str]
    scores: Matrix
    truth: Bools
    fold_of: Folds | None
    note: str = ""
    fixed: float = 0.5
    fitted: bool = False
    unlike_texts: str = ""

    @property
    def threshold(self) -> float:
        """From which the frame is given."""
        return self.fixed if self.fold_of is None else choose_threshold(self.scores, self.truth)

    def decide(self) -> Bools:
        """Decide on each statement from a threshold that was chosen without its fold, *shape* (n,)."""
        if self.fold_of is None:
            return self.scores >= self.fixed
        decided = np.zeros(len(self.truth), dtype=bool)
        for fold in np.unique(self.fold_of):
            inside = self.fold_of == fold
            decided[inside] = self.scores[inside] >= choose_threshold(self.scores[~inside], self.truth[~inside])
        return decided


class Evaluation(TypedDict):
    """How well a frame's scores tell it; the columns of the cross-validation table say what each is.

    All but counts and threshold are None where no statement carries the frame, or where the statements say nothing of
    other texts; the interval also where topics are few.
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


def evaluate_scores(scored: ScoredStatements, resamples: int, seed: int) -> Evaluation:
    """Evaluate scores; precision is 0 where no score reaches its threshold.

    Args:
        scored: scores and truth.
        resamples: of topics, for the interval.
        seed: of the resampling.
    """
    truth, scores = scored.truth, scored.scores
    measured: list[float | None] = [None] * 5
    interval: tuple[float, float] | None = None
    if truth.any() and not scored.unlike_texts:
        cells, topic_of = measures.tabulate_marks(scored.decide(), truth), np.array(scored.topics)
        by_topic = np.array([cells[topic_of == topic].sum(axis=0) for topic in sorted(set(scored.topics))])
        counts = by_topic.sum(axis=0)
        shares = (measures.precision(counts), measures.recall(counts), measures.f1(counts))
        if len(by_topic) >= _LEAST_TOPICS:
            interval = measures.bootstrap_interval(by_topic, measures.f1, resamples, seed)
        errors = (measures.brier_score(scores, truth), calibration_error(scores, truth))
        measured = [round(float(np.nan_to_num(value)), 4) for value in (*shares, *errors)]
    precision, recall, f1, brier, error = measured
    low, high = (round(bound, 4) for bound in interval) if interval else (None, None)
    return Evaluation(
        n=len(truth),
        positives=int(truth.sum()),
        threshold=round(scored.threshold, 2),
        precision=precision,
        recall=recall,
        f1=f1,
        f1_low=low,
        f1_high=high,
        brier=brier,
        calibration_error=error,
    )


def calibration_error(scores: Matrix, truth: Bools) -> float:
    """Expected calibration error over ten bins of equal numbers of statements, in [0, 1]."""
    bins = [members for members in np.array_split(np.argsort(scores, kind="stable"), _BINS) if len(members)]
    shares, means = ([values[members].mean() for members in bins] for values in (truth, scores))
    return measures.calibration_error(shares, means, [len(members) / len(truth) for members in bins])

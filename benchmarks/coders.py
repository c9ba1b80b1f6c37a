"""Compare ways to code frames: what features the coder uses, and how it learns.

    python -m benchmarks.coders GOLD.jsonl [--only NAME]

Each way is fitted on the training statements that `dvc repro` has read (run that first) and scored twice: by
cross-validation over topics, in which model, second stage and threshold saw nothing of the topic they are tested on,
and once on GOLD.jsonl (the fields that `frames.py` beside this file names), with the thresholds of that
cross-validation. Prints for each the macro-F1 of both with 95 % bootstrap intervals (over topics, over items), and the
expected calibration error of the cross-validated scores.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import expit
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from benchmarks.frames import build_gold_units, macro_f1, scores
from rejoinder import config, paths, tables
from rejoinder.actors.countries import read_countries
from rejoinder.coder import Stacked
from rejoinder.coder.training_set import TrainingFeatures, TrainingSet, build_training_set
from rejoinder.coder.validation import calibration_error, choose_threshold
from rejoinder.encoder import Encoder
from rejoinder.frame_coder.model import FittedCoder
from rejoinder.measures import tabulate_marks

ABLATIONS = {
    "embedding": ["embedding"],
    "embedding, context": ["embedding", "context"],
    "embedding, cues": ["embedding", "cues"],
    "embedding, cues, grammar": ["embedding", "cues", "grammar"],
    "embedding, context, cues": ["embedding", "context", "cues"],
    "cues, grammar": ["cues", "grammar"],
    "embedding, context, cues, grammar (hybrid)": ["embedding", "context", "cues", "grammar"],
}

Scores = np.ndarray  # in [0, 1], shape (statements, frames)
Way = Callable[[np.ndarray, np.ndarray], tuple[Scores, Scores]]


@dataclass(frozen=True, eq=False)
class Data:
    """The training statements, and the gold items read in the same way."""

    method: Stacked
    training: TrainingSet
    gold: TrainingSet

    def fit(self, kinds: Sequence[str], train: np.ndarray) -> tuple[FittedCoder, Scores]:
        """The coder as it ships, fitted on some of the statements, and its out-of-fold scores of them."""
        features = read_features(self, tuple(kinds))[0]
        topics = [self.training.topics[i] for i in train]
        part = TrainingFeatures(features.embeddings[train], features.named[train], topics)
        return self.method.fit(kinds, part, {frame: y[train] for frame, y in self.training.truth.items()})


@cache
def read_features(data: Data, kinds: tuple[str, ...]) -> tuple[TrainingFeatures, TrainingFeatures]:
    """Features of the training statements and of the gold items."""
    training, gold = (
        part.compute_features(kinds, data.method.weigh_context(kinds)) for part in (data.training, data.gold)
    )
    return training, gold


def stack_features(data: Data, kinds: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """All of them side by side, *shape* (statements, features)."""
    training, gold = (np.hstack([part.embeddings, part.named]) for part in read_features(data, tuple(kinds)))
    return training, gold


def stack_truth(part: TrainingSet) -> np.ndarray:
    """Which frames statements carry, *shape* (statements, frames)."""
    return np.column_stack(list(part.truth.values()))


def read_data(run: config.Run, gold: list[dict[str, Any]]) -> Data:
    """Read what `dvc repro` made of the training statements, and the gold items in the same way."""
    codebook, encoder = run.load("codebook"), run.load("encoder")
    training = build_training_set(
        tables.read(paths.EXAMPLES),
        tables.read(paths.EXAMPLE_PARSES),
        tables.read(paths.EXAMPLE_VECTORS),
        codebook,
        read_countries(paths.COUNTRIES),
    )
    units = build_gold_units(gold, run)
    blank = np.zeros_like(training.embeddings[0])
    gold_set = TrainingSet(
        example_ids=[item["id"] for item in gold],
        topics=[item["id"] for item in gold],
        truth={frame: np.array([frame in item["frames"] for item in gold]) for frame in codebook.frames},
        units=units,
        embeddings=encoder([unit.text for unit in units]),
        contexts=np.array([encoder([" ".join(unit.context)])[0] if unit.context else blank for unit in units]),
        codebook=codebook,
    )
    return Data(run.load("coder"), training, gold_set)


def score(data: Data, kinds: Sequence[str], coder: FittedCoder, test: np.ndarray) -> tuple[Scores, Scores]:
    """A fitted coder's scores of some of the statements and of the gold items."""

    def apply(embeddings: np.ndarray, named: np.ndarray) -> Scores:
        x = np.hstack([coder.predict_outputs(embeddings), named])
        return np.column_stack([expit(x @ c.weights + c.intercept) for c in coder.fitted.values()])

    training, gold = read_features(data, tuple(kinds))
    return apply(training.embeddings[test], training.named[test]), apply(gold.embeddings, gold.named)


def stacked(data: Data, kinds: Sequence[str]) -> Way:
    """The coder as it ships, with these kinds of features; its second stage learns from inner folds."""
    return lambda train, test: score(data, kinds, data.fit(kinds, train)[0], test)


def score_each(models: Sequence[Any], x: np.ndarray) -> Scores:
    """Scores by a model per frame, *shape* (statements, frames)."""
    return np.column_stack([model.predict_proba(x)[:, 1] for model in models])


def learner(data: Data, make: Callable[[], Any]) -> Way:
    """Another learner on the features of the hybrid coder, a model per frame."""
    kinds = ABLATIONS["embedding, context, cues, grammar (hybrid)"]
    x, gold_x = stack_features(data, kinds)

    def way(train: np.ndarray, test: np.ndarray) -> tuple[Scores, Scores]:
        models = [make().fit(x[train], y) for y in stack_truth(data.training)[train].T]
        return score_each(models, x[test]), score_each(models, gold_x)

    return way


def uncalibrated(data: Data, kinds: Sequence[str]) -> Way:
    """The first stage alone: its outputs, about -1 to 1, cut to scores."""

    def way(train: np.ndarray, test: np.ndarray) -> tuple[Scores, Scores]:
        coder, _ = data.fit(kinds, train)
        training, gold = read_features(data, tuple(kinds))
        on_test, on_gold = map(coder.predict_outputs, (training.embeddings[test], gold.embeddings))
        return np.clip((on_test + 1) / 2, 0, 1), np.clip((on_gold + 1) / 2, 0, 1)

    return way


def isotonic(data: Data, kinds: Sequence[str]) -> Way:
    """The coder as it ships, its scores bent to the shares of the training statements by isotonic regression."""

    def way(train: np.ndarray, test: np.ndarray) -> tuple[Scores, Scores]:
        coder, inner = data.fit(kinds, train)
        pairs = zip(inner.T, stack_truth(data.training)[train].T, strict=True)
        bends = [IsotonicRegression(out_of_bounds="clip").fit(s, y) for s, y in pairs]

        def bend_scores(part: Scores) -> Scores:
            return np.column_stack([bend.predict(s) for bend, s in zip(bends, part.T, strict=True)])

        on_test, on_gold = score(data, kinds, coder, test)
        return bend_scores(on_test), bend_scores(on_gold)

    return way


def definitions(data: Data, encoder: Encoder) -> Way:
    """Similarity to the codebook's own words, as one would prompt with them: the nearest of a frame's texts."""
    frames_ = data.training.codebook.frames.values()
    texts = [encoder([f.definition, *f.include, *f.examples]) for f in frames_]
    near = [
        np.column_stack([(own @ t.T).max(axis=1) for t in texts])
        for own in (data.training.embeddings, data.gold.embeddings)
    ]

    def way(train: np.ndarray, test: np.ndarray) -> tuple[Scores, Scores]:
        models = [
            LogisticRegression().fit(near[0][train, k : k + 1], y)
            for k, y in enumerate(stack_truth(data.training)[train].T)
        ]

        def score_nearness(part: np.ndarray) -> Scores:
            return np.column_stack([m.predict_proba(part[:, k : k + 1])[:, 1] for k, m in enumerate(models)])

        return score_nearness(near[0][test]), score_nearness(near[1])

    return way


def lexicon(data: Data) -> Way:
    """The codebook's cues alone."""
    width = len(data.training.truth)
    training, gold = (part.named[:, :width] for part in read_features(data, ("cues",)))
    return lambda train, test: (training[test], gold)


def report(name: str, data: Data, way: Way) -> None:
    """Print a row: macro-F1 by cross-validation and on gold, with intervals, F1 by frame on gold, calibration error."""
    topics, truth = data.training.topics, stack_truth(data.training)
    fold_of = data.method.assign_folds(topics)
    out_of_fold = np.zeros(truth.shape)
    for fold in np.unique(fold_of):
        train, test = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        out_of_fold[test] = way(train, test)[0]
    decided = np.zeros(truth.shape, bool)
    for fold in np.unique(fold_of):
        inside = fold_of == fold
        for k, y in enumerate(truth.T):
            decided[inside, k] = out_of_fold[inside, k] >= choose_threshold(out_of_fold[~inside, k], y[~inside])
    thresholds = [choose_threshold(out_of_fold[:, k], y) for k, y in enumerate(truth.T)]
    statements = np.arange(len(truth))
    gold_truth, on_gold = stack_truth(data.gold), way(statements, statements[:1])[1] >= thresholds
    groups = np.unique(topics, return_inverse=True)[1]
    cells = tabulate_marks(decided, truth)
    by_topic = np.array([cells[groups == group].sum(axis=0) for group in range(groups.max() + 1)])
    cv, cv_low, cv_high = macro_f1(by_topic)
    gold, low, high = macro_f1(tabulate_marks(on_gold, gold_truth))
    error = np.mean([calibration_error(out_of_fold[:, k], y) for k, y in enumerate(truth.T)])
    by_frame = [scores(t, p) for t, p in zip(gold_truth.T, on_gold.T, strict=True)]
    frames_ = " ".join(f"{s['f1']:.2f}/{s['alpha']:.2f}" for s in by_frame)
    columns = (
        f"{cv:.3f} [{cv_low:.3f}, {cv_high:.3f}]",
        f"{error:.3f}",
        f"{gold:.3f} [{low:.3f}, {high:.3f}]",
        frames_,
    )
    print(f"| {name} | {' | '.join(columns)} |", flush=True)


def ways(data: Data, encoder: Encoder) -> Iterator[tuple[str, Way]]:
    """All that are compared, by name."""
    hybrid = ABLATIONS["embedding, context, cues, grammar (hybrid)"]
    yield "lexicon", lexicon(data)
    for name, kinds in ABLATIONS.items():
        yield name, stacked(data, kinds)
    yield "hybrid, first stage alone (uncalibrated)", uncalibrated(data, hybrid)
    yield "hybrid, isotonic calibration", isotonic(data, hybrid)
    yield "logistic regression", learner(data, lambda: LogisticRegression(C=3.0, max_iter=5000))
    yield "linear SVM, Platt", learner(data, lambda: CalibratedClassifierCV(LinearSVC(C=0.3), cv=3))
    yield "gradient boosting", learner(data, lambda: HistGradientBoostingClassifier(max_iter=100, random_state=13))
    yield "similarity to the codebook's definitions", definitions(data, encoder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", default="", help="a part of the names of those to run")
    options = parser.parse_args()
    gold = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    run = config.compose_run([])
    data = read_data(run, gold)
    print("| way | cross-validation, macro-F1 | calibration error | gold, macro-F1 | gold, F1/alpha by frame |")
    for name, way in ways(data, run.load("encoder")):
        if options.only in name:
            report(name, data, way)


if __name__ == "__main__":
    main()

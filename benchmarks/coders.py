"""Compare ways to code frames: what the coder sees, and how it learns.

    python -m benchmarks.coders GOLD.jsonl [--tuned] [--only NAME]

Each way is fitted on the training statements that `dvc repro` has read (run that first) and scored twice: by
cross-validation over topics, in which model, second stage and threshold saw nothing of the topic they are tested on,
and once on GOLD.jsonl (the fields that `frames.py` beside this file names), with the thresholds of that
cross-validation. Prints for each the macro-F1 of both with 95 % bootstrap intervals (over topics, over items), and the
expected calibration error of the cross-validated scores. `--tuned` adds contrastive tuning of the encoder, which takes
half an hour on one core.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import expit
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from benchmarks.frames import carried, gold_items, macro_f1, scores
from rejoinder import coder, config, paths, tables
from rejoinder.actors.countries import read_countries
from rejoinder.codebook import Codebook
from rejoinder.coder import Seen, Stacked
from rejoinder.coder.validation import best_threshold, calibration_error
from rejoinder.encoder import Encoder
from rejoinder.frame_coder import features, fitted
from rejoinder.frame_coder.features import Item
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


@dataclass(frozen=True)
class Data:
    """Training statements and gold items by what is seen of them; truth has shape (statements, frames)."""

    codebook: Codebook
    method: Stacked
    items: list[Item]
    gold: list[Item]
    own: tuple[np.ndarray, np.ndarray]
    contexts: tuple[np.ndarray, np.ndarray]
    named: dict[str, tuple[np.ndarray, np.ndarray]]
    truth: np.ndarray
    gold_truth: np.ndarray
    topics: list[str]

    def sees(self, kinds: Sequence[str], side: int) -> tuple[np.ndarray, np.ndarray]:
        """Meaning and named features of the statements (side 0) or of the gold items (1)."""
        own, contexts = self.own[side], self.contexts[side]
        meaning = features.meaning(own, contexts, self.method.weight(kinds)) if "embedding" in kinds else own[:, :0]
        return meaning, np.hstack([own[:, :0], *(self.named[kind][side] for kind in kinds if kind in self.named)])

    def fit(self, kinds: Sequence[str], train: np.ndarray) -> tuple[fitted.Fitted, Scores]:
        """The coder as it ships, fitted on some of the statements, and its out-of-fold scores of them."""
        meaning, named = self.sees(kinds, 0)
        truth = {f: self.truth[train, k] for k, f in enumerate(self.codebook.frames)}
        return self.method.fit(kinds, Seen(meaning[train], named[train], [self.topics[i] for i in train]), truth)


def read(run: config.Run, gold: list[dict]) -> Data:
    """What `dvc repro` made of the training statements, and the gold items read in the same way."""
    codebook, method, encoder = run.load("codebook"), run.load("coder"), run.load("encoder")
    rows = tables.read(paths.EXAMPLES).to_pylist()
    known = {c.name: c.names for c in read_countries(paths.COUNTRIES)}
    items = coder.items(rows, tables.read(paths.EXAMPLE_PARSES), known)
    others = gold_items(gold, run)
    vectors = tables.read(paths.EXAMPLE_VECTORS)
    own, contexts = (coder.matrix(vectors, name) for name in ("vector", "context"))
    sides = [(given, [item.hits(codebook) for item in given]) for given in (items, others)]
    named = {k: tuple(features.named([k], given, hits, codebook) for given, hits in sides) for k in ("cues", "grammar")}
    blank = np.zeros_like(own[0])
    told = [encoder([" ".join(item.context)])[0] if item.context else blank for item in others]
    truth = [carried([row["frames"] for row in given], codebook.frames) for given in (rows, gold)]
    return Data(
        codebook, method, items, others, (own, encoder([i.text for i in others])),
        (contexts, np.array(told)), named, *truth, [r["topic"] for r in rows],
    )  # fmt: skip


def scored(data: Data, kinds: Sequence[str], coder_: fitted.Fitted, test: np.ndarray) -> tuple[Scores, Scores]:
    """A fitted coder's scores of some of the statements and of the gold items."""
    meaning, named = data.sees(kinds, 0)

    def apply(vectors: np.ndarray, marks: np.ndarray) -> Scores:
        x = np.hstack([coder_.outputs(vectors), marks])
        seconds = [second for second in coder_.frames.values() if second is not None]
        return np.column_stack([expit(x @ second.weights + second.intercept) for second in seconds])

    return apply(meaning[test], named[test]), apply(*data.sees(kinds, 1))


def stacked(data: Data, kinds: Sequence[str]) -> Way:
    """The coder as it ships, seeing these kinds of features; its second stage learns from inner folds."""
    return lambda train, test: scored(data, kinds, data.fit(kinds, train)[0], test)


def learner(data: Data, make: Callable) -> Way:
    """Another learner on all that the hybrid coder sees, a model per frame."""
    kinds = ABLATIONS["embedding, context, cues, grammar (hybrid)"]
    x, gold_x = (np.hstack(data.sees(kinds, side)) for side in (0, 1))

    def way(train: np.ndarray, test: np.ndarray) -> tuple[Scores, Scores]:
        models = [make().fit(x[train], y) for y in data.truth[train].T]
        return tuple(np.column_stack([m.predict_proba(part)[:, 1] for m in models]) for part in (x[test], gold_x))

    return way


def uncalibrated(data: Data, kinds: Sequence[str]) -> Way:
    """The first stage alone: its outputs, about -1 to 1, cut to scores."""

    def way(train: np.ndarray, test: np.ndarray) -> tuple[Scores, Scores]:
        made, _ = data.fit(kinds, train)
        given = data.sees(kinds, 0)[0][test], data.sees(kinds, 1)[0]
        return tuple(np.clip((made.outputs(part) + 1) / 2, 0, 1) for part in given)

    return way


def isotonic(data: Data, kinds: Sequence[str]) -> Way:
    """The coder as it ships, its scores bent to the shares of the training statements by isotonic regression."""

    def way(train: np.ndarray, test: np.ndarray) -> tuple[Scores, Scores]:
        made, inner = data.fit(kinds, train)
        pairs = zip(inner.T, data.truth[train].T, strict=True)
        bends = [IsotonicRegression(out_of_bounds="clip").fit(s, y) for s, y in pairs]
        return tuple(
            np.column_stack([bend.predict(s) for bend, s in zip(bends, part.T, strict=True)])
            for part in scored(data, kinds, made, test)
        )

    return way


def definitions(data: Data, encoder: Encoder) -> Way:
    """Likeness to the codebook's own words, as one would prompt with them: the nearest of a frame's texts."""
    frames_ = data.codebook.frames.values()
    texts = [encoder([f.definition, *f.include, *f.examples]) for f in frames_]
    near = [np.column_stack([(own @ t.T).max(axis=1) for t in texts]) for own in data.own]

    def way(train: np.ndarray, test: np.ndarray) -> tuple[Scores, Scores]:
        models = [LogisticRegression().fit(near[0][train, k : k + 1], y) for k, y in enumerate(data.truth[train].T)]
        return tuple(
            np.column_stack([m.predict_proba(part[:, k : k + 1])[:, 1] for k, m in enumerate(models)])
            for part in (near[0][test], near[1])
        )

    return way


def contrastive(data: Data, encoder: Encoder) -> Way:
    """The encoder tuned contrastively on the training statements, then a logistic regression per frame (SetFit)."""
    import contrastive as setfit

    texts, others = [item.text for item in data.items], [item.text for item in data.gold]

    def way(train: np.ndarray, test: np.ndarray) -> tuple[Scores, Scores]:
        network = setfit.tuned(encoder, [texts[i] for i in train], data.truth[train], 13)
        own, gold = setfit.vectors(encoder, network, texts), setfit.vectors(encoder, network, others)
        models = [LogisticRegression(C=3.0, max_iter=5000).fit(own[train], y) for y in data.truth[train].T]
        return tuple(np.column_stack([m.predict_proba(part)[:, 1] for m in models]) for part in (own[test], gold))

    return way


def lexicon(data: Data) -> Way:
    """The codebook's cues alone."""
    width = len(data.codebook.frames)
    return lambda train, test: (data.named["cues"][0][test, :width], data.named["cues"][1][:, :width])


def report(name: str, data: Data, way: Way) -> None:
    """Print a row: macro-F1 by cross-validation and on gold, with intervals, F1 by frame on gold, calibration error."""
    fold_of = data.method.folds_of(data.topics)
    found = np.zeros(data.truth.shape)
    for fold in np.unique(fold_of):
        train, test = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        found[test] = way(train, test)[0]
    decided = np.zeros(data.truth.shape, bool)
    for fold in np.unique(fold_of):
        inside = fold_of == fold
        for k, y in enumerate(data.truth.T):
            decided[inside, k] = found[inside, k] >= best_threshold(found[~inside, k], y[~inside])
    cut = [best_threshold(found[:, k], y) for k, y in enumerate(data.truth.T)]
    everything = np.arange(len(found))
    on_gold = way(everything, everything[:1])[1] >= cut
    groups = np.unique(data.topics, return_inverse=True)[1]
    members = [np.flatnonzero(groups == g) for g in range(groups.max() + 1)]
    each = tabulate_marks(decided, data.truth)
    cv, cv_low, cv_high = macro_f1(np.array([each[m].sum(axis=0) for m in members]))
    gold, low, high = macro_f1(tabulate_marks(on_gold, data.gold_truth))
    error = np.mean([calibration_error(found[:, k], y) for k, y in enumerate(data.truth.T)])
    by_frame = [scores(t, p) for t, p in zip(data.gold_truth.T, on_gold.T, strict=True)]
    frames_ = " ".join(f"{s['f1']:.2f}/{s['alpha']:.2f}" for s in by_frame)
    cells = (f"{cv:.3f} [{cv_low:.3f}, {cv_high:.3f}]", f"{error:.3f}", f"{gold:.3f} [{low:.3f}, {high:.3f}]", frames_)
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def ways(data: Data, encoder: Encoder, tuned: bool) -> Iterator[tuple[str, Way]]:
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
    yield "likeness to the codebook's definitions", definitions(data, encoder)
    if tuned:
        yield "contrastive tuning (SetFit)", contrastive(data, encoder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--tuned", action="store_true", help="with contrastive tuning of the encoder")
    parser.add_argument("--only", default="", help="a part of the names of those to run")
    given = parser.parse_args()
    gold = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines()]
    run = config.compose_run([])
    data = read(run, gold)
    print("| way | cross-validation, macro-F1 | calibration error | gold, macro-F1 | gold, F1/alpha by frame |")
    for name, way in ways(data, run.load("encoder"), given.tuned):
        if given.only in name:
            report(name, data, way)


if __name__ == "__main__":
    main()

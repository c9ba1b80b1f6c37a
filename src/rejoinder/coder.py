"""Stage `coder`: fit the frame coder on the training statements and cross-validate it by topic."""

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rejoinder import features, paths, schema, tables
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.countries import read_countries
from rejoinder.features import Item, Matrix
from rejoinder.syntax import sentences

LEFT_OUT = paths.CODER / "left_out"  # a dataset of its own within the stage's output
_EPOCH = (1980, 1, 1, 0, 0, 0)
_GRID = np.round(np.arange(0.05, 0.96, 0.01), 2)
_NEARLY = 0.01  # F1 that a threshold may lose against the best one

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Logistic:
    """One logistic regression per frame, on several sets of features (the variants).

    Attributes:
        variants: kinds of features (embedding, cues, grammar), by the variant's name.
        strength: inverse of the L2 penalty (scikit-learn's C).
        folds: of the cross-validation; a topic's statements are in one fold.
        least_examples: statements with a frame, and without, from which it is fitted; with fewer, or in fewer topics
            than folds, its cues decide.
        resamples: of topics, for the 95 % bootstrap intervals.
    """

    variants: dict[str, list[str]]
    strength: float
    folds: int
    least_examples: int
    resamples: int

    def too_few(self, y: Bools, topics: Sequence[str]) -> str:
        """Why a frame cannot be fitted, "" if it can: `y` says which statements carry it, `topics` are theirs."""
        for what, chosen in (("with", y), ("without", ~y)):
            places = len({topic for topic, one in zip(topics, chosen, strict=True) if one})
            if chosen.sum() < self.least_examples:
                return f"{chosen.sum()} training statement(s) {what} it, {self.least_examples} needed"
            if places < self.folds:
                return f"training statements {what} it from {places} topic(s), {self.folds} needed"
        return ""

    def fit(self, x: Matrix, y: Bools) -> Any:
        """A fitted classifier of one frame: `x` is (statements, features), `y` whether each carries the frame."""
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression(C=self.strength, max_iter=5000).fit(x, y)

    def folds_of(self, topics: Sequence[str]) -> npt.NDArray[np.int64]:
        """Fold of each statement, all of a topic in the same, *shape* (statements,); no more folds than topics."""
        from sklearn.model_selection import GroupKFold

        made = np.zeros(len(topics), dtype=np.int64)
        folds = min(self.folds, len(set(topics)))
        if folds < 2:
            return made
        for fold, (_, test) in enumerate(GroupKFold(folds).split(made, groups=topics)):
            made[test] = fold
        return made

    def out_of_fold(self, x: Matrix, y: Bools, fold_of: npt.NDArray[np.int64]) -> Matrix:
        """Score in [0, 1] of each statement by a classifier that saw nothing of its fold."""
        scores = np.zeros(len(y))
        for fold in np.unique(fold_of):
            test = fold_of == fold
            scores[test] = self.fit(x[~test], y[~test]).predict_proba(x[test])[:, 1]
        return scores


def best_threshold(scores: Matrix, y: Bools) -> float:
    """The threshold in [0.05, 0.95] for the highest F1: the middle of those nearly as good as the best.

    The curve of F1 is flat around its top, and where exactly it peaks is chance.
    """
    f1 = np.array([_prf(scores >= t, y)[2] for t in _GRID])
    return float(_GRID[f1 >= f1.max() - _NEARLY].mean())


def evaluate(
    scores: Matrix, fold_of: npt.NDArray[np.int64], y: Bools, topics: Sequence[str], resamples: int, seed: int
) -> dict[str, Any]:
    """Precision, recall and F1 with thresholds chosen on the other folds, and a bootstrap interval over topics.

    They are None where no statement carries the frame.
    """
    decided = np.zeros(len(y), dtype=bool)
    for fold in np.unique(fold_of):
        inside = fold_of == fold
        decided[inside] = scores[inside] >= best_threshold(scores[~inside], y[~inside])
    precision, recall, f1 = _prf(decided, y)
    low, high = _interval(decided, y, topics, resamples, seed)
    made = {"precision": precision, "recall": recall, "f1": f1, "f1_low": low, "f1_high": high}
    threshold = round(best_threshold(scores, y), 2)
    shown = {name: round(value, 4) if y.any() else None for name, value in made.items()}
    return {"n": len(y), "positives": int(y.sum()), "threshold": threshold} | shown


def _prf(decided: Bools, y: Bools) -> tuple[float, float, float]:
    hit = int((decided & y).sum())
    precision, recall = hit / max(int(decided.sum()), 1), hit / max(int(y.sum()), 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


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


def stable_bytes(dumped: bytes) -> bytes:
    """A skops file with its memory addresses renumbered and its times pinned, so that equal models have equal bytes."""
    with zipfile.ZipFile(io.BytesIO(dumped)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    text = content.pop("schema.json").decode()
    addresses = dict.fromkeys(re.findall(r'"__id__": (\d+)|"(\d+)\.npy"', text))
    numbers = {a: str(i) for i, a in enumerate(dict.fromkeys(x or y for x, y in addresses), 1)}
    text = re.sub(r'(?<="__id__": )\d+', lambda m: numbers[m[0]], text)
    text = re.sub(r'"(\d+)\.npy"', lambda m: f'"{numbers[m[1]]}.npy"', text)
    renamed = {f"{numbers[name.removesuffix('.npy')]}.npy": data for name, data in content.items()}
    renamed["schema.json"] = json.dumps(json.loads(text), indent=1).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(renamed):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), renamed[name])
    return made.getvalue()


def items(
    rows: Sequence[Mapping[str, Any]],
    parses: Sequence[Mapping[str, Any]],
    names: Mapping[str, tuple[str, ...]],
) -> list[Item]:
    """Training statements as items to code; `names` gives what a country's side is called, by country."""
    parsed: dict[str, list[Any]] = {}
    for sentence in sentences(parses):
        parsed.setdefault(sentence.article_id, []).append(sentence)
    return [Item(row["text"], tuple(parsed.get(row["example_id"], ())), names.get(row["side"], ())) for row in rows]


def cross_validate(
    method: Logistic,
    seen: Mapping[str, Matrix],
    cue_scores: Matrix,
    truth: Mapping[str, Bools],
    reasons: Mapping[str, str],
    topics: Sequence[str],
    seed: int,
) -> list[dict[str, Any]]:
    """Rows of the cross-validation table, for the bare lexicon and each variant, on each frame.

    `seen` are the variants' features and `cue_scores` the lexicon's scores, *shape* (statements, frames or more);
    `truth` says by frame which statements carry it, `reasons` why it cannot be fitted ("" if it can): such a frame has
    the lexicon's rows, and a note.
    """
    made = []
    fold_of = method.folds_of(topics)
    for number, (frame, y) in enumerate(truth.items()):
        scores = {"lexicon": cue_scores[:, number]}
        why = reasons[frame]
        scores |= {
            variant: scores["lexicon"] if why else method.out_of_fold(x, y, fold_of) for variant, x in seen.items()
        }
        for variant, values in scores.items():
            result = evaluate(values, fold_of, y, topics, method.resamples, seed)
            note = f"cues alone: {why}" if why and variant in seen else ""
            made.append({"variant": variant, "frame": frame, "note": note} | result)
    return made


def main(run: Run) -> None:
    """Read data/examples with parses and vectors, write data/coder: models by variant (skops), cross-validation."""
    import skops.io

    method: Logistic = run.load("coder")
    codebook: Codebook = run.load("codebook")
    rows = tables.read(paths.EXAMPLES).to_pylist()
    parses = tables.read(paths.EXAMPLE_PARSES).to_pylist()
    given = items(rows, parses, {c.name: c.names for c in read_countries(paths.COUNTRIES)})
    vectors = np.array(tables.read(paths.EXAMPLE_VECTORS).column("vector").to_pylist(), dtype=np.float32)
    seen = {v: features.matrix(kinds, given, codebook, vectors) for v, kinds in method.variants.items()}
    topics = [row["topic"] for row in rows]
    truth = {frame: np.array([frame in row["frames"] for row in rows]) for frame in codebook.frames}
    reasons = {frame: method.too_few(y, topics) for frame, y in truth.items()}
    paths.CODER.mkdir(parents=True, exist_ok=True)
    for variant, x in seen.items():
        fitted = {frame: None if reasons[frame] else method.fit(x, y) for frame, y in truth.items()}
        Path(paths.CODER / f"{variant}.skops").write_bytes(stable_bytes(skops.io.dumps(fitted)))
    cue_scores = features.matrix(["cues"], given, codebook, vectors)
    validation = cross_validate(method, seen, cue_scores, truth, reasons, topics, run.seed)
    tables.write_partition(paths.CODER, tables.partition_name(0), tables.table(validation, schema.CROSS_VALIDATION))
    left_out = [
        {"item": f"frame {frame}", "stage": "coder", "reason": f"not fitted, its cues decide: {why}"}
        for frame, why in reasons.items()
        if why
    ]
    tables.write_partition(LEFT_OUT, tables.partition_name(0), tables.table(left_out, schema.LEFT_OUT))
    for row in validation:
        f1 = "{f1:.3f} [{f1_low:.3f}, {f1_high:.3f}]".format_map(row) if row["positives"] else "undefined"
        print(f"coder: {row['variant']:10} {row['frame']:12} F1 {f1} of {row['n']}")

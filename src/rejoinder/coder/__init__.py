"""Stage `coder`: fit the frame coder on the training statements and cross-validate it by topic."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from rejoinder import paths, schema, tables
from rejoinder.actors.countries import read_countries
from rejoinder.codebook import Codebook
from rejoinder.coder.validation import Bools, Folds, evaluate
from rejoinder.config import Run
from rejoinder.frame_coder import features, fitted
from rejoinder.frame_coder.features import Floats, Item, Matrix
from rejoinder.syntax import Sentence, build_sentences

LEFT_OUT = paths.CODER / "left_out"  # datasets of their own within the stage's output
OUT_OF_FOLD = paths.CODER / "out_of_fold"


@dataclass(frozen=True)
class Seen:
    """What a variant sees of the training statements.

    Attributes:
        meaning: *shape* (statements, width), rows of unit length; width 0 where it sees no meaning.
        named: features with names, *shape* (statements, features).
        topics: of the statements.
    """

    meaning: Floats
    named: Matrix
    topics: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Stacked:
    """Kernel ridge regression on meaning, then a logistic regression per frame on its outputs, cues and grammar.

    Regularised least squares with a Gaussian kernel tells frames about as well as a support vector machine (Rifkin and
    Klautau 2004) and answers for all frames and folds at once. The second stage learns from outputs for statements
    that the first had not seen (stacked generalisation, Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1), so its
    scores are calibrated (Platt 1999).

    Attributes:
        variants: kinds of features (embedding, context, cues, grammar), by the variant's name.
        context_weight: of a statement's context in its meaning, against 1 for the statement.
        gamma: of the kernel: how fast likeness falls with distance.
        ridge: penalty of the first stage.
        strength: inverse of the L2 penalty of the second stage (scikit-learn's C).
        folds: of the cross-validation; a topic's statements are in one fold.
        least_examples: statements with a frame, and without, from which it is fitted; with fewer, or in fewer topics
            than folds, its cues decide.
        resamples: of topics, for the 95 % bootstrap intervals.
    """

    variants: dict[str, list[str]]
    context_weight: float
    gamma: float
    ridge: float
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

    def weight(self, kinds: Sequence[str]) -> float:
        """Of the context, for a variant that sees these kinds of features."""
        return self.context_weight if "context" in kinds else 0.0

    def folds_of(self, topics: Sequence[str]) -> Folds:
        """Fold of each statement, all of a topic in the same, *shape* (statements,); no more folds than topics."""
        from sklearn.model_selection import GroupKFold

        made = np.zeros(len(topics), dtype=np.int64)
        folds = min(self.folds, len(set(topics)))
        if folds < 2:
            return made
        for fold, (_, test) in enumerate(GroupKFold(folds).split(made, groups=topics)):
            made[test] = fold
        return made

    def second(self, x: Matrix, y: Bools) -> Any:
        """The second stage of one frame: `x` has *shape* (statements, outputs and named features)."""
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression(C=self.strength, max_iter=5000).fit(x, y)

    def fit(self, kinds: Sequence[str], seen: Seen, truth: Mapping[str, Bools]) -> tuple[fitted.Fitted, Matrix]:
        """The coder of a variant, and scores in [0, 1] by models that were not fitted on a statement's topic.

        `truth` says by fitted frame which statements carry it, each of *shape* (statements,); the scores have
        *shape* (statements, fitted frames). The outputs that the second stages learn from are those of the same folds,
        in whose fitting the topic had a part.
        """
        fold_of = self.folds_of(seen.topics)
        meaning = fitted.rounded(seen.meaning)
        outputs, duals = self._first(meaning, fold_of, truth)
        x = np.hstack([outputs, seen.named])
        scores = np.zeros((len(x), len(truth)))
        for place, y in enumerate(truth.values()):
            for inside in _inside(fold_of):
                scores[inside, place] = self.second(x[~inside], y[~inside]).predict_proba(x[inside])[:, 1]
        models = {frame: self.second(x, y) for frame, y in truth.items()}
        frames = {f: fitted.Second(model.coef_[0], float(model.intercept_[0])) for f, model in models.items()}
        kept = meaning if duals.size else meaning[:0]
        return fitted.Fitted(list(kinds), self.weight(kinds), self.gamma, kept, duals, frames), scores

    def _first(self, meaning: Floats, fold_of: Folds, truth: Mapping[str, Bools]) -> tuple[Matrix, Matrix]:
        """Outputs of the first stage out of fold, and its weights of the statements when fitted on all.

        Out of fold in closed form (An, Liu and Venkatesh 2007, doi:10.1016/j.patcog.2006.12.015).
        """
        from scipy.linalg import inv, solve

        if not meaning.shape[1] or not truth:
            return np.zeros((len(meaning), 0)), np.zeros((0, 0))
        signs = np.where(np.column_stack(list(truth.values())), 1.0, -1.0)
        likeness = fitted.likeness(meaning, meaning, self.gamma)
        likeness[np.diag_indices_from(likeness)] += self.ridge
        inverse = inv(likeness, assume_a="pos", overwrite_a=True)  # no copies: half a gigabyte each
        duals = inverse @ signs
        outputs = np.zeros_like(signs)
        for inside in _inside(fold_of):  # what a fit without the fold would say of it, without fitting again
            outputs[inside] = signs[inside] - solve(inverse[np.ix_(inside, inside)], duals[inside], assume_a="pos")
        return outputs, duals


def _inside(fold_of: Folds) -> Iterator[Bools]:
    for fold in np.unique(fold_of):
        yield fold_of == fold


def items(
    rows: Sequence[Mapping[str, Any]],
    parses: pa.Table,
    names: Mapping[str, tuple[str, ...]],
) -> list[Item]:
    """Training statements as items to code; `names` gives what a country's side is called, by country."""
    known: dict[str, list[Sentence]] = {}
    for sentence in build_sentences(parses):
        known.setdefault(sentence.article_id, []).append(sentence)
    return [Item(row["text"], tuple(known.get(row["example_id"], ())), names.get(row["side"], ())) for row in rows]


def cross_validation(
    method: Stacked,
    scores: Mapping[str, Mapping[str, Matrix]],
    truth: Mapping[str, Bools],
    reasons: Mapping[str, str],
    topics: Sequence[str],
    seed: int,
) -> Iterator[dict[str, Any]]:
    """Rows of the cross-validation table: each frame by each of the `scores`, given by variant and frame.

    `truth` says by frame which statements carry it, `reasons` why it cannot be fitted ("" if it can): such a frame has
    the lexicon's rows, and a note.
    """
    fold_of = method.folds_of(topics)
    for frame, y in truth.items():
        for variant, known in scores.items():
            why = reasons[frame] if variant != "lexicon" else ""
            result = evaluate(known[frame], fold_of, y, topics, method.resamples, seed)
            yield {"variant": variant, "frame": frame, "note": f"cues alone: {why}" if why else ""} | result


def main(run: Run) -> None:
    """Read data/examples with parses and vectors, write data/coder: a model for each variant, cross-validation."""
    method: Stacked = run.load("coder")
    codebook: Codebook = run.load("codebook")
    rows = tables.read(paths.EXAMPLES).to_pylist()
    topics = [row["topic"] for row in rows]
    truth = {frame: np.array([frame in row["frames"] for row in rows]) for frame in codebook.frames}
    reasons = {frame: method.too_few(y, topics) for frame, y in truth.items()}
    enough = {frame: y for frame, y in truth.items() if not reasons[frame]}
    names = {c.name: c.names for c in read_countries(paths.COUNTRIES)}
    given = items(rows, tables.read(paths.EXAMPLE_PARSES), names)
    found = [item.hits(codebook) for item in given]
    lexicon = dict(zip(truth, features.cue_strengths(found, codebook).T, strict=False))
    vectors = tables.read(paths.EXAMPLE_VECTORS)
    own, contexts = (matrix(vectors, name) for name in ("vector", "context"))
    scores: dict[str, dict[str, Matrix]] = {"lexicon": lexicon}
    paths.CODER.mkdir(parents=True, exist_ok=True)
    for variant, kinds in method.variants.items():
        sees = features.meaning(own, contexts, method.weight(kinds)) if "embedding" in kinds else own[:, :0]
        seen = Seen(sees, features.named(kinds, given, found, codebook), topics)
        made, out_of_fold = method.fit(kinds, seen, enough)
        scores[variant] = lexicon | dict(zip(enough, out_of_fold.T, strict=True))
        whole = replace(made, frames={frame: made.frames.get(frame) for frame in truth})
        whole.save(paths.CODER / f"{variant}.safetensors")
    validation = list(cross_validation(method, scores, truth, reasons, topics, run.seed))
    left_out = [
        {"item": f"frame {frame}", "stage": "coder", "reason": f"not fitted, its cues decide: {why}"}
        for frame, why in reasons.items()
        if why
    ]
    for dataset, made_rows, columns in (
        (paths.CODER, validation, schema.CROSS_VALIDATION),
        (LEFT_OUT, left_out, schema.LEFT_OUT),
        (OUT_OF_FOLD, list(_judged(rows, scores, truth)), schema.OUT_OF_FOLD),
    ):
        tables.write_partition(dataset, tables.name_partition(0), tables.build_table(made_rows, columns))
    for row in validation:
        f1 = "{f1:.3f} [{f1_low:.3f}, {f1_high:.3f}]".format_map(row) if row["positives"] else "undefined"
        print(f"coder: {row['variant']:10} {row['frame']:12} F1 {f1} of {row['n']}")


def matrix(vectors: Any, name: str) -> Floats:
    """A column of data/example_vectors as a matrix, *shape* (rows, width)."""
    flat: Floats = vectors.column(name).combine_chunks().flatten().to_numpy()
    return flat.reshape(len(vectors), -1)


def _judged(
    rows: Sequence[Mapping[str, Any]], scores: Mapping[str, Mapping[str, Matrix]], truth: Mapping[str, Bools]
) -> Iterator[dict[str, Any]]:
    """Rows of the out-of-fold table."""
    for variant, by_frame in scores.items():
        for frame, values in by_frame.items():
            for row, score, carries in zip(rows, values, truth[frame], strict=True):
                yield {
                    "variant": variant,
                    "frame": frame,
                    "example_id": row["example_id"],
                    "topic": row["topic"],
                    "score": round(float(score), 4),
                    "truth": bool(carries),
                }

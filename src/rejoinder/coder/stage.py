"""Fit the coder's variants on data/examples, cross-validate them, write data/coder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict

import pyarrow as pa

from rejoinder import paths, schema, tables
from rejoinder.actors.countries import read_countries
from rejoinder.coder.methods import Stacked
from rejoinder.coder.training_set import TrainingSet, build_training_set
from rejoinder.coder.validation import Bools, Evaluation, evaluate_scores
from rejoinder.config import Run
from rejoinder.frame_coder.features import Matrix, compute_cue_features
from rejoinder.frame_coder.model import FittedCoder

UNFITTED = paths.CODER / "left_out"  # datasets of their own within the stage's output
OUT_OF_FOLD = paths.CODER / "out_of_fold"

_CUES = "lexicon"  # the variant that needs no fitting

Scores = Mapping[str, Matrix]  # by frame, in [0, 1], each of shape (statements,)


class CrossValidationRow(Evaluation):
    """A row of the cross-validation table."""

    variant: str
    frame: str
    note: str


class OutOfFoldRow(TypedDict):
    """A row of the out-of-fold table."""

    variant: str
    frame: str
    example_id: str
    topic: str
    score: float
    truth: bool


def main(run: Run) -> None:
    """Read data/examples with parses and vectors, write data/coder: a model for each variant, cross-validation."""
    method: Stacked = run.load("coder")
    training_set = build_training_set(
        examples=tables.read(paths.EXAMPLES),
        parses=tables.read(paths.EXAMPLE_PARSES),
        vectors=tables.read(paths.EXAMPLE_VECTORS),
        codebook=run.load("codebook"),
        countries=read_countries(paths.COUNTRIES),
    )
    topics, truth = training_set.topics, training_set.truth
    shortages = {frame: method.explain_shortage(carries, topics) for frame, carries in truth.items()}
    scores: dict[str, Scores] = {_CUES: score_cues(training_set)}
    paths.CODER.mkdir(parents=True, exist_ok=True)
    for variant, kinds in method.variants.items():
        coder, out_of_fold = fit_variant(method, kinds, training_set, shortages)
        scores[variant] = {**scores[_CUES], **out_of_fold}
        coder.save(paths.CODER / f"{variant}.safetensors")
    validation = list(cross_validate(method, scores, truth, shortages, topics, run.seed))
    _write(paths.CODER, validation, schema.CROSS_VALIDATION)
    _write(UNFITTED, _list_unfitted(shortages), schema.LEFT_OUT)
    _write(OUT_OF_FOLD, _list_out_of_fold(training_set, scores), schema.OUT_OF_FOLD)
    for row in validation:
        f1 = "{f1:.3f} [{f1_low:.3f}, {f1_high:.3f}]".format_map(row) if row["positives"] else "undefined"
        print(f"coder: {row['variant']:10} {row['frame']:12} F1 {f1} of {row['n']}")


def score_cues(training_set: TrainingSet) -> Scores:
    """Score the statements by the codebook's cues alone."""
    strengths = compute_cue_features(training_set.matches, training_set.codebook)
    return dict(zip(training_set.truth, strengths.T, strict=False))  # the blocked cues come after the counting ones


def fit_variant(
    method: Stacked, kinds: Sequence[str], training_set: TrainingSet, shortages: Mapping[str, str]
) -> tuple[FittedCoder, Scores]:
    """Fit the coder of a variant for the frames that have enough statements.

    Args:
        method: how it is fitted.
        kinds: of features that the variant uses.
        training_set: what it is fitted on.
        shortages: by frame, why it cannot be fitted, "" if it can.

    Returns:
        The coder, with all frames of the codebook, and the out-of-fold scores of the fitted ones.
    """
    features = training_set.compute_features(kinds, method.weigh_context(kinds))
    sufficient = {frame: carries for frame, carries in training_set.truth.items() if not shortages[frame]}
    coder, out_of_fold = method.fit(kinds, features, sufficient)
    classifiers = {frame: coder.classifiers.get(frame) for frame in training_set.truth}
    return replace(coder, classifiers=classifiers), dict(zip(sufficient, out_of_fold.T, strict=True))


def cross_validate(
    method: Stacked,
    scores: Mapping[str, Scores],
    truth: Mapping[str, Bools],
    shortages: Mapping[str, str],
    topics: Sequence[str],
    seed: int,
) -> Iterator[CrossValidationRow]:
    """Evaluate the scores of each frame by each variant.

    Args:
        method: says the folds and the resamples.
        scores: out of fold, by variant.
        truth: by frame, which statements carry it, each of *shape* (statements,).
        shortages: by frame, why it cannot be fitted, "" if it can; such a frame gets the cues' row, and a note.
        topics: of the statements.
        seed: of the resampling.

    Yields:
        A row for each frame and variant, frame by frame.
    """
    fold_of = method.assign_folds(topics)
    for frame, carries in truth.items():
        for variant, by_frame in scores.items():
            shortage = shortages[frame] if variant != _CUES else ""
            yield CrossValidationRow(
                variant=variant,
                frame=frame,
                note=f"cues alone: {shortage}" if shortage else "",
                **evaluate_scores(by_frame[frame], fold_of, carries, topics, method.resamples, seed),
            )


def _list_unfitted(shortages: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for frame, shortage in shortages.items():
        if shortage:
            reason = f"not fitted, its cues decide: {shortage}"
            yield {"item": f"frame {frame}", "stage": "coder", "reason": reason}


def _list_out_of_fold(training_set: TrainingSet, scores: Mapping[str, Scores]) -> Iterator[OutOfFoldRow]:
    for variant, by_frame in scores.items():
        for frame, values in by_frame.items():
            columns = (training_set.example_ids, training_set.topics, values, training_set.truth[frame])
            for example_id, topic, score, carries in zip(*columns, strict=True):
                yield OutOfFoldRow(
                    variant=variant,
                    frame=frame,
                    example_id=example_id,
                    topic=topic,
                    score=round(float(score), 4),
                    truth=bool(carries),
                )


def _write(dataset: Path, rows: Iterable[Mapping[str, Any]], columns: pa.Schema) -> None:
    tables.write_partition(dataset, tables.name_partition(0), tables.build_table(rows, columns))

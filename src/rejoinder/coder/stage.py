"""Fit what the chosen option of conf/frames needs on data/examples, cross-validate it, write data/coder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
import pyarrow as pa

from rejoinder import paths, schema, tables
from rejoinder.actors.countries import read_countries
from rejoinder.codebook import Codebook
from rejoinder.coder.held_out import read_held_out
from rejoinder.coder.methods import Stacked
from rejoinder.coder.training_set import TrainingSet, build_training_set
from rejoinder.coder.validation import Evaluation, Folds, ScoredStatements, evaluate_scores
from rejoinder.config import Run
from rejoinder.frame_coder.features import Matrix
from rejoinder.frame_coder.model import FittedCoder
from rejoinder.frame_coder.tuned import load_frame_heads

LEFT_OUT = paths.CODER / "left_out"  # datasets of their own within the stage's output
OUT_OF_FOLD = paths.CODER / "out_of_fold"


class CrossValidationRow(Evaluation):
    """A row of the cross-validation table."""

    variant: str
    frame: str
    withheld: bool
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
    """Write data/coder: cross-validation of the frames and, where they are to be fitted, the coder."""
    method: Stacked = run.load("coder")
    codebook: Codebook = run.load("codebook")
    variant = run.options["frames"].get("variant")
    paths.CODER.mkdir(parents=True, exist_ok=True)
    if variant == "tuned":
        model = run.options["parses"]["encoder"]
        load_frame_heads(model, codebook)  # so that another codebook is an error here, before others
        scored = list(read_held_out(model, list(codebook.frames), run.options["frames"]["threshold"]))
    elif variant == "llm":  # learns nothing, and people tell how well it does
        scored = []
    else:
        parses, vectors = (
            paths.select_readings(dataset, run.choices) for dataset in (paths.EXAMPLE_PARSES, paths.EXAMPLE_VECTORS)
        )
        training_set = build_training_set(
            tables.read(paths.EXAMPLES), tables.read(parses), codebook, read_countries(paths.COUNTRIES)
        )
        fold_of = method.assign_folds(training_set.topics)
        scored = list(score_cues(method, training_set, fold_of))
        if variant == "hybrid":
            coder, fitted = fit_coder(method, training_set, tables.read(vectors), fold_of, scored)
            coder.save(paths.FITTED_CODER)
            scored += fitted
    validation = [evaluate_frame(method, part, run.seed) for part in scored]
    _write(paths.CODER, validation, schema.CROSS_VALIDATION)
    _write(LEFT_OUT, _list_withheld(validation), schema.LEFT_OUT)
    _write(OUT_OF_FOLD, _list_out_of_fold(scored), schema.OUT_OF_FOLD)
    for row in validation:
        interval = f" [{row['f1_low']:.3f}, {row['f1_high']:.3f}]" if row["f1_low"] is not None else ""
        f1 = f"{row['f1']:.3f}{interval}" if row["f1"] is not None else "unknown"
        note = f"; {row['note']}" if row["note"] else ""
        print(f"coder: {row['variant']:8} {row['frame']:14} F1 {f1} of {row['n']}{note}")


def score_cues(method: Stacked, training_set: TrainingSet, fold_of: Folds) -> Iterator[ScoredStatements]:
    """Score the statements by the codebook's cues alone.

    Yields:
        The scores of each frame. Where there are too few statements to choose a threshold by, that is fixed.
    """
    unlike_texts = method.explain_unlikeness(training_set.truth)
    for frame, scores in training_set.score_cues().items():
        truth = training_set.truth[frame]
        shortage = method.explain_shortage(truth, training_set.topics)
        yield ScoredStatements(
            variant="lexicon",
            frame=frame,
            ids=training_set.example_ids,
            topics=training_set.topics,
            scores=scores,
            truth=truth,
            fold_of=None if shortage or unlike_texts else fold_of,
            note=f"its cues decide, from a score of .5: {shortage}" if shortage else "",
            unlike_texts=unlike_texts,
        )


def fit_coder(
    method: Stacked, training_set: TrainingSet, vectors: pa.Table, fold_of: Folds, by_cues: Sequence[ScoredStatements]
) -> tuple[FittedCoder, list[ScoredStatements]]:
    """Fit the coder for the frames that have enough statements; the cues decide on the others.

    Args:
        method: how it is fitted.
        training_set: what it is fitted on.
        vectors: data/example_vectors.
        fold_of: fold of each statement, *shape* (statements,).
        by_cues: what `score_cues` gives.

    Returns:
        The coder, and its out-of-fold scores of each frame, in the codebook's order.
    """
    sufficient = {part.frame: part.truth for part in by_cues if not method.explain_shortage(part.truth, part.topics)}
    coder = FittedCoder(method.gamma, np.zeros((0, 0), np.float32), np.zeros((0, 0)), {})
    out_of_fold: Mapping[str, Matrix] = {}
    if sufficient:
        coder, scores = method.fit(training_set.compute_features(vectors), sufficient)
        out_of_fold = dict(zip(sufficient, scores.T, strict=True))
    classifiers = {frame: coder.classifiers.get(frame) for frame in training_set.truth}
    scored = [
        replace(
            part,
            variant="hybrid",
            scores=out_of_fold.get(part.frame, part.scores),
            fitted=part.frame in sufficient,
        )
        for part in by_cues
    ]
    return replace(coder, classifiers=classifiers), scored


def evaluate_frame(method: Stacked, scored: ScoredStatements, seed: int) -> CrossValidationRow:
    """Evaluate the scores of a frame; a fitted one is withheld where its F1 is too low."""
    evaluation = evaluate_scores(scored, method.resamples, seed)
    f1, positives, note = evaluation["f1"] or 0.0, evaluation["positives"], scored.note
    withheld = scored.fitted and not scored.unlike_texts and f1 < method.least_f1
    if scored.unlike_texts:
        unknown = f"how well it does on other texts is not known: {scored.unlike_texts}"
        note = "; ".join(filter(None, [note or "for a first look only, from a score of .5", unknown]))
    elif scored.fitted and positives <= method.few_examples:
        note = f"few training statements with it, {positives}: read it with its F1 of {f1:.2f} in mind"
    if withheld:
        note = f"withheld: F1 of {f1:.2f}, {method.least_f1:.2f} needed"
    return CrossValidationRow(variant=scored.variant, frame=scored.frame, withheld=withheld, note=note, **evaluation)


def _list_withheld(validation: Iterable[CrossValidationRow]) -> Iterator[dict[str, str]]:
    for row in validation:
        if row["withheld"]:
            yield {"item": f"frame {row['frame']}", "stage": "coder", "reason": row["note"]}


def _list_out_of_fold(scored: Iterable[ScoredStatements]) -> Iterator[OutOfFoldRow]:
    for part in scored:
        if part.unlike_texts:
            continue
        for example_id, topic, score, carries in zip(part.ids, part.topics, part.scores, part.truth, strict=True):
            yield OutOfFoldRow(
                variant=part.variant,
                frame=part.frame,
                example_id=example_id,
                topic=topic,
                score=round(float(score), 4),
                truth=bool(carries),
            )


def _write(dataset: Path, rows: Iterable[Mapping[str, Any]], columns: pa.Schema) -> None:
    tables.write_partition(dataset, tables.name_partition(0), tables.build_table(rows, columns))

"""Score the frame coder on coded statements.

    python -m benchmarks.frames GOLD.jsonl [--predictions OUT.jsonl] [--frames OPTION]

GOLD.jsonl has one object a line with id, text, context, speaker, speaker_side, frames and frames_alt (other readings
that lenient scoring accepts). Where an option needs thresholds or a coder, these are those of the last `dvc repro`. It
gets text, context and speaker_side alone.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score, log_loss

from rejoinder import config, measures, paths, schema, tables
from rejoinder.actors.countries import list_side_names, read_countries
from rejoinder.encoder.readings import ArticleReadings, group_readings
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.syntax import Sentence, build_sentences_from_rows

_RESAMPLES = 2000


def code(gold: list[dict[str, Any]], run: config.Run) -> list[dict[str, Any]]:
    """One prediction per item, in order: its id, frames and scores."""
    prepared = run.load("frames").prepare(run)
    units, readings = read_items(gold, run)
    return [
        {
            "id": item["id"],
            "frames": [own.frame for own in frames if prepared.bands[own.frame].decide(own.score)],
            "uncertain": [own.frame for own in frames if prepared.bands[own.frame].is_uncertain(own.score)],
            "scores": {own.frame: own.score for own in frames},
        }
        for item, frames in zip(gold, prepared.code_units(units, readings), strict=True)
    ]


def read_items(gold: list[dict[str, Any]], run: config.Run) -> tuple[list[CodingUnit], Mapping[str, ArticleReadings]]:
    """The items as they are coded: an article each, the context as a line that is no statement, then the text."""
    actors, countries = run.load("actors"), read_countries(paths.COUNTRIES)
    articles = [_build_article(f"{number:06d}", item) for number, item in enumerate(gold)]
    parsed = run.load("parses")(articles)
    last_blocks = {article["article_id"]: len(article["blocks"]) - 1 for article in articles}
    own: dict[str, list[Sentence]] = {article["article_id"]: [] for article in articles}
    for sentence in build_sentences_from_rows(parsed.words):
        if sentence.block == last_blocks[sentence.article_id]:
            own[sentence.article_id].append(sentence)
    names = [list_side_names(item.get("speaker_side", ""), actors, countries) for item in gold]
    units = [
        CodingUnit(item["text"], tuple(parse), own_names, item.get("context") or "")
        for item, parse, own_names in zip(gold, own.values(), names, strict=True)
    ]
    return units, group_readings(tables.build_table(parsed.subwords, schema.ENCODINGS))


def _build_article(article_id: str, item: dict[str, Any]) -> dict[str, Any]:
    parts = [("context", item.get("context") or ""), ("paragraph", item["text"])]
    blocks: list[dict[str, Any]] = []
    text = ""
    for kind, part in parts:
        if part:
            text += "\n\n" * bool(text)
            blocks.append({"kind": kind, "start": len(text), "end": len(text) + len(part)})
            text += part
    return {"article_id": article_id, "text": text, "blocks": blocks}


def lenient(gold: list[str], alternatives: list[list[str]], predicted: list[str]) -> list[str]:
    """The accepted reading nearest to the prediction; the first one where several are as near."""
    return min([gold, *alternatives], key=lambda reading: len(set(reading) ^ set(predicted)))


def scores(truth: np.ndarray, predicted: np.ndarray) -> dict[str, float]:
    """F1 and Krippendorff's alpha of one frame; `truth` and `predicted` are boolean, *shape* (items,)."""
    counts = measures.tabulate_marks(predicted, truth).sum(axis=0)
    return {
        "f1": float(np.nan_to_num(measures.f1(counts))),
        "alpha": float(np.nan_to_num(measures.alpha(counts), nan=1.0)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--frames", default=None, help="an option of conf/frames")
    options = parser.parse_args()
    gold = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    run = config.compose_run([f"frames={options.frames}"] if options.frames else [])
    predictions = code(gold, run)
    if options.predictions:
        options.predictions.write_text("".join(json.dumps(p) + "\n" for p in predictions), encoding="utf-8")
    names = list(run.load("codebook").frames)
    predicted, strict = (carried([row["frames"] for row in rows], names) for rows in (predictions, gold))
    report("strict", names, strict, predicted)
    nearest = [_lenient(g, p) for g, p in zip(gold, predictions, strict=True)]
    report("lenient", names, carried(nearest, names), predicted)
    ranked(strict, np.array([[p["scores"][f] for f in names] for p in predictions]))


def carried(readings: Iterable[Sequence[str]], names: Iterable[str]) -> np.ndarray:
    """Which of the frames `names` each reading has, *shape* (readings, names)."""
    return np.array([[name in reading for name in names] for reading in readings])


def ranked(truth: np.ndarray, scores: np.ndarray) -> None:
    """Print how well scores tell frames without any threshold, as means over frames."""
    clipped = np.clip(scores, 0.001, 0.999)
    precision = np.mean([average_precision_score(y, s) for y, s in zip(truth.T, scores.T, strict=True)])
    loss = np.mean([log_loss(y, s) for y, s in zip(truth.T, clipped.T, strict=True)])
    print(f"scores: mean average precision {precision:.3f}, log loss {loss:.3f}")


def _lenient(item: dict[str, Any], prediction: dict[str, Any]) -> list[str]:
    return lenient(item["frames"], item.get("frames_alt", []), prediction["frames"])


def report(title: str, names: list[str], truth: np.ndarray, predicted: np.ndarray) -> None:
    """Print F1 and alpha per frame, and macro-F1 with a 95 % bootstrap interval over items."""
    print(f"{title}, n = {len(truth)}")
    for k, name in enumerate(names):
        s = scores(truth[:, k], predicted[:, k])
        print(f"  {name:14} F1 {s['f1']:.3f}  alpha {s['alpha']:.3f}  positives {truth[:, k].sum()}")
    value, low, high = macro_f1(measures.tabulate_marks(predicted, truth))
    print(f"  macro-F1 {value:.3f} [{low:.3f}, {high:.3f}]")


def macro_f1(counts: np.ndarray) -> tuple[float, float, float]:
    """Macro-F1 with its 95 % interval over clusters, of confusion matrices, *shape* (clusters, frames, 2, 2)."""

    def mean(sums: np.ndarray) -> np.ndarray:
        return np.asarray(np.nan_to_num(measures.f1(sums)).mean(axis=-1))

    return float(mean(counts.sum(axis=0))), *measures.bootstrap_interval(counts, mean, _RESAMPLES, 13)


if __name__ == "__main__":
    main()

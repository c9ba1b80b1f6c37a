"""Score stances: `python -m benchmarks.stances GOLD.jsonl [--predictions OUT.jsonl] [--stances OPTION]`.

GOLD.jsonl has the format of NewsMTSC (Hamborg and Donnay, EACL 2021; github.com/fhamborg/NewsMTSC): a line a sentence,
its targets with `from`, `to`, `further_mentions`, `polarity` (2 negative, 4 neutral, 6 positive) and `Input.gid`. Or it
has that of `stance_kinds.jsonl` beside this script: a line a target, with `text`, `target` (its first occurrence is
meant) and `label`. Prints macro-F1, accuracy, F1 of each class, and the share of polar stances that are reversed, with
95 % intervals from a bootstrap over sentences. OUT gets one line a target: {"id": "...", "stance": -1 | 0 | 1,
"score": 0.4}.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import numpy.typing as npt

from rejoinder import config, schema, tables
from rejoinder.encoder.readings import group_readings
from rejoinder.measures import bootstrap_interval, equal, f1_by_category
from rejoinder.parser import ArticleToParse
from rejoinder.stances.model import TargetInStatement
from rejoinder.syntax import Sentence, Span, build_sentences_from_rows

POLARITY = {2: -1, 4: 0, 6: 1}
STANCES = {"opposes": -1, "neutral": 0, "favours": 1}
RESAMPLES = 1000

Codes = npt.NDArray[np.int64]
Counts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Target:
    """A target as the corpus has it; `row` is the number of its sentence."""

    id: str
    row: int
    text: str
    spans: tuple[Span, ...]
    gold: int


def read_targets(path: Path) -> list[Target]:
    """Read a file in either format."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [target for number, line in enumerate(lines) for target in _read_line(number, json.loads(line))]


def _read_line(number: int, line: Mapping[str, Any]) -> Iterator[Target]:
    if "label" in line:
        start = line["text"].index(line["target"])
        span = start, start + len(line["target"])
        yield Target(str(number), number, line["text"], (span,), STANCES[line["label"]])
        return
    for target in line["targets"]:
        mentions = [target, *target.get("further_mentions", [])]
        spans = tuple(sorted((mention["from"], mention["to"]) for mention in mentions))
        gold = POLARITY[int(target["polarity"])]
        yield Target(target["Input.gid"], number, line["sentence_normalized"], spans, gold)


def judge_targets(run: config.Run, targets: Sequence[Target]) -> list[tuple[int, float]]:
    """Judge targets by the run's method; returns the stance of each, -1, 0 or 1, and its score."""
    texts = {f"{target.row:06d}": target.text for target in targets}
    parsed = run.load("parses")([_build_article(key, text) for key, text in texts.items()])
    by_text: dict[str, list[Sentence]] = {}
    for sentence in build_sentences_from_rows(parsed.words):
        by_text.setdefault(sentence.article_id, []).append(sentence)
    located = [_locate(target, by_text[f"{target.row:06d}"]) for target in targets]
    readings = group_readings(tables.build_table(parsed.subwords, schema.ENCODINGS))
    judgements = run.load("stances").prepare(run).judge_targets(located, readings)
    return [(STANCES[judgement.label], round(judgement.score, 4)) for judgement in judgements if judgement]


def _build_article(article_id: str, text: str) -> ArticleToParse:
    return {"article_id": article_id, "text": text, "blocks": [{"kind": "paragraph", "start": 0, "end": len(text)}]}


def _locate(target: Target, sentences: Sequence[Sentence]) -> TargetInStatement:
    """The target in the parsed sentence that holds its first mention, with its other mentions there."""
    sentence = next(s for s in sentences if s.end > target.spans[0][0])
    words = [tuple(w for w in sentence.words if w.start < end and w.end > start) for start, end in target.spans]
    return TargetInStatement(span=(0, len(target.text)), sentence=sentence, mentions=tuple(w for w in words if w))


def count_confusions(gold: Codes, coded: Codes) -> Counts:
    """Count how often each stance, in the order of `STANCES`, was coded as each: *shape* (3, 3), gold by coded."""
    counts = np.zeros((3, 3))
    np.add.at(counts, (gold + 1, coded + 1), 1)
    return counts


def f1(counts: Counts) -> Counts:
    """F1 of each stance, of confusions of *shape* (..., 3, 3); 0 where undefined."""
    return np.nan_to_num(f1_by_category(counts))


def f1_of(column: int, counts: Counts) -> Counts:
    """F1 of one stance, by its place in `STANCES`."""
    return np.asarray(f1(counts)[..., column])


def share_reversed(counts: Counts) -> Counts:
    """Share of polar stances that were coded as their opposites, of confusions of *shape* (..., 3, 3)."""
    polar = counts[..., [0, 2], :].sum((-2, -1))
    return np.asarray((counts[..., 0, 2] + counts[..., 2, 0]) / np.maximum(polar, 1))


def report(gold: Codes, coded: Codes, rows: Codes) -> None:
    by_row = np.array([count_confusions(gold[rows == row], coded[rows == row]) for row in np.unique(rows)])
    total = by_row.sum(0)
    measures: list[tuple[str, Callable[[Counts], Any], int]]
    measures = [("macro-F1", lambda counts: f1(counts).mean(-1), len(gold)), ("accuracy", equal, len(gold))]
    for at, name in enumerate(STANCES):
        measures.append((f"F1 {name}", partial(f1_of, at), int(total[at].sum())))
    measures.append(("reversed", share_reversed, int(total[[0, 2]].sum())))
    for name, measure, n in measures:
        low, high = bootstrap_interval(by_row, measure, RESAMPLES, 13)
        print(f"{name:<12} {measure(total):.3f}  [{low:.3f}, {high:.3f}]  n = {n}")


def main(options: argparse.Namespace) -> None:
    run = config.compose_run([f"stances={options.stances}"] if options.stances else [])
    targets = read_targets(options.gold)
    judged = judge_targets(run, targets)
    coded = np.array([stance for stance, _ in judged])
    report(np.array([t.gold for t in targets]), coded, np.array([t.row for t in targets]))
    if options.predictions:
        rows = zip(targets, judged, strict=True)
        lines = [json.dumps({"id": t.id, "stance": stance, "score": score}) for t, (stance, score) in rows]
        options.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--predictions", type=Path, help="where to write one line a target")
    parser.add_argument("--stances", help="an option of conf/stances; else the one params.yaml chooses")
    main(parser.parse_args())

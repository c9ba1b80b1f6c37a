"""Speed of the stage `parses` beside Stanza's own pipeline with the same models, and whether the labels are the same.

    OMP_NUM_THREADS=1 python -m benchmarks.parsing CORPUS_DIR [--articles N] [--seed SEED]

Draws N articles of a corpus in PolNeAR's layout, reads them with Stanza one by one, with Stanza's `bulk_process` and
with the stage's parser, and prints words a second by the clock and of processor time. Then it compares the words: how
many differ in form, place or any label from those of Stanza one by one.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.depparse import head_constraints, model

from benchmarks.corpus import read_corpus
from rejoinder.articles import split_blocks
from rejoinder.engine import memory
from rejoinder.parser import rows
from rejoinder.parser.batched import quick, trees
from rejoinder.parses import Compact

CUT = ("form", "start", "end", "mwt", "token_id")  # where words and sentences begin and end
LABELS = ("lemma", "upos", "xpos", "feats", "head", "deprel")

Word = tuple[Any, ...]
Texts = list[list[Word]]


def timed(name: str, read: Callable[[], Iterable[list[list[rows.Row]]]]) -> tuple[Texts, float, float]:
    """What is compared of the words of each text, and the seconds it took, by the clock and of processor time."""
    clock, processor = time.perf_counter(), time.process_time()
    found = [[tuple(row[f] for f in CUT + LABELS) for row in chain(*sentences)] for sentences in read()]
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    n = sum(map(len, found))
    print(f"{name:22s} {n:8,d} words  {n / clock:6,.0f} a second  {n / processor:6,.0f} a second of processor time")
    return found, clock, processor


def compare(name: str, theirs: Texts, ours: Texts) -> None:
    same = [([w[: len(CUT)] for w in a] == [w[: len(CUT)] for w in b]) for a, b in zip(theirs, ours, strict=True)]
    words = [pair for a, b, cut in zip(theirs, ours, same, strict=True) if cut for pair in zip(a, b, strict=True)]
    other = [(a, b) for a, b in words if a != b]
    print(f"{name}: {len(ours) - sum(same)} of {len(ours)} texts cut otherwise; in the rest, {len(other)} of")
    print(f"  {len(words):,d} words labelled otherwise ({1 - len(other) / len(words):.4%} alike)", end=": ")
    counts = {label: sum(a[n] != b[n] for a, b in other) for n, label in enumerate(LABELS, len(CUT))}
    print(", ".join(f"{label} {count}" for label, count in counts.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=13)
    given = parser.parse_args()
    torch.set_num_threads(1)
    articles = random.Random(given.seed).sample(read_corpus(given.corpus), given.articles)
    texts = ["\n\n".join(a.text[block["start"] : block["end"]] for block in split_blocks(a.text)) for a in articles]
    pipeline = Compact(models="").load()
    reader = quick.Reader(pipeline)
    for module in (model, head_constraints):
        module.chuliu_edmonds_one_root = chuliu_edmonds_one_root  # Stanza as it comes, without our search
    list(rows.one_by_one(pipeline)(texts[:1]))
    theirs, *first = timed("Stanza, one by one", lambda: rows.one_by_one(pipeline)(texts))
    bulk, *second = timed("Stanza, bulk_process", lambda: map(rows.of_document, pipeline.bulk_process(texts)))
    trees.quicken()
    memory.keep_freed_memory()  # as a stage's processes do
    list(reader(texts[:1]))
    ours, *third = timed("parses", lambda: reader(texts))
    for name, other in (("one by one", first), ("bulk_process", second)):
        clock, processor = (a / b for a, b in zip(other, third, strict=True))
        print(f"parses is {clock:.2f} times as fast as Stanza's {name}; of processor time, {processor:.2f}")
    compare("bulk_process beside one by one", theirs, bulk)
    compare("parses beside one by one", theirs, ours)


if __name__ == "__main__":
    main()

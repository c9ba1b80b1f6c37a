"""Speed of batched inference beside Stanza's own pipeline with the same models, and whether the labels are the same.

    OMP_NUM_THREADS=1 python -m benchmarks.parsing CORPUS_DIR [--articles N] [--seed SEED]

Draws N articles of a corpus in PolNeAR's layout. Stanza reads them one by one and by `bulk_process`, and the stage's
parser reads them. Printed are words a second, by the clock and of processor time, and how many words differ in form,
place or any label from those of Stanza one by one.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterable
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

import torch

from benchmarks.corpus import read_corpus
from rejoinder.articles import split_blocks
from rejoinder.engine import memory
from rejoinder.parser import Compact
from rejoinder.parser.batched.reader import BatchedReader
from rejoinder.parser.rows import WordRow
from rejoinder.parser.stanza_reader import StanzaReader, build_rows

BOUNDARIES = ("form", "start", "end", "mwt", "token_id")  # where words and sentences begin and end
LABELS = ("lemma", "upos", "xpos", "feats", "head", "deprel")

Word = tuple[Any, ...]  # values of BOUNDARIES and LABELS
Texts = list[list[Word]]


def time_reading(name: str, read: Callable[[], Iterable[list[list[WordRow]]]]) -> tuple[Texts, float, float]:
    """The words of each text, and the seconds it took, by the clock and of processor time."""
    clock, processor = time.perf_counter(), time.process_time()
    values = itemgetter(*BOUNDARIES, *LABELS)
    texts = [[values(row) for row in chain(*sentences)] for sentences in read()]
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    n = sum(map(len, texts))
    print(f"{name:22s} {n:8,d} words  {n / clock:6,.0f} a second  {n / processor:6,.0f} a second of processor time")
    return texts, clock, processor


def compare(name: str, theirs: Texts, ours: Texts) -> None:
    """Print how many texts are cut otherwise, and how many words of the rest are labelled otherwise."""
    n = len(BOUNDARIES)
    same = [[word[:n] for word in a] == [word[:n] for word in b] for a, b in zip(theirs, ours, strict=True)]
    words = [pair for a, b, cut in zip(theirs, ours, same, strict=True) if cut for pair in zip(a, b, strict=True)]
    differing = [(a, b) for a, b in words if a != b]
    print(f"{name}: {len(ours) - sum(same)} of {len(ours)} texts cut otherwise; in the rest, {len(differing)} of")
    print(f"  {len(words):,d} words labelled otherwise ({1 - len(differing) / len(words):.4%} alike)", end=": ")
    counts = {label: sum(a[column] != b[column] for a, b in differing) for column, label in enumerate(LABELS, n)}
    print(", ".join(f"{label} {count}" for label, count in counts.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    torch.set_num_threads(1)
    articles = random.Random(options.seed).sample(read_corpus(options.corpus), options.articles)
    texts = ["\n\n".join(a.text[block["start"] : block["end"]] for block in split_blocks(a.text)) for a in articles]
    pipeline = Compact(models="").load()
    stanzas, batched = StanzaReader(pipeline), BatchedReader(pipeline)
    list(stanzas(texts[:1]))
    theirs, *one_by_one = time_reading("Stanza, one by one", lambda: stanzas(texts))
    bulk, *in_bulk = time_reading("Stanza, bulk_process", lambda: map(build_rows, pipeline.bulk_process(texts)))
    memory.keep_freed_memory()  # as a stage's processes do
    list(batched(texts[:1]))
    ours, *in_batches = time_reading("batched", lambda: batched(texts))
    for name, seconds in (("one by one", one_by_one), ("bulk_process", in_bulk)):
        clock, processor = (a / b for a, b in zip(seconds, in_batches, strict=True))
        print(f"batched is {clock:.2f} times as fast as Stanza's {name}; of processor time, {processor:.2f}")
    compare("bulk_process beside one by one", theirs, bulk)
    compare("batched beside one by one", theirs, ours)


if __name__ == "__main__":
    main()

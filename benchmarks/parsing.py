"""How fast articles are parsed and encoded, and which part of it takes how long.

    OMP_NUM_THREADS=1 python -m benchmarks.parsing CORPUS_DIR [--articles N] [--seed SEED] [--hub FOLDER]

Draws N articles of a corpus in PolNeAR's layout and has option `compact` read them, on one thread. Printed are words a
second, by the clock and of processor time; then the processor time of each part. FOLDER holds Stanza's official models
in Stanza's layout, for a comparison with option `hub` on the same articles.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch

from benchmarks.corpus import build_row, read_corpus
from rejoinder.engine import memory
from rejoinder.parser import ArticleToParse, Compact, Hub, TextParser, compact

PARTS = {
    "tokens and sentences": (compact, "tokenize"),
    "encoder, and what its heads read": (compact, "encode_sentences"),
    "tags and trees": (compact, "_label_sentence"),
    "lemmas": (compact, "_find_lemmas"),
}
_WARM_UP = 2  # articles read before, which load the models


def time_whole(name: str, parse: TextParser, articles: Sequence[ArticleToParse]) -> int:
    """Print how fast a parser reads articles; returns the number of words."""
    parse(articles[:_WARM_UP])
    clock, processor = time.perf_counter(), time.process_time()
    words = len(parse(articles).words)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(
        f"{name}: {words:,} words, {words / clock:,.0f} a second, {words / processor:,.0f} a second of processor time"
    )
    return words


def time_parts(parse: TextParser, articles: Sequence[ArticleToParse]) -> dict[str, float]:
    """Processor seconds of each of `PARTS`, of the rest, and of the whole."""
    seconds = Counter[str]()
    begin = time.process_time()
    with ExitStack() as stack:
        for part, (owner, name) in PARTS.items():
            stack.enter_context(patch.object(owner, name, _time_calls(part, getattr(owner, name), seconds)))
        parse(articles)
    total = time.process_time() - begin
    return seconds | {"the rest": total - seconds.total(), "all": total}


def _time_calls(part: str, function: Callable[..., Any], seconds: Counter[str]) -> Callable[..., Any]:
    """The function, whose calls add their processor seconds to those of a part."""

    def call(*arguments: Any) -> Any:
        begin = time.process_time()
        try:
            return function(*arguments)
        finally:
            seconds[part] += time.process_time() - begin  # type: ignore[assignment]

    return call


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--models", default="", help="folder of another parser than the bundled one")
    parser.add_argument("--hub", default="", help="folder of Stanza's official models")
    parser.add_argument("--package", default="default_fast", help="Stanza's name of the set of models")
    options = parser.parse_args()
    torch.set_num_threads(1)
    memory.keep_freed_memory()  # as a stage's processes do
    articles = [build_row(a) for a in random.Random(options.seed).sample(read_corpus(options.corpus), options.articles)]
    bundled = Compact(models=options.models, encoder="")
    words = time_whole("compact", bundled, articles)
    print("\n| part | words a second of processor time | share |\n|---|---|---|")
    seconds = time_parts(bundled, articles)
    for part, taken in seconds.items():
        print(f"| {part} | {words / taken:,.0f} | {taken / seconds['all']:.0%} |")
    if options.hub:
        official = Hub(folder=options.hub, package=options.package, download=False, encoder="")
        time_whole(f"\nhub, {options.package}", official, articles)


if __name__ == "__main__":
    main()

"""Which few words to try as evidence of a stance, so that the one that moves it most is among them.

    python -m benchmarks.evidence FOLDER

FOLDER holds articles (*.txt, in subfolders too). For each stance that is not neutral, every content word is occluded in
turn; the word without which the score falls most is what a choice of a few words should hold. Compared are the words
nearest to the mention in the dependency tree, and those whose subwords add most to the score to a first order, which
`stances: embedding` tries. Intervals resample articles.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path

import numpy as np

from benchmarks.throughput import code_folder
from rejoinder import config, paths, stances, tables
from rejoinder.measures import bootstrap_interval
from rejoinder.stances import network
from rejoinder.stances.embedding import LEAST_DROP
from rejoinder.stances.model import Judgement, TargetInStatement
from rejoinder.stances.targets import find_head
from rejoinder.syntax import Sentence, Word, build_sentences

_RESAMPLES = 2000
_STAGES = ("articles", "parses", "statements")
_TRIED = (1, 2, 3, 4, 6)


class Collector:
    """Judges nothing and keeps what it was to judge."""

    def __init__(self) -> None:
        self.targets: list[TargetInStatement] = []

    def __call__(self, targets: Sequence[TargetInStatement]) -> list[Judgement]:
        self.targets += targets
        return [Judgement(score=0.0, label="neutral", evidence=(), rule="") for _ in targets]


def collect_targets(run: config.Run) -> list[TargetInStatement]:
    """Collect the targets of a project's statements, in order."""
    collector = Collector()
    statements, parses = tables.read(paths.STATEMENTS).to_pylist(), build_sentences(tables.read(paths.PARSES))
    stances.code_stances(statements, parses, stances.load_target_finder(run), collector)
    return collector.targets


def count_steps(sentence: Sentence, one: Word, other: Word) -> int:
    """Count the steps between two words in the tree."""
    up = {word.id: steps for steps, word in enumerate([one, *sentence.ancestors(one)])}
    return next(steps + up[word.id] for steps, word in enumerate([other, *sentence.ancestors(other)]) if word.id in up)


def rank_by_nearness(target: TargetInStatement, words: Sequence[Word]) -> list[Word]:
    """Rank words, those first that are nearest to a mention in the tree."""
    tops = [find_head(target.sentence, mention.words) for mention in target.mentions]
    return sorted(words, key=lambda word: min(count_steps(target.sentence, word, top) for top in tops))


def occlude(target: TargetInStatement, words: Sequence[Word]) -> Iterator[network.TargetSpans]:
    """Give the target, and then the same without each of the words."""
    spans = tuple((start - target.start, end - target.start) for start, end in (m.span for m in target.mentions))
    located = network.TargetSpans(text=target.text, spans=spans)
    yield located
    yield from (located.without(word.start - target.start, word.end - target.start) for word in words)


def find_ranks(target: TargetInStatement, method: stances.Embedding) -> list[int] | None:
    """Find the word that moves the stance most; returns its ranks, from 0, by nearness and by first order, if any."""
    (probabilities,), (contribution,) = method.predict([next(occlude(target, []))])
    if method.choose_label(probabilities) == "neutral":
        return None
    sign = np.sign(probabilities[-1] - probabilities[0])
    words = method.rank_candidates(target, sign * contribution)
    occluded, _ = method.predict(list(occlude(target, words)))
    scores = sign * (occluded[:, -1] - occluded[:, 0])
    if not words or scores[0] - scores[1:].min() < LEAST_DROP:
        return None
    strongest = words[int(scores[1:].argmin())]
    return [order.index(strongest) for order in (rank_by_nearness(target, words), words)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    run = config.compose_run([])
    method = run.load("stances")
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        code_folder(project, args.folder, args, _STAGES)
        with chdir(project):
            targets = collect_targets(run)
    ranked = [(target.sentence.article_id, find_ranks(target, method)) for target in targets]
    moved = [(article, ranks) for article, ranks in ranked if ranks is not None]
    print(f"{len(targets)} targets, {len(moved)} with a stance that a word moves")
    articles = np.array([article for article, _ in moved])
    for index, order in enumerate(("nearest in the tree", "first order")):
        rank = np.array([ranks[index] for _, ranks in moved])
        for tried in _TRIED:
            hit = np.column_stack([rank < tried, np.ones(len(rank))])
            counts = np.array([hit[articles == a].sum(axis=0) for a in sorted(set(articles))])
            low, high = bootstrap_interval(counts, lambda c: c[:, 0] / c[:, 1], _RESAMPLES, 13)
            print(f"{order:20} {tried} tried: {(rank < tried).mean():.3f} [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()

"""Which few words to try as evidence of a stance, so that the one that moves it most is among them.

    python -m benchmarks.evidence FOLDER

FOLDER holds articles (*.txt, in subfolders too). For each stance that is not neutral, every content word is occluded in
turn; the word without which the score falls most is what a choice of a few words should hold. Compared are the words
nearest to the mention in the dependency tree, and those whose pieces add most to the score to a first order, which
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
from rejoinder.stances.model import Item, Judgement, Lexicon
from rejoinder.stances.targets import head
from rejoinder.syntax import Sentence, Word, build_sentences

_RESAMPLES = 2000
_STAGES = ("articles", "parses", "statements")
_TRIED = (1, 2, 3, 4, 6)


class Collected:
    """A method that codes nothing and keeps what it was to code."""

    def __init__(self) -> None:
        self.items: list[Item] = []

    def __call__(self, items: Sequence[Item], polarity: Lexicon) -> list[Judgement]:
        self.items += items
        return [Judgement(score=0.0, label="neutral", evidence=(), rule="") for _ in items]


def collected(run: config.Run) -> list[Item]:
    """The targets of a project's statements, in order."""
    method = Collected()
    statements, parses = tables.read(paths.STATEMENTS).to_pylist(), build_sentences(tables.read(paths.PARSES))
    stances.stances(statements, parses, stances.target_finder(run), method, {})
    return method.items


def distance(sentence: Sentence, one: Word, other: Word) -> int:
    """Steps between two words in the tree."""
    up = {word.id: steps for steps, word in enumerate([one, *sentence.ancestors(one)])}
    return next(steps + up[word.id] for steps, word in enumerate([other, *sentence.ancestors(other)]) if word.id in up)


def near(item: Item, words: Sequence[Word]) -> list[Word]:
    """The words, those first that are nearest to a mention in the tree."""
    tops = [head(item.sentence, mention.words) for mention in item.mentions]
    return sorted(words, key=lambda word: min(distance(item.sentence, word, top) for top in tops))


def places(item: Item, words: Sequence[Word]) -> Iterator[network.Place]:
    """The item's target, and then the same without each of the words."""
    spans = tuple((start - item.start, end - item.start) for start, end in (m.span for m in item.mentions))
    whole = network.Place(text=item.text, spans=spans)
    yield whole
    yield from (whole.without(word.start - item.start, word.end - item.start) for word in words)


def ranks(item: Item, method: stances.Embedding) -> list[int] | None:
    """Place, from 0, of the word that moves the stance most, by nearness and by first order; None where none does."""
    (chance,), (share,) = method.told([next(places(item, []))])
    if method.label(chance) == "neutral":
        return None
    sign = np.sign(chance[-1] - chance[0])
    words = method.candidates(item, sign * share)
    chances, _ = method.told(list(places(item, words)))
    scores = sign * (chances[:, -1] - chances[:, 0])
    if not words or scores[0] - scores[1:].min() < LEAST_DROP:
        return None
    telling = words[int(scores[1:].argmin())]
    return [order.index(telling) for order in (near(item, words), words)]


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
            items = collected(run)
    found = [(item.sentence.article_id, ranks(item, method)) for item in items]
    known = [(article, ranked) for article, ranked in found if ranked is not None]
    print(f"{len(items)} targets, {len(known)} with a stance that a word moves")
    articles = np.array([article for article, _ in known])
    for place, order in enumerate(("nearest in the tree", "first order")):
        rank = np.array([ranked[place] for _, ranked in known])
        for tried in _TRIED:
            hit = np.column_stack([rank < tried, np.ones(len(rank))])
            counts = np.array([hit[articles == a].sum(axis=0) for a in sorted(set(articles))])
            low, high = bootstrap_interval(counts, lambda c: c[:, 0] / c[:, 1], _RESAMPLES, 13)
            print(f"{order:20} {tried} tried: {(rank < tried).mean():.3f} [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()

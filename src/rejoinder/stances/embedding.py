"""Stance by a tuned sentence encoder, in the manner of target-dependent sentiment (Hamborg and Donnay 2021)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from rejoinder.stances import network
from rejoinder.stances.model import LABELS, Item, Judgement, Lexicon, Span
from rejoinder.syntax import Word

_EVIDENCE = 3
_DECIMALS = 4  # of a word's share: the last bits are the processor's
LEAST_DROP = 0.01  # of the score without a word, for it to be evidence
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "INTJ"})
_NEGATIONS = frozenset({"no", "not", "n't", "neither", "nor", "nothing", "nobody"})


@dataclass(frozen=True, kw_only=True)
class Embedding:
    """P(favours) - P(opposes) by tuned and pruned layers of the sentence encoder and a linear head; see `network`.

    Fitted by `training/stance` on NewsMTSC (Hamborg and Donnay, EACL 2021, doi:10.18653/v1/2021.eacl-main.142) and on
    `seeds/examples/stances.jsonl`. Evidence is found by occlusion (Li, Monroe and Jurafsky 2016, arXiv:1612.08220) of
    the words that to a first order move the score most.

    Attributes:
        model: folder of the network, "" for the bundled one.
        neutral: probability of neutral from which a stance is neutral, in (0, 1).
        occluded: how many words are tried as evidence of a stance.
    """

    model: str
    neutral: float
    occluded: int

    def __call__(self, items: Sequence[Item], polarity: Lexicon) -> list[Judgement]:
        """Stances of the items, in order; an item's does not depend on the others.

        Raises:
            ChecksumError: a model file is missing or damaged.
            NetworkError: it holds something else.
        """
        chances, shares = self.told([_place(item) for item in items])
        tried = [
            self._tried(item, np.sign(_score(chance)) * share) if self.label(chance) != "neutral" else []
            for item, chance, share in zip(items, chances, shares, strict=True)
        ]
        gaps = [
            _place(item).without(*_within(item, word))
            for item, words in zip(items, tried, strict=True)
            for word in words
        ]
        left = iter(self.told(gaps)[0])
        return [
            self._judgement(chance, words, [_score(chance) - _score(next(left)) for _ in words])
            for chance, words in zip(chances, tried, strict=True)
        ]

    def label(self, chances: network.Floats) -> str:
        """The label that probabilities of LABELS, *shape* (3,), stand for."""
        return "neutral" if chances[1] >= self.neutral else LABELS[0 if chances[0] > chances[2] else 2]

    def told(self, places: Sequence[network.Place]) -> tuple[network.Floats, list[network.Floats]]:
        """Probabilities of LABELS for the places, and the shares of their characters; see `network.tell`."""
        return network.tell(_network(self.model), places)

    def candidates(self, item: Item, shares: network.Floats) -> list[Word]:
        """The words that may be evidence, those first whose characters have the largest shares."""
        named = {word.id for mention in item.mentions for word in mention.words}
        words = [word for word in item.sentence.words if _telling(word) and word.id not in named]
        added = [float(shares[slice(*_within(item, word))].sum()) for word in words]
        return [words[at] for at in sorted(range(len(words)), key=lambda at: -round(added[at], _DECIMALS))]

    def _tried(self, item: Item, shares: network.Floats) -> list[Word]:
        """The words to try as evidence, in order of the text."""
        return sorted(self.candidates(item, shares)[: self.occluded], key=lambda word: word.id)

    def _judgement(self, chances: network.Floats, tried: Sequence[Word], drops: Sequence[float]) -> Judgement:
        """The stance, with those words as evidence without which the score would be nearer to its opposite.

        `drops` says by how much the score falls without each word.
        """
        score, label = _score(chances), self.label(chances)
        toward = [drop * np.sign(score) for drop in drops]
        moved = [(-d, w.start, w.end) for d, w in zip(toward, tried, strict=True) if d >= LEAST_DROP]
        return Judgement(
            score=score,
            label=label,
            evidence=tuple((start, end) for _, start, end in sorted(moved)[:_EVIDENCE]),
            rule=f"embedding: P({label})={chances[LABELS.index(label)]:.2f}",
        )


@cache
def _network(model: str) -> network.Network:
    return network.listed(Path(model or str(files("rejoinder") / "models" / "stance")))


def _score(chances: network.Floats) -> float:
    return float(chances[-1] - chances[0])


def _telling(word: Word) -> bool:
    return word.upos in _TELLING or word.lemma.lower() in _NEGATIONS


def _place(item: Item) -> network.Place:
    spans = tuple((start - item.start, end - item.start) for start, end in (m.span for m in item.mentions))
    return network.Place(text=item.text, spans=spans)


def _within(item: Item, word: Word) -> Span:
    return word.start - item.start, word.end - item.start

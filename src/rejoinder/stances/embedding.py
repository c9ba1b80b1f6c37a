"""Stance by a tuned sentence encoder, in the manner of target-dependent sentiment (Hamborg and Donnay 2021)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from rejoinder.encoder import Encoder
from rejoinder.stances import network
from rejoinder.stances.model import LABELS, Item, Judgement, Resources, Span
from rejoinder.stances.targets import head
from rejoinder.syntax import Sentence, Word

_EVIDENCE = 3
_LEAST_DROP = 0.01  # of the score without a word, for it to be evidence
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "INTJ"})
_NEGATIONS = frozenset({"no", "not", "n't", "neither", "nor", "nothing", "nobody"})


@dataclass(frozen=True, kw_only=True)
class Embedding:
    """P(favours) - P(opposes) by the sentence encoder with low-rank adapters (LoRA) and a linear head.

    Fitted by `training/stance.py` on NewsMTSC (Hamborg and Donnay, EACL 2021, doi:10.18653/v1/2021.eacl-main.142) and
    on `seeds/examples/stances.jsonl`. Where there are several networks, their probabilities are averaged. Evidence is
    found by occlusion (Li, Monroe and Jurafsky 2016, arXiv:1612.08220), with the first network.

    Attributes:
        model: folder of the networks, "" for the bundled ones.
        neutral: probability of neutral from which a stance is neutral, in (0, 1).
        occluded: how many words, the nearest to the mention in the tree, are tried as evidence of a stance.
    """

    model: str
    neutral: float
    occluded: int

    def __call__(self, items: Sequence[Item], resources: Resources) -> list[Judgement]:
        """Stances of the items, in order; an item's does not depend on the others.

        Raises:
            NetworkError: a model file is missing or damaged.
        """
        told = self._told([_place(item) for item in items], resources.encoder)
        chances = np.mean(told, axis=0)
        tried = [
            self._tried(item) if self.label(chance) != "neutral" else []
            for item, chance in zip(items, chances, strict=True)
        ]
        gaps = [
            _place(item).without(*_within(item, word))
            for item, words in zip(items, tried, strict=True)
            for word in words
        ]
        left = iter(network.tell(_networks(self.model)[0], resources.encoder, gaps))
        return [
            self._judgement(chance, words, [_score(first) - _score(next(left)) for _ in words])
            for chance, first, words in zip(chances, told[0], tried, strict=True)
        ]

    def label(self, chances: network.Floats) -> str:
        """The label that probabilities of LABELS, *shape* (3,), stand for."""
        return "neutral" if chances[1] >= self.neutral else LABELS[0 if chances[0] > chances[2] else 2]

    def chances(self, places: Sequence[network.Place], encoder: Encoder) -> network.Floats:
        """Probabilities of LABELS for the places, *shape* (len(places), 3)."""
        return np.asarray(np.mean(self._told(places, encoder), axis=0))

    def _told(self, places: Sequence[network.Place], encoder: Encoder) -> list[network.Floats]:
        """What each network tells of the places."""
        return [network.tell(member, encoder, places) for member in _networks(self.model)]

    def _tried(self, item: Item) -> list[Word]:
        """The words to try as evidence, in order of the text."""
        named = {word.id for mention in item.mentions for word in mention.words}
        tops = [head(item.sentence, mention.words) for mention in item.mentions]
        words = [word for word in item.sentence.words if _telling(word) and word.id not in named]
        near = sorted(words, key=lambda word: min(_distance(item.sentence, word, top) for top in tops))
        return sorted(near[: self.occluded], key=lambda word: word.id)

    def _judgement(self, chances: network.Floats, tried: Sequence[Word], drops: Sequence[float]) -> Judgement:
        """The stance, with those words as evidence without which the score would be nearer to its opposite.

        `drops` says by how much the score falls without each word.
        """
        score, label = _score(chances), self.label(chances)
        toward = [drop * np.sign(score) for drop in drops]
        moved = [(-d, w.start, w.end) for d, w in zip(toward, tried, strict=True) if d >= _LEAST_DROP]
        return Judgement(
            score=score,
            label=label,
            evidence=tuple((start, end) for _, start, end in sorted(moved)[:_EVIDENCE]),
            rule=f"embedding: P({label})={chances[LABELS.index(label)]:.2f}",
        )


@cache
def _networks(model: str) -> tuple[network.Network, ...]:
    return network.read_all(Path(model or str(files("rejoinder") / "models" / "stance")))


def _score(chances: network.Floats) -> float:
    return float(chances[-1] - chances[0])


def _telling(word: Word) -> bool:
    return word.upos in _TELLING or word.lemma.lower() in _NEGATIONS


def _place(item: Item) -> network.Place:
    spans = tuple((start - item.start, end - item.start) for start, end in (m.span for m in item.mentions))
    return network.Place(text=item.text, spans=spans)


def _within(item: Item, word: Word) -> Span:
    return word.start - item.start, word.end - item.start


def _distance(sentence: Sentence, one: Word, other: Word) -> int:
    """Steps between two words in the tree."""
    up = {word.id: steps for steps, word in enumerate([one, *sentence.ancestors(one)])}
    return next(steps + up[word.id] for steps, word in enumerate([other, *sentence.ancestors(other)]) if word.id in up)

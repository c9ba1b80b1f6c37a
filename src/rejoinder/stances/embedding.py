"""Stance by a tuned sentence encoder, in the manner of target-dependent sentiment (Hamborg and Donnay 2021)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from rejoinder.encoder import Encoder
from rejoinder.stances import network
from rejoinder.stances.model import Item, Judgement, Resources, Span

_EVIDENCE = 3
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "INTJ"})


@dataclass(frozen=True, kw_only=True)
class Embedding:
    """P(favours) - P(opposes) by the sentence encoder with low-rank adapters (LoRA) and a linear head.

    Fitted by `training/stance.py` on NewsMTSC (Hamborg and Donnay, EACL 2021, doi:10.18653/v1/2021.eacl-main.142) and
    on `seeds/examples/stances.jsonl`. Where there are several networks, their probabilities are averaged.

    Attributes:
        model: folder of the networks, "" for the bundled ones.
        threshold: scores below it in size are neutral, in (0, 1).
    """

    model: str
    threshold: float

    def __call__(self, items: Sequence[Item], resources: Resources) -> list[Judgement]:
        """Stances of the items, in order; an item's does not depend on the others.

        Raises:
            NetworkError: a model file is missing or damaged.
        """
        spans = [[_within(item, mention.span) for mention in item.mentions] for item in items]
        told = self.told([item.text for item in items], spans, resources.encoder)
        return [_judgement(item, places, one) for item, places, one in zip(items, spans, told, strict=True)]

    def told(self, texts: Sequence[str], spans: Sequence[Sequence[Span]], encoder: Encoder) -> list[list[network.Told]]:
        """What each network says of each text's target, which is given by its spans in the text."""
        members = [network.tell(member, encoder, texts, spans) for member in _networks(self.model)]
        return [list(one) for one in zip(*members, strict=True)]


def score(told: Sequence[network.Told]) -> float:
    """P(favours) - P(opposes), the mean over the networks."""
    chances = chance(told)
    return float(chances[-1] - chances[0])


def chance(told: Sequence[network.Told]) -> network.Floats:
    """Mean probabilities of network.LABELS, *shape* (3,)."""
    return np.asarray(np.mean([one.chances for one in told], axis=0), dtype=np.float32)


@cache
def _networks(model: str) -> tuple[network.Network, ...]:
    return network.read_all(Path(model or str(files("rejoinder") / "models" / "stance")))


def _within(item: Item, span: Span) -> Span:
    return span[0] - item.start, span[1] - item.start


def _judgement(item: Item, places: Sequence[Span], told: Sequence[network.Told]) -> Judgement:
    value, chances = score(told), chance(told)
    likeliest = int(chances.argmax())
    return Judgement(
        score=value,
        evidence=_evidence(item, places, told, value),
        rule=f"embedding: P({network.LABELS[likeliest]})={chances[likeliest]:.2f}",
    )


def _evidence(item: Item, places: Sequence[Span], told: Sequence[network.Told], value: float) -> tuple[Span, ...]:
    """The words, other than the mentions, whose states move the score most in its own direction."""
    named = {word.id for mention in item.mentions for word in mention.words}
    weights = {}
    for word in item.sentence.words:
        if word.upos in _TELLING and word.id not in named:
            span = network.moved(_within(item, (word.start, word.end)), places)
            weights[word.start, word.end] = sum(one.weight(span) for one in told) * np.sign(value)
    best = sorted((-weight, span) for span, weight in weights.items() if weight > 0)
    return tuple(span for _, span in best[:_EVIDENCE])

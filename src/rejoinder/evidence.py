"""What in a statement moved its score: the words and features that add most to a frame's logit."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rejoinder import features
from rejoinder.encoder import Encoder, pooled
from rejoinder.features import Floats, Item, Matrix
from rejoinder.fitted import Fitted
from rejoinder.syntax import Word

_WORDS = 3  # named in a rule, and shown
_SHARE = 0.3  # of the strongest word's contribution, from which a word is evidence too
_REASONS = 5  # features named in a rule
_LEAST = 0.05  # of the logit, for a feature to be named
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "PRON", "NUM", "PART", "DET", "AUX", "INTJ"}


Shares = tuple[list[Word], Floats]  # words, and what each adds to a statement's vector, *shape* (words, width)


def read(items: Sequence[Item], coder: Fitted, encoder: Encoder) -> tuple[Floats, list[Shares]]:
    """Meaning of the items, *shape* (items, width), and each one's telling words with their shares in it.

    Where the coder sees no meaning, width is 0.
    """
    if not len(coder.statements):
        return np.zeros((len(items), 0), np.float32), [([], np.zeros((0, 0), np.float32)) for _ in items]
    texts = list(dict.fromkeys([i.text for i in items] + [c for i in items for c in i.context if coder.context_weight]))
    at = {text: number for number, text in enumerate(texts)}
    of_text: dict[int, list[int]] = {}
    for number, item in enumerate(items):
        of_text.setdefault(at[item.text], []).append(number)
    vectors = np.zeros((len(texts), coder.statements.shape[1]), np.float32)
    words: dict[int, Shares] = {}
    for index, states, offsets in encoder.read(texts, encoder.layers):
        vectors[index] = pooled(states)
        for number in of_text.get(index, ()):
            words[number] = _shares(items[number], states, offsets)
    own = vectors[[at[item.text] for item in items]]
    contexts = np.zeros_like(own)
    for number, item in enumerate(items):
        if item.context and coder.context_weight:
            contexts[number] = vectors[[at[text] for text in item.context]].mean(axis=0)
    return features.meaning(own, contexts, coder.context_weight), [words[n] for n in range(len(items))]


def _shares(item: Item, states: Any, offsets: Any) -> Shares:
    """The item's telling words, and what each adds to its vector: a mean over pieces, of unit length by layer."""
    words = [w for s in item.sentences for w in s.words if w.upos in _CONTENT]
    base = item.sentences[0].start if item.sentences else 0
    spans = np.array([(w.start - base, w.end - base) for w in words]).reshape(-1, 2)
    inside = (offsets[None, :, 0] < spans[:, 1:]) & (offsets[None, :, 1] > spans[:, :1])
    scaled = np.hstack([layer / (len(offsets) * np.linalg.norm(layer.mean(axis=0))) for layer in states])
    return words, inside.astype(np.float32) @ scaled


def strongest(words: Shares, gradient: Floats) -> list[tuple[float, Word]]:
    """What each word adds to the logit, to a first order, strongest first."""
    added = np.round(words[1] @ gradient, 4).tolist() if words[0] else []
    return sorted(zip(added, words[0], strict=True), key=lambda pair: (-pair[0], pair[1].start))[:_WORDS]


def spans(words: Sequence[tuple[float, Word]]) -> list[tuple[int, int]]:
    """Spans of the words that add most, strongest first."""
    return [(w.start, w.end) for share, w in words if share > 0 and share >= _SHARE * words[0][0]]


def why(columns: Sequence[str], shares: Matrix, base: float, words: Sequence[tuple[float, Word]]) -> str:
    """The strongest contributions to the logit, *shape* (columns,), and the words that move it most.

    `base` is the logit of a statement in which nothing is seen; it and all contributions add up to the logit.
    """
    strong = [(s, name) for s, name in zip(shares.tolist(), columns, strict=True) if abs(s) >= _LEAST]
    strong.sort(key=lambda pair: (-abs(pair[0]), pair[1]))
    parts = [f"{name} {share:+.2f}" for share, name in strong[:_REASONS]]
    rest = float(shares.sum()) - sum(share for share, _ in strong[:_REASONS])
    return "; ".join(
        [*parts, f"all else {rest:+.2f}", f"base {base:+.2f}", *(f"'{w.form}' {share:+.2f}" for share, w in words)]
    )

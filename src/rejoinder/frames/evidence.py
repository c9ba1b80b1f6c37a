"""What in a statement moved its score: the words and features that add most to a frame's logit."""

from collections.abc import Sequence

import numpy as np

from rejoinder.encoder import Encoder, Offsets, pooled
from rejoinder.frame_coder import features
from rejoinder.frame_coder.features import Floats, Item, Matrix
from rejoinder.frame_coder.fitted import Fitted
from rejoinder.syntax import Word

_WORDS = 3  # named in a rule, and shown
_SHARE = 0.3  # of the strongest word's contribution, from which a word is evidence too
_REASONS = 5  # features named in a rule
_LEAST = 0.05  # of the logit, for a feature to be named
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "PRON", "NUM", "PART", "DET", "AUX", "INTJ"}


Pieces = tuple[Floats, Offsets]  # of a statement: states, *shape* (layers, pieces, width), and offsets, (pieces, 2)


def read(items: Sequence[Item], coder: Fitted, encoder: Encoder) -> tuple[Floats, list[Pieces]]:
    """Meaning of the items, *shape* (items, width), and the word pieces of each.

    Where the coder sees no meaning, width and the number of pieces are 0.
    """
    if not len(coder.statements):
        nothing = np.zeros((1, 0, 0), np.float32), np.zeros((0, 2), np.int64)
        return np.zeros((len(items), 0), np.float32), [nothing for _ in items]
    texts = list(dict.fromkeys([i.text for i in items] + [c for i in items for c in i.context if coder.context_weight]))
    at = {text: number for number, text in enumerate(texts)}
    coded = {at[item.text] for item in items}
    vectors = np.zeros((len(texts), coder.statements.shape[1]), np.float32)
    pieces: dict[int, Pieces] = {}
    for index, states, offsets in encoder.read(texts, encoder.layers):
        vectors[index] = pooled(states)
        if index in coded:
            pieces[index] = states, offsets
    own = vectors[[at[item.text] for item in items]]
    contexts = np.zeros_like(own)
    for number, item in enumerate(items):
        if item.context and coder.context_weight:
            contexts[number] = vectors[[at[text] for text in item.context]].mean(axis=0)
    return features.meaning(own, contexts, coder.context_weight), [pieces[at[item.text]] for item in items]


def strongest(item: Item, pieces: Pieces, slope: Floats) -> list[tuple[float, Word]]:
    """What each of the item's telling words adds to the logit, to a first order, strongest first.

    A word adds its share in the vector, which is a mean over pieces, of unit length by layer, times the `slope` of the
    logit there, *shape* (width,).
    """
    states, offsets = pieces
    words = [w for s in item.sentences for w in s.words if w.upos in _CONTENT]
    if not words or not len(offsets):
        return []
    base = item.sentences[0].start
    spans = np.array([(w.start - base, w.end - base) for w in words])
    inside = (offsets[None, :, 0] < spans[:, 1:]) & (offsets[None, :, 1] > spans[:, :1])
    lengths = len(offsets) * np.linalg.norm(states.mean(axis=1), axis=1)
    by_piece = [state @ part / n for state, part, n in zip(states, np.split(slope, len(states)), lengths, strict=True)]
    added = np.round(inside.astype(np.float32) @ np.sum(by_piece, axis=0), 4).tolist()
    return sorted(zip(added, words, strict=True), key=lambda pair: (-pair[0], pair[1].start))[:_WORDS]


def spans(words: Sequence[tuple[float, Word]]) -> list[tuple[int, int]]:
    """Spans of the words that add most, strongest first."""
    return [(w.start, w.end) for share, w in words if share > 0 and share >= _SHARE * words[0][0]]


def why(
    columns: Sequence[str], shares: Matrix, base: float, words: Sequence[Sequence[tuple[float, Word]]]
) -> list[str]:
    """For each item the strongest contributions to its logit, and the words that move it most.

    `shares` are what the columns contribute, *shape* (items, columns), and `base` is the logit of a statement in which
    nothing is seen; they add up to the logit.
    """
    named = np.argsort(columns, kind="stable")  # of equal contributions the first by name is told first
    order = named[np.argsort(-np.abs(shares[:, named]), axis=1, kind="stable")[:, :_REASONS]]
    strongest, totals = np.take_along_axis(shares, order, axis=1).tolist(), shares.sum(axis=1).tolist()
    made = []
    for places, strong, total, moving in zip(order.tolist(), strongest, totals, words, strict=True):
        told = [(columns[at], share) for at, share in zip(places, strong, strict=True) if abs(share) >= _LEAST]
        rest = total - sum(share for _, share in told)
        parts = [f"{name} {share:+.2f}" for name, share in told]
        moved = (f"'{word.form}' {share:+.2f}" for share, word in moving)
        made.append("; ".join([*parts, f"all else {rest:+.2f}", f"base {base:+.2f}", *moved]))
    return made

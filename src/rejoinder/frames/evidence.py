"""What in a statement moved its score: the words and features that contribute most to a frame's logit."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rejoinder.encoder import Floats, TextStates
from rejoinder.frame_coder.features import CodingUnit, Matrix
from rejoinder.syntax import Word

_WORDS = 3  # named in a rule, and shown
_SHARE = 0.3  # of the strongest word's contribution, from which a word is evidence too
_REASONS = 5  # features named in a rule
_LEAST = 0.05  # of the logit, for a feature to be named
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "PRON", "NUM", "PART", "DET", "AUX", "INTJ"}


class WordContribution(NamedTuple):
    """What a word adds to a frame's logit, to a first order."""

    logit: float
    word: Word


def rank_words(unit: CodingUnit, text_states: TextStates, gradient: Floats) -> list[WordContribution]:
    """Rank a unit's words by what they add to a frame's logit.

    To a first order, a word adds its share in the embedding, which is a mean over subwords, of unit length by layer,
    times the gradient of the logit there (Simonyan, Vedaldi and Zisserman 2014, arXiv:1312.6034).

    Args:
        unit: the statement.
        text_states: the states of its text.
        gradient: of the logit by the embedding, *shape* (width,).

    Returns:
        The words that add most, strongest first.
    """
    _, states, offsets = text_states
    words = [w for s in unit.sentences for w in s.words if w.upos in _CONTENT]
    if not words or not len(offsets):
        return []
    base = unit.sentences[0].start
    spans = np.array([(w.start - base, w.end - base) for w in words])
    inside = (offsets[None, :, 0] < spans[:, 1:]) & (offsets[None, :, 1] > spans[:, :1])
    lengths = len(offsets) * np.linalg.norm(states.mean(axis=1), axis=1)
    by_layer = zip(states, np.split(gradient, len(states)), lengths, strict=True)
    by_subword = np.sum([own @ part / length for own, part, length in by_layer], axis=0)
    logits = np.round(inside.astype(np.float32) @ by_subword, 4).tolist()
    contributions = map(WordContribution, logits, words)
    return sorted(contributions, key=lambda c: (-c.logit, c.word.start))[:_WORDS]


def select_spans(contributions: Sequence[WordContribution]) -> list[tuple[int, int]]:
    """Select the spans of the words that add most, given and returned strongest first."""
    return [
        (word.start, word.end)
        for logit, word in contributions
        if logit > 0 and logit >= _SHARE * contributions[0].logit
    ]


def explain_logits(
    columns: Sequence[str], contributions: Matrix, intercept: float, words: Sequence[Sequence[WordContribution]]
) -> list[str]:
    """Explain the logits of a frame: the strongest contributions of features, and the words that add most.

    Args:
        columns: names of the features.
        contributions: of the features, *shape* (units, columns); with the intercept they add up to the logits.
        intercept: the logit where all features are 0.
        words: of each unit, those to name.

    Returns:
        A rule for each unit.
    """
    by_name = np.argsort(columns, kind="stable")  # of equal contributions the first by name comes first
    order = by_name[np.argsort(-np.abs(contributions[:, by_name]), axis=1, kind="stable")[:, :_REASONS]]
    strongest = np.take_along_axis(contributions, order, axis=1).tolist()
    totals = contributions.sum(axis=1).tolist()
    rules = []
    for indices, values, total, own_words in zip(order.tolist(), strongest, totals, words, strict=True):
        reasons = [(columns[i], value) for i, value in zip(indices, values, strict=True) if abs(value) >= _LEAST]
        rest = total - sum(value for _, value in reasons)
        parts = [f"{name} {value:+.2f}" for name, value in reasons]
        named = (f"'{word.form}' {logit:+.2f}" for logit, word in own_words)
        rules.append("; ".join([*parts, f"all else {rest:+.2f}", f"base {intercept:+.2f}", *named]))
    return rules

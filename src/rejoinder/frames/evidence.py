"""What in a statement moved its score: the content words that add most to a frame's logit."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rejoinder.frame_coder.cues import NEGATORS
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.syntax import Span, Word

LIKELY = 0.2  # score from which the words behind it are ranked; four statements in five have no such score

_WORDS = 3  # named in a rule, and shown
_SHARE = 0.3  # of the strongest word's contribution, from which a word is evidence too
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV"}  # names say who, not what


class WordContribution(NamedTuple):
    """What a word adds to a frame's logit."""

    logit: float
    word: Word


def rank_words(
    unit: CodingUnit, spans: npt.NDArray[np.integer], contributions: npt.NDArray[np.floating]
) -> list[WordContribution]:
    """Rank a unit's content words by what they add to a frame's logit.

    Args:
        unit: the statement.
        spans: of its subwords in the article, *shape* (subwords, 2).
        contributions: of the subwords to the logit, *shape* (subwords,).

    Returns:
        The words that add most, and something, strongest first.
    """
    words = [w for s in unit.sentences for w in s.words if w.upos in _CONTENT or w.lemma.lower() in NEGATORS]
    ranked = []
    for word in words:
        inside = (spans[:, 0] < word.end) & (spans[:, 1] > word.start)
        ranked.append(WordContribution(round(float(contributions[inside].sum()), 4), word))
    strongest = sorted(ranked, key=lambda c: (-c.logit, c.word.start))[:_WORDS]
    return [c for c in strongest if c.logit > 0 and c.logit >= _SHARE * strongest[0].logit]


def list_spans(contributions: Iterable[WordContribution]) -> list[Span]:
    """List the spans of words, in the order of these."""
    return [(word.start, word.end) for _, word in contributions]


def name_words(contributions: Sequence[WordContribution]) -> list[str]:
    """Name words with what they add, as in "'denied' +0.81"."""
    return [f"'{word.form}' {logit:+.2f}" for logit, word in contributions]

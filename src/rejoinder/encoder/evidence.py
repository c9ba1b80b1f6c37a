"""What in a statement moved a score: the content words that add most to a logit."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rejoinder.syntax import NEGATORS, Sentence, Span, Word

_WORDS = 3  # ranked at the most
_SHARE = 0.3  # of the strongest word's contribution, from which a word is evidence too
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "INTJ"})  # names say who, not what
_LIGHT = frozenset(  # content words by their part of speech that say next to nothing
    {
        *("be", "do", "get", "have", "make", "add", "say", "tell", "go", "come"),
        *("first", "last", "many", "more", "most", "much", "next", "other", "own", "same", "such"),
        *("about", "also", "as", "even", "just", "only", "so", "still", "very"),
        *("today", "tomorrow", "yesterday"),
    }
)


class WordContribution(NamedTuple):
    """What a word adds to a logit."""

    logit: float
    word: Word


def rank_words(
    sentences: Iterable[Sentence],
    subwords: npt.NDArray[np.integer],
    contributions: npt.NDArray[np.floating],
    aside: Sequence[Span] = (),
) -> list[WordContribution]:
    """Rank the content words of sentences by what they add to a logit.

    Args:
        sentences: a statement's parse.
        subwords: their spans in the article, *shape* (subwords, 2).
        contributions: of the subwords to the logit, *shape* (subwords,). A word adds those of all that touch it.
        aside: spans whose words are no evidence.

    Returns:
        Up to three words that add most, and something, strongest first.
    """
    ranked = []
    for word in (word for sentence in sentences for word in _list_content(sentence)):
        if not any(start <= word.start < end for start, end in aside):
            touching = (subwords[:, 0] < word.end) & (subwords[:, 1] > word.start)
            ranked.append(WordContribution(round(float(contributions[touching].sum()), 4), word))
    strongest = sorted(ranked, key=lambda c: (-c.logit, c.word.start))[:_WORDS]
    return [c for c in strongest if c.logit > 0 and c.logit >= _SHARE * strongest[0].logit]


def _list_content(sentence: Sentence) -> list[Word]:
    """Words that say something: negators, and of the open classes those that are no name, pro-form or light word."""
    content = []
    for before, word in zip((None, *sentence.words), sentence.words, strict=False):
        lemma = word.lemma.lower()
        is_open = word.upos in _CONTENT and lemma not in _LIGHT and not word.feat("PronType")
        if lemma in NEGATORS or (is_open and not _is_in_name(word, before)):
            content.append(word)
    return content


def _is_in_name(word: Word, before: Word | None) -> bool:
    """Whether a word is written as a part of a name, a nationality or a weekday: capitalised after another word.

    A capitalised verb is one of a headline.
    """
    return before is not None and before.upos != "PUNCT" and word.upos != "VERB" and word.form.istitle()


def list_spans(contributions: Iterable[WordContribution]) -> list[Span]:
    """List the spans of words, in the order of these."""
    return [(word.start, word.end) for _, word in contributions]


def name_words(contributions: Sequence[WordContribution]) -> list[str]:
    """Name words with what they add, as in "'denied' +0.81"."""
    return [f"'{word.form}' {logit:+.2f}" for logit, word in contributions]

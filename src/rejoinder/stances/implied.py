"""Whom a statement speaks of that names no other side: the side that its article speaks of most."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rejoinder.stances.targets import Words
from rejoinder.syntax import Sentence, Span, Word

_LEAST_SHARE = 0.4  # of the article's sentences that speak of other sides than the speaker's
_NEAR = 2  # sentences back in which a pronoun's antecedent is looked for
_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
_NOUNS = frozenset({"adversary", "aggressor", "enemy", "invader", "neighbor", "neighbour", "occupier", "regime"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, kw_only=True)
class SentenceSides:
    """The sides that a sentence speaks of.

    Attributes:
        own: the speaker's side, "" for none.
        named: all sides that it names.
        meant: those that the speaker speaks of, without who is named as speaking, and with the own side by "we".
    """

    own: str
    named: frozenset[str]
    meant: frozenset[str]


@dataclass(frozen=True)
class Opponent:
    """Whom a statement could speak of without naming a side.

    Attributes:
        side: that of which the article speaks most, besides the speaker's.
        distance: how many sentences before it was named, at least 1.
    """

    side: str
    distance: int

    @property
    def is_near(self) -> bool:
        """Whether a pronoun can mean it."""
        return self.distance <= _NEAR


def find_opponents(article: Sequence[SentenceSides]) -> Iterator[Opponent | None]:
    """Find whom each statement of an article could speak of without naming a side.

    That is, of the sides that the article has named before, the one that most of its sentences speak of, and of equals
    the one named last. It must be in `_LEAST_SHARE` of those that speak of any other side than the speaker's.

    Args:
        article: the sides in each sentence, in order; the headline is the first.

    Yields:
        None where the speaker has no side, or speaks of another one by name, or the article speaks of many.
    """
    counts = Counter(side for sentence in article for side in sentence.named)
    last_named: dict[str, int] = {}
    for number, sentence in enumerate(article):
        side = _find_opponent(sentence, counts, last_named)
        yield Opponent(side, number - last_named[side]) if side else None
        last_named |= dict.fromkeys(sentence.named, number)


def _find_opponent(sentence: SentenceSides, counts: Mapping[str, int], last_named: Mapping[str, int]) -> str:
    others = {side: count for side, count in counts.items() if side != sentence.own}
    named_before = [side for side in others if side in last_named]
    if not sentence.own or not named_before or sentence.meant - {sentence.own}:
        return ""
    most = max(named_before, key=lambda side: (others[side], last_named[side]))
    return most if others[most] >= _LEAST_SHARE * sum(others.values()) else ""


def find_stand_ins(sentence: Sentence, source: Collection[Span], opponent: Opponent) -> tuple[Words, ...]:
    """Find the words that mean an opponent without naming it: "they", "the enemy", "our neighbour".

    "They" means it where it was named shortly before, and no plural noun of the sentence stands before the pronoun.

    Args:
        sentence: of the statement.
        source: spans of the words that name the speaker; these mean nobody else.
        opponent: it.
    """
    words = [word for word in sentence.words if not any(start <= word.start < end for start, end in source)]
    plural = min((word.id for word in sentence.words if _is_plural_noun(word)), default=len(sentence.words) + 1)
    pronouns = [word for word in words if word.form.lower() in _PRONOUNS and word.id < plural]
    nouns = [word for word in words if word.lemma.lower() in _NOUNS and _is_definite(sentence, word)]
    return tuple((word,) for word in (*(pronouns if opponent.is_near else ()), *nouns))


def _is_plural_noun(word: Word) -> bool:
    return word.upos in ("NOUN", "PROPN") and word.feat("Number") == "Plur"


def _is_definite(sentence: Sentence, noun: Word) -> bool:
    """Whether a noun is definite and says not itself whom it means: not "the regime of inspections", "Oman's enemy"."""
    parts = sentence.children(noun, "det", "nmod", "compound", "acl", "appos")
    definite = [part for part in parts if part.lemma.lower() in _DEFINITE or _is_pronoun(part)]
    return bool(definite) and len(definite) == len(parts)


def _is_pronoun(word: Word) -> bool:
    return word.deprel == "nmod:poss" and word.upos == "PRON"

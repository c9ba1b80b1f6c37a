"""Whom a statement speaks of without naming them: the side that its article speaks of most, or "both sides"."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rejoinder.stances.targets import Words
from rejoinder.syntax import Sentence, Span, Word

_NEAR = 2  # sentences back in which a pronoun's antecedent is looked for
_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
_NOUNS = frozenset({"adversary", "aggressor", "enemy", "invader", "neighbor", "neighbour", "occupier", "regime"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_DUAL = frozenset({"both", "either", "neither", "two"})
_PARTIES = frozenset(  # nouns that a pair of states is spoken of by
    {
        *("capital", "country", "government", "nation", "neighbor", "neighbour", "party", "power", "side", "state"),
        *("army", "leader", "people"),
    }
)


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
        share: of the sentences that speak of other sides than the speaker's, those that speak of it.
    """

    side: str
    distance: int
    share: float

    @property
    def is_near(self) -> bool:
        """Whether a pronoun can mean it."""
        return self.distance <= _NEAR


def find_opponents(article: Sequence[SentenceSides]) -> Iterator[Opponent | None]:
    """Find whom each statement of an article could speak of without naming a side.

    That is, of the sides that the article has named before, the one that most of its sentences speak of, and of equals
    the one named last.

    Args:
        article: the sides in each sentence, in order; the headline is the first.

    Yields:
        None where the speaker has no side, or speaks of another one by name.
    """
    counts = _count_sentences(article)
    last_named: dict[str, int] = {}
    for number, sentence in enumerate(article):
        named_before = [side for side in last_named if side != sentence.own]
        if sentence.own and named_before and not sentence.meant - {sentence.own}:
            side = max(named_before, key=lambda side: (counts[side], last_named[side]))
            others = sum(count for other, count in counts.items() if other != sentence.own)
            yield Opponent(side, number - last_named[side], counts[side] / others)
        else:
            yield None
        last_named |= dict.fromkeys(sentence.named, number)


def find_pair(article: Sequence[SentenceSides]) -> frozenset[str]:
    """Find whom "both sides" of an article are: the two that most of its sentences speak of; empty for fewer."""
    pair = _count_sentences(article).most_common(2)
    return frozenset(side for side, _ in pair) if len(pair) > 1 else frozenset()


def _count_sentences(article: Sequence[SentenceSides]) -> Counter[str]:
    return Counter(side for sentence in article for side in sorted(sentence.named))


def find_dual_mentions(sentence: Sentence) -> tuple[Words, ...]:
    """Find the words that speak of two sides together: "both sides", "the two countries"."""
    nouns = [word for word in sentence.words if word.lemma.lower() in _PARTIES and _is_dual(sentence, word)]
    return tuple((noun,) for noun in nouns)


def _is_dual(sentence: Sentence, noun: Word) -> bool:
    """Whether a noun means two that were named: "both sides", "our two states"; not "two states"."""
    parts = sentence.children(noun, "det", "nummod", "amod", "nmod", "compound", "acl")
    duals = [part for part in parts if part.lemma.lower() in _DUAL]
    definite = [part for part in parts if part.lemma.lower() in _DEFINITE or _is_pronoun(part)]
    means_named_ones = any(part.lemma.lower() != "two" for part in duals) or bool(duals and definite)
    return means_named_ones and len(duals) + len(definite) == len(parts)


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

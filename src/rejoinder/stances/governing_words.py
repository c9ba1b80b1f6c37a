"""Which words of a sentence govern or describe a mention, read off the dependency tree."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rejoinder.stances.targets import Words, find_head
from rejoinder.syntax import Sentence, Word

_OBJECT = frozenset({"obj", "iobj", "obl", "nmod", "ccomp", "xcomp", "acl"})
_SEPARATE = frozenset({"advcl", "parataxis", "discourse", "vocative"})  # a matter of its own
_POSSESSOR = frozenset({"nmod:poss", "amod", "compound"})
_SAME_LEVEL = frozenset({"amod", "compound", "flat", "conj", "appos", "fixed", "nmod"})  # no step up the tree
_NAMING = frozenset({"NOUN", "ADJ", "PROPN"})


@dataclass(frozen=True, kw_only=True)
class GoverningWord:
    """A word that governs or describes a mention, or belongs to it.

    Attributes:
        word: it.
        role: what the target is to it: "subject", "object", "modifier" (the word describes the target) or "itself".
        steps: how many steps up the tree the word is from the mention.
        compared: whether the target is what others are measured by ("better than the United States").
    """

    word: Word
    role: str
    steps: int
    compared: bool = False


def find_governing_words(sentence: Sentence, mention: Words, reach: int) -> Iterator[GoverningWord]:
    """Find the words that govern or describe a mention.

    Args:
        sentence: the parse.
        mention: its words, in order.
        reach: how many words above it are read.

    Yields:
        Its own words, those that describe it, and up to `reach` above it with what describes the target there.
    """
    for word in mention:
        yield GoverningWord(word=word, role="itself", steps=0)
    mention_ids = {word.id for word in mention}
    current, steps = find_head(sentence, mention), 0
    yield from _find_describing(sentence, current, mention_ids, steps)
    for above in list(sentence.ancestors(current))[:reach]:
        if _is_separate(sentence, current):
            return
        compared = any(child.lemma == "than" for child in sentence.children(current, "case", "mark"))
        for governing in _find_above(sentence, current, above, mention_ids, steps):
            yield replace(governing, compared=compared)
        steps += current.relation not in _SAME_LEVEL
        current = above


def _find_above(
    sentence: Sentence, current: Word, above: Word, mention_ids: set[int], steps: int
) -> Iterator[GoverningWord]:
    """Find what the word above says of the target, by the relation of the current word to it."""
    if current.deprel in _POSSESSOR:
        yield GoverningWord(word=above, role="subject", steps=steps)
        yield from _find_describing(sentence, above, mention_ids, steps)
    elif current.relation == "nsubj" and current.deprel != "nsubj:pass":
        yield from _find_predicate(sentence, above, steps)
    elif current.relation in _OBJECT or current.relation == "advcl" or current.deprel == "nsubj:pass":
        role = "subject" if _is_agent(sentence, current) else "object"
        yield GoverningWord(word=above, role=role, steps=steps)
        if current.relation == "obj":
            yield from _find_naming(sentence, above, steps)


def _is_separate(sentence: Sentence, word: Word) -> bool:
    """Whether a word heads a clause whose matter is not that of the verb above; "offered to talk" is one matter."""
    is_infinitive = any(child.lemma == "to" for child in sentence.children(word, "mark"))
    return word.deprel == "acl:relcl" or (word.relation in _SEPARATE and not is_infinitive)


def _is_agent(sentence: Sentence, word: Word) -> bool:
    """Whether a word is the "by" phrase of a passive, which does what the verb says."""
    return word.relation == "obl" and any(child.lemma == "by" for child in sentence.children(word, "case"))


def _find_describing(sentence: Sentence, word: Word, mention_ids: set[int], steps: int) -> Iterator[GoverningWord]:
    for child in sentence.children(word, "amod", "acl", "appos", "compound"):
        if child.id not in mention_ids:
            role = "subject" if child.relation == "acl" else "modifier"
            yield GoverningWord(word=child, role=role, steps=steps)


def _find_predicate(sentence: Sentence, above: Word, steps: int) -> Iterator[GoverningWord]:
    """Find what the target as subject does, is or has."""
    is_copular = bool(sentence.children(above, "cop"))
    yield GoverningWord(word=above, role="modifier" if is_copular else "subject", steps=steps)
    if is_copular:
        yield from _find_describing(sentence, above, set(), steps)
    for child in sentence.children(above, "obj", "conj", "xcomp"):
        if child.relation == "obj":  # "has no foundation"
            yield GoverningWord(word=child, role="modifier", steps=steps)
        elif not sentence.children(child, "nsubj"):
            is_verb = child.upos == "VERB" and not sentence.children(child, "cop")
            yield GoverningWord(word=child, role="subject" if is_verb else "modifier", steps=steps)


def _find_naming(sentence: Sentence, above: Word, steps: int) -> Iterator[GoverningWord]:
    """Find what the target as object is called: "called the council a thief"."""
    for child in sentence.children(above, "xcomp"):
        if child.upos in _NAMING:
            yield GoverningWord(word=child, role="modifier", steps=steps)
            yield from _find_describing(sentence, child, set(), steps)

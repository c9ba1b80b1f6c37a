"""Which words of a sentence govern or describe a mention, read off the dependency tree."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rejoinder.stances.targets import Words, head
from rejoinder.syntax import Sentence, Word

_OBJECT = frozenset({"obj", "iobj", "obl", "nmod", "ccomp", "xcomp", "acl"})
_APART = frozenset({"advcl", "parataxis", "discourse", "vocative"})  # a matter of its own
_POSSESSOR = frozenset({"nmod:poss", "amod", "compound"})
_SAME_PLACE = frozenset({"amod", "compound", "flat", "conj", "appos", "fixed", "nmod"})  # no step down the scale
_NAMING = frozenset({"NOUN", "ADJ", "PROPN"})


@dataclass(frozen=True, kw_only=True)
class Bearing:
    """A word that bears on a mention.

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


def bearings(sentence: Sentence, words: Words, reach: int) -> Iterator[Bearing]:
    """Words that bear on a mention: its own, those that describe it, and up to `reach` above it."""
    for word in words:
        yield Bearing(word=word, role="itself", steps=0)
    named = {word.id for word in words}
    current, steps = head(sentence, words), 0
    yield from _describing(sentence, current, named, steps)
    for above in list(sentence.ancestors(current))[:reach]:
        if _apart(sentence, current):
            return
        compared = any(child.lemma == "than" for child in sentence.children(current, "case", "mark"))
        for bearing in _above(sentence, current, above, named, steps):
            yield replace(bearing, compared=compared)
        steps += current.relation not in _SAME_PLACE
        current = above


def _above(sentence: Sentence, current: Word, above: Word, named: set[int], steps: int) -> Iterator[Bearing]:
    if current.deprel in _POSSESSOR:
        yield Bearing(word=above, role="subject", steps=steps)
        yield from _describing(sentence, above, named, steps)
    elif current.relation == "nsubj" and current.deprel != "nsubj:pass":
        yield from _predicate(sentence, above, steps)
    elif current.relation in _OBJECT or current.relation == "advcl" or current.deprel == "nsubj:pass":
        yield Bearing(word=above, role="subject" if _agent(sentence, current) else "object", steps=steps)
        if current.relation == "obj":
            yield from _called(sentence, above, steps)


def _apart(sentence: Sentence, word: Word) -> bool:
    """Whether a word heads a clause whose matter is not that of the verb above; "offered to talk" is one matter."""
    infinitive = any(child.lemma == "to" for child in sentence.children(word, "mark"))
    return word.deprel == "acl:relcl" or (word.relation in _APART and not infinitive)


def _agent(sentence: Sentence, word: Word) -> bool:
    """Whether a word is the "by" phrase of a passive, which does what the verb says."""
    return word.relation == "obl" and any(child.lemma == "by" for child in sentence.children(word, "case"))


def _describing(sentence: Sentence, word: Word, named: set[int], steps: int) -> Iterator[Bearing]:
    for child in sentence.children(word, "amod", "acl", "appos", "compound"):
        if child.id not in named:
            yield Bearing(word=child, role="subject" if child.relation == "acl" else "modifier", steps=steps)


def _predicate(sentence: Sentence, above: Word, steps: int) -> Iterator[Bearing]:
    """What the target as subject does, is or has."""
    copular = bool(sentence.children(above, "cop"))
    yield Bearing(word=above, role="modifier" if copular else "subject", steps=steps)
    if copular:
        yield from _describing(sentence, above, set(), steps)
    for child in sentence.children(above, "obj", "conj", "xcomp"):
        if child.relation == "obj":  # "has no foundation"
            yield Bearing(word=child, role="modifier", steps=steps)
        elif not sentence.children(child, "nsubj"):
            verb = child.upos == "VERB" and not sentence.children(child, "cop")
            yield Bearing(word=child, role="subject" if verb else "modifier", steps=steps)


def _called(sentence: Sentence, above: Word, steps: int) -> Iterator[Bearing]:
    """What the target as object is called: "called the council a thief"."""
    for child in sentence.children(above, "xcomp"):
        if child.upos in _NAMING:
            yield Bearing(word=child, role="modifier", steps=steps)
            yield from _describing(sentence, child, set(), steps)

"""Clauses and phrases of a tree: what joins a phrase, whether a verb is passive and who acts in it."""

from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.syntax import Sentence, Word


class PrepositionalPhrase(NamedTuple):
    """A phrase, or a gerund clause, with its preposition; `head` is the noun or gerund."""

    head: Word
    preposition: Word

    @property
    def pattern(self) -> str:
        """The subcategorisation pattern it fills: its preposition in lower case.

        "inf" where it is an infinitive that the tree takes for a noun: "declined to comment".
        """
        form = self.preposition.form.lower()
        return "inf" if form == "to" and self.head.xpos == "VB" else form


def is_passive(sentence: Sentence, word: Word) -> bool:
    """Whether the word is a passive verb, with its auxiliary or as a bare participle: after a noun, or "Asked, ..."."""
    if any(child.deprel in ("aux:pass", "nsubj:pass", "csubj:pass") for child in sentence.children(word)):
        return True
    head = sentence.head(word)
    if (
        word.deprel == "conj"
        and word.xpos == "VBN"
        and head is not None
        and not sentence.children(word, "nsubj", "aux")
    ):
        return is_passive(sentence, head)  # "were shown in and asked to wait"
    is_reduced = word.xpos in ("VBN", "VBD") and (word.deprel in ("acl", "advcl") or word.id == 1)
    return is_reduced and not sentence.children(word, "nsubj", "aux", "obj")


def preposition_of(sentence: Sentence, word: Word) -> Word | None:
    """The preposition or gerund marker of a phrase: its first "case" or "mark" child before it."""
    return next((c for c in sentence.children(word, "case", "mark") if c.id < word.id), None)


def prepositional_phrases(sentence: Sentence, word: Word, *relations: str) -> Iterator[PrepositionalPhrase]:
    """Phrases after a word with their prepositions; gerund clauses ("for doing") count.

    Args:
        sentence: the tree.
        word: what they hang on.
        relations: those in which they may stand to it.
    """
    for child in sentence.children(word, *relations):
        preposition = preposition_of(sentence, child)
        if preposition is None or child.id < word.id or child.deprel in ("obl:tmod", "obl:agent"):
            continue
        is_gerund = any(w.xpos == "VBG" for w in (child, *sentence.children(child, "aux")))
        if child.relation in ("obl", "nmod") or is_gerund:
            yield PrepositionalPhrase(child, preposition)


def passive_agent(sentence: Sentence, verb: Word) -> Word | None:
    """The head of the "by" phrase of a passive verb, None where it has none."""
    for child in sentence.children(verb, "obl"):
        preposition = preposition_of(sentence, child)
        if child.deprel == "obl:agent" or (preposition is not None and preposition.form.lower() == "by"):
            return child
    return None


def follows_comma(sentence: Sentence, clause: Word) -> bool:
    """Whether a comma stands before a clause, or opens it."""
    first = sentence.subtree(clause)[0]
    return first.form == "," or (first.id > 1 and sentence.word(first.id - 1).form == ",")

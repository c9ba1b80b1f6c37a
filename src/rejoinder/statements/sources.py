"""Who a cue belongs to: the word in the tree that names the source, and its phrase."""

from rejoinder.statements.complements import case, is_passive
from rejoinder.syntax import Sentence, Word

_OUT = {"parataxis", "discourse", "cc"}
_NO_SOURCE = {"it", "there", "that", "which", "this"}
_DEPTH = 4


def source_head(sentence: Sentence, cue: Word, light: frozenset[str] = frozenset()) -> Word | None:
    """The head of the source phrase of a cue; None where the sentence names nobody."""
    if cue.upos == "NOUN":
        return _of_noun(sentence, cue, light)
    if cue.upos != "ADJ" and is_passive(sentence, cue):
        return _agent(sentence, cue)
    return _subject(sentence, cue, _DEPTH)


def _agent(sentence: Sentence, verb: Word) -> Word | None:
    for child in sentence.children(verb, "obl"):
        link = case(sentence, child)
        if child.deprel == "obl:agent" or (link is not None and link.form.lower() == "by"):
            return child
    return None


def _subject(sentence: Sentence, word: Word, depth: int) -> Word | None:
    """The word's own subject, or the one it shares with the clause above it."""
    own = [c for c in sentence.children(word, "nsubj") if c.deprel != "nsubj:pass" or word.upos != "VERB"]
    if own:
        return min(own, key=lambda c: (c.id > word.id, abs(c.id - word.id)))
    head = sentence.head(word)
    if head is None or depth == 0:
        return None
    if word.relation == "acl" and head.upos in ("NOUN", "PROPN", "PRON"):
        return head
    if word.relation == "xcomp":
        objects = sentence.children(head, "obj", "iobj")
        if objects and any(c.form.lower() == "to" for c in sentence.children(word, "mark")):
            return objects[0]
        return _any_subject(sentence, head, depth - 1)
    if word.relation in ("conj", "advcl", "parataxis", "dep"):
        return _any_subject(sentence, head, depth - 1)
    return None


def _any_subject(sentence: Sentence, word: Word, depth: int) -> Word | None:
    """A subject, of a passive too: in "asked about it, he said" the two clauses share it."""
    own = sentence.children(word, "nsubj")
    return own[0] if own else _subject(sentence, word, depth)


def _of_noun(sentence: Sentence, noun: Word, light: frozenset[str]) -> Word | None:
    for child in sentence.children(noun, "nmod"):
        if child.deprel == "nmod:poss":
            return child
    for child in sentence.children(noun, "nmod"):
        link = case(sentence, child)
        if link is not None and link.form.lower() in ("by", "from"):
            return child
    head = sentence.head(noun)
    if noun.relation in ("obj", "obl") and head is not None and head.lemma in light:
        return source_head(sentence, head)
    return None


def source_words(sentence: Sentence, head: Word, cue: Word) -> list[Word]:
    """The source phrase: the head with title, apposition and relative clause, without what the cue or a comment adds."""
    above = {cue.id, *(w.id for w in sentence.ancestors(cue))}
    found, todo = [], [head]
    while todo:
        word = todo.pop()
        found.append(word)
        for child in sentence.children(word):
            if child.id in above or child.relation in _OUT - ({"cc"} if word.id != head.id else {"cc"}):
                continue
            if word.id == head.id and child.relation == "case" and child.id < word.id:
                continue
            todo.append(child)
    return sorted(found, key=lambda w: w.id)

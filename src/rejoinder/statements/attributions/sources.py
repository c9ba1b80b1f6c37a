"""Who a cue belongs to: the word in the tree that names the source, and its phrase."""

from rejoinder.statements.attributions.clauses import agent, case, is_passive
from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.statements.attributions.scope import after_comma, second_cues
from rejoinder.syntax import Sentence, Word

_OUT = {"parataxis", "discourse"}
_DEPTH = 4
_NOMINAL = {"NOUN", "PROPN", "PRON"}
_SHARING = {"xcomp", "conj", "advcl", "parataxis", "dep"}
_NONFINITE = {"VB", "VBG", "NN", "NNS", "JJ"}


def source_head(sentence: Sentence, cue: Word, lexicon: CueLexicon) -> Word | None:
    """The head of the source phrase of a cue; None where the sentence names nobody."""
    if cue.upos == "NOUN":
        return _of_noun(sentence, cue, lexicon)
    if cue.upos != "ADJ" and is_passive(sentence, cue):
        return agent(sentence, cue)
    clause = sentence.head(cue)
    first = clause and sentence.head(clause)
    if clause and first and clause.relation == "ccomp" and cue in second_cues(sentence, clause, lexicon):
        return source_head(sentence, first, lexicon)
    return _subject(sentence, cue, _DEPTH)


def _subject(sentence: Sentence, word: Word, depth: int) -> Word | None:
    """The word's own subject, or the one it shares with the clause above it."""
    own = [c for c in sentence.children(word, "nsubj") if c.deprel != "nsubj:pass" or word.upos != "VERB"]
    if not own and not sentence.children(word, "ccomp", "csubj", "cop"):
        own = [c for c in sentence.children(word, "expl") if c.form.lower() == "it"]  # "it declined to say"
    if own:
        return min(own, key=lambda c: (c.id > word.id, abs(c.id - word.id)))
    head = sentence.head(word)
    if head is None or depth == 0:
        return None
    marked = sentence.children(word, "mark")
    if word.relation == "acl" and not marked and head.upos in _NOMINAL:
        return head
    if word.relation == "xcomp" and marked:
        objects = sentence.children(head, "obj", "iobj")
        if objects:
            return objects[0]
    if word.relation in _SHARING or word.xpos in _NONFINITE:
        return _any_subject(sentence, head, depth - 1)
    return None


def _any_subject(sentence: Sentence, word: Word, depth: int) -> Word | None:
    """A subject, of a passive too: in "asked about it, he said" the two clauses share it."""
    own = sentence.children(word, "nsubj")
    return own[0] if own else _subject(sentence, word, depth)


def _of_noun(sentence: Sentence, noun: Word, lexicon: CueLexicon) -> Word | None:
    for child in sentence.children(noun, "compound"):
        if child.lemma.lower() in lexicon.institutions:
            return child
    for child in sentence.children(noun, "nmod"):
        if child.deprel == "nmod:poss":
            return child
    for child in sentence.children(noun, "nmod"):
        link = case(sentence, child)
        if link is not None and link.form.lower() in ("by", "from"):
            return child
    own = [c for c in sentence.children(noun, "nsubj") if c.id < noun.id]
    if own and sentence.children(noun, "cop"):
        return own[0]
    head = sentence.head(noun)
    if head is None:
        return None
    if noun.relation == "appos":
        return head
    if (
        noun.relation in ("obj", "obl")
        and head.upos == "VERB"
        and not (noun.relation == "obj" and _answers(head, lexicon))
    ):
        return source_head(sentence, head, lexicon)
    return None


def source_words(sentence: Sentence, head: Word, cue: Word, lexicon: CueLexicon) -> list[Word]:
    """The source phrase: head, title, apposition, relative clause; not what the cue, an aside or a comment adds."""
    above = {cue.id, *(w.id for w in sentence.ancestors(cue))}
    above |= {
        c.id for c in sentence.children(head, "nmod", "obl") if c.lemma.lower() in lexicon.times and c.id > head.id
    }
    found, todo = [], [head]
    while todo:
        word = todo.pop()
        found.append(word)
        todo += [c for c in sentence.children(word) if c.id not in above and _belongs(sentence, word, c, head)]
    return sorted(found, key=lambda w: w.id)


def _belongs(sentence: Sentence, word: Word, child: Word, head: Word) -> bool:
    if child.relation in _OUT:
        return False
    if word.id != head.id:
        return True
    if child.relation == "case":
        return child.id > word.id
    return child.deprel != "acl" or not after_comma(sentence, child)


def _answers(verb: Word, lexicon: CueLexicon) -> bool:
    """Whether a verb speaks about another's words: who rejects a claim has not made it."""
    cue = lexicon.of(verb.lemma, "VERB")
    return cue is not None and "obj" in cue.frames and verb.lemma not in lexicon.light

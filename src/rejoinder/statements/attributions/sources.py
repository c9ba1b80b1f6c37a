"""Whose cue it is: the word in the tree that names the source, and the phrase around it."""

from collections.abc import Sequence

from rejoinder.statements.attributions.clauses import follows_comma, is_passive, passive_agent, preposition_of
from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.statements.attributions.scope import find_continuing_cues
from rejoinder.syntax import Sentence, Word

_MAX_CLAUSES = 4  # above its own in which a cue may share a subject
_NOMINAL = {"NOUN", "PROPN", "PRON"}
_SHARING = {"xcomp", "conj", "advcl", "parataxis", "dep"}
_NONFINITE = {"VB", "VBG", "NN", "NNS", "JJ"}
_FINITE = {"VBD", "VBZ", "VBP"}
_PERSONAL = {"he", "she", "they", "i", "we", "who"}


def names_somebody(word: Word) -> bool:
    """Whether a word is a name or a personal pronoun."""
    return word.upos == "PROPN" or word.form.lower() in _PERSONAL


def find_source_head(sentence: Sentence, cue: Word, lexicon: CueLexicon) -> Word | None:
    """Find the head of a cue's source phrase: its subject, its agent, or who has the noun.

    Args:
        sentence: the tree.
        cue: a verb, adjective or noun.
        lexicon: the cues.

    Returns:
        the head, None where the sentence names nobody.
    """
    if cue.upos == "NOUN":
        return _noun_source(sentence, cue, lexicon)
    if cue.upos != "ADJ" and is_passive(sentence, cue):
        return passive_agent(sentence, cue)
    governor = sentence.head(cue)
    if cue.upos == "ADJ" and cue.relation == "xcomp" and governor is not None and is_passive(sentence, governor):
        return None  # "was found guilty of theft"
    first_cue = _continued_cue(sentence, cue, lexicon)
    if first_cue is not None:
        return find_source_head(sentence, first_cue, lexicon)
    subject = _subject_taken_for_clause(sentence, cue)
    if subject is not None:
        return subject
    return (
        _find_subject(sentence, cue, _MAX_CLAUSES)
        or _subject_taken_for_expletive(sentence, cue, lexicon)
        or _subject_taken_for_apposition(sentence, cue)
    )


def collect_source_words(sentence: Sentence, head: Word, cue: Word, lexicon: CueLexicon) -> list[Word]:
    """Collect the words of a source phrase: head, title, apposition and relative clause, in order.

    What belongs to the cue, an aside or a comment is left out, and so is a day behind the head.

    Args:
        sentence: the tree.
        head: head of the source phrase.
        cue: what it is the source of.
        lexicon: the cues, and the names of days.
    """
    excluded = {cue.id, *(w.id for w in sentence.ancestors(cue))}
    modifiers = sentence.children(head, "nmod", "obl")
    excluded |= {c.id for c in modifiers if c.lemma.lower() in lexicon.times and c.id > head.id}
    words, queue = [], [head, *_find_cut_off_name(sentence, head)]
    while queue:
        word = queue.pop()
        words.append(word)
        queue += [c for c in sentence.children(word) if c.id not in excluded and _belongs(sentence, c, word, head)]
    return sorted(words, key=lambda w: w.id)


def _find_cut_off_name(sentence: Sentence, head: Word) -> list[Word]:
    """A name right behind a subject that the tree takes for a second subject: "said stall holder | Ada Lind"."""
    governor = sentence.head(head)
    if governor is None or head.relation != "nsubj":
        return []
    others = sentence.children(governor, "nsubj")
    return [w for w in others if w.upos == "PROPN" and sentence.subtree(w)[0].id == head.id + 1]


def _belongs(sentence: Sentence, child: Word, parent: Word, head: Word) -> bool:
    """Whether a word below the head of a source is part of the phrase."""
    if child.relation in ("parataxis", "discourse"):
        return False
    if parent.id != head.id:
        return True
    if child.relation == "case":
        return child.id > head.id
    return child.deprel != "acl" or not follows_comma(sentence, child)


def _continued_cue(sentence: Sentence, cue: Word, lexicon: CueLexicon) -> Word | None:
    """The cue whose speaker a participle goes on with: "said" before ", adding that"."""
    clause = sentence.head(cue)
    if clause is None or clause.relation != "ccomp":
        return None
    return sentence.head(clause) if cue in find_continuing_cues(sentence, clause, lexicon) else None


def _subject_taken_for_clause(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of a participle that the tree takes for a clause: "Two people briefed on the talks said it was near".

    What is said stands behind the verb then, and another clause before it.
    """
    clauses = sentence.children(verb, "ccomp")
    if sentence.children(verb, "nsubj") or len(clauses) < 2 or not clauses[0].id < verb.id < clauses[-1].id:
        return None
    return next(iter(sentence.children(clauses[0], "nsubj")), None)


def _subject_taken_for_expletive(sentence: Sentence, verb: Word, lexicon: CueLexicon) -> Word | None:
    """The "it" that says something, which the tree takes for the "it" of "it seems"."""
    cue = lexicon.look_up(verb.lemma, verb.upos)
    if cue is None or cue.act != "speech" or "raise" in cue.patterns:
        return None
    return next((c for c in sentence.children(verb, "expl") if c.form.lower() == "it" and c.id < verb.id), None)


def _subject_taken_for_apposition(sentence: Sentence, verb: Word) -> Word | None:
    """The name right before a verb, hung on a phrase before it: "In a note on his site Ivo Tarn writes"."""
    if verb.xpos not in _FINITE or verb.id == 1:
        return None
    last = sentence.word(verb.id - 1)
    names = (w for w in (last, *sentence.ancestors(last)) if w.upos == "PROPN" and w.relation == "appos")
    return next((w for w in names if w.id < verb.id and not follows_comma(sentence, w)), None)


def _find_subject(sentence: Sentence, word: Word, depth: int) -> Word | None:
    """The word's own subject, or the one it shares with the clause above it, `depth` clauses up at most."""
    subject = _own_subject(sentence, word)
    head = sentence.head(word)
    if subject is not None or head is None or depth == 0:
        return subject
    markers = sentence.children(word, "mark")
    if word.relation == "acl" and not markers and head.upos in _NOMINAL:
        return head
    objects = sentence.children(head, "obj", "iobj")
    if objects and _shares_object(word, markers):
        return objects[0]
    if word.relation in _SHARING or word.xpos in _NONFINITE:
        return _find_shared_subject(sentence, head, depth - 1)
    return None


def _shares_object(word: Word, markers: Sequence[Word]) -> bool:
    """Whether its subject is the object of the clause above: "asked him to say", "quoted him as saying"."""
    if word.relation == "xcomp":
        return bool(markers)
    return word.relation == "advcl" and word.xpos == "VBG" and any(m.form.lower() == "as" for m in markers)


def _own_subject(sentence: Sentence, word: Word) -> Word | None:
    """The nearest subject, one before the word first, but after all in "No guard fired, says the mayor".

    "It" counts where nothing else could be its subject.
    """
    subjects = [c for c in sentence.children(word, "nsubj") if c.deprel != "nsubj:pass" or word.upos != "VERB"]
    if not subjects and not sentence.children(word, "ccomp", "csubj", "cop"):
        subjects = [c for c in sentence.children(word, "expl") if c.form.lower() == "it"]  # "it declined to say"
    is_last = not any(clause.id > word.id for clause in sentence.children(word, "ccomp", "xcomp"))
    is_inverted = is_last and word.id > 1 and sentence.word(word.id - 1).form == ","
    return min(subjects, key=lambda c: ((c.id > word.id) != is_inverted, abs(c.id - word.id)), default=None)


def _find_shared_subject(sentence: Sentence, word: Word, depth: int) -> Word | None:
    """A subject, of a passive too: in "asked about it, he said" the two clauses share it."""
    subjects = sentence.children(word, "nsubj")
    return subjects[0] if subjects else _find_subject(sentence, word, depth)


def _noun_source(sentence: Sentence, noun: Word, lexicon: CueLexicon) -> Word | None:
    """Who has a noun cue, by the first of the ways to say so that its phrase shows."""
    owners = [c for c in sentence.children(noun, "compound") if c.lemma.lower() in lexicon.institutions]
    owners += sentence.children(noun, "nmod:poss")  # "the minister's claim"
    owners += [c for c in sentence.children(noun, "nmod") if _is_author(sentence, c)]
    if sentence.children(noun, "cop"):
        owners += [c for c in sentence.children(noun, "nsubj") if c.id < noun.id]  # "the letter is a claim"
    return owners[0] if owners else _governing_source(sentence, noun, lexicon)


def find_owner_of_words(sentence: Sentence, noun: Word, lexicon: CueLexicon) -> Word | None:
    """Find whose words a noun stands for: "Lind's answer", "the verdict of Lind", "a reply from Lind".

    Args:
        sentence: the tree.
        noun: any word of it.
        lexicon: the cues, and the nouns for views.

    Returns:
        the head of the owner's phrase, None where the word is no noun for words or nobody has it.
    """
    is_for_words = lexicon.is_viewpoint(noun) or (noun.upos == "NOUN" and lexicon.look_up(noun.lemma, "NOUN"))
    if not is_for_words:
        return None
    owners = [*sentence.children(noun, "nmod:poss")]
    used = [agent for clause in sentence.children(noun, "acl") if (agent := passive_agent(sentence, clause))]
    owners += used  # "the word used by Lind"
    if noun.upos != "NOUN":
        return next(iter(owners), None)  # "in her telling"
    head = sentence.head(noun)
    beside = sentence.children(head, "obl") if head is not None and head.lemma == "come" else ()
    for phrase in (*sentence.children(noun, "nmod", "obl"), *beside):
        preposition = preposition_of(sentence, phrase)
        if preposition is not None and preposition.form.lower() in ("of", "by", "from"):
            owners.append(phrase)
    owners = [o for o in owners if o.lemma.lower() not in lexicon.times | lexicon.things]  # "the word of the day"
    return owners[0] if owners else None


def _is_author(sentence: Sentence, modifier: Word) -> bool:
    """ "A claim by the minister"."""
    preposition = preposition_of(sentence, modifier)
    return preposition is not None and preposition.form.lower() in ("by", "from")


def _governing_source(sentence: Sentence, noun: Word, lexicon: CueLexicon) -> Word | None:
    """The noun that a cue stands in apposition to, or the source of the verb that it completes."""
    head = sentence.head(noun)
    if head is None or noun.relation == "appos":
        return head
    is_completed = noun.relation == "obl" or (noun.relation == "obj" and not _is_about_words(head, lexicon))
    return find_source_head(sentence, head, lexicon) if is_completed and head.upos == "VERB" else None


def _is_about_words(verb: Word, lexicon: CueLexicon) -> bool:
    """Whether a verb speaks about another's words: who rejects a claim has not made it."""
    cue = lexicon.look_up(verb.lemma, "VERB")
    return cue is not None and "obj" in cue.patterns and verb.lemma not in lexicon.light_verbs

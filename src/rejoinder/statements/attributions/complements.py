"""The complements of a cue: which clause, infinitive or phrase beside a word could be what it attributes."""

from collections.abc import Iterator

from rejoinder.statements.attributions.clauses import is_passive, prepositional_phrases
from rejoinder.statements.attributions.passive_complements import find_passive_complements
from rejoinder.statements.attributions.subcategorisation import Complement, clause_pattern
from rejoinder.statements.attributions.verb_complements import find_active_complements
from rejoinder.syntax import Sentence, Word

_ALONE = {"nsubj", "aux", "advmod", "cc", "conj", "parataxis"}
_NEGATIONS = {"not", "n't", "never", "hardly", "rarely", "seldom", "scarcely", "barely"}
_FINITE = {"VBD", "VBZ", "VBP"}
_MAIN = {"root", "parataxis"}
_HAVING = ("have", "give", "offer")  # what makes a noun its subject's: "she had one answer: stay away"


def find_complements(sentence: Sentence, word: Word) -> Iterator[Complement]:
    """Find the possible contents of a verb, noun or adjective.

    Yields:
        complements, the more telling patterns first.
    """
    if word.upos == "NOUN":
        yield from _noun_complements(sentence, word)
    elif word.upos == "ADJ":
        yield from _adjective_complements(sentence, word)
    elif is_passive(sentence, word):
        yield from find_passive_complements(sentence, word)
    else:
        yield from find_active_complements(sentence, word)
        yield from _verb_alone(sentence, word)


def _verb_alone(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    """A main verb that says all by itself: "Both have accepted"; not "could agree", "Do both agree?"."""
    children = sentence.children(verb)
    subjects = [c for c in children if c.relation == "nsubj"]
    is_plain = all(c.relation in _ALONE or c.upos == "PUNCT" for c in children)
    is_denied = any(c.form.lower() in _NEGATIONS or c.xpos == "MD" for c in children)
    is_finite = verb.xpos in _FINITE or any(c.lemma == "have" for c in sentence.children(verb, "aux"))
    main = verb
    while main.relation == "conj" and (head := sentence.head(main)) is not None:
        main = head
    is_asked = sentence.words[-1].form == "?"
    if subjects and is_plain and is_finite and main.relation in _MAIN and not (is_denied or is_asked):
        yield Complement("alone", (verb,), None, (*subjects, *sentence.children(verb, "conj", "parataxis", "cc")))


def _adjective_complements(sentence: Sentence, adjective: Word) -> Iterator[Complement]:
    for clause in sentence.children(adjective, "ccomp", "xcomp", "advcl", "csubj"):
        if clause.id > adjective.id:
            pattern = clause_pattern(sentence, clause)
            if clause.relation != "advcl" or pattern in ("that", "inf"):
                yield Complement(pattern, (clause,))
    yield from _phrase_complements(sentence, adjective, "obl", "advcl", "nmod")


def _noun_complements(sentence: Sentence, noun: Word) -> Iterator[Complement]:
    for clause in sentence.children(noun, "acl", "ccomp", "xcomp", "advcl"):
        if clause.id > noun.id:
            yield from _noun_clause(sentence, clause)
    yield from _phrase_complements(sentence, noun, "nmod", "acl", "obl")
    head = sentence.head(noun)
    has_owner = bool(sentence.children(noun, "nmod:poss", "nmod"))
    if has_owner:
        yield from _clauses_after_colon(sentence, noun, noun)
    is_had = noun.relation == "obj" and head is not None and head.lemma in _HAVING
    if head is not None and (is_had or (has_owner and noun.relation == "nsubj")):
        yield from _clauses_after_colon(sentence, noun, head)
    if noun.relation == "nsubj" and head is not None and head.id > noun.id:
        yield from _copular_clause(sentence, noun, head)


def _noun_clause(sentence: Sentence, clause: Word) -> Iterator[Complement]:
    """ "The claim that", "a plan to"; a relative clause only where "that" could be its conjunction."""
    has_that = any(c.form.lower() == "that" and c.id < clause.id for c in sentence.children(clause, "mark"))
    pattern = clause_pattern(sentence, clause)
    if has_that:
        yield Complement("that", (clause,))
    elif pattern in ("inf", "wh") and clause.deprel != "acl:relcl":
        yield Complement(pattern, (clause,))


def _phrase_complements(sentence: Sentence, word: Word, *relations: str) -> Iterator[Complement]:
    for phrase in prepositional_phrases(sentence, word, *relations):
        yield Complement(phrase.pattern, (phrase.head,), phrase.preposition, (phrase.preposition,))


def _clauses_after_colon(sentence: Sentence, noun: Word, governor: Word) -> Iterator[Complement]:
    """ "Her message to the crew: stay away", "her message was clear: stay away", where it hangs on "clear"."""
    for clause in sentence.children(governor, "parataxis", "appos"):
        first = sentence.subtree(clause)[0]
        if first.id > noun.id and any(sentence.word(k).form == ":" for k in (first.id, first.id - 1)):
            yield from (Complement(pattern, (clause,)) for pattern in ("is", "that"))


def _copular_clause(sentence: Sentence, noun: Word, head: Word) -> Iterator[Complement]:
    """ "Their view is that it works", where "is" hangs on the clause's head."""
    copulas = [c for c in sentence.children(head, "cop") if c.id > noun.id]
    has_subject = any(c.id > noun.id for c in sentence.children(head, "nsubj"))
    is_marked = any(c.form.lower() in ("that", "to") for c in sentence.children(head, "mark"))
    if copulas and (has_subject or is_marked):
        outside = tuple(c for c in sentence.children(head) if c.id <= copulas[0].id)
        yield Complement("is", (head,), None, outside)

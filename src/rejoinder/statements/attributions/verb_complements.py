"""The complements of an active verb: clauses, infinitives, objects and phrases that it could attribute."""

from collections.abc import Iterator
from dataclasses import dataclass

from rejoinder.statements.attributions.clauses import PrepositionalPhrase, preposition_of, prepositional_phrases
from rejoinder.statements.attributions.subcategorisation import Complement, clause_pattern
from rejoinder.syntax import Sentence, Word

_EXPLETIVES = {"it", "there"}
_CAUSATIVES = {"let", "make"}
_ASKING = frozenset(
    {"ask", "say", "tell", "know", "wonder", "decide", "specify", "announce"}
)  # behind others, "when" dates
_BREAKS = {",", ";", ":", "-", "--", "–", "—", "(", ")"}


@dataclass(frozen=True, slots=True)
class _Arguments:
    """An active verb with its arguments.

    Attributes:
        addressee: the object, or else whom the verb tells, asks or gives something.
        clauses: finite clauses and questions.
        predicates: infinitives, gerunds and predicates without a subject of their own.
    """

    sentence: Sentence
    verb: Word
    subject: Word | None
    objects: list[Word]
    addressee: Word | None
    clauses: list[Word]
    predicates: list[Word]
    phrases: list[PrepositionalPhrase]


def find_active_complements(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    """Find the possible contents of a verb that is not passive.

    Yields:
        complements, the more telling patterns first.
    """
    arguments = _read_arguments(sentence, verb)
    yield from _finite_clauses(arguments)
    if not arguments.clauses:
        yield from _extraposed_clauses(sentence, verb)
        yield from _misattached_that_clauses(sentence, verb)
        yield from _misattached_questions(sentence, verb)
    yield from _misattached_infinitives(arguments)
    for predicate in arguments.predicates:
        yield from _predicate_complements(arguments, predicate)
    yield from _objects_with_phrases(arguments)
    yield from _objects(arguments)
    for phrase in arguments.phrases:
        yield Complement(phrase.pattern, (phrase.head,), phrase.preposition, (phrase.preposition,))


def _read_arguments(sentence: Sentence, verb: Word) -> _Arguments:
    objects = [c for c in sentence.children(verb, "obj") if c.deprel != "obj:lvc"]
    objects = objects or _object_taken_for_predicate(sentence, verb)
    purposes = [c for c in sentence.children(verb, "advcl") if c.id > verb.id and clause_pattern(sentence, c) == "inf"]
    return _Arguments(
        sentence,
        verb,
        subject=next(iter(sentence.children(verb, "nsubj")), None),
        objects=objects,
        addressee=next(iter(objects or sentence.children(verb, "iobj")), None),
        clauses=[c for c in sentence.children(verb, "ccomp") if c.deprel != "ccomp:pred"],
        predicates=[
            *(c for c in sentence.children(verb, "xcomp") if c not in objects),
            *purposes,
        ],  # the parser may take an infinitive for a purpose
        phrases=list(prepositional_phrases(sentence, verb, "obl", "advcl")),
    )


def _object_taken_for_predicate(sentence: Sentence, verb: Word) -> list[Word]:
    """The first of two nouns that the tree takes for predicates: "expect hacking to stop"."""
    predicates = sentence.children(verb, "xcomp")
    nouns = [c for c in predicates if c.upos in ("NOUN", "PROPN", "PRON") and c.id > verb.id]
    return nouns[:1] if len(predicates) > 1 and nouns[:1] == list(predicates[:1]) else []


def _finite_clauses(arguments: _Arguments) -> Iterator[Complement]:
    """Finite clauses, those behind the verb first: one before it may be its subject, or an adverbial."""
    sentence, verb = arguments.sentence, arguments.verb
    for clause in sorted(arguments.clauses, key=lambda c: (c.id < verb.id, c.id)):
        if clause.id < verb.id:
            yield Complement("that", (*_misattached_subjects(arguments, clause), clause))
        else:
            pattern = clause_pattern(sentence, clause)
            heads = (*_misattached_subjects(arguments, clause), clause, *_further_clauses(arguments, clause))
            yield Complement(pattern, heads)


def _misattached_subjects(arguments: _Arguments, clause: Word) -> Iterator[Word]:
    """The subject of a clause that the tree hangs on its verb, as a second subject: "Lind said many of them failed".

    "Many of them failed, said Lind" likewise.
    """
    sentence, verb = arguments.sentence, arguments.verb
    subjects = sentence.children(verb, "nsubj")
    if sentence.children(clause, "nsubj", "csubj", "expl"):
        return
    is_behind = clause.id > verb.id
    if any((c.id < verb.id) == is_behind for c in subjects):
        yield from (c for c in subjects if (c.id > verb.id) == is_behind and c.id < clause.id)


def _further_clauses(arguments: _Arguments, clause: Word) -> Iterator[Word]:
    """Clauses after the first that belong to the content though they hang on its verb: "says it rained and all fled".

    They have a subject of their own and no comma before them, or are complements too.
    """
    sentence = arguments.sentence
    yield from (c for c in arguments.clauses if c.id > clause.id)
    for other in sentence.children(arguments.verb, "conj", "advcl"):
        if other.id > clause.id and sentence.children(other, "nsubj", "expl"):
            first = sentence.subtree(other)[0]
            if first.id > clause.id and first.upos != "PUNCT" and sentence.word(first.id - 1).form not in _BREAKS:
                yield other


def _extraposed_clauses(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    """ "It seems certain that", "made it clear that", "let it be known that": the clause stands behind a predicate."""
    predicates = sentence.children(verb, "xcomp")
    if sentence.children(verb, "expl"):
        for clause in sentence.children(verb, "csubj"):
            yield Complement("that", (*predicates, clause))
    for predicate in predicates:
        if predicate.upos == "ADJ" or verb.lemma in _CAUSATIVES:
            for clause in sentence.children(predicate, "ccomp", "csubj"):
                yield Complement(clause_pattern(sentence, clause), (clause,))


def _misattached_that_clauses(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    """A that-clause that the parser hung on a phrase beside the verb, or within it: "said in a text that"."""
    for phrase in sentence.children(verb, "obl", "obj", "iobj", "advmod"):
        if phrase.id > verb.id:
            for clause in sentence.subtree(phrase):
                if clause.relation in ("acl", "ccomp", "advcl", "parataxis") and _is_that_clause(sentence, clause):
                    yield Complement("that", (clause,))


def _is_that_clause(sentence: Sentence, clause: Word) -> bool:
    """Whether "that" opens a clause with a subject of its own, and is not it."""
    first = sentence.subtree(clause)[0]
    return first.form.lower() == "that" and any(c.id > first.id for c in sentence.children(clause, "nsubj", "expl"))


def _misattached_questions(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    """An indirect question that the parser took for an adverbial clause: right after the verb or whom it asks."""
    ends = {verb.id, *(sentence.subtree(c)[-1].id for c in sentence.children(verb, "obj", "iobj"))}
    for clause in sentence.children(verb, "advcl"):
        first = sentence.subtree(clause)[0]
        is_time = first.form.lower() == "when" and verb.lemma not in _ASKING
        if clause.id > verb.id and first.id - 1 in ends and not is_time and clause_pattern(sentence, clause) == "wh":
            yield Complement("wh", (clause,))


def _misattached_infinitives(arguments: _Arguments) -> Iterator[Complement]:
    """An infinitive that the parser hung on a relative clause: "advised those who walk there to turn back"."""
    sentence = arguments.sentence
    for word in arguments.objects:
        for clause in sentence.children(word, "acl:relcl"):
            if any(
                clause_pattern(sentence, c) == "inf" for c in sentence.children(clause, "advcl") if c.id > clause.id
            ):
                yield Complement("obj+inf", (word,))


def _predicate_complements(arguments: _Arguments, predicate: Word) -> Iterator[Complement]:
    """An infinitive, gerund or bare predicate: with whom it is about, and alone."""
    pattern = clause_pattern(arguments.sentence, predicate)
    if arguments.addressee:
        yield Complement(f"obj+{pattern}", (arguments.addressee, predicate))
    if pattern == "ing" and _governs_infinitive(arguments.sentence, predicate):
        yield Complement("obj+inf", (predicate,))  # a gerund as object: "they expect hacking to stop"
    if not arguments.objects:
        for phrase in arguments.phrases:
            if phrase.head.id < predicate.id:
                heads = (phrase.head, predicate)
                yield Complement(f"{phrase.pattern}+{pattern}", heads, phrase.preposition, (phrase.preposition,))
    yield Complement(pattern, (predicate,))
    subject = arguments.subject
    if subject and subject.form.lower() not in _EXPLETIVES:
        yield Complement("raise", (subject, predicate), None, (arguments.verb,))


def _governs_infinitive(sentence: Sentence, gerund: Word) -> bool:
    return any(clause_pattern(sentence, c) == "inf" for c in sentence.children(gerund, "xcomp"))


def _objects_with_phrases(arguments: _Arguments) -> Iterator[Complement]:
    if not arguments.objects:
        return
    first = arguments.objects[0]
    for phrase in arguments.phrases:
        yield Complement(f"obj+{phrase.pattern}", (first, phrase.head))
    dependents = arguments.sentence.children(arguments.verb, "obl", "advcl", "xcomp")
    everything = (first, *(c for c in dependents if c.id > first.id))
    yield Complement("doc", everything)
    yield Complement("wish", everything)


def _objects(arguments: _Arguments) -> Iterator[Complement]:
    for word in arguments.objects:
        if arguments.sentence.children(word, "nummod"):
            yield Complement("num", (word, *_misattached_phrases(arguments.sentence, arguments.verb, word)))
        yield Complement("obj", (word, *_misattached_phrases(arguments.sentence, arguments.verb, word)))


def _misattached_phrases(sentence: Sentence, verb: Word, noun: Word) -> Iterator[Word]:
    """Phrases right after an object that the tree hangs on its verb: "opposes a ban in the schools"."""
    end = sentence.subtree(noun)[-1].id
    for phrase in sentence.children(verb, "obl"):
        words = sentence.subtree(phrase)
        if words[0].id == end + 1 and phrase.deprel == "obl" and preposition_of(sentence, phrase) is not None:
            yield phrase
            end = words[-1].id

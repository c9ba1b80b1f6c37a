"""The complements of a passive verb: what is said of its subject, or by its agent."""

from collections.abc import Iterator

from rejoinder.statements.attributions.clauses import passive_agent, prepositional_phrases
from rejoinder.statements.attributions.subcategorisation import Complement, clause_pattern
from rejoinder.syntax import Sentence, Word

_EXPLETIVES = {"it", "there"}


def find_passive_complements(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    """Find the possible contents of a passive verb; its subject may be one, or part of one.

    Yields:
        complements, the more telling patterns first.
    """
    subject = _passive_subject(sentence, verb)
    for clause in sentence.children(verb, "ccomp"):
        yield Complement(f"pass:{clause_pattern(sentence, clause)}", (clause,))
    for clause in sentence.children(verb, "xcomp"):
        pattern = clause_pattern(sentence, clause)
        if subject:
            yield Complement(f"pass:obj+{pattern}", (subject, clause), None, (verb,))
        yield Complement(f"pass:{pattern}", (clause,))
    for phrase in prepositional_phrases(sentence, verb, "obl", "advcl"):
        head, preposition = phrase
        if subject:
            yield Complement(f"pass:obj+{phrase.pattern}", (subject, head), preposition, (verb, preposition))
        yield Complement(f"pass:{phrase.pattern}", (head,), preposition, (preposition,))
    if subject:
        if passive_agent(sentence, verb) is not None:
            yield Complement("pass:agent", (subject,), None, (verb,))
        yield Complement("pass:obj", (subject,), None, (verb,))


def _passive_subject(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of a passive, or the noun that a participle stands by; None where it is an expletive."""
    subjects = sentence.children(verb, "nsubj", "csubj")
    subject = subjects[0] if subjects else sentence.head(verb) if verb.relation == "acl" else None
    return None if subject is None or subject.form.lower() in _EXPLETIVES else subject

"""Features of a statement's clauses: who does what to whom, in which mood and speech act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rejoinder.frame_coder.cues import FIRST_PERSON, NEGATORS
from rejoinder.syntax import Sentence, Word

_SUBJECTS = ("nsubj", "csubj")
_OBJECTS = ("obj", "iobj", "obl")
_CLAUSES = {"root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"}
_FUTURE = {"will", "shall"}
_OBLIGATION = {"must", "shall", "should"}
_POSSIBILITY = {"can", "may", "could", "might", "would"}
_CONDITIONS = {"if", "unless"}
# Illocutionary classes of reporting and performative verbs (Searle 1976, doi:10.1017/S0047404500006837), as far as they
# tell frames apart.
_ACTS = {
    "directive": "urge call demand ask request insist appeal invite encourage exhort require",
    "commissive": "pledge promise vow offer agree commit undertake guarantee intend",
    "denial": "deny reject refute dismiss disclaim rebut disavow dispute",
    "warning": "warn threaten caution alert",
    "accusation": "accuse blame condemn denounce decry deplore charge criticise criticize protest",
}
ACTS = {lemma: act for act, lemmas in _ACTS.items() for lemma in lemmas.split()}


@dataclass(frozen=True)
class Clause:
    """What one predicate of a sentence says.

    Attributes:
        verb: its predicate.
        auxiliaries: lemmas of the predicate's auxiliaries.
        negated: a negation stands at the predicate, or at a word for its subject or object.
        agent: whose deed it is: "own" side, "other", or "" where no agent is named.
        patient: the own side stands as object, oblique or subject of a passive.
        conditional: "if" or "unless" introduces it.
    """

    verb: Word
    auxiliaries: frozenset[str]
    negated: bool
    agent: str
    patient: bool
    conditional: bool


def extract_clauses(sentence: Sentence, own_side: frozenset[int]) -> list[Clause]:
    """Extract the clauses of a sentence, in order.

    Args:
        sentence: a parsed sentence.
        own_side: ids of the words that name the speaker's own side.
    """
    predicates = [
        w for w in sentence.words if w.relation in _CLAUSES or (w.relation == "conj" and w.upos in {"VERB", "AUX"})
    ]
    return [_describe_clause(sentence, verb, own_side) for verb in predicates]


def _describe_clause(sentence: Sentence, verb: Word, own_side: frozenset[int]) -> Clause:
    dependents = sentence.children(verb)
    subjects = _select_words(dependents, _SUBJECTS)
    objects = _select_words(dependents, _OBJECTS)
    passive = any(word.deprel == "nsubj:pass" for word in subjects)
    own_subject = any(_names_own_side(sentence, word, own_side) for word in subjects)
    agent = "" if passive else _name_agent(subjects, own_subject)
    return Clause(
        verb=verb,
        auxiliaries=frozenset(word.lemma.lower() for word in dependents if word.relation == "aux"),
        negated=any(map(_is_negator, dependents)) or _has_negated_argument(sentence, (*subjects, *objects)),
        agent=agent,
        patient=own_subject if passive else agent != "own" and _contains_own_side(sentence, objects, own_side),
        conditional=any(map(_is_condition_mark, dependents)),
    )


def _select_words(words: Sequence[Word], relations: Sequence[str]) -> list[Word]:
    return [word for word in words if word.relation in relations]


def _name_agent(subjects: Sequence[Word], own_subject: bool) -> str:
    """The agent of an active clause."""
    if not subjects:
        return ""
    return "own" if own_subject else "other"


def _is_negator(word: Word) -> bool:
    return word.lemma.lower() in NEGATORS or word.form.lower() in NEGATORS


def _has_negated_argument(sentence: Sentence, arguments: Sequence[Word]) -> bool:
    """Whether a negator determines a subject or object ("no troops")."""
    return any(_is_negator(word) for argument in arguments for word in sentence.children(argument, "det"))


def _is_condition_mark(word: Word) -> bool:
    return word.relation == "mark" and word.lemma.lower() in _CONDITIONS


def _contains_own_side(sentence: Sentence, objects: Sequence[Word], own_side: frozenset[int]) -> bool:
    """Whether the own side is named anywhere in an object."""
    return any(word.id in own_side for argument in objects for word in sentence.subtree(argument))


def _names_own_side(sentence: Sentence, word: Word, own_side: frozenset[int]) -> bool:
    """Whether a subject is the own side: itself or by an attribute ("our troops", "Ruritanian ships")."""
    attributes = sentence.children(word, "nmod:poss", "compound", "amod", "flat")
    return word.id in own_side or any(w.id in own_side for w in attributes)


def _performs(act: str) -> Callable[[Clause], bool]:
    return lambda clause: ACTS.get(clause.verb.lemma.lower()) == act


_OF_CLAUSE: dict[str, Callable[[Clause], bool]] = {
    "negated clause": lambda c: c.negated,
    "own side acts": lambda c: c.agent == "own",
    "own side does not act": lambda c: c.agent == "own" and c.negated,
    "own side will act": lambda c: c.agent == "own" and bool(c.auxiliaries & _FUTURE),
    "own side is acted on": lambda c: c.patient,
    "others act on own side": lambda c: c.patient and c.agent == "other",
    "future": lambda c: bool(c.auxiliaries & _FUTURE),
    "obligation": lambda c: bool(c.auxiliaries & _OBLIGATION),
    "possibility": lambda c: bool(c.auxiliaries & _POSSIBILITY),
    "condition": lambda c: c.conditional,
    "imperative": lambda c: c.verb.feat("Mood") == "Imp",
} | {act: _performs(act) for act in _ACTS}
_OF_TEXT: dict[str, Callable[[str, Sequence[Sentence]], bool]] = {
    "first person": lambda _, sentences: any(w.form.lower() in FIRST_PERSON for s in sentences for w in s.words),
    "reported": lambda _, sentences: any(
        s.children(s.root, "ccomp") and s.children(s.root, "nsubj") for s in sentences
    ),
    "question": lambda text, _: text.rstrip("\"'”’ ").endswith("?"),
}
NAMES = (*_OF_CLAUSE, *_OF_TEXT)


def compute_clause_features(
    text: str, sentences: Sequence[Sentence], own_side: Sequence[frozenset[int]]
) -> list[float]:
    """Compute the clause features of a statement.

    Args:
        text: the statement.
        sentences: its parse.
        own_side: for each sentence, ids of the words that name the speaker's own side.

    Returns:
        0 or 1 for each of `NAMES`, in order; 1 where it holds of any clause, or of the text.
    """
    clauses = [clause for s, ids in zip(sentences, own_side, strict=True) for clause in extract_clauses(s, ids)]
    of_clauses = [any(map(holds, clauses)) for holds in _OF_CLAUSE.values()]
    of_text = [holds(text, sentences) for holds in _OF_TEXT.values()]
    return [float(mark) for mark in (*of_clauses, *of_text)]

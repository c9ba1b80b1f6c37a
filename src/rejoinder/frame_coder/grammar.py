"""Grammatical marks of a statement that the frame coder sees: who does what to whom, in which mood and speech act."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rejoinder.frame_coder.cues import FIRST_PERSON, NEGATORS
from rejoinder.syntax import Sentence, Word

_SUBJECTS = ("nsubj", "csubj")
_OBJECTS = ("obj", "iobj", "obl")
_CLAUSES = {"root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"}
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


def clauses(sentence: Sentence, own: frozenset[int]) -> list[Clause]:
    """The clauses of a sentence in order; `own` are ids of words that name the speaker's own side."""
    heads = [
        w for w in sentence.words if w.relation in _CLAUSES or (w.relation == "conj" and w.upos in {"VERB", "AUX"})
    ]
    return [_clause(sentence, verb, own) for verb in heads]


def _clause(sentence: Sentence, verb: Word, own: frozenset[int]) -> Clause:
    dependents = sentence.children(verb)
    under = [(word, word.relation) for word in dependents]
    subjects = [word for word, relation in under if relation in _SUBJECTS]
    others = [word for word, relation in under if relation in _OBJECTS]
    passive = any(w.deprel == "nsubj:pass" for w in subjects)
    own_subject = bool(own) and any(_names(sentence, w, own) for w in subjects)
    below = [*dependents, *(c for w in (*subjects, *others) for c in sentence.children(w, "det"))]
    agent = "" if passive or not subjects else "own" if own_subject else "other"
    own_object = bool(own) and any(x.id in own for w in others for x in sentence.subtree(w))
    return Clause(
        verb=verb,
        auxiliaries=frozenset(word.lemma.lower() for word, relation in under if relation == "aux"),
        negated=any(w.lemma.lower() in NEGATORS or w.form.lower() in NEGATORS for w in below),
        agent=agent,
        patient=own_subject if passive else own_object and agent != "own",
        conditional=any(word.lemma.lower() in _CONDITIONS for word, relation in under if relation == "mark"),
    )


def _names(sentence: Sentence, word: Word, own: frozenset[int]) -> bool:
    """Whether a subject is the own side: itself or by an attribute ("our troops", "Ruritanian ships")."""
    attributes = sentence.children(word, "nmod:poss", "compound", "amod", "flat")
    return word.id in own or any(w.id in own for w in attributes)


def _performs(act: str) -> Callable[[Clause], bool]:
    return lambda clause: ACTS.get(clause.verb.lemma.lower()) == act


_OF_CLAUSE: dict[str, Callable[[Clause], bool]] = {
    "negated clause": lambda c: c.negated,
    "own side acts": lambda c: c.agent == "own",
    "own side does not act": lambda c: c.agent == "own" and c.negated,
    "own side will act": lambda c: c.agent == "own" and bool(c.auxiliaries & {"will", "shall"}),
    "own side is acted on": lambda c: c.patient,
    "others act on own side": lambda c: c.patient and c.agent == "other",
    "future": lambda c: bool(c.auxiliaries & {"will", "shall"}),
    "obligation": lambda c: bool(c.auxiliaries & _OBLIGATION),
    "possibility": lambda c: bool(c.auxiliaries & _POSSIBILITY),
    "condition": lambda c: c.conditional,
    "imperative": lambda c: c.verb.feat("Mood") == "Imp",
} | {act: _performs(act) for act in _ACTS}
_OF_TEXT = ("first person", "reported", "question")
NAMES = (*_OF_CLAUSE, *_OF_TEXT)


def marks(text: str, sentences: Sequence[Sentence], own: Sequence[frozenset[int]]) -> list[float]:
    """The marks of a statement, 0 or 1, in the order of `NAMES`; `own` are by sentence ids of words that name the
    speaker's own side."""
    found = [c for s, ids in zip(sentences, own, strict=True) for c in clauses(s, ids)]
    whole: Mapping[str, bool] = {
        "first person": any(w.form.lower() in FIRST_PERSON for s in sentences for w in s.words),
        "reported": any(s.children(s.root, "ccomp") and s.children(s.root, "nsubj") for s in sentences),
        "question": text.rstrip("\"'”’ ").endswith("?"),
    }
    of_clauses = [any(map(holds, found)) for holds in _OF_CLAUSE.values()]
    return [float(mark) for mark in (*of_clauses, *(whole[name] for name in _OF_TEXT))]

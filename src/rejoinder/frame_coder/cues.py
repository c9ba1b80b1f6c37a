"""Cues of a codebook in parsed sentences, with negation and the speaker's own side told by syntax."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rejoinder.codebook import Codebook, Cue
from rejoinder.syntax import Sentence, Word

NEGATORS = {"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "nobody", "nothing", "none", "hardly"}
FIRST_PERSON = {"we", "i", "us", "our", "ours", "me", "my", "mine", "ourselves", "myself"}
_THIRD_PERSON = {"it", "its", "itself", "they", "them", "their", "themselves", "he", "his", "him", "she", "her"}
_CLAUSES = {"ccomp", "advcl", "acl", "parataxis", "root", "csubj"}
_CONTENT = {"ccomp", "xcomp", "parataxis", "advcl"}
_SUBJECTS = ("nsubj", "csubj")
_OBJECTS = ("obj", "iobj", "obl")


@dataclass(frozen=True)
class Hit:
    """A cue found in a sentence.

    Attributes:
        frame: the frame it signals.
        cue: the codebook's entry.
        words: the matched words, in order.
        negated: a negation reaches it.
        own: the speaker's own side stands where the cue wants it, or the cue does not ask.
    """

    frame: str
    cue: Cue
    words: tuple[Word, ...]
    negated: bool
    own: bool

    @property
    def counts(self) -> bool:
        """Whether all the cue's conditions are met."""
        fits = {"blocks": not self.negated, "required": self.negated, "ignored": True}
        return self.own and fits[self.cue.negated]

    def __str__(self) -> str:
        state = "" if self.counts else " (does not count: " + ("own side" if not self.own else "negation") + ")"
        return f"cue '{' '.join(w.form for w in self.words)}' [{self.cue.lemmas}]{state}"


def hits(sentence: Sentence, codebook: Codebook, own: frozenset[int]) -> list[Hit]:
    """All cues in a sentence, in the order of frames, cues and words; `own` are ids of words that name the own side."""
    found = []
    lemmas = [word.lemma.lower() for word in sentence.words]
    for frame, cue in _possible(codebook, frozenset(lemmas)):
        for words in _matches(sentence.words, lemmas, cue):
            top = _top(words)
            negated = _negated(sentence, top, {w.id for w in words})
            found.append(Hit(frame, cue, words, negated, _own(sentence, top, cue.own_side, own)))
    return found


def _possible(codebook: Codebook, present: frozenset[str]) -> list[tuple[str, Cue]]:
    """Frames and cues, in order, all of whose words are among the lemmas: few, as nearly always."""
    by_lemma = codebook.by_lemma
    numbers = {number for lemma in by_lemma.keys() & {*present, ""} for number in by_lemma[lemma]}
    found = [codebook.cues[number] for number in sorted(numbers)]
    return [(f, c) for f, c in found if not any(o is not None and o.isdisjoint(present) for o in c.pattern)]


def strength(found: Iterable[Hit], frame: str) -> float:
    """How strongly the counting cues signal a frame, in [0, 1]: the noisy-or of their weights."""
    rest = 1.0
    for hit in found:
        if hit.frame == frame and hit.counts:
            rest *= 1.0 - hit.cue.weight
    return 1.0 - rest


def own_words(sentence: Sentence, names: Sequence[str]) -> frozenset[int]:
    """Ids of the words by which the speaker speaks of the own side.

    These are the first person; a word sequence in `names` (of the speaker's side, any case); and, in what a subject
    other than a first person is reported to say, the third-person pronouns, which mostly mean that subject ("Ruritania
    said its ..."; not "we will answer if they ...").
    """
    own = {w.id for w in sentence.words if w.form.lower() in FIRST_PERSON}
    forms = [w.form.lower() for w in sentence.words]
    for name in names:
        parts = name.lower().split()
        for begin in range(len(forms) - len(parts) + 1):
            if parts and forms[begin : begin + len(parts)] == parts:
                own.update(range(begin + 1, begin + len(parts) + 1))
    subjects = sentence.children(sentence.root, *_SUBJECTS)
    if subjects and not any(w.form.lower() in FIRST_PERSON for w in subjects):
        for clause in sentence.children(sentence.root, *_CONTENT):
            own.update(w.id for w in sentence.subtree(clause) if w.form.lower() in _THIRD_PERSON)
    return frozenset(own)


def _matches(words: Sequence[Word], lemmas: Sequence[str], cue: Cue) -> list[tuple[Word, ...]]:
    pattern = cue.pattern
    found = []
    for begin in range(len(words) - len(pattern) + 1):
        part = words[begin : begin + len(pattern)]
        if cue.upos and part[0].upos != cue.upos:
            continue
        if all(options is None or lemma in options for lemma, options in zip(lemmas[begin:], pattern, strict=False)):
            found.append(tuple(part))
    return found


def _top(words: Sequence[Word]) -> Word:
    """The word of a phrase that hangs on something outside it."""
    ids = {w.id for w in words}
    return next((w for w in words if w.head not in ids), words[0])


def _clause(sentence: Sentence, word: Word) -> list[Word]:
    """The word and its heads up to the predicate of its clause."""
    chain = [word]
    for above in sentence.ancestors(word):
        if chain[-1].relation in _CLAUSES or _contrasted(sentence, chain[-1], above):
            break
        chain.append(above)
    return chain


def _contrasted(sentence: Sentence, word: Word, head: Word) -> bool:
    """Whether "but" sets a conjunct off from the first one: in "not war but rules" the negation ends at "but"."""
    before = [w for w in sentence.children(head, "conj") if w.id <= word.id] if word.relation == "conj" else []
    return any(mark.lemma.lower() == "but" for w in before for mark in sentence.children(w, "cc"))


def _negated(sentence: Sentence, top: Word, inside: set[int]) -> bool:
    """Whether a negator outside the phrase hangs on it or on a word over it in its clause."""
    below = [child for word in _clause(sentence, top) for child in sentence.children(word)]
    return any(w.lemma.lower() in NEGATORS or w.form.lower() in NEGATORS for w in below if w.id not in inside)


def _own(sentence: Sentence, top: Word, role: str, own: frozenset[int]) -> bool:
    if role in ("", "any"):
        return not role or bool(own)
    relations: tuple[str, ...] = _SUBJECTS if role == "subject" else _OBJECTS
    clause = _clause(sentence, top)
    passive = any(sentence.children(word, "nsubj:pass") for word in clause)
    if role == "object" and passive:
        relations = ("nsubj:pass",)
    places = [child for word in clause for child in sentence.children(word, *relations)]
    return any(w.id in own for place in places for w in sentence.subtree(place))

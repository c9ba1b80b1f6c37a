"""Cues of a codebook in parsed sentences, with negation and the speaker's own side resolved by syntax."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rejoinder.codebook import Codebook, CodebookCue, find_phrase
from rejoinder.first_person import FIRST_PERSON
from rejoinder.syntax import NEGATORS, Sentence, Word

_THIRD_PERSON = {"it", "its", "itself", "they", "them", "their", "themselves", "he", "his", "him", "she", "her"}
_CLAUSES = {"ccomp", "advcl", "acl", "parataxis", "root", "csubj"}
_CONTENT = {"ccomp", "xcomp", "parataxis", "advcl"}
_SUBJECTS = ("nsubj", "csubj")
_OBJECTS = ("obj", "iobj", "obl")


@dataclass(frozen=True)
class FrameCueMatch:
    """A codebook's cue in a sentence.

    Attributes:
        frame: the frame it signals.
        cue: the codebook's entry.
        words: the matched words, in order.
        negated: a negation reaches it.
        own_side_fits: the speaker's own side stands where the cue requires it, or the cue has no such condition.
    """

    frame: str
    cue: CodebookCue
    words: tuple[Word, ...]
    negated: bool
    own_side_fits: bool

    @property
    def counts(self) -> bool:
        """Whether all the cue's conditions are met."""
        fits = {"blocks": not self.negated, "required": self.negated, "ignored": True}
        return self.own_side_fits and fits[self.cue.negated]

    def __str__(self) -> str:
        blocked_by = "negation" if self.own_side_fits else "own side"
        state = "" if self.counts else f" (does not count: {blocked_by})"
        return f"cue '{' '.join(w.form for w in self.words)}' [{self.cue.lemmas}]{state}"


def match_cues(sentence: Sentence, codebook: Codebook, own_side: frozenset[int]) -> list[FrameCueMatch]:
    """Match all cues of a codebook in a sentence.

    Args:
        sentence: a parsed sentence.
        codebook: whose cues are matched.
        own_side: ids of the words that name the speaker's own side.

    Returns:
        The matches in the order of frames, cues and words, those that do not count too.
    """
    matches = []
    lemmas = [word.lemma.lower() for word in sentence.words]
    for frame, cue in _select_candidates(codebook, frozenset(lemmas)):
        for words in _match_words(sentence.words, lemmas, cue):
            top = _find_top(words)
            negated = _is_negated(sentence, top, {w.id for w in words})
            matches.append(
                FrameCueMatch(frame, cue, words, negated, _fits_own_side(sentence, top, cue.own_side, own_side))
            )
    return matches


def _select_candidates(codebook: Codebook, present: frozenset[str]) -> list[tuple[str, CodebookCue]]:
    """Frames and cues, in order, whose words all have a lemma in the sentence: mostly few or none."""
    by_lemma = codebook.cue_numbers
    numbers = {number for lemma in by_lemma.keys() & {*present, ""} for number in by_lemma[lemma]}
    candidates = [codebook.cues[number] for number in sorted(numbers)]
    return [
        (frame, cue)
        for frame, cue in candidates
        if not any(lemmas is not None and lemmas.isdisjoint(present) for lemmas in cue.pattern)
    ]


def combine_weights(matches: Iterable[FrameCueMatch], frame: str) -> float:
    """Combine the weights of a frame's counting cues by noisy-or: its score by cues, in [0, 1]."""
    rest = 1.0
    for match in matches:
        if match.frame == frame and match.counts:
            rest *= 1.0 - match.cue.weight
    return 1.0 - rest


def find_own_side(sentence: Sentence, names: Sequence[str]) -> frozenset[int]:
    """Find the words by which the speaker speaks of the own side.

    These are the first person and the side's names. In what a subject other than a first person is reported to say,
    they are the third-person pronouns too, which mostly mean that subject ("Ruritania said its ..."; not "we will
    answer if they ...").

    Args:
        sentence: a parsed sentence.
        names: of the speaker's side, one or more words each, any case.

    Returns:
        Ids of the words.
    """
    own_side = {w.id for w in sentence.words if w.form.lower() in FIRST_PERSON}
    forms = [w.form.lower() for w in sentence.words]
    for name in names:
        parts = name.lower().split()
        for begin in range(len(forms) - len(parts) + 1):
            if parts and forms[begin : begin + len(parts)] == parts:
                own_side.update(range(begin + 1, begin + len(parts) + 1))
    return frozenset(own_side | _find_reported_pronouns(sentence))


def _find_reported_pronouns(sentence: Sentence) -> set[int]:
    """Third-person pronouns in what a subject other than a first person is reported to say."""
    subjects = sentence.children(sentence.root, *_SUBJECTS)
    if not subjects or any(w.form.lower() in FIRST_PERSON for w in subjects):
        return set()
    contents = sentence.children(sentence.root, *_CONTENT)
    return {w.id for c in contents for w in sentence.subtree(c) if w.form.lower() in _THIRD_PERSON}


def _match_words(words: Sequence[Word], lemmas: Sequence[str], cue: CodebookCue) -> list[tuple[Word, ...]]:
    length = len(cue.pattern)
    places = (words[first : first + length] for first in find_phrase(cue.pattern, lemmas))
    return [tuple(part) for part in places if not cue.upos or part[0].upos == cue.upos]


def _find_top(words: Sequence[Word]) -> Word:
    """The word of a phrase whose head lies outside it."""
    ids = {w.id for w in words}
    return next((w for w in words if w.head not in ids), words[0])


def _climb_clause(sentence: Sentence, word: Word) -> list[Word]:
    """The word and its heads up to the predicate of its clause."""
    chain = [word]
    for above in sentence.ancestors(word):
        if chain[-1].relation in _CLAUSES or _is_contrasted(sentence, chain[-1], above):
            break
        chain.append(above)
    return chain


def _is_contrasted(sentence: Sentence, word: Word, head: Word) -> bool:
    """Whether "but" sets a conjunct off from the first one: in "not war but rules" the negation ends at "but"."""
    before = [w for w in sentence.children(head, "conj") if w.id <= word.id] if word.relation == "conj" else []
    return any(mark.lemma.lower() == "but" for w in before for mark in sentence.children(w, "cc"))


def _is_negated(sentence: Sentence, top: Word, inside: set[int]) -> bool:
    """Whether a negator outside the phrase depends on it or on a word over it in its clause."""
    below = [child for word in _climb_clause(sentence, top) for child in sentence.children(word)]
    return any(w.lemma.lower() in NEGATORS or w.form.lower() in NEGATORS for w in below if w.id not in inside)


def _fits_own_side(sentence: Sentence, top: Word, role: str, own_side: frozenset[int]) -> bool:
    if role in ("", "any"):
        return not role or bool(own_side)
    relations: tuple[str, ...] = _SUBJECTS if role == "subject" else _OBJECTS
    clause = _climb_clause(sentence, top)
    passive = any(sentence.children(word, "nsubj:pass") for word in clause)
    if role == "object" and passive:
        relations = ("nsubj:pass",)
    arguments = [child for word in clause for child in sentence.children(word, *relations)]
    return any(w.id in own_side for argument in arguments for w in sentence.subtree(argument))

"""Subcategorisation patterns: what form of complement a cue takes as the content it attributes.

The word lists (`attribution_cues.csv`) and the rules name them alike; C stands for the content.

Verbs:
    that        finite clause: "says C"
    wh          indirect question: "asks whether C"
    inf         infinitive: "hopes to C"
    ing         gerund: "admits C-ing"
    bare        predicate without a verb form of its own: "calls it C"
    obj         object: "condemns C"
    num         an object with a number: "counted C = 260 boats"
    obj+inf     "urges C = them to go"; likewise obj+ing and obj+bare ("calls C = him a liar")
    raise       "C = he seems to go": nobody is the source
    PREP        the preposition itself, in lower case: "calls for C", "refers to C"
    obj+PREP    "accuses C = them of lying"
    PREP+inf    "calls on C = them to go"; likewise PREP+ing and PREP+bare
    doc         an object with all that follows it, of a text or a count: "the poll shows C = her ahead of him"
    wish        an object with all that is to become of it: "wants C = the ship gone before talks"
    comment     reporting clause: "as she puts it"
    alone       nothing: "both C = have accepted"
    quote       a quotation stands beside it
    pass:...    the same of a passive: "is accused of" (pass:obj+of), "was expected to" (pass:obj+inf)
    pass:agent  a passive with a "by" phrase
Nouns:
    that, wh, inf, PREP ("denial of C"), is ("the message was C")
Adjectives:
    that, wh, inf, PREP
"""

from dataclasses import dataclass

from rejoinder.syntax import Sentence, Word

_WH = {"whether", "if", "how", "why", "what", "who", "whom", "where", "when", "which", "whose", "whatever", "whoever"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


@dataclass(frozen=True, slots=True)
class Complement:
    """What a word could attribute, as heads of subtrees.

    Attributes:
        pattern: name of the subcategorisation pattern that it fills.
        heads: heads of the content's subtrees.
        preposition: what joins it, which counts as part of the cue where nothing stands between.
        without: words whose subtrees the content leaves out.
    """

    pattern: str
    heads: tuple[Word, ...]
    preposition: Word | None = None
    without: tuple[Word, ...] = ()


def clause_pattern(sentence: Sentence, clause: Word) -> str:
    """Tell which pattern a clause fills.

    Args:
        sentence: the tree.
        clause: the head of the clause.

    Returns:
        "that", "wh", "inf", "ing" or "bare".
    """
    first = _first_word(sentence, clause)
    if first.upos == "ADP" and first.id < clause.id:
        first = sentence.word(first.id + 1)  # "from whom he had it"
    if first.form.lower() in _WH and first.id <= clause.id:
        return "wh"
    has_to = any(c.form.lower() == "to" and c.id < clause.id for c in sentence.children(clause, "mark", "aux"))
    if has_to and not _has_finite_auxiliary(sentence, clause):
        return "inf"
    if _is_finite(sentence, clause):
        return "that"
    return "ing" if clause.xpos == "VBG" else "bare"


def _is_finite(sentence: Sentence, clause: Word) -> bool:
    """Whether a clause has a subject, or a finite verb as its head, auxiliary or copula."""
    if sentence.children(clause, "nsubj", "csubj", "expl") or clause.xpos in _FINITE:
        return True
    return _has_finite_auxiliary(sentence, clause)


def _has_finite_auxiliary(sentence: Sentence, clause: Word) -> bool:
    """Whether a finite auxiliary or copula governs a clause, be it with an infinitive: "they were to leave"."""
    return any(child.xpos in _FINITE for child in sentence.children(clause, "aux", "cop"))


def _first_word(sentence: Sentence, clause: Word) -> Word:
    """The first of the words that the clause's head governs to its left, conjunctions and punctuation left out."""
    first, queue = clause, [clause]
    while queue:
        word = queue.pop()
        first = min(first, word, key=lambda w: w.id)
        queue += [c for c in sentence.children(word) if c.id < word.id and c.relation not in ("punct", "cc")]
    return first

"""Reports that an act of speech took place, or did not, without what was said: "signed a treaty", "was told to pay".

They are the narrator's words (Semino and Short 2004, Corpus Stylistics: "narrator's representation of voice"). The
attributions list them with the act "event", which makes nobody the speaker of a sentence.
"""

from rejoinder.statements.attributions.clauses import is_passive
from rejoinder.statements.attributions.cue_lexicon import CueLexicon, CueMatch
from rejoinder.statements.attributions.subcategorisation import Complement
from rejoinder.syntax import Sentence, Word

_EVENT = "event"
_FINITE_CLAUSES = {"that", "pass:that"}
_OWN_ACTS = {
    "that",
    "obj",
    "ing",
    "inf",
    "bare",
}  # whose negation is a speech act too: "did not deny that", "... a link"
_NEGATIONS = {"not", "n't", "never"}
_REFUSALS = {"will", "would", "can", "could"}  # "would not say whether": so much was said
_EXPLETIVES = {"it", "there"}
_NOBODY = {"nobody", "none", "neither", "no-one"}
_EXCHANGING = {"exchange", "swap", "trade"}  # "exchanged views on the dam": whose views?
_NAMING = {"christen", "dub", "nickname"}
_REFLEXIVE = ("self", "selves")
_OPENING_MARKS = {'"', "'", "“", "‘", "``", "«"}


def is_naming(sentence: Sentence, match: CueMatch, source: Word | None) -> bool:
    """Whether a name is given, in quotation marks or not, and nobody says by whom: 'a tax dubbed "the sponge"'."""
    return source is None and match.word.lemma.lower() in _NAMING and is_passive(sentence, match.word)


def tell_act(
    sentence: Sentence, match: CueMatch, complement: Complement, source: Word | None, lexicon: CueLexicon
) -> str:
    """Tell which act a cue with its complement is, none of which is quoted.

    Args:
        sentence: the tree.
        match: the cue.
        complement: what it attributes.
        source: head of the source, None where nobody is named.
        lexicon: the cues, and the nouns for things.

    Returns:
        the cue's act, or "event" where what was said, thought or felt is not told.
    """
    act = match.cue.acts[complement.pattern]
    if source is not None and _is_nobody(sentence, source):
        return _EVENT
    if match.word.upos not in ("VERB", "AUX"):
        governor = sentence.head(match.word)
        is_exchanged = match.word.relation == "obj" and governor is not None and governor.lemma in _EXCHANGING
        return _EVENT if is_exchanged else act
    if act == _EVENT:
        is_named = "obj+bare" in match.cue.patterns and _has_predicate(sentence, match.word, complement.heads[0])
        return match.cue.act if is_named else _EVENT
    is_event = _is_event(sentence, match, complement.pattern, source, lexicon) or _is_imagined(sentence, match.word)
    is_about_oneself = complement.pattern == "obj" and complement.heads[0].form.lower().endswith(_REFLEXIVE)
    return _EVENT if is_event or is_about_oneself else act


def _is_event(sentence: Sentence, match: CueMatch, pattern: str, source: Word | None, lexicon: CueLexicon) -> bool:
    verb = match.word
    if is_passive(sentence, verb):
        return source is None and not (pattern == "pass:that" and _has_addressee(sentence, verb))
    if source is not None and source.upos == "NOUN" and source.lemma.lower() in lexicon.things:
        return pattern not in _FINITE_CLAUSES or match.cue.acts[pattern] == "speech"
    return _is_undone(sentence, match, pattern)


def _is_nobody(sentence: Sentence, source: Word) -> bool:
    """Whether the source says that nobody speaks, or not all: "none of them", "no minister", "not everyone"."""
    is_no = any(c.lemma.lower() in ("no", "neither") for c in sentence.children(source, "det"))
    is_not = source.id > 1 and sentence.word(source.id - 1).form.lower() == "not"
    return source.form.lower() in _NOBODY or is_no or is_not


def _has_predicate(sentence: Sentence, verb: Word, head: Word) -> bool:
    """Whether what is said of an object stands behind it: "called the list a joke", where the tree may miss it."""
    if head.upos == "PRON" or len(sentence.children(verb, "obj", "iobj", "xcomp")) > 1:
        return True
    following = sentence.words[head.id : head.id + 2]
    if not following:
        return False
    is_last = all(w.upos == "PUNCT" for w in following[1:])
    return (
        following[0].form in _OPENING_MARKS
        or following[0].upos in ("DET", "ADJ")
        or (following[0].upos == "VERB" and is_last)
    )


def _has_addressee(sentence: Sentence, verb: Word) -> bool:
    """Whether somebody is told something: "the jury was told that", not "it was rumoured that"."""
    subjects = sentence.children(verb, "nsubj")
    return any(subject.form.lower() not in _EXPLETIVES for subject in subjects)


def _is_imagined(sentence: Sentence, verb: Word) -> bool:
    """Whether somebody only would say it, or is to suppose it: "if walls could speak, they would say", "let's say"."""
    conditions = (c for clause in sentence.children(verb, "advcl") for c in sentence.children(clause, "mark"))
    would = any(c.form.lower() in ("would", "'d", "’d") for c in sentence.children(verb, "aux"))
    governor = sentence.head(verb)
    is_let = governor is not None and governor.lemma == "let" and not sentence.children(governor, "nsubj")
    return is_let or (would and any(c.form.lower() == "if" for c in conditions))


def _is_undone(sentence: Sentence, match: CueMatch, pattern: str) -> bool:
    """Whether nothing was said: "did not say whether", "will say whether", "left without saying"."""
    verb = match.word
    if any(c.form.lower() == "without" for c in sentence.children(verb, "mark", "case")):
        return True
    if match.cue.acts[pattern] != "speech" or pattern.partition("+")[0] in _OWN_ACTS:
        return False
    auxiliaries = {c.lemma.lower() for c in sentence.children(verb, "aux")}
    if not any(c.form.lower() in _NEGATIONS for c in sentence.children(verb, "advmod")):
        return pattern == "wh" and "will" in auxiliaries
    return auxiliaries.isdisjoint(_REFUSALS)

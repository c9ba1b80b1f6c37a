"""The words of a cue: with its auxiliaries and adverbs, and with the verb that carries or governs it."""

from collections.abc import Collection, Sequence

from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.syntax import Sentence, Word

_MAX_GAP = 3  # words that may stand between a cue and its particle or preposition
_MAX_NOUN_GAP = 2  # words that may stand between a light verb and its noun
_NOUN_PARTS = ("det", "amod", "advmod")
_PREDICATE_PARTS = ("aux", "cop", "advmod", "mark")


def collect_cue_words(
    sentence: Sentence,
    word: Word,
    *,
    outside: Collection[int] = (),
    companions: Sequence[Word] = (),
    preposition: Word | None = None,
) -> list[Word]:
    """Collect a cue with its auxiliaries, negation, adverbs, particle and linking preposition.

    Args:
        sentence: the tree.
        word: the cue's head.
        outside: ids of words that belong to source or content and so never to the cue.
        companions: the other words of an entry of several.
        preposition: what links the content.

    Returns:
        words that follow each other in the sentence; behind "was quoted as", so does the cue.
    """
    first = _first_id(sentence, word, outside)
    last = _last_id(sentence, word, outside, [*companions, preposition] if preposition else companions)
    words = [sentence.word(i) for i in range(first, last + 1)]
    return [*_quoting_passive(sentence, word, first, outside), *words]


def _first_id(sentence: Sentence, word: Word, outside: Collection[int]) -> int:
    """Id of the first word of an unbroken chain of auxiliaries, negation and adverbs before a cue."""
    own = {word.id}
    for child in sentence.children(word, *(_NOUN_PARTS if word.upos == "NOUN" else _PREDICATE_PARTS)):
        if child.relation != "mark" or child.form.lower() == "to":
            own.update(w.id for w in sentence.subtree(child) if w.id < word.id)
            own.add(child.id)
    first = word.id
    while first - 1 in own and first - 1 not in outside:
        first -= 1
    return first


def _last_id(sentence: Sentence, word: Word, outside: Collection[int], partners: Sequence[Word]) -> int:
    """Id of the last of a cue's particles and partners that stand near behind it."""
    particles = [c.id for c in sentence.children(word, "compound:prt") if c.id > word.id]
    last = word.id
    for target in sorted([*particles, *(w.id for w in partners)]):
        gap = range(last + 1, target)
        if target > last and len(gap) <= _MAX_GAP and not any(i in outside for i in gap):
            last = target
    return last


def _quoting_passive(sentence: Sentence, word: Word, first: int, outside: Collection[int]) -> list[Word]:
    """The passive verb that "as" joins a participle to: "was quoted as" before "saying"."""
    verb = sentence.head(word)
    if verb is None or word.xpos != "VBG" or verb.upos != "VERB" or first < 3:
        return []
    marker = sentence.word(first - 1)
    if marker.form.lower() != "as" or marker.head != word.id or verb.id != marker.id - 1:
        return []
    return [*collect_cue_words(sentence, verb, outside=outside), marker]


def add_carrying_verbs(
    sentence: Sentence, word: Word, cue: list[Word], outside: Collection[int], lexicon: CueLexicon
) -> list[Word]:
    """Add the light verb that carries a noun cue, and the verb that a cue completes.

    Args:
        sentence: the tree.
        word: the cue's head.
        cue: its words so far, in order.
        outside: ids of words that belong to source or content and so never to the cue.
        lexicon: the light verbs, and the cues that govern on their own account.

    Returns:
        the cue's words in order.
    """
    return _add_governing_verb(sentence, word, _add_light_verb(sentence, word, cue, outside, lexicon), outside, lexicon)


def _add_light_verb(
    sentence: Sentence, noun: Word, cue: list[Word], outside: Collection[int], lexicon: CueLexicon
) -> list[Word]:
    """A noun's cue with the verb that carries it: "made the claim", "has a critique of"."""
    verb = sentence.head(noun)
    if noun.upos != "NOUN" or noun.relation != "obj" or verb is None or verb.lemma not in lexicon.light_verbs:
        return cue
    gap = range(verb.id + 1, cue[0].id)
    if verb.id > cue[0].id or any(i in outside for i in gap) or len(gap) > _MAX_NOUN_GAP:
        return cue
    return [*collect_cue_words(sentence, verb, outside=outside), *(sentence.word(i) for i in gap), *cue]


def _add_governing_verb(
    sentence: Sentence, word: Word, cue: list[Word], outside: Collection[int], lexicon: CueLexicon
) -> list[Word]:
    """A cue with the verb it completes, where nothing stands between: "went on to say", "continued to criticize"."""
    verb = sentence.head(word)
    if word.relation != "xcomp" or verb is None or cue[0].id in outside or verb.id >= cue[0].id:
        return cue
    gap = [sentence.word(i) for i in range(verb.id + 1, cue[0].id)]
    if any(w.id in outside or w.upos not in ("ADV", "ADP", "PART") for w in gap):
        return cue
    governing_cue = lexicon.look_up(verb.lemma, verb.upos)
    if governing_cue is not None and governing_cue.patterns & {"inf", "ing", "pass:inf"}:
        return cue
    return [*collect_cue_words(sentence, verb, outside=outside), *gap, *cue]

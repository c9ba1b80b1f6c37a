"""Phrases without a verb that name a person: "Labour leader Ada Lind", "a theatre nurse", "Ada, 34, teacher"."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import dropwhile, takewhile

from rejoinder.syntax import Word

_PARTS = ("PROPN", "NOUN", "ADJ", "DET", "NUM")
_LINKS = ("of", "-", "'s", "’s", "'", "’", ".", "(", ")")
_OPENERS = ("ADP", "CCONJ", "ADV", "PUNCT", "SYM")  # "From Ada Lind", "And, again, for Ada Lind"
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_RELATIVE = ("WP", "WDT", "WP$")
_FULL_NAME = 2  # words


def find_person(words: Sequence[Word], nouns: AbstractSet[str]) -> list[Word]:
    """Find the words that name the person whom a phrase is about.

    Args:
        words: of the phrase, in order; all that stands before a colon, or between quotations.
        nouns: lemmas of what makes a person of a name or stands for one ("teacher").

    Returns:
        The words up to the first comma or preposition, without what stands before the name; none where the phrase has
        a verb of its own, or what it is about is no person.
    """
    phrase = list(dropwhile(lambda word: word.upos in _OPENERS, words))
    named = list(takewhile(_goes_on, phrase))
    behind = phrase[len(named) :]
    if not named or _has_verb(behind) or not all(word.upos in _PARTS or word.form in _LINKS for word in named):
        return []
    while named and named[-1].form in _LINKS:
        named.pop()
    return named if named and _is_person(named, behind, nouns) else []


def _is_full_name(words: Sequence[Word]) -> bool:
    """Whether words end in a name of several."""
    return [word.upos for word in words[-_FULL_NAME:]] == ["PROPN"] * _FULL_NAME


def _goes_on(word: Word) -> bool:
    is_link = word.form in _LINKS
    return is_link or not (word.upos in ("ADP", "PUNCT", "PART", "SCONJ", "VERB") or word.xpos in _RELATIVE)


def is_verbless(words: Sequence[Word]) -> bool:
    """Whether some words have no finite verb."""
    return not any(word.xpos in _FINITE for word in words)


def _has_verb(words: Sequence[Word]) -> bool:
    """Whether a verb stands in some words that is not of a relative clause ("who did not want to be named")."""
    is_relative = bool(words) and words[0].xpos in _RELATIVE
    return not is_relative and not is_verbless(words)


def _is_person(named: Sequence[Word], behind: Sequence[Word], nouns: AbstractSet[str]) -> bool:
    core = list(takewhile(lambda word: word.form != "of", named))
    if _is_among(core[-1], nouns):
        return True
    is_owned = _is_full_name(core) and any(word.upos == "PART" for word in core)  # "Labour's Ada Lind"
    is_named = core[-1].upos == "PROPN" and any(_is_among(w, nouns) for w in (*core, *_read_apposition(behind)))
    return is_owned or is_named


def _read_apposition(behind: Sequence[Word]) -> list[Word]:
    """What stands right behind the comma of a name, and behind an age: ", 34, teacher", ", the ousted chairman"."""
    is_set_off = bool(behind) and behind[0].form == ","
    parts = dropwhile(lambda word: word.upos in ("PUNCT", "NUM", "DET", "ADJ"), behind if is_set_off else ())
    return list(takewhile(lambda word: word.upos in _PARTS, parts))


def _is_among(word: Word, nouns: AbstractSet[str]) -> bool:
    form = word.form.lower().removeprefix("ex-")
    return word.lemma.lower() in nouns or form in nouns or form.removesuffix("s") in nouns

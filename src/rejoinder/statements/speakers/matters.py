"""What an office or a body deals with, where that is two things: "trade and industry"."""

from collections.abc import Sequence

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.names import POSSESSIVE_ENDINGS
from rejoinder.syntax import Word

_MATTERS = frozenset({"agriculture", "commerce", "customs", "culture", "defence", "defense", "development", "economy"})
_MATTERS |= {"education", "energy", "environment", "finance", "fisheries", "health", "housing", "industry", "interior"}
_MATTERS |= {"justice", "labour", "labor", "planning", "research", "science", "security", "social", "sport", "tourism"}
_MATTERS |= {"technology", "trade", "transport", "treasury", "water", "works", "youth", "immigration", "foreign"}
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


def is_matter(words: Sequence[Word], index: int, gazetteer: Gazetteer) -> bool:
    """Whether a capitalised word says what a body deals with, and is no body, place or person by itself.

    Args:
        words: of the sentence.
        index: of the word.
        gazetteer: the word lists.
    """
    word = words[index]
    if word.form in gazetteer.places or word.form in gazetteer.first_names or word.form.isupper():
        return False
    owned = index > 0 and words[index - 1].form in POSSESSIVE_ENDINGS
    return owned or word.form.lower() in _MATTERS or word.xpos in ("NNS", "NNPS")


def joins_matters(words: Sequence[Word], index: int, gazetteer: Gazetteer) -> bool:
    """Whether an "and" stands between two matters of one office: "trade and industry commissioner".

    Args:
        words: of the sentence.
        index: of the "and".
        gazetteer: the word lists.
    """
    if words[index].form not in ("and", "&") or not 0 < index < len(words) - 1:
        return False
    before, after = words[index - 1], words[index + 1]
    return before.upos in _NOMINAL and after.upos in _NOMINAL and before.form.lower() in _MATTERS

"""Whose somebody is: body, country and owner in "of Karsia", "from the Guangzhou Military District"."""

from collections.abc import Set as AbstractSet

from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.names import POSSESSIVES
from rejoinder.statements.speakers.roles import (
    BODIES_THAT_ACT,
    BODY_KINDS,
    OWNING_PRONOUNS,
    Description,
    find_actor,
)

_BELONGING = frozenset({"of", "from", "at", "with", "for", "in"})
_NAMING_A_BODY = frozenset({"at", "with", "for"})  # "Tarn at Lumen": an unknown name after them is a body's
_MOST_LINKS = 3  # phrases such as "of law at Lumen University" that a body may stand at the end of
_PLACE_KINDS = frozenset({"country", "demonym", "place"})


def read_affiliation(sentence: NamedSentence, index: int, lending: AbstractSet[str] = _BELONGING) -> Description:
    """Read body and country in "of Karsia", "from the Guangzhou Military District", right after a name or an office.

    Args:
        sentence: the sentence.
        index: of the word after the name or the office.
        lending: prepositions whose country is the speaker's, too.
    """
    words = sentence.words
    organisation = country = ""
    owner_word = None
    for _ in range(_MOST_LINKS):
        preposition = sentence.form_at(index)
        if index + 1 >= len(words) or preposition not in _BELONGING or organisation:
            break
        index += 1
        if owner_word is None and preposition in lending:
            owner_word = _find_owner_after(sentence, index)
        while index < len(words) and words[index].upos in ("DET", "ADJ") and words[index].form.islower():
            index += 1
        organisation, owner = _read_owner(sentence, index, preposition)
        country = country or (owner if preposition in lending else "")
        while index < len(words) and words[index].upos in ("ADJ", "NOUN"):
            index += 1
    return Description(organisation=organisation, country=country, owner=owner_word)


def _find_owner_after(sentence: NamedSentence, index: int) -> int | None:
    """Offset of whose somebody is, after a preposition: "of its purchasing authority", "for the alliance"."""
    words = sentence.words
    if words[index].form.lower() in OWNING_PRONOUNS:
        return words[index].start
    if words[index].form.lower() != "the":
        return None
    end = index + 1
    while end < len(words) and words[end].upos in ("ADJ", "NOUN", "PROPN"):
        end += 1
    return find_actor(sentence, end - 1)


def _read_owner(sentence: NamedSentence, index: int, preposition: str) -> tuple[str, str]:
    """Body and country at the word at `index`, which follows a preposition."""
    name = next((n for n in sentence.names if n.first <= index <= n.last), None)
    if name is None:
        return ("" if preposition == "in" else _find_common_body(sentence, index)), ""
    if sentence.form_at(name.last + 1) in POSSESSIVES:
        return _read_possessor(sentence, name, preposition)
    if name.kind in _PLACE_KINDS:
        return _find_common_body(sentence, name.last + 1), name.country
    is_body = name.kind in BODY_KINDS or (name.kind == "name" and preposition in _NAMING_A_BODY)
    return name.text if is_body else "", name.country


def _read_possessor(sentence: NamedSentence, name: NameMention, preposition: str) -> tuple[str, str]:
    """Body and country at a name with a possessive: "Karsia's interior ministry", "Lumen's Tarn Institute"."""
    follower = next((n for n in sentence.names if n.first == name.last + 2), None)
    if follower is not None and name.kind != "country":
        return sentence.phrase(name.first, follower.last + 1), name.country
    organisation, country = _read_owner(sentence, name.last + 2, preposition)
    body = "" if name.kind in _PLACE_KINDS else name.text
    is_own_side = bool(country) and country not in sentence.gazetteer.countries  # "Yemen's Houthi movement"
    return organisation or body, country if is_own_side else name.country or country


def _find_common_body(sentence: NamedSentence, index: int) -> str:
    """A body without a name: "spokesman for the interior ministry"."""
    words = sentence.words
    end = index
    while end < len(words) and words[end].upos in ("ADJ", "NOUN", "PROPN"):
        end += 1
    if (
        end == index
        or sentence.gazetteer.classify_body(words[end - 1].lemma, words[end - 1].form) not in BODIES_THAT_ACT
    ):
        return ""
    return sentence.phrase(index, end)

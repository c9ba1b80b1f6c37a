"""Whether a description and an entity mean the same office: its noun, its matter ("trade"), its rank ("former")."""

from collections.abc import Set as AbstractSet

from rejoinder.statements.speakers.coreference.nominals import Nominal
from rejoinder.statements.speakers.entities import Entity

_RANKS = frozenset({"former", "ex", "deputy", "vice", "assistant", "acting", "prime", "new", "other", "late"})
_RANKS |= {"first", "second", "third", "fourth", "current", "outgoing", "incoming", "another", "latter"}
_NEVER_DROPPED = frozenset({"prime", "vice"})  # "the minister" is no prime minister
_INITIALS = {"PM": frozenset({"prime"}), "VP": frozenset({"vice"})}
_WITH_MATTER = frozenset({"minister", "secretary", "chief", "commissioner", "director", "ministry", "leader"})
_ANY_OFFICIAL = frozenset({"official", "leader"})
_JOINTS = frozenset({"of", "for", "and", "the", "-", "'s", "’s", ",", "to", "on", "in"})
_PLACES_WEIGH, _NOUNS_WEIGH = 2, 4  # a shared country and noun, in shared words


def can_hold_office(nominal: Nominal, entity: Entity) -> bool:
    """Whether an entity is described with one of a description's nouns, or stands in relation to who is.

    A "counterpart" from Egypt is the Egyptian minister, a "predecessor" the former one; "the Chinese official" is
    anybody with an office in China.
    """
    description = nominal.description
    if description.nouns & entity.nouns:
        return True
    same_country = bool(description.country) and description.country == entity.country
    if same_country and ("counterpart" in entity.nouns or (description.nouns & _ANY_OFFICIAL and entity.role)):
        return True
    return "predecessor" in entity.nouns and "former" in _modifiers(nominal)


def differs_in_office(nominal: Nominal, entity: Entity) -> bool:
    """Whether rank or matter differ: "former president", "second official", "the trade minister"."""
    role, own = _split_role(entity), _modifiers(nominal)
    if not role or "counterpart" in entity.nouns or "predecessor" in entity.nouns:
        return False
    if own & _RANKS - role or role & _NEVER_DROPPED - own:
        return True
    noun = nominal.head.lemma.lower()
    if noun not in _WITH_MATTER or noun not in role:
        return False
    matter, other = own - _RANKS, role - _RANKS - {noun}
    return bool(matter and other and not matter & other)


def count_shared_words(nominal: Nominal, entity: Entity) -> int:
    """How well a description fits an entity's office: words and country they share, less ranks that it leaves out."""
    role, own = _split_role(entity), _modifiers(nominal)
    country = nominal.description.country
    same_country = bool(country) and country == entity.country
    same_noun = bool(nominal.description.nouns & entity.nouns)
    return len(own & role) + _PLACES_WEIGH * same_country + _NOUNS_WEIGH * same_noun - len(role & _RANKS - own)


def _split_role(entity: Entity) -> AbstractSet[str]:
    return frozenset(entity.role.lower().replace("-", " ").split()) - _JOINTS


def _modifiers(nominal: Nominal) -> AbstractSet[str]:
    """The words before the head, in lower case, without places; for initials what they stand for."""
    places = nominal.gazetteer.places
    words = (word for word in nominal.core_words if word is not nominal.head and word.form not in places)
    modifiers = frozenset(word.form.lower() for word in words if word.upos in ("ADJ", "NOUN", "PROPN", "X"))
    return (modifiers | _INITIALS.get(nominal.head.form, frozenset())) - _JOINTS

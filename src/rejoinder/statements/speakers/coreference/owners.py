"""Whose somebody or something is that has no name of its own: "its chairman", "Tarn's lawyer", "his office"."""

from collections import Counter
from dataclasses import dataclass, replace

from rejoinder.statements.speakers.coreference.discourse import Discourse
from rejoinder.statements.speakers.coreference.pronouns import THIRD_PERSON, resolve_pronoun
from rejoinder.statements.speakers.entities import Entity, EntityId
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.names import ALL_NATIONS, POSSESSIVES, is_international
from rejoinder.statements.speakers.phrases import SourcePhrase
from rejoinder.statements.speakers.roles import COUNTRY_NOUNS, OWNING_PRONOUNS, Description
from rejoinder.syntax import Word

_NAMED = frozenset({"person", "organisation", "country", "name"})
_COUNTRIES = frozenset({"country"})
_ACTORS = _NAMED | {"group", "anonymous"}
_BODIES = frozenset({"organisation", "country"})
_CALLED = {  # words for an international body, and what must be in its names
    "agency": frozenset({"agency"}),
    "alliance": frozenset({"alliance"}),
    "bloc": frozenset({"union", "community", "association", "league"}),
    "organisation": frozenset({"organisation", "organization"}),
    "organization": frozenset({"organisation", "organization"}),
    "watchdog": frozenset({"agency", "watchdog"}),
}
_MISSIONS = frozenset({"embassy", "ambassador"})
_RECALL = 8  # sentences before "the embassy" in which it is told whose
NEVER_NATIONAL = frozenset({"alliance", "bloc"})  # of these


@dataclass(frozen=True)
class Owner:
    """Whose the speaker is.

    Attributes:
        entity: somebody or something with a name.
        begin: index of the word after what names the owner.
        adjective: what the article calls the owner before a noun, if it does: "Chinese".
    """

    entity: Entity
    begin: int
    adjective: str = ""


def find_owner(discourse: Discourse, phrase: SourcePhrase) -> Owner | None:
    """Find who stands in the possessive at the beginning of a description.

    Returns:
        The owner; None without one, where it has no name, and for countries by name: "Karsia's ministry" says it all.
    """
    pronoun = _find_possessive_pronoun(phrase)
    if pronoun is not None:
        entity_id = resolve_pronoun(discourse, pronoun, None)
        return _build_owner(discourse.entities[entity_id], pronoun.id) if entity_id is not None else None
    name = _find_possessive_name(phrase)
    if name is None and phrase.head.lemma == "embassy" and phrase.core[1] - phrase.core[0] == 1:
        return _find_sender(discourse, phrase.head)
    if name is None or name.country:
        return None
    return _build_owner(discourse.entities[discourse.entity_of[name.start]], name.last + 2)


def _find_possessive_pronoun(phrase: SourcePhrase) -> Word | None:
    """The pronoun that opens the description or stands before it: "its chairman"."""
    sentence, begin = phrase.sentence, phrase.core[0]
    for k in (begin, begin - 1):
        if k >= 0 and sentence.form_at(k).lower() in OWNING_PRONOUNS:
            return sentence.words[k]
    return None


def _find_possessive_name(phrase: SourcePhrase) -> NameMention | None:
    """The name in the possessive, with its title, that opens the description: "Mr. Tarn's lawyer"."""
    sentence, (begin, end) = phrase.sentence, phrase.core
    name = next((n for n in sentence.names if n.first >= begin and n.last < end - 2), None)
    if name is None or sentence.form_at(name.last + 1) not in POSSESSIVES:
        return None
    opens = name.first == begin or (name.titled and name.modifiers[0] == begin)
    return name if opens else None


def _find_sender(discourse: Discourse, embassy: Word) -> Owner | None:
    """The country named shortly before with its embassy or ambassador: "the Chinese ambassador ... The embassy"."""
    number = discourse.article.sentence_at(embassy.start).number
    for sentence in reversed(discourse.article.sentences[max(0, number - _RECALL) : number + 1]):
        for name in reversed(sentence.names):
            entity = discourse.entities[discourse.entity_of[name.start]]
            after = sentence.words[name.last + 1 : name.last + 3]
            noun = next((word for word in after if word.form not in POSSESSIVES), None)
            if entity.kind == "country" and noun and noun.lemma in _MISSIONS and name.end < embassy.start:
                return Owner(entity, embassy.id - 1, name.text if name.kind == "demonym" else "")
    return None


def _build_owner(entity: Entity, begin: int) -> Owner | None:
    return Owner(entity, begin) if entity.kind in _NAMED else None


def describe_with_owner(description: Description, owner: Owner) -> Description:
    """Add what the owner tells: the body that somebody belongs to, and its country."""
    entity = owner.entity
    body = entity.name if entity.kind == "organisation" else ""
    country = entity.country if entity.kind in ("country", "organisation") else ""
    return replace(description, organisation=description.organisation or body, country=description.country or country)


def resolve_owner(discourse: Discourse, start: int) -> EntityId | None:
    """Find who is meant by the word that says whose somebody is: "its director", "the agency's chief".

    Args:
        discourse: the article as read so far.
        start: offset of a pronoun, a name or a noun for persons or bodies.

    Returns:
        The owner; None where nothing fits.
    """
    named = discourse.entity_of.get(start)
    if named is not None:
        return named
    word = next(word for word in discourse.article.sentence_at(start).words if word.start == start)
    if word.form.lower() in THIRD_PERSON:
        return resolve_pronoun(discourse, word, None)
    if word.lemma.lower() in COUNTRY_NOUNS:
        return discourse.find_recent(start, _COUNTRIES)
    described = discourse.find_described(start, {word.lemma.lower()}, _ACTORS)
    if described is not None and discourse.entities[described].country:
        return described
    international = find_international_body(discourse, word.lemma.lower(), start)
    return described if international is None else international


def find_international_body(discourse: Discourse, noun: str, before: int) -> EntityId | None:
    """Find the international body that a noun means: "the agency", "the alliance", "the bloc".

    Returns:
        Of the bodies with such a name the one that the article has named most; None where it has named none.
    """
    if noun not in _CALLED:
        return None
    gazetteer, entities = discourse.article.gazetteer, discourse.entities
    counts = Counter(
        discourse.entity_of[name.start]
        for sentence in discourse.article.sentences
        for name in sentence.names
        if name.end <= before and name.kind in _BODIES and is_international(name.country, gazetteer)
    )
    by_number = (entity_id for entity_id, _ in counts.most_common())
    return next((i for i in by_number if is_called(gazetteer, entities[i].country, noun)), None)


def is_called(gazetteer: Gazetteer, body: str, noun: str) -> bool:
    """Whether an international body has a noun, or a word for what the noun means, in one of its names.

    A bloc is of some states: the United Nations, of all of them, are none, though a union is one of their bodies.
    """
    if noun in NEVER_NATIONAL and body == ALL_NATIONS:
        return False
    names = (name for name, place in gazetteer.places.meanings.items() if place.country == body)
    return any(not _CALLED.get(noun, {noun}).isdisjoint(name.lower().split()) for name in names)

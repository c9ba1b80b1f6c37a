"""Descriptions of bodies: "the ministry", "the company", "courts"."""

from dataclasses import replace

from rejoinder.statements.speakers.coreference.authors import find_author
from rejoinder.statements.speakers.coreference.discourse import Resolution
from rejoinder.statements.speakers.coreference.nominals import GROUP_RULE, KIN, ROLE_RULE, UNNAMED_RULE, Nominal
from rejoinder.statements.speakers.coreference.owners import NEVER_NATIONAL, find_international_body, is_called
from rejoinder.statements.speakers.entities import Entity, EntityId
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.names import is_international
from rejoinder.statements.speakers.roles import COUNTRY_NOUNS

_BODIES = frozenset({"organisation"})
_NAMED = frozenset({"organisation", "name"})
_COUNTRIES = frozenset({"country"})
_MOVEMENTS = frozenset({"group", "movement", "party", "militia", "organisation", "organization", "faction"})
_MILITANT = frozenset({"armed", "guerrilla", "insurgent", "islamist", "jihadist", "militant", "rebel", "terror"})
_MILITANT |= {"terrorist", "paramilitary", "extremist"}
_OF_ANY_PURPOSE = frozenset({"organisation", "organization"})  # bare, no word for who fights
_REACH = 5  # sentences at most between an armed group and a bare noun for it
_KINDRED = frozenset({"company", "media", "party"})  # any noun of these means any name of its kind
_ANY_BODY = frozenset({"body", "group", "institution", "organisation", "organization"})  # nouns
_UNSPECIFIC = frozenset({"company", "body"})  # a noun of these may mean a name of which nothing is known


def resolve_bodies(nominal: Nominal, body: str) -> Resolution:
    """Find whom a description of one or several bodies means.

    Args:
        nominal: the description.
        body: class of the body, see `Gazetteer`.

    Returns:
        A body or a country spoken of before, else a new speaker.
    """
    author = find_author(nominal) if body == "document" else None
    if author is not None:
        return Resolution(author, "author-of-document")
    lemma = nominal.head.lemma.lower()
    nouns = nominal.description.nouns | {lemma}
    description = replace(nominal.description, nouns=nouns, organisation="", state=body == "government")
    nominal = replace(nominal, description=description)
    if nominal.phrase.plural:
        same = nominal.find_same_group(lemma)
        return Resolution(same, ROLE_RULE) if same is not None else nominal.introduce("group", GROUP_RULE, plural=True)
    if nominal.phrase.definite and nominal.phrase.article not in KIN and (nominal.is_bare() or body != "document"):
        same = _find_same_body(nominal, lemma, body)
        if same is not None:
            return Resolution(same, "description-body")
    return nominal.introduce("organisation", UNNAMED_RULE)


def _find_same_body(nominal: Nominal, lemma: str, body: str) -> EntityId | None:
    bare = nominal.is_bare()
    if lemma in COUNTRY_NOUNS and bare:
        return nominal.discourse.find_recent(nominal.head.start, _COUNTRIES)
    described = nominal.find_described({lemma}, _BODIES)
    if described is not None:
        entity = nominal.discourse.entities[described]
        shorter = bare or _split_lower(nominal.phrase.text) <= _split_lower(entity.name)
        if shorter and not nominal.contradicts(entity):
            return described
    armed = _find_armed_group(nominal, bare=bare) if lemma in _MOVEMENTS else None
    if armed is not None:
        return armed
    if bare and lemma in NEVER_NATIONAL:
        return find_international_body(nominal.discourse, lemma, nominal.head.start)
    return _find_kindred_body(nominal, body) if bare else None


def _find_armed_group(nominal: Nominal, *, bare: bool) -> EntityId | None:
    """An armed group that is listed: "the party" after "Hezbollah", "the militant group" after "Hamas".

    A bare noun may as well mean any other body named after it: one that counts the dead, or reports on both sides.
    """
    is_vague = bare and nominal.head.lemma.lower() in _OF_ANY_PURPOSE
    if is_vague or (not bare and _MILITANT.isdisjoint(word.form.lower() for word in nominal.core_words)):
        return None
    first = nominal.phrase.sentence.number - _REACH
    for mention, entity in nominal.discourse.mentions_before(nominal.head.start):
        if bare and mention.sentence.number < first:
            return None
        if _classify(nominal.gazetteer, entity) == "armed":
            return mention.entity_id
        is_name = bool(entity.tokens) and entity.kind in _NAMED
        if bare and is_name and not mention.quoted and _may_be_body(entity):
            return None
    return None


def _find_kindred_body(nominal: Nominal, body: str) -> EntityId | None:
    """A body of the same class, or one of which nothing is known: "the company" after "Toyoda"."""
    discourse, start = nominal.discourse, nominal.head.start
    if body in _KINDRED:
        for mention, entity in discourse.mentions_before(start):
            if entity.kind == "organisation" and _classify(nominal.gazetteer, entity) == body:
                return mention.entity_id
    kinds = _NAMED if body == "company" else _BODIES
    recent = discourse.find_recent(start, kinds, allowed=_may_be_body) if body in _UNSPECIFIC else None
    if (
        recent is None
        or _is_other_international(nominal, discourse.entities[recent])
        or discourse.entities[recent].state
        or discourse.entities[recent].nouns
    ):
        return None
    discourse.entities[recent] = replace(discourse.entities[recent], kind="organisation")
    return recent


def _is_other_international(nominal: Nominal, entity: Entity) -> bool:
    """Whether an entity is an international body that a noun does not mean: NATO is no "union" and no "company"."""
    noun = nominal.head.lemma.lower()
    international = is_international(entity.country, nominal.gazetteer) and noun not in _ANY_BODY
    return international and not is_called(nominal.gazetteer, entity.country, noun)


def _may_be_body(entity: Entity) -> bool:
    """Whether a name is a body's, or of several words and nothing tells that it is a person's."""
    return entity.kind == "organisation" or (len(entity.tokens) > 1 and not entity.gender and not entity.role)


def _classify(gazetteer: Gazetteer, entity: Entity) -> str:
    """Class of a body by its name, else by the last word of it that has one, else by a noun that describes it."""
    words = (*reversed(entity.tokens), *sorted(entity.nouns))
    by_word = (gazetteer.classify_body(word, word) for word in words)
    return gazetteer.organisations.get(entity.name) or next(filter(None, by_word), "")


def _split_lower(text: str) -> set[str]:
    return set(text.lower().split())

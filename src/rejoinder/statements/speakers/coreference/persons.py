"""Descriptions of persons: "the spokeswoman", "officials", "a former minister"."""

import re
from dataclasses import replace

from rejoinder.statements.speakers.coreference.cataphora import find_named_later
from rejoinder.statements.speakers.coreference.discourse import Resolution
from rejoinder.statements.speakers.coreference.nominals import GROUP_RULE, KIN, ROLE_RULE, UNNAMED_RULE, Nominal
from rejoinder.statements.speakers.coreference.offices import (
    can_hold_office,
    count_shared_words,
    differs_in_office,
)
from rejoinder.statements.speakers.coreference.pronouns import PERSONS, find_gender_after
from rejoinder.statements.speakers.entities import Entity, EntityId, conflict
from rejoinder.statements.speakers.gazetteer import PersonNoun

_NAMED = frozenset({"person", "name"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "no", "any", "every", "each", "many", "several", "few"})
_OF_MANY = _INDEFINITE - {"a", "an"}  # "one importer" has no name; "an importer" may have one further on
_AGENT = re.compile(r"(?:[^aeiou]er|[^o]or|ist|ian|man|woman|[^r]ee|eur)$")
_MASS = frozenset({"people", "police", "public", "crowd", "audience", "community", "minority", "majority", "percent"})
_MASS |= {"leadership", "family", "elite", "handful", "dozen", "couple", "generation"}
_ORDINALS = frozenset({"first", "second", "third", "other", "latter", "last", "next", "new"})
_PARTIES = frozenset({"Republican", "Democrat", "Conservative", "Liberal", "Socialist", "Communist", "Independent"})
_OFFICES = frozenset({"president", "minister", "premier", "king", "queen", "pope", "chancellor", "monarch", "emir"})
_OFFICES |= {"mayor", "governor", "prefect"}
_AGED = "-year-old"
_RECALL = 8  # sentences within which a noun is looked for


def find_person_noun(nominal: Nominal) -> PersonNoun | None:
    """Read the head of a description as a noun for persons.

    Returns:
        The noun by the lists, else by its ending ("-er", "-ist"), None for bodies and things.
    """
    head, gazetteer = nominal.head, nominal.gazetteer
    body = nominal.classify_body()
    if body and not nominal.phrase.plural and head.form.lower() in gazetteer.organisations:
        return None
    listed = gazetteer.find_person_noun(head.lemma, head.form)
    if listed is None and head.form.isupper():
        listed = gazetteer.titles.get(head.form)  # "PM", "MEP"
    if nominal.phrase.text.endswith(_AGED):
        return PersonNoun("year-old", "", "person")
    if listed is None and not body and head.upos == "NOUN" and _AGENT.search(head.lemma):
        return PersonNoun(head.lemma.lower(), "", "role")
    return listed


def resolve_persons(nominal: Nominal, noun: PersonNoun, presiding: EntityId | None = None) -> Resolution:
    """Find whom a description of one or several persons means.

    Args:
        nominal: the description.
        noun: its head.
        presiding: who is said to be in the chair, where it may mean them.

    Returns:
        Somebody spoken of before or elsewhere with the same noun; else who presides; else somebody named nearby; else a
        new speaker.
    """
    nominal = replace(nominal, description=replace(nominal.description, nouns=nominal.description.nouns | {noun.lemma}))
    several = nominal.phrase.plural or noun.lemma in _MASS
    if nominal.phrase.anonymous or noun.kind == "anonymous":
        return nominal.introduce("anonymous", "anonymous", plural=several)
    return _resolve_group(nominal, noun) if several else _resolve_person(nominal, noun, presiding)


def _resolve_group(nominal: Nominal, noun: PersonNoun) -> Resolution:
    same = nominal.find_same_group(noun.lemma)
    if same is not None:
        return Resolution(same, ROLE_RULE)
    described = replace(nominal.description, state=nominal.description.state or noun.kind == "state")
    return replace(nominal, description=described).introduce("group", GROUP_RULE, plural=True)


def _resolve_person(nominal: Nominal, noun: PersonNoun, presiding: EntityId | None) -> Resolution:
    determiners = {nominal.phrase.article, nominal.core_words[0].form.lower()}
    official = nominal.description.country or nominal.description.organisation
    of_somebody = bool(determiners & KIN) and not official
    if not of_somebody and not determiners & _INDEFINITE:
        gender = nominal.description.gender or noun.gender
        gender = gender or find_gender_after(nominal.discourse.article, nominal.head)
        same = _find_same_role(nominal, gender)
        same = presiding if same is None else same
        if same is not None:
            return Resolution(same, ROLE_RULE)
        nearest = _find_nearest(nominal, noun, gender)
        if nearest is not None:
            return Resolution(nearest, "description-nearest")
    if not of_somebody and not determiners & _OF_MANY:
        named = find_named_later(nominal, lambda entity: _may_be_same_person(nominal, entity))
        if named is not None:
            entities = nominal.discourse.entities
            entities[named] = entities[named].learn(nominal.description)
            return Resolution(named, "description-before-name")
    return nominal.introduce("anonymous", UNNAMED_RULE)


def _find_same_role(nominal: Nominal, gender: str) -> EntityId | None:
    """Somebody spoken of before with the same noun, or named anywhere with the same office in the same body.

    Of several the one whose office has most words of the description, and the nearest of these.
    """
    discourse, description = nominal.discourse, nominal.description
    before = [mention.entity_id for mention, _ in discourse.mentions_before(nominal.head.start)]
    fitting = [entity_id for entity_id in dict.fromkeys(before) if _holds_office(nominal, entity_id, gender)]
    if fitting:
        return max(fitting, key=lambda entity_id: count_shared_words(nominal, discourse.entities[entity_id]))
    if not description.organisation:
        return None
    for entity_id in discourse.named:
        entity = discourse.entities[entity_id]
        same = entity.nouns & description.nouns and entity.organisation == description.organisation
        if entity.kind == "person" and same:
            return entity_id
    return None


def _holds_office(nominal: Nominal, entity_id: EntityId, gender: str) -> bool:
    entity = nominal.discourse.entities[entity_id]
    fits = entity.kind in PERSONS and not conflict(entity.gender, gender) and can_hold_office(nominal, entity)
    return fits and _may_be_same_person(nominal, entity)


def _may_be_same_person(nominal: Nominal, entity: Entity) -> bool:
    named = entity.kind != "name" or len(entity.tokens) > 1
    differs = _has_other_attributes(nominal, entity) or differs_in_office(nominal, entity)
    return named and not entity.plural and not nominal.contradicts(entity) and not differs


def _has_other_attributes(nominal: Nominal, entity: Entity) -> bool:
    """Names before the head differ from those of the entity's role: "Democratic" and "Republican" nominee."""
    role = {form for form in entity.role.split() if _is_attribute(nominal, form)}
    own = {w.form for w in nominal.core_words if w is not nominal.head and _is_attribute(nominal, w.form)}
    return bool(own and role and not own & role)


def _is_attribute(nominal: Nominal, form: str) -> bool:
    """A capitalised word that is no office and no place: "Republican" in "the Republican nominee"."""
    office = form in nominal.gazetteer.titles or nominal.gazetteer.find_person_noun(form, form) is not None
    return form[:1].isupper() and (not office or form in _PARTIES) and form not in nominal.gazetteer.places


def _find_nearest(nominal: Nominal, noun: PersonNoun, gender: str) -> EntityId | None:
    """Somebody named nearby, who is described so for the first time."""
    if not _may_mean_somebody_named(nominal, noun):
        return None
    entities = nominal.discourse.entities

    def is_allowed(entity: Entity) -> bool:
        has_other_work = noun.kind == "state" and bool(entity.role) and not entity.state
        return _may_be_same_person(nominal, entity) and not has_other_work

    nearest = nominal.discourse.find_recent(nominal.head.start, _NAMED, gender, is_allowed)
    if nearest is not None:
        nouns, gender = nominal.description.nouns, nominal.description.gender
        entity = entities[nearest]
        entities[nearest] = replace(entity, nouns=entity.nouns | nouns, gender=entity.gender or gender)
    return nearest


def _may_mean_somebody_named(nominal: Nominal, noun: PersonNoun) -> bool:
    """Whether the description is definite, says no more of the person, is no high office and new to the article."""
    phrase, description = nominal.phrase, nominal.description
    complement = phrase.text.partition(" of ")[2]
    if not phrase.definite or description.organisation or description.country or complement != complement.lower():
        return False
    if noun.lemma in _OFFICES or {w.form.lower() for w in nominal.core_words} & _ORDINALS:
        return False
    return not _was_noun_used(nominal)


def _was_noun_used(nominal: Nominal) -> bool:
    """Whether the noun stands in the sentences shortly before."""
    number, head = nominal.phrase.sentence.number, nominal.head
    lemma = "old" if nominal.phrase.text.endswith(_AGED) else head.lemma  # not "year": "a four-year ban"
    return any(
        word.lemma == lemma and word.start < head.start
        for sentence in nominal.discourse.article.sentences[max(0, number - _RECALL) : number + 1]
        for word in sentence.words
    )

"""Descriptions as sources: "the spokeswoman", "the ministry", "officials there", "a security company"."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from rejoinder.statements.speakers.coreference.discourse import Discourse, Resolution
from rejoinder.statements.speakers.coreference.pronouns import PERSONS, find_gender_after
from rejoinder.statements.speakers.descriptions import describe_phrase
from rejoinder.statements.speakers.entities import Entity, EntityId, conflict
from rejoinder.statements.speakers.gazetteer import Gazetteer, PersonNoun
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.phrases import SourcePhrase
from rejoinder.statements.speakers.roles import Description
from rejoinder.syntax import Word

_NAMED = frozenset({"person", "name"})
_BODIES = frozenset({"organisation"})
_GROUPS = frozenset({"group", "anonymous"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "no", "any", "every", "each", "many", "several", "few"})
_KIN = frozenset({"his", "her", "their", "my", "our", "its"})
_COUNTRY_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "state"})
_AGENT = re.compile(r"(?:[^aeiou]er|or|ist|ian|man|woman|[^r]ee|eur)$")
_MASS = frozenset({"people", "police", "public", "crowd", "audience", "community", "minority", "majority", "percent"})
_MASS |= {"leadership", "family", "elite", "handful", "dozen", "couple", "generation"}
_KINDRED = frozenset({"company", "media", "party"})  # any noun of these means any name of its kind
_ORDINALS = frozenset({"first", "second", "third", "other", "latter", "last", "next", "new"})
_BARE = frozenset({"police", "authorities", "authority", "prosecutor", "official"})
_QUANTITIES = frozenset({"group", "chorus", "array", "number", "coalition", "series", "lot", "range", "host", "band"})
_PARTIES = frozenset({"Republican", "Democrat", "Conservative", "Liberal", "Socialist", "Communist", "Independent"})
_OFFICES = frozenset({"president", "minister", "premier", "king", "queen", "pope", "chancellor", "monarch", "emir"})
_RECALL = 8  # sentences, and words after a name, within which a noun is looked for

_GROUP, _ROLE, _UNNAMED = "description-group", "description-role", "description-unnamed"


def resolve_nominal(discourse: Discourse, phrase: SourcePhrase) -> Resolution:
    """Find whom a description means, or add it to the discourse as a new, unnamed speaker."""
    sentence = discourse.article.sentences[phrase.sentence]
    description = describe_phrase(sentence, *phrase.core)
    return _NominalResolver(discourse, sentence, phrase, phrase.head, description).resolve()


@dataclass(frozen=True)
class _NominalResolver:
    discourse: Discourse
    sentence: NamedSentence
    phrase: SourcePhrase
    head: Word
    description: Description

    def resolve(self) -> Resolution:
        head, phrase = self.head, self.phrase
        lemma = head.lemma.lower()
        body = self.gazetteer.classify_body(head.lemma, head.form)
        person = self._find_person_noun(body)
        if person and not (body and not phrase.plural and head.form.lower() in self.gazetteer.organisations):
            described = self._with_noun(person.lemma)
            many = phrase.plural or person.lemma in _MASS
            return described._resolve_persons(person) if many else described._resolve_person(person)
        if lemma in _QUANTITIES and " of " in phrase.text and not phrase.definite:
            return self._introduce("group", _GROUP, plural=True)
        if body:
            return self._with_body_noun(lemma, body)._resolve_body(lemma, body)
        kind = "group" if phrase.plural or head.upos in ("NUM", "PRON", "DET", "ADJ") else "organisation"
        return self._introduce(kind, _UNNAMED)

    @property
    def gazetteer(self) -> Gazetteer:
        return self.discourse.article.gazetteer

    @property
    def core_words(self) -> tuple[Word, ...]:
        return self.sentence.words[slice(*self.phrase.core)]

    @cached_property
    def attributes(self) -> frozenset[str]:
        return frozenset(w.form for w in self.core_words if w is not self.head and self._is_attribute(w.form))

    def _find_person_noun(self, body: str) -> PersonNoun | None:
        """The head as a noun for persons: by the lists, else by its ending."""
        listed = self.gazetteer.find_person_noun(self.head.lemma, self.head.form)
        if listed is None and not body and self.head.upos == "NOUN" and _AGENT.search(self.head.lemma):
            return PersonNoun(self.head.lemma.lower(), "", "role")
        return listed

    def _with_noun(self, lemma: str) -> "_NominalResolver":
        return replace(self, description=replace(self.description, nouns=self.description.nouns | {lemma}))

    def _with_body_noun(self, lemma: str, body: str) -> "_NominalResolver":
        """With a description of the body itself, which belongs to no other."""
        nouns = self.description.nouns | {lemma}
        description = replace(self.description, nouns=nouns, organisation="", state=body == "government")
        return replace(self, description=description)

    def _resolve_person(self, noun: PersonNoun) -> Resolution:
        phrase = self.phrase
        if phrase.anonymous or noun.kind == "anonymous":
            return self._introduce("anonymous", "anonymous")
        if {phrase.article, self.core_words[0].form.lower()} & (_INDEFINITE | _KIN):
            return self._introduce("anonymous", _UNNAMED)
        gender = self.description.gender or noun.gender
        gender = gender or find_gender_after(self.discourse.article, self.head, phrase.sentence)
        same_role = self.discourse.find_described(
            self.head.start, self.description.nouns, PERSONS, gender, self._may_be_same_person
        )
        if same_role is None:
            same_role = self._find_same_office()
        if same_role is not None:
            return Resolution(same_role, _ROLE)
        if self._may_mean_somebody_named(noun):
            nearest = self.discourse.find_recent(self.head.start, _NAMED, gender, self._may_be_same_person)
            if nearest is not None:
                entity = self.discourse.entities[nearest]
                gender = entity.gender or self.description.gender
                nouns = entity.nouns | self.description.nouns
                self.discourse.entities[nearest] = replace(entity, nouns=nouns, gender=gender)
                return Resolution(nearest, "description-nearest")
        return self._introduce("anonymous", _UNNAMED)

    def _may_be_same_person(self, entity: Entity) -> bool:
        return (
            (entity.kind != "name" or len(entity.tokens) > 1)
            and not _contradicts(entity, self.description)
            and not self._has_other_attributes(entity)
        )

    def _has_other_attributes(self, entity: Entity) -> bool:
        """Names before the head differ from those of the entity's role: "Democratic" and "Republican" nominee."""
        role = {form for form in entity.role.split() if self._is_attribute(form)}
        return bool(self.attributes and role and not self.attributes & role)

    def _is_attribute(self, form: str) -> bool:
        """A capitalised word that is no office: "Republican" in "the Republican nominee"."""
        office = form in self.gazetteer.titles or self.gazetteer.find_person_noun(form, form) is not None
        return form[:1].isupper() and (not office or form in _PARTIES)

    def _find_same_office(self) -> EntityId | None:
        """A person whom the article names later or further back with the same office in the same body."""
        description, entities = self.description, self.discourse.entities
        if not description.organisation:
            return None
        for entity_id in self.discourse.named:
            entity = entities[entity_id]
            same = entity.nouns & description.nouns and entity.organisation == description.organisation
            if entity.kind == "person" and same:
                return entity_id
        return None

    def _may_mean_somebody_named(self, noun: PersonNoun) -> bool:
        """Whether the description may mean somebody already named: it is no office of one, and new to the article."""
        phrase, description = self.phrase, self.description
        complement = phrase.text.partition(" of ")[2]
        if not phrase.definite or description.organisation or description.country or complement != complement.lower():
            return False
        if noun.lemma in _OFFICES or {w.form.lower() for w in self.core_words} & _ORDINALS:
            return False
        return not self._was_noun_used()

    def _was_noun_used(self) -> bool:
        """Whether the noun stands, for somebody who is not named there, in the sentences shortly before."""
        sentences = self.discourse.article.sentences
        number = self.sentence.number
        return any(
            word.lemma == self.head.lemma and word.start < self.head.start and not self._is_of_a_name(sentence, word)
            for sentence in sentences[max(0, number - _RECALL) : number + 1]
            for word in sentence.words
        )

    def _is_of_a_name(self, sentence: NamedSentence, word: Word) -> bool:
        """The noun is the title or the apposition of a name, or the name's."""
        beside = any(
            name.modifiers[0] < word.id <= name.last + 1 or name.last + 1 < word.id <= name.last + _RECALL
            for name in sentence.names
        )
        entities, entity_of = self.discourse.entities, self.discourse.entity_of
        return beside and any(word.lemma in entities[entity_of[name.start]].nouns for name in sentence.names)

    def _resolve_persons(self, noun: PersonNoun) -> Resolution:
        if self.phrase.anonymous or noun.kind == "anonymous":
            return self._introduce("anonymous", "anonymous", plural=True)
        same = self._find_same_group(noun.lemma)
        if same is not None:
            return Resolution(same, _ROLE)
        state = self.description.state or noun.kind == "state"
        return replace(self, description=replace(self.description, state=state))._introduce(
            "group", _GROUP, plural=True
        )

    def _find_same_group(self, noun: str) -> EntityId | None:
        """ "the farmers" and bare "police" are those spoken of before; "farmers" are new ones."""
        bare = noun in _BARE and len(self.core_words) == 1
        if self.phrase.article in _KIN or not (self.phrase.definite or bare):
            return None
        same = self._find_described({noun}, _GROUPS)
        if same is None:
            return None
        entity = self.discourse.entities[same]
        return same if entity.plural and not _contradicts(entity, self.description) else None

    def _resolve_body(self, lemma: str, body: str) -> Resolution:
        phrase = self.phrase
        if phrase.plural:
            same = self._find_same_group(lemma)
            return Resolution(same, _ROLE) if same is not None else self._introduce("group", _GROUP, plural=True)
        bare = len(self.core_words) == 1
        if phrase.definite and phrase.article not in _KIN and (bare or body != "document"):
            same = self._find_same_body(lemma, body, bare)
            if same is not None:
                return Resolution(same, "description-body")
        return self._introduce("organisation", _UNNAMED)

    def _find_same_body(self, lemma: str, body: str, bare: bool) -> EntityId | None:
        if lemma in _COUNTRY_NOUNS and bare:
            return self._find_recent(frozenset({"country"}))
        described = self._find_described({lemma}, _BODIES)
        if described is not None:
            entity = self.discourse.entities[described]
            shorter = bare or _split_lower(self.phrase.text) <= _split_lower(entity.name)
            if shorter and not _contradicts(entity, self.description):
                return described
        return self._find_kindred_body(body) if bare else None

    def _find_kindred_body(self, body: str) -> EntityId | None:
        """A body of the same class, or one that nothing is known of: "the company" after "Toyoda"."""
        if body in _KINDRED:
            for mention, entity in self.discourse.mentions_before(self.head.start):
                if entity.kind == "organisation" and self._classify(entity) == body:
                    return mention.entity_id
        if body in ("company", "body"):
            recent = self._find_recent(_BODIES)
            if recent is not None:
                entity = self.discourse.entities[recent]
                return None if entity.state or entity.nouns else recent
        return None

    def _classify(self, entity: Entity) -> str:
        """Class of a body by its name, else by the last word of it that has one."""
        by_word = (self.gazetteer.classify_body(token, token) for token in reversed(entity.tokens))
        return self.gazetteer.organisations.get(entity.name) or next(filter(None, by_word), "")

    def _find_described(self, nouns: AbstractSet[str], kinds: AbstractSet[str]) -> EntityId | None:
        return self.discourse.find_described(self.head.start, nouns, kinds)

    def _find_recent(self, kinds: AbstractSet[str]) -> EntityId | None:
        return self.discourse.find_recent(self.head.start, kinds)

    def _introduce(self, kind: str, rule: str, *, plural: bool = False) -> Resolution:
        """An unnamed speaker; the same words mean the same one again, except for single unnamed persons."""
        discourse, text = self.discourse, self.phrase.text
        single_person = kind == "anonymous" and not plural
        if not single_person:
            same = discourse.unnamed_by_text.get(text.lower())
            if same is not None and discourse.entities[same].kind == kind:
                return Resolution(same, rule)
        entity_id = discourse.unnamed_at.get(self.head.start)
        if entity_id is None:
            entity_id = discourse.entities.add(Entity(text, kind))
        entity = discourse.entities[entity_id].learn(self.description)
        role = entity.role if single_person else ""
        discourse.entities[entity_id] = replace(entity, name=text, kind=kind, plural=plural, role=role)
        discourse.unnamed_by_text[text.lower()] = entity_id
        return Resolution(entity_id, rule)


def _contradicts(entity: Entity, description: Description) -> bool:
    """Whether a description says otherwise of country or body than what is known of the entity."""
    if conflict(entity.country, description.country):
        return True
    body, other = entity.organisation.lower(), description.organisation.lower()
    return bool(body and other and body not in other and other not in body)


def _split_lower(text: str) -> set[str]:
    return set(text.lower().split())

"""Descriptions as sources ("the spokeswoman", "officials there"): what those of persons and of bodies share."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from rejoinder.statements.speakers.coreference.discourse import Discourse, Resolution
from rejoinder.statements.speakers.coreference.owners import describe_with_owner, find_owner
from rejoinder.statements.speakers.descriptions import describe_phrase
from rejoinder.statements.speakers.entities import Entity, EntityId, conflict
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.names import to_one_line
from rejoinder.statements.speakers.phrases import SourcePhrase
from rejoinder.statements.speakers.roles import Description
from rejoinder.syntax import Word

KIN = frozenset({"his", "her", "their", "my", "our", "its"})
_GROUPS = frozenset({"group", "anonymous"})
_BARE = frozenset({"police", "authorities", "authority", "prosecutor", "official"})

GROUP_RULE, ROLE_RULE, UNNAMED_RULE = "description-group", "description-role", "description-unnamed"
TOPIC_RULE = "label-topic"  # a headline's label that only says where it is about
THING_RULE = "description-thing"  # what neither speaks nor is written by somebody: "the wall", "the evening"


@dataclass(frozen=True)
class Nominal:
    """A description whose speaker is looked for.

    Attributes:
        discourse: the article as read so far.
        phrase: the source phrase.
        description: what the phrase says of the speaker.
        name: of the speaker, if the article has no other: "chairman of Harmony".
    """

    discourse: Discourse
    phrase: SourcePhrase
    description: Description
    name: str

    @property
    def head(self) -> Word:
        return self.phrase.head

    @property
    def core_words(self) -> tuple[Word, ...]:
        return self.phrase.sentence.words[slice(*self.phrase.core)]

    @property
    def gazetteer(self) -> Gazetteer:
        return self.discourse.article.gazetteer

    def is_bare(self) -> bool:
        """Whether the noun stands alone: "police", "the company"."""
        return len(self.core_words) == 1

    def classify_body(self) -> str:
        """Class of the body that the noun is for, or with the noun before it: "think tank"; "" for none."""
        head, before = self.head, [word.form for word in self.core_words if word.id == self.head.id - 1]
        pair = " ".join((*before, head.lemma)).lower()
        return self.gazetteer.classify_body(pair, pair) or self.gazetteer.classify_body(head.lemma, head.form)

    def contradicts(self, entity: Entity) -> bool:
        """Whether the description says otherwise of country or body than what is known of the entity."""
        if conflict(entity.country, self.description.country):
            return True
        body, other = entity.organisation.lower(), self.description.organisation.lower()
        return bool(body and other and body not in other and other not in body)

    def find_described(self, nouns: AbstractSet[str], kinds: AbstractSet[str]) -> EntityId | None:
        """The nearest entity of one of the kinds that was described with one of the nouns."""
        return self.discourse.find_described(self.head.start, nouns, kinds)

    def find_same_group(self, noun: str) -> EntityId | None:
        """The group spoken of before: "the farmers" and bare "police" are the same again, "farmers" are new ones."""
        bare = noun in _BARE and self.is_bare()
        if self.phrase.article in KIN or not (self.phrase.definite or bare):
            return None
        entity_id = self.find_described({noun}, _GROUPS)
        if entity_id is None:
            return None
        entity = self.discourse.entities[entity_id]
        return entity_id if entity.plural and not self.contradicts(entity) else None

    def introduce(self, kind: str, rule: str, *, plural: bool = False) -> Resolution:
        """Take the description as an unnamed speaker.

        The same words mean the same one again, except for single unnamed persons.
        """
        discourse, text = self.discourse, self.name
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


def read_nominal(discourse: Discourse, phrase: SourcePhrase) -> Nominal:
    """Read what a source phrase that is a description says of its speaker."""
    description = describe_phrase(phrase.sentence, *phrase.core)
    owner = find_owner(discourse, phrase)
    if owner is None:
        return Nominal(discourse, phrase, description, phrase.text)
    start, end = phrase.sentence.words[owner.begin].start, phrase.head.end
    possession = to_one_line(phrase.sentence.text, start, end)
    name = f"{owner.adjective} {possession}" if owner.adjective else f"{possession} of {owner.entity.name}"
    return Nominal(discourse, phrase, describe_with_owner(description, owner), name)

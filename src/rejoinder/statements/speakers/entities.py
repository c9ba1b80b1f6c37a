"""Whom an article speaks of: one record for each person, body, country or unnamed speaker."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from rejoinder.statements.speakers.roles import Description

EntityId = int


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the article speaks of, as far as the article has been read.

    Attributes:
        name: the full name, as at its first mention, without title and article.
        kind: "person", "organisation", "country", "group", "anonymous", "outlet", "place" (a city or
            region) or "unknown"; "name" while undecided.
        tokens: the words of the name, none for the unnamed.
        gender: "masculine", "feminine" or "".
        plural: several persons.
        organisation: the body it belongs to, "".
        role: its office or description, "".
        country: canonical name of the country it belongs to, "".
        nouns: lemmas of the nouns it was described with.
        state: it speaks for a state or leads one of its bodies.
        owner: offset of the word that says whose it is ("its director", "the agency's chief"), None without one.
        lent_side: the side that the context or the article lends it, and which of them; None while nobody has asked.
    """

    name: str
    kind: str
    tokens: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    organisation: str = ""
    role: str = ""
    country: str = ""
    nouns: AbstractSet[str] = frozenset()
    state: bool = False
    owner: int | None = None
    lent_side: tuple[str, str] | None = None

    def learn(self, description: Description) -> "Entity":
        """Add what a description says.

        Returns:
            The entity with what it left open; what is known of it stays. A name that may be anybody's becomes a
            person's by a noun for men or women or, if it is a full one, by an office, or a body's by a noun for bodies.
        """
        kind = self.kind
        if kind == "name":
            person = description.gender or (len(self.tokens) > 1 and description.role)
            kind = "person" if person else "organisation" if description.body_nouns else kind
        return replace(
            self,
            kind=kind,
            role=self.role or description.role,
            organisation=self.organisation or description.organisation,
            country=self.country or description.country,
            gender=self.gender or description.gender,
            nouns=self.nouns | description.nouns | (description.body_nouns if kind == "organisation" else frozenset()),
            state=self.state or description.state,
            owner=description.owner if self.owner is None else self.owner,
        )


class EntityTable:
    """The current record of each entity, by id.

    Records never change; what an article tells of an entity while it is read replaces its record here.
    """

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._records = list(entities)

    def __getitem__(self, entity_id: EntityId) -> Entity:
        return self._records[entity_id]

    def __setitem__(self, entity_id: EntityId, record: Entity) -> None:
        self._records[entity_id] = record

    def add(self, record: Entity) -> EntityId:
        """Add an entity.

        Returns:
            The id by which everybody refers to it.
        """
        self._records.append(record)
        return len(self._records) - 1

    def records(self) -> tuple[Entity, ...]:
        """All records, in order of their ids."""
        return tuple(self._records)


def conflict(value: str, other: str) -> bool:
    """Whether two genders or countries are both known and differ."""
    return bool(value and other and value != other)

"""The names of an article grouped into persons, bodies and countries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rejoinder.statements.speakers.coreference.short_forms import find_short_forms
from rejoinder.statements.speakers.entities import Entity, EntityId, EntityTable, conflict
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedArticle
from rejoinder.statements.speakers.names import build_acronym, is_acronym, is_same_person, strip_initials
from rejoinder.statements.speakers.roles import Description

_SMALL = frozenset({"of", "the", "for", "and", "on", "to", "in", "'s", "’s", "&", "-"})
_PERSONS = frozenset({"person", "name"})


@dataclass(frozen=True)
class Clusters:
    """The named entities of an article.

    Attributes:
        entities: by id.
        entity_of: the id of the entity that each name refers to, by the name's start offset.
    """

    entities: tuple[Entity, ...]
    entity_of: Mapping[int, EntityId]


def cluster_names(article: NamedArticle) -> Clusters:
    """Group an article's names.

    Full names come first, so that a surname in the headline finds the full name in the body. Countries come last of
    these, so that a person may bear a country's name.

    Returns:
        The entities, as far as their names alone tell of them.
    """
    names = [name for sentence in article.sentences for name in sentence.names]
    full_names = [name for name in names if _is_full(name)]
    short_names = [name for name in names if not _is_full(name)]
    builder = _ClusterBuilder(article.gazetteer)
    for name in sorted(full_names, key=lambda n: n.kind == "country"):
        builder.add_full_name(name)
    for name, short in find_short_forms(article):
        builder.add_short_form(name, short)
    genders = _count_genders(short_names)
    for name in short_names:
        builder.add_short_name(name, _read_title_gender(name) or genders.get(name.text, ""))
    return Clusters(builder.entities.records(), builder.entity_of)


def _is_full(name: NameMention) -> bool:
    return name.kind in ("country", "demonym", "seat", "place") or len(name.tokens) > 1


def _count_genders(short_names: Iterable[NameMention]) -> dict[str, str]:
    """Whom a surname without a title means where the article mostly writes "Mr." or "Mrs." before it."""
    counts: dict[str, Counter[str]] = {}
    for name in short_names:
        if gender := _read_title_gender(name):
            counts.setdefault(name.text, Counter())[gender] += 1
    return {text: find_most_frequent(genders) for text, genders in counts.items()}


def _read_title_gender(name: NameMention) -> str:
    """The gender by the title of a short name; a first name's tells none, as it may be a surname: "James said"."""
    return name.gender if name.titled else ""


def find_most_frequent(counts: Counter[str]) -> str:
    """The value counted most often, the first by name of several."""
    return max(sorted(counts), key=lambda value: counts[value])


def add_descriptions(clusters: Clusters, descriptions: Mapping[int, Description]) -> Clusters:
    """Add what stands around the names to what is known of the entities.

    Args:
        clusters: the entities.
        descriptions: of names, by the names' start offsets; of several the first counts.
    """
    entities = list(clusters.entities)
    for start, description in descriptions.items():
        entity_id = clusters.entity_of[start]
        entities[entity_id] = entities[entity_id].learn(description)
    return replace(clusters, entities=tuple(entities))


class _ClusterBuilder:
    """Looks persons and bodies up by each word of their names, and adds those that are new."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.entities = EntityTable()
        self.entity_of: dict[int, EntityId] = {}
        self.countries: dict[str, EntityId] = {}
        self.full_mentions: Counter[EntityId] = Counter()
        self.by_token: dict[str, list[EntityId]] = {}
        self.short_forms: dict[str, EntityId] = {}

    def add_full_name(self, name: NameMention) -> None:
        """Countries, and names of several words."""
        entity_id = self._find_bearer(name)
        if entity_id is None:
            if name.kind in ("country", "demonym"):
                entity_id = self._add_country(name.country)
            elif name.kind in ("organisation", "seat"):
                entity_id = self._add_body(name)
            elif name.kind == "place":
                entity_id = self._add(Entity(name.text, "place", name.tokens, country=name.country), name.tokens)
            else:
                entity_id = self._add_person(name)
        self.full_mentions[entity_id] += 1
        self.entity_of[name.start] = entity_id

    def _candidates(self, token: str) -> list[tuple[EntityId, Entity]]:
        return [(entity_id, self.entities[entity_id]) for entity_id in self.by_token.get(token, ())]

    def _find_bearer(self, name: NameMention) -> EntityId | None:
        """The person whose surname is a place's: "Denzel Paris", later "Paris"; "Gao Ming", later "Gao"."""
        if name.kind not in ("country", "place") or len(name.tokens) > 1:
            return None
        surname = name.tokens[0]
        places = (-1,) if surname in self.gazetteer.first_names else (-1, 0)
        for entity_id, entity in self._candidates(surname):
            ends = [entity.tokens[place] for place in places]
            if entity.kind in _PERSONS and len(entity.tokens) > 1 and surname in ends:
                return entity_id
        return None

    def _add_country(self, country: str) -> EntityId:
        if country not in self.countries:
            self.countries[country] = self.entities.add(Entity(country, "country", country=country, state=True))
        return self.countries[country]

    def _add_body(self, name: NameMention) -> EntityId:
        tokens = name.tokens
        for entity_id, entity in self._candidates(self._find_body_noun(tokens)):
            same = entity.kind == "organisation" and not conflict(entity.country, name.country)
            if same and self._is_same_body(entity.tokens, tokens):
                if name.country and not entity.country:
                    self.entities[entity_id] = replace(entity, country=name.country)
                return entity_id
        state = name.kind == "seat" or any(self.gazetteer.classify_body(t, t) == "government" for t in tokens)
        nouns = frozenset(t.lower() for t in tokens if t.lower() in self.gazetteer.organisations)
        body = Entity(name.text, "organisation", tokens, country=name.country, nouns=nouns, state=state)
        return self._add(body, (*tokens, build_acronym(tokens)))

    def _find_body_noun(self, tokens: Sequence[str]) -> str:
        nouns = [t for t in tokens if self.gazetteer.classify_body(t, t)]
        return nouns[-1] if nouns else tokens[-1]

    def _is_same_body(self, tokens: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether two names differ by small words and places only: "the Foreign Ministry of Norway"."""
        difference = _large_words(tokens) ^ _large_words(other)
        return all(t in self.gazetteer.places for t in tokens + other if t.lower() in difference)

    def _add_person(self, name: NameMention) -> EntityId:
        tokens = strip_initials(name.tokens)
        for entity_id, entity in self._candidates(tokens[-1]):
            full = entity.kind in _PERSONS and len(entity.tokens) > 1
            if full and is_same_person(strip_initials(entity.tokens), tokens):
                if name.kind == "person" and entity.kind == "name":
                    self.entities[entity_id] = replace(entity, kind="person")
                return entity_id
        return self._add(Entity(name.text, name.kind, name.tokens, name.gender), tokens)

    def add_short_form(self, name: NameMention, short: NameMention) -> None:
        """An acronym that stands for a body's name; of "the UN refugee agency, UNHCR," it is the name."""
        entity_id = self.short_forms.setdefault(short.text, self.entity_of[name.start])
        entity = self.entities[entity_id]
        called = short.text if name.tokens[-1].islower() else entity.name
        self.entities[entity_id] = replace(entity, name=called, country=entity.country or short.country)

    def add_short_name(self, name: NameMention, gender: str) -> None:
        """One word: a surname, a first name, an acronym, or a name of its own."""
        token = name.tokens[0]
        if name.kind == "organisation" and token in self.short_forms:
            self.entity_of[name.start] = self.short_forms[token]
            return
        fitting = [(entity_id, e) for entity_id, e in self._candidates(token) if _fits(e, name, gender)]
        if fitting:
            entity_id, entity = max(
                fitting,
                key=lambda pair: (_rank(pair[1], token), self.full_mentions[pair[0]], self._last_named(pair[0], name)),
            )
            if entity.kind in _PERSONS and not entity.gender:
                entity = self.entities[entity_id] = replace(entity, gender=_read_title_gender(name))
        else:
            state = self.gazetteer.organisations.get(token) == "government"
            entity = Entity(name.text, name.kind, name.tokens, name.gender, country=name.country, state=state)
            entity_id = self._add(entity, name.tokens)
        if name.kind == "person" and entity.kind == "name":
            self.entities[entity_id] = replace(entity, kind="person")
        self.entity_of[name.start] = entity_id

    def _last_named(self, entity_id: EntityId, name: NameMention) -> int:
        """Where an entity was named last before a name, -1 if nowhere."""
        starts = (start for start, named in self.entity_of.items() if named == entity_id and start < name.start)
        return max(starts, default=-1)

    def _add(self, entity: Entity, keys: Iterable[str]) -> EntityId:
        entity_id = self.entities.add(entity)
        for key in dict.fromkeys(keys):
            if key and key.lower() not in _SMALL:
                self.by_token.setdefault(key, []).append(entity_id)
        return entity_id


def _large_words(tokens: Iterable[str]) -> frozenset[str]:
    return frozenset(t.lower() for t in tokens if t.lower() not in _SMALL)


def _fits(entity: Entity, name: NameMention, gender: str) -> bool:
    """Whether a name of one word can be the entity's."""
    if entity.kind in _PERSONS:
        return name.kind != "organisation" and not conflict(entity.gender, gender)
    if name.kind == "person":
        return False
    token = name.tokens[0]
    acronym = is_acronym(token) and build_acronym(entity.tokens) == token
    return acronym or len(entity.tokens) == 1 or entity.tokens[-1] == token


def _rank(entity: Entity, token: str) -> int:
    """Surnames go before first names, these before names in the middle."""
    tokens = strip_initials(entity.tokens)
    return 3 if tokens[-1] == token else 2 if tokens[0] == token else 1

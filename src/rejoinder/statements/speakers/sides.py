"""Which side a speaker is on. Here a side comes from.

By what the article says of the speaker (`SideIndex`); else by what stands around, and by the country that the article
is at home in (`SideReader`, `home`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from rejoinder.actors import Actors
from rejoinder.statements.model import Attribution
from rejoinder.statements.speakers.coreference.discourse import Discourse, EntityMention, Resolution
from rejoinder.statements.speakers.entities import Entity, EntityId
from rejoinder.statements.speakers.home import HOST_CITIES
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence
from rejoinder.statements.speakers.names import POSSESSIVE_ENDINGS

_CONTEXT_PARAGRAPHS = 1  # how far back a speaker lends a country to a body without one
_HEADS = frozenset({"president", "premier", "chancellor", "king", "queen", "monarch", "emperor", "emir", "pope"})
_WITHOUT_COUNTRY = frozenset({"unknown", "country"})  # kinds of entities that no context lends a country
_NOBODY = frozenset(
    {"no-source", "indefinite-pronoun", "unresolved", "several-names", "question"}
)  # rules that name none
_FOREIGNERS = frozenset({"diplomat", "ambassador", "envoy"})  # mostly not of the country where they speak
_WHERE = frozenset({"in", "at", "from", "near", "outside"})
STATED, CONTEXT, HOME = "", "context", "home"  # where a side comes from


@dataclass(frozen=True)
class SideIndex:
    """The sides of one debate.

    Attributes:
        actors: as `conf/actors` gives them.
    """

    actors: Actors

    @cached_property
    def _by_country(self) -> dict[str, str]:
        return {country: name for name, side in self.actors.sides.items() for country in side.countries}

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        """One pattern per side with members; longer members first, as separate words."""
        patterns = {}
        for name, side in self.actors.sides.items():
            if side.members:
                longest_first = sorted(side.members, key=len, reverse=True)
                patterns[name] = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
        return patterns

    @cached_property
    def _by_alias(self) -> dict[str, str]:
        """The sides of members by their aliases, which are whole names: "Golan" is no part of "Golan Heights"."""
        members = ((name, member) for name, side in self.actors.sides.items() for member in side.members)
        return {alias: name for name, member in members for alias in self.actors.aliases.get(member, ())}

    def find_side(self, country: str) -> str:
        """The side a country belongs to; the country itself where it belongs to none."""
        return self._by_country.get(country, country)

    def read_side(self, entity: Entity, phrase: str = "") -> str:
        """The side that the article states of an entity.

        Args:
            entity: the speaker.
            phrase: the source phrase where the speaker has no name.

        Returns:
            The side by a member's name in the speaker's names and offices, else by country, else "".
        """
        if entity.name in self._by_alias:
            return self._by_alias[entity.name]
        for text in (entity.name, entity.organisation, entity.role, phrase):
            for side, pattern in self._patterns.items():
                if pattern.search(text):
                    return side
        return self.find_side(entity.country)


@dataclass(frozen=True)
class SideReader:
    """Tells sides within one article, as far as it has been read.

    Attributes:
        discourse: the article as read so far.
        side_index: the sides of the debate.
        home: the country that the article is at home in, "" where nothing tells.
    """

    discourse: Discourse
    side_index: SideIndex
    home: str

    @property
    def article(self) -> NamedArticle:
        return self.discourse.article

    def read_side(self, resolution: Resolution, attribution: Attribution) -> tuple[str, str]:
        """Read the side of an attribution's speaker; once the context or the article's home has lent one, it stays.

        Args:
            resolution: of the source to the speaker.
            attribution: what they said.

        Returns:
            A side of `conf/actors`, else the country, else ""; and where it is a guess what it comes from: CONTEXT or
            HOME.
        """
        entity_id, rule = resolution
        entity, start = self.discourse.entities[entity_id], attribution.start
        phrase = ""
        if entity.kind == "group" and attribution.source:
            phrase = self.article.text[slice(*attribution.source[0])]
        stated = self.side_index.read_side(entity, phrase)
        if not stated and "there" in phrase.lower().split():
            stated = self.side_index.find_side(self._find_country_spoken_of(start))
        if stated or rule in _NOBODY or entity.kind in _WITHOUT_COUNTRY or is_foreign(entity):
            return stated, STATED
        if entity.lent_side is None:
            entity = replace(entity, lent_side=self._lend_side(entity_id, entity, attribution))
            self.discourse.entities[entity_id] = entity
        return entity.lent_side or ("", STATED)

    def _lend_side(self, entity_id: EntityId, entity: Entity, attribution: Attribution) -> tuple[str, str]:
        """By the context; else by the article's home; for a state's body without these by who spoke or acted before.

        Heads of state and government are mostly foreign to whoever spoke before.
        """
        country = self._read_context(entity, attribution)
        if country or self.home:
            return self.side_index.find_side(country or self.home), CONTEXT if country else HOME
        if not self._is_official(entity) or entity.nouns & _HEADS or "prime minister" in entity.role.lower():
            return "", STATED
        start, block = attribution.start, self.article.sentence_at(attribution.start).block
        side = (
            self.side_index.find_side(self._find_owner_before(start))
            or self._read_speakers_before(entity_id, start, block)
            or self.side_index.find_side(self._find_last_subject(start, block))
        )
        return side, CONTEXT if side else STATED

    def _names_before(self, sentence: NamedSentence, start: int) -> Iterator[NameMention]:
        """Names of a sentence that stand before an offset outside quotations, nearest first."""
        for name in reversed(sentence.names):
            if name.end <= start and not self.article.is_quoted(name.start):
                yield name

    def _find_country_spoken_of(self, start: int) -> str:
        """ "Officials there": those of the country last spoken of."""
        for sentence in reversed(self.article.sentences[: self.article.sentence_at(start).number + 1]):
            for name in self._names_before(sentence, start):
                if name.kind == "country":
                    return name.country
        return ""

    def _is_official(self, entity: Entity) -> bool:
        gazetteer = self.article.gazetteer
        classes = {gazetteer.classify_body(word, word) for word in entity.organisation.split()} - {""}
        return entity.state and (not classes or "government" in classes)

    def _read_context(self, entity: Entity, attribution: Attribution) -> str:
        """By the same office elsewhere; by the source phrase; by the place of speech ("told reporters in Tehran")."""
        same_office = self._find_same_office(entity) if self._is_official(entity) else ""
        return same_office or self._find_in_source(attribution) or self._find_place_of_speech(attribution)

    def _find_in_source(self, attribution: Attribution) -> str:
        """The one country that the source phrase names: "residents on the Karsian side"."""
        names = (name for start, end in attribution.source for name in self._names_between(start, end))
        return _find_only(name.country for name in names)

    def _find_place_of_speech(self, attribution: Attribution) -> str:
        """The one country of the places that the reporting clause names with "in", "at", "from" or "near"."""
        sentence = self.article.sentence_at((attribution.cue or attribution.source or attribution.content)[0][0])
        names = (
            name
            for name in self._names_between(sentence.tree.start, sentence.tree.end)
            if not any(start <= name.start < end for start, end in attribution.content)
        )
        return _find_only(name.country for name in names if _is_place_of_speech(sentence, name))

    def _names_between(self, start: int, end: int) -> Iterator[NameMention]:
        for name in self.article.sentence_at(start).names:
            if start <= name.start < end and not self.article.is_quoted(name.start):
                yield name

    def _find_same_office(self, entity: Entity) -> str:
        """The one country whose office or body of that name the article has: "Uganda's energy minister".

        One word ("president") is no name: every country has one.
        """
        office = (entity.role or entity.organisation or entity.name).lower().split()
        if len(office) == 1:
            return ""
        countries = {
            name.country
            for sentence in self.article.sentences
            for name in sentence.names
            if name.country and _is_followed_by(sentence, name, office)
        }
        return countries.pop() if len(countries) == 1 else ""

    def _find_owner_before(self, start: int) -> str:
        """Whose body it is: "Chinese websites, including that of the Defence Ministry"."""
        sentence = self.article.sentence_at(start)
        owners = (name.country for name in self._names_before(sentence, start) if _is_owner(sentence, name))
        return next(owners, "")

    def _mentions_before(self, start: int, block: int) -> Iterator[tuple[EntityMention, Entity]]:
        for mention, entity in self.discourse.mentions_before(start):
            if block - mention.sentence.block <= _CONTEXT_PARAGRAPHS:
                yield mention, entity

    def _read_speakers_before(self, entity_id: EntityId, start: int, block: int) -> str:
        """The side of whoever spoke last for a state."""
        for mention, entity in self._mentions_before(start, block):
            if mention.spoke and mention.entity_id != entity_id and entity.state:
                side = self.side_index.read_side(entity) or (entity.lent_side or ("", ""))[0]
                if side:
                    return side
        return ""

    def _find_last_subject(self, start: int, block: int) -> str:
        """The country that was last the subject of a sentence."""
        for mention, entity in self._mentions_before(start, block):
            if entity.kind == "country" and mention.subject and not mention.quoted:
                return entity.country
        return ""


def is_foreign(entity: Entity) -> bool:
    """Whether a speaker mostly speaks abroad, as an envoy does.

    By the office, else by any description: a minister who was a diplomat once is at home.
    """
    return not (frozenset(entity.role.lower().split()) or entity.nouns).isdisjoint(_FOREIGNERS)


def _is_followed_by(sentence: NamedSentence, name: NameMention, office: list[str]) -> bool:
    following = sentence.forms(name.last + 1, name.last + 2 + len(office))
    return [form.lower() for form in following if form not in POSSESSIVE_ENDINGS][: len(office)] == office


def _is_owner(sentence: NamedSentence, name: NameMention) -> bool:
    possessive = sentence.form_at(name.last + 1) in POSSESSIVE_ENDINGS
    return bool(name.country) and (name.kind == "demonym" or possessive)


def _is_place_of_speech(sentence: NamedSentence, name: NameMention) -> bool:
    telling = name.kind in ("country", "place") and name.text not in HOST_CITIES
    return telling and sentence.form_at(name.first - 1).lower() in _WHERE


def _find_only(countries: Iterable[str]) -> str:
    """The country if there is just one."""
    different = {country for country in countries if country}
    return different.pop() if len(different) == 1 else ""

"""Which side a speaker is on. Here a side comes from.

By what the article says of the speaker (`SideIndex`); else, for a state's bodies, by what stands around (`SideReader`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from rejoinder.actors import Actors
from rejoinder.statements.model import Attribution
from rejoinder.statements.speakers.coreference.discourse import Discourse, EntityMention
from rejoinder.statements.speakers.entities import Entity, EntityId
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence
from rejoinder.statements.speakers.names import POSSESSIVE_ENDINGS

_CONTEXT_PARAGRAPHS = 4  # how far back a speaker lends a country to a body without one
_HEADS = frozenset({"president", "premier", "chancellor", "king", "queen", "monarch", "emperor", "emir", "pope"})
_SHORTEST_CITY = 3
_WORD = re.compile(r"[^\W\d_]+")


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
    """

    discourse: Discourse
    side_index: SideIndex

    @property
    def article(self) -> NamedArticle:
        return self.discourse.article

    def read_side(self, entity_id: EntityId, attribution: Attribution) -> str:
        """Read the side of an attribution's speaker; once the context has lent one, it stays.

        Args:
            entity_id: the speaker.
            attribution: what they said.

        Returns:
            A side of `conf/actors`, else the country, else "".
        """
        entity, start = self.discourse.entities[entity_id], attribution.start
        phrase = ""
        if entity.kind == "group" and attribution.source:
            phrase = self.article.text[slice(*attribution.source[0])]
        stated = self.side_index.read_side(entity, phrase)
        if not stated and "there" in phrase.lower().split():
            stated = self.side_index.find_side(self._find_country_spoken_of(start))
        if stated or not self._is_official(entity):
            return stated
        if entity.context_side is None:
            entity = replace(entity, context_side=self._read_context(entity_id, entity, start))
            self.discourse.entities[entity_id] = entity
        return entity.context_side or ""

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

    def _read_context(self, entity_id: EntityId, entity: Entity, start: int) -> str:
        """By the same office elsewhere, the sentence before it, who spoke before, the dateline, the last subject.

        Heads of state and government are mostly foreign to whoever spoke before, so those lend them nothing.
        """
        sentence = self.article.sentence_at(start)
        country = self._find_same_office(entity) or self._find_in_sentence(sentence, start)
        if country:
            return self.side_index.find_side(country)
        if entity.nouns & _HEADS or "prime minister" in entity.role.lower():
            return self.side_index.find_side(self._read_dateline())
        return self._read_speakers_before(entity_id, start, sentence.block) or self.side_index.find_side(
            self._read_dateline() or self._find_last_subject(start, sentence.block)
        )

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

    def _find_in_sentence(self, sentence: NamedSentence, start: int) -> str:
        lending = (name.country for name in self._names_before(sentence, start) if _lends_country(sentence, name))
        return next(lending, "")

    def _mentions_before(self, start: int, block: int) -> Iterator[tuple[EntityMention, Entity]]:
        for mention, entity in self.discourse.mentions_before(start):
            if block - mention.sentence.block <= _CONTEXT_PARAGRAPHS:
                yield mention, entity

    def _read_speakers_before(self, entity_id: EntityId, start: int, block: int) -> str:
        """The side of whoever spoke last for a state."""
        for mention, entity in self._mentions_before(start, block):
            if mention.spoke and mention.entity_id != entity_id and entity.state:
                side = self.side_index.read_side(entity) or entity.context_side
                if side:
                    return side
        return ""

    def _find_last_subject(self, start: int, block: int) -> str:
        """The country that was last the subject of a sentence."""
        for mention, entity in self._mentions_before(start, block):
            if entity.kind == "country" and mention.subject and not mention.quoted:
                return entity.country
        return ""

    def _read_dateline(self) -> str:
        """The country of the dateline's place, or of one that opens the article in capitals; "" without one."""
        words = [word.title() if word.isupper() else word for word in _WORD.findall(self.article.dateline)]
        places = (self.article.gazetteer.find_place(words[n:]) for n in range(len(words)))
        place = next((place for place in places if place), None)
        if place:
            return place[0].country
        for sentence in self.article.sentences[:2]:
            opening = sentence.words[0].form
            if opening.isupper() and len(opening) > _SHORTEST_CITY:
                place = self.article.gazetteer.find_place([opening.title()])
                if place:
                    return place[0].country
        return ""


def _is_followed_by(sentence: NamedSentence, name: NameMention, office: list[str]) -> bool:
    following = sentence.forms(name.last + 1, name.last + 2 + len(office))
    return [form.lower() for form in following if form not in POSSESSIVE_ENDINGS][: len(office)] == office


def _lends_country(sentence: NamedSentence, name: NameMention) -> bool:
    """Places that say whose body it is: "Chinese websites, including that of the Defence Ministry", "in Oslo"."""
    return bool(name.country) and (
        name.kind == "demonym"
        or sentence.form_at(name.last + 1) in POSSESSIVE_ENDINGS
        or sentence.form_at(name.first - 1).lower() == "in"
    )

"""Which side a speaker is on. Here a side comes from.

By what the article says of the speaker (`side_index`); else by what stands around, and by the country that the article
is at home in (`home`).
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from rejoinder.schema import TURN_KINDS
from rejoinder.statements.model import Attribution
from rejoinder.statements.speakers.attendance import find_in_attendance
from rejoinder.statements.speakers.coreference.discourse import Discourse, Resolution
from rejoinder.statements.speakers.coreference.owners import NEVER_NATIONAL, is_called, resolve_owner
from rejoinder.statements.speakers.earlier_phrases import find_country_of_noun_at, find_in_earlier_phrase
from rejoinder.statements.speakers.entities import Entity, EntityId
from rejoinder.statements.speakers.named_article import NamedArticle
from rejoinder.statements.speakers.names import is_international
from rejoinder.statements.speakers.side_index import SideIndex
from rejoinder.statements.speakers.surroundings import (
    find_country_there,
    find_in_head,
    find_in_introduction,
    find_in_paragraph,
    find_in_source,
    find_opening_country,
    find_place_of_speech,
    find_setting,
)

_WITHOUT_COUNTRY = frozenset({"unknown", "country"})  # kinds of entities that no context lends a country
_NOBODY = frozenset({"no-source", "indefinite-pronoun", "unresolved", "several-names", "first-of-several", "question"})
_FOREIGNERS = frozenset({"diplomat", "ambassador", "envoy"})  # mostly not of the country where they speak
_BODIES = frozenset({"organisation"})
_OF_UNIONS = frozenset({"commission", "secretariat", "bloc"})
_ABROAD = _OF_UNIONS | {"embassy", "consulate", "coalition", "alliance"}  # not of the country where they speak
_HOSTED = frozenset({"embassy", "consulate"})  # never at home where they speak
_JOINT = frozenset({"statement", "communique", "communiqué", "declaration"})
# rules that go by the layout
LAID_OUT = frozenset({*TURN_KINDS, "speech", "joint-speech", "author", "letter-signed"})
_SPOKESPERSONS = frozenset({"spokesperson", "spokesman", "spokeswoman"})
_CAPITALS = frozenset({"country"})  # kinds of names: a minister visits other towns
_ANYWHERE = _CAPITALS | {"place"}
STATED, OWNER, CONTEXT, HOME = "", "owner", "context", "home"  # where a side comes from


@dataclass(frozen=True)
class SideReader:
    """Tells sides within one article, as far as it has been read.

    Attributes:
        discourse: the article as read so far.
        side_index: the sides of the debate.
        home: the country that the article is at home in, "" where nothing tells.
        homes_of_reports: of the reports that the article consists of, the offset from which each goes on and its home.
        guests: offsets of names of persons who speak, but not at home.
    """

    discourse: Discourse
    side_index: SideIndex
    home: str
    homes_of_reports: Sequence[tuple[int, str]] = ()
    guests: AbstractSet[int] = frozenset()

    @property
    def article(self) -> NamedArticle:
        return self.discourse.article

    def read_side(self, resolution: Resolution, attribution: Attribution) -> tuple[str, str]:
        """Read the side of an attribution's speaker; once a guess has lent one, it stays.

        Args:
            resolution: of the source to the speaker.
            attribution: what they said.

        Returns:
            A side of `conf/actors`, else the country, else ""; and where it is a guess what it comes from: OWNER,
            CONTEXT or HOME.
        """
        entity_id, rule = resolution
        entity = self.discourse.entities[entity_id]
        stated = self._read_stated(entity, attribution)
        if stated or rule in _NOBODY or entity.kind in _WITHOUT_COUNTRY:
            return stated, STATED
        if entity.lent_side is None:
            entity = replace(entity, lent_side=self._lend_side(entity, attribution))
        elif not entity.lent_side[0] and not self._is_foreign(entity) and not _read_body_abroad(entity):
            country = self._read_place(entity, attribution, self._list_starts(entity))
            entity = replace(entity, lent_side=(self.side_index.find_side(country), CONTEXT if country else STATED))
        self.discourse.entities[entity_id] = entity
        return entity.lent_side or ("", STATED)

    def _read_stated(self, entity: Entity, attribution: Attribution) -> str:
        phrase = ""
        if entity.kind == "group" and attribution.source:
            phrase = self.article.text[slice(*attribution.source[0])]
        return self.side_index.read_side(entity, phrase)

    def _lend_side(self, entity: Entity, attribution: Attribution) -> tuple[str, str]:
        """By whose somebody is; else, but for envoys, by the words around and by the article's home."""
        of_owner = self._read_owner_side(entity)
        if of_owner or self._is_foreign(entity):
            return of_owner, OWNER if of_owner else STATED
        body = _read_body_abroad(entity)
        described = self.discourse.find_described(attribution.start, {body}, _BODIES) if body else None
        side = self._find_side_of_body(body, described, attribution.start) if body else ""
        if side or (body and (described is None or body in _HOSTED)):
            return side, CONTEXT if side else STATED
        country = self._read_surroundings(entity, attribution)
        side = self.side_index.find_side(country) if country else self._read_side_of_principal(entity, attribution)
        if side:
            return side, CONTEXT
        home = self._home_at(attribution.start)
        if self._is_guest(entity, attribution) or self._is_outlet_from_abroad(entity, home):
            return "", STATED
        return self.side_index.find_side(home), HOME if home else STATED

    def _find_side_of_body(self, noun: str, described: EntityId | None, start: int) -> str:
        """The side of the embassy or the coalition spoken of last; else of the union named last that has such a one."""
        if described is not None:
            return self._read_side(self.discourse.entities[described])
        if noun not in _OF_UNIONS | NEVER_NATIONAL:
            return ""
        gazetteer = self.article.gazetteer
        of_outlet = [place.country for place in gazetteer.find_places(self.article.outlet.split())]
        names = [name for sentence in self.article.sentences for name in sentence.names if name.end <= start]
        named = [*of_outlet, *(name.country for name in names)]
        international = (body for body in reversed(named) if is_international(body, gazetteer))
        return self.side_index.find_side(next((body for body in international if is_called(gazetteer, body, noun)), ""))

    def _home_at(self, offset: int) -> str:
        reports = [home for start, home in self.homes_of_reports if start <= offset]
        return reports[-1] if reports else self.home

    def _list_starts(self, entity: Entity) -> set[int]:
        """Offsets of an entity's own names."""
        return {k for k, i in self.discourse.entity_of.items() if self.discourse.entities[i].name == entity.name}

    def _read_place(self, entity: Entity, attribution: Attribution, starts: AbstractSet[int]) -> str:
        """By the source phrase, the place of speech, what the paragraph opens with, and how who takes turns came in.

        Only before their first turn, or in an interview: later on others speak of them.
        """
        is_new = attribution.rule == "answer" or (attribution.rule in TURN_KINDS and entity.lent_side is None)
        return (
            find_in_source(self.article, attribution, starts)
            or find_country_there(self.article, attribution)
            or find_place_of_speech(self.article, attribution, _CAPITALS if entity.state else _ANYWHERE)
            or (attribution.rule not in LAID_OUT and find_setting(self.article, attribution))
            or find_in_head(self.article, attribution)
            or (is_new and find_in_introduction(self.article, starts, attribution.content[-1][0]))
            or ""
        )

    def _read_surroundings(self, entity: Entity, attribution: Attribution) -> str:
        """By source and place; for who speaks for a state, by the paragraph and, without a home, by the article."""
        starts = self._list_starts(entity)
        is_person = entity.kind in ("person", "name") and entity.tokens
        of_list = find_in_attendance(self.article.text, entity.tokens[-1], self.article.gazetteer) if is_person else ""
        country = of_list or self._read_place(entity, attribution, starts)
        if not country and not entity.tokens and not entity.state:
            country = find_in_earlier_phrase(self.article, attribution, entity.nouns)
        if attribution.rule in TURN_KINDS:  # whose own words name whom they speak of
            return country
        if country or not entity.state:
            return country
        home = self._home_at(attribution.start)
        in_paragraph = attribution.rule not in LAID_OUT and find_in_paragraph(self.article, attribution, home)
        if in_paragraph or home:
            return in_paragraph or ""
        return find_opening_country(self.article)

    def _is_outlet_from_abroad(self, entity: Entity, home: str) -> bool:
        """Whether it is an outlet whose name only those of other countries have: Reuters, in an article from Lima."""
        listed = self.article.gazetteer.unsettled.meanings
        noun = entity.tokens[-1] if entity.tokens else ""
        countries = {place.country for name in (entity.name, f"The {entity.name}") for place in listed.get(name, ())}
        return self.article.gazetteer.classify_body(noun, noun) == "media" and bool(countries) and home not in countries

    def _is_guest(self, entity: Entity, attribution: Attribution) -> bool:
        """Whether a person speaks at an international body, as at the United Nations, or beside the host."""
        if attribution.rule == "speech" and is_international(self.home, self.article.gazetteer):
            return entity.kind == "person"
        names = {self.discourse.entities[self.discourse.entity_of[start]].name for start in self.guests}
        return entity.name in names

    def _read_owner_side(self, entity: Entity) -> str:
        """The side of whose somebody is: "its director", "the agency's chief"."""
        if entity.owner is None:
            return ""
        owner = resolve_owner(self.discourse, entity.owner)
        side = "" if owner is None else self._read_side(self.discourse.entities[owner])
        return side or self.side_index.find_side(find_country_of_noun_at(self.article, entity.owner))

    def _is_foreign(self, entity: Entity) -> bool:
        """Whether a speaker or whose they are mostly speaks abroad: "an envoy", "one of them" of envoys."""
        owner = None if entity.owner is None else resolve_owner(self.discourse, entity.owner)
        return is_foreign(entity) or (owner is not None and is_foreign(self.discourse.entities[owner]))

    def _read_side_of_principal(self, entity: Entity, attribution: Attribution) -> str:
        """The side of the body for which a spokesperson speaks who is said to speak for none."""
        if entity.organisation or _SPOKESPERSONS.isdisjoint(entity.nouns):
            return ""
        if entity.kind == "person":
            principal = self._find_subject((attribution.source or attribution.cue or attribution.content)[0][0])
        else:
            principal = self.discourse.find_last_speaker(attribution.start)
        body = None if principal is None else self.discourse.entities[principal]
        return self._read_side(body) if body is not None and body.kind == "organisation" else ""

    def _find_subject(self, before: int) -> EntityId | None:
        """The subject last named in the same sentence: "the ministry had no comment, spokesman Ivo Tarn said"."""
        sentence = self.article.sentence_at(before)
        mentions = (mention for mention, _ in self.discourse.mentions_before(before) if mention.sentence is sentence)
        return next((mention.entity_id for mention in mentions if mention.subject and not mention.spoke), None)

    def _read_side(self, entity: Entity) -> str:
        """The side of a body or a person by what is said of them, else the one lent before."""
        return self.side_index.read_side(entity) or (entity.lent_side or ("", ""))[0]


def _read_body_abroad(entity: Entity) -> str:
    """The noun for a body that is not of the country where it speaks, where a speaker or their body has no more name.

    "Commission spokeswoman", "the Commission", "embassy counsellor"; and a document of several: "joint
    communiqué".
    """
    if entity.name.startswith("joint ") and not _JOINT.isdisjoint(entity.name.split()):
        return "joint"
    is_named_body = entity.kind == "organisation" and entity.tokens
    body = entity.name if is_named_body else entity.organisation
    words = body.lower().split()
    nouns = _OF_UNIONS | _HOSTED if is_named_body else _ABROAD  # "the Coalition" governs
    return words[0] if len(words) == 1 and words[0] in nouns else ""


def is_foreign(entity: Entity) -> bool:
    """Whether a speaker mostly speaks abroad, as an envoy does.

    By the office, else by any description: a minister who was a diplomat once is at home.
    """
    return not (frozenset(entity.role.lower().split()) or entity.nouns).isdisjoint(_FOREIGNERS)

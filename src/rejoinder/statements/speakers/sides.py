"""Which side a speaker is on: by what the article says of them, else, for a state's bodies, by what stands around."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rejoinder.actors import Actors
from rejoinder.statements.speakers.antecedents import Discourse
from rejoinder.statements.speakers.clusters import Clusters, Referent
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.syntax import Sentence

_CONTEXT_PARAGRAPHS = 4  # how far back a speaker lends a country to a body without one
_HEADS = frozenset({"president", "premier", "chancellor", "king", "queen", "monarch", "emperor", "emir", "pope"})
_SHORTEST_CITY = 3


@dataclass(frozen=True)
class Camps:
    """The sides of one debate, as `conf/actors` gives them."""

    actors: Actors

    @cached_property
    def _by_country(self) -> dict[str, str]:
        return {country: name for name, side in self.actors.sides.items() for country in side.countries}

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        """One pattern per side with members; longer members first, as whole words."""
        made = {}
        for name, side in self.actors.sides.items():
            if side.members:
                longest = sorted(side.members, key=len, reverse=True)
                made[name] = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
        return made

    def of_country(self, country: str) -> str:
        """The side a country belongs to; the country itself where it belongs to none."""
        return self._by_country.get(country, country)

    def stated(self, referent: Referent, phrase: str) -> str:
        """The side by a member's name in the speaker's names and offices, or by country; "" if neither is there."""
        for text in (referent.name, referent.organisation, referent.role, phrase):
            for name, pattern in self._patterns.items():
                if pattern.search(text):
                    return name
        return self.of_country(referent.country)


@dataclass(frozen=True)
class Sides:
    """Tells sides within one article, as far as it has been read."""

    camps: Camps
    sentences: Sequence[Sentence]
    clusters: Clusters
    discourse: Discourse
    gazetteer: Gazetteer
    _lent: dict[int, str] = field(default_factory=dict)

    def __call__(self, referent: Referent, phrase: str, start: int, number: int) -> str:
        """The side of a referent who speaks at an offset in the `number`-th sentence; once told, it stays.

        Args:
            referent: the speaker.
            phrase: the words of the source where it is not named, "" otherwise.
            start: offset of the source.
            number: index of its sentence.
        """
        stated = self.camps.stated(referent, phrase)
        if not stated and "there" in phrase.lower().split():
            stated = self._there(start, number)
        if stated or not self._official(referent):
            return stated
        if id(referent) not in self._lent:
            self._lent[id(referent)] = self._around(referent, start, number)
        return self._lent[id(referent)]

    def _there(self, start: int, number: int) -> str:
        """ "Officials there": those of the country last spoken of."""
        for group in reversed(self.clusters.names[: number + 1]):
            for name in reversed(group):
                if name.end <= start and name.kind == "country" and not self.discourse.in_quote(name.start):
                    return self.camps.of_country(name.country)
        return ""

    def _official(self, referent: Referent) -> bool:
        body = referent.organisation.split()
        classes = {self.gazetteer.organisation(word.lower(), word) for word in body} - {""}
        return referent.state and (not classes or "government" in classes)

    def _around(self, referent: Referent, start: int, number: int) -> str:
        """By the same office elsewhere, the sentence before it, who spoke before, the dateline, the last subject.

        Heads of state and government are mostly foreign to whoever spoke before, so those lend them nothing.
        """
        block = self.sentences[number].block
        country = self._same_office(referent) or self._same_sentence(start, number)
        if country:
            return self.camps.of_country(country)
        if referent.nouns & _HEADS or "prime minister" in referent.role.lower():
            return self._dateline()
        return self._speakers_before(referent, start, block) or self._dateline() or self._subject(start, block)

    def _same_office(self, referent: Referent) -> str:
        """The one country whose office or body of that name the article has: "Uganda's energy minister".

        One word ("president") is no name: every country has one.
        """
        office = (referent.role or referent.organisation or referent.name).lower().split()
        if len(office) == 1:
            return ""
        found = set()
        for group, sentence in zip(self.clusters.names, self.sentences, strict=True):
            for name in group:
                following = sentence.words[name.last + 1 : name.last + 2 + len(office)]
                said = [w.form.lower() for w in following if w.form not in ("'s", "’s")]
                if name.country and said[: len(office)] == office:
                    found.add(name.country)
        return found.pop() if len(found) == 1 else ""

    def _same_sentence(self, start: int, number: int) -> str:
        for name in reversed(self.clusters.names[number]):
            if name.end <= start and name.country and self._lends(name):
                return name.country
        return ""

    def _lends(self, name: NameMention) -> bool:
        """Places that say whose body it is: "Chinese websites, including that of the Defence Ministry", "in Oslo"."""
        if self.discourse.in_quote(name.start):
            return False
        words = self.sentences[name.sentence].words
        after = words[name.last + 1].form if name.last + 1 < len(words) else ""
        before = words[name.first - 1].form.lower() if name.first else ""
        return name.kind == "demonym" or after in ("'s", "’s") or before == "in"

    def _speakers_before(self, referent: Referent, start: int, block: int) -> str:
        for seen, other in self.discourse.before(start):
            if seen.spoke and other is not referent and other.state and block - seen.block <= _CONTEXT_PARAGRAPHS:
                side = self.camps.stated(other, "") or self._lent.get(id(other), "")
                if side:
                    return side
        return ""

    def _subject(self, start: int, block: int) -> str:
        """The country that was last the subject of a sentence."""
        for seen, other in self.discourse.before(start):
            near = block - seen.block <= _CONTEXT_PARAGRAPHS
            if near and other.kind == "country" and seen.subject and not seen.quoted:
                return self.camps.of_country(other.country)
        return ""

    def _dateline(self) -> str:
        """The country of a place that opens the article in capitals ("KYIV (Agency) - "), "" without one."""
        for sentence in self.sentences[:2]:
            opening = sentence.words[0].form
            city = opening.title() if opening.isupper() and len(opening) > _SHORTEST_CITY else ""
            found = self.gazetteer.place([city]) if city else None
            if found:
                return self.camps.of_country(found[0].country)
        return ""

"""Which side a speaker is on by what the article says of the speaker: by `conf/actors`, else the country."""

import re
from dataclasses import dataclass
from functools import cached_property

from rejoinder.actors import Actors
from rejoinder.statements.speakers.entities import Entity
from rejoinder.statements.speakers.gazetteer import Gazetteer


@dataclass(frozen=True)
class SideIndex:
    """The sides of one debate.

    Attributes:
        actors: as `conf/actors` gives them.
        gazetteer: which members are countries or international bodies, whose persons and bodies are then members, too.
    """

    actors: Actors
    gazetteer: Gazetteer

    @cached_property
    def _by_country(self) -> dict[str, str]:
        """The sides of countries and of international bodies."""
        sides = self.actors.sides.items()
        of_countries = {country: name for name, side in sides for country in side.countries}
        of_members = {self.gazetteer.find_whole(member): name for name, side in sides for member in side.members}
        return {**of_countries, **of_members, "": ""}

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

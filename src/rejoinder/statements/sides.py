"""Which side a speaker is on: by what the article says of them, else by the speakers around them."""

import re
from dataclasses import dataclass
from functools import cached_property

from rejoinder.actors import Actors
from rejoinder.statements.clusters import Referent


@dataclass(frozen=True)
class Sides:
    """Sides of one debate, as `conf/actors` gives them."""

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

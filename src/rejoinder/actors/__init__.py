"""Who belongs to which side, and what stances are measured toward (`conf/actors/`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from rejoinder import paths
from rejoinder.actors.countries import read_countries
from rejoinder.config.ranges import FilledText, refuse, require_one_of


@cache
def _list_country_names() -> dict[str, str]:
    """Countries by each name that stands for them, in small letters."""
    countries = read_countries(paths.COUNTRIES)
    return {name.casefold(): country.name for country in reversed(countries) for name in reversed(country.names)}


def _check_country(name: str) -> str:
    if not paths.COUNTRIES.exists():
        refuse(f"whether {name!r} is a country nobody can tell without {paths.COUNTRIES}; restore the file")
    names = _list_country_names()
    meant = names.get(name.casefold())
    if not meant:
        hint = "a body goes under members, and a side may have no countries"
        refuse(f"{name!r} is no country of {paths.COUNTRIES}; {hint}", names.values())
    return require_one_of(name, [meant], f"country of {paths.COUNTRIES}")


def _check_side(name: str, option: ValidationInfo) -> str:
    """Check that a target's side is one of the option's own; of an option that is not read from a file nobody asks."""
    return require_one_of(name, (option.context or {}).get("sides") or [name], "side of this file")


def _check_aliases(aliases: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    meanings: dict[str, str] = {}
    for name, others in aliases.items():
        for one in (name, *others):
            if meanings.setdefault(one, name) != name:
                refuse(f"{one!r} is listed under {meanings[one]!r} and under {name!r}; take one of them out")
    return aliases


CountryName = Annotated[str, AfterValidator(_check_country)]
SideName = Annotated[str, AfterValidator(_check_side)]


@dataclass(frozen=True, kw_only=True)
class Side:
    """A camp in the debate.

    Attributes:
        countries: names as in the first column of `seeds/language/countries.csv`; their capitals, demonyms and
            seats of government then count as this side too.
        members: other persons, bodies and their aliases that speak for it ("People's Liberation Army", "PLA"); with an
            international body ("NATO", "EU") all who speak for it.
    """

    countries: list[CountryName] = field(default_factory=list)
    members: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Target:
    """Something statements take a stance toward.

    Attributes:
        label: how figures and tables call it.
        sides: names of sides whose every mention is a mention of this target.
        mentions: words and phrases that mention it, by lemma, any case ("cyber attack", "accusation").
    """

    label: FilledText
    sides: list[SideName] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Actors:
    """The sides and targets of one debate; the order here is the order in figures.

    Attributes:
        aliases: other names of speakers, by the name that figures and tables give them ("Farhad Rostami": Rostami,
            @FRostami_MFA). A name that is listed here with aliases or without is a speaker of its own in all articles.
    """

    sides: dict[str, Side]
    targets: dict[str, Target]
    aliases: Annotated[dict[str, list[str]], AfterValidator(_check_aliases)] = field(default_factory=dict)


def list_known_sides(actors: Actors) -> list[str]:
    """List what a side can be called: the sides of a debate, and the countries of the world."""
    return list(dict.fromkeys([*actors.sides, *(country.name for country in read_countries(paths.COUNTRIES))]))

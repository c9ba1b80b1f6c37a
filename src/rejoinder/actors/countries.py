"""The world's countries and what stands for them: demonyms, capitals, seats of government.

A country is what speaks for itself in the news: a state; a territory that governs itself and has a code of its own in
ISO 3166-1 (Greenland, Hong Kong, Puerto Rico); a state that rules its land though few recognise it (Somaliland). Parts
without such a code speak for their state, whatever their autonomy (Scotland, Catalonia, the Kurdistan Region), and so
do departments and provinces with one (Martinique, Svalbard). Names that mostly mean something else stay out (Jersey).
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # which reads this module
    from rejoinder.actors import Actors

_COLUMNS = ["country", "aliases", "demonyms", "capital", "seats"]


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country or bloc and the words that stand for it.

    Attributes:
        name: "China".
        aliases: "PRC".
        demonyms: "Chinese".
        capital: "Beijing".
        seats: of its government: "Zhongnanhai".
    """

    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All words that stand for it, the name first."""
        return (self.name, *self.aliases, *self.demonyms, *self.capital, *self.seats)


def read_countries(path: Path) -> tuple[Country, ...]:
    """Read the world's countries from a CSV file.

    Args:
        path: a table with the columns country, aliases, demonyms, capital and seats; several values of a cell are
            separated by ";".

    Returns:
        The countries in the order of the file.

    Raises:
        ValueError: a column is missing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or [])]
        if missing:
            raise ValueError(f"{path}: expected the columns {', '.join(_COLUMNS)}, {missing[0]!r} is missing; add it.")
        return tuple(
            Country(
                name=row["country"].strip(),
                aliases=_split_cell(row["aliases"]),
                demonyms=_split_cell(row["demonyms"]),
                capital=_split_cell(row["capital"]),
                seats=_split_cell(row["seats"]),
            )
            for row in reader
        )


def _split_cell(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def is_same_name(name: str, other: str) -> bool:
    """Whether two names are the same but for capitals, or one is the initials of the other: "EU", "European Union"."""
    words = {form.replace(".", "").casefold() for form in (name, other)}
    return len(words) == 1 or not words.isdisjoint({_take_initials(name), _take_initials(other)})


def _means_whole(name: str, country: Country) -> bool:
    return name in (country.name, *country.aliases) and is_same_name(name, country.name)


def _take_initials(name: str) -> str:
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return initials.casefold() if len(initials) > 1 else ""


def list_side_countries(side: str, actors: "Actors", countries: Sequence[Country]) -> list[Country]:
    """List the countries of a side: those of its own and those that its members name.

    Args:
        side: a side of `actors`, or a country that belongs to none.
        actors: the sides of the debate.
        countries: all that there are.
    """
    camp = actors.sides.get(side)
    own, members = (camp.countries, camp.members) if camp else ([side], [])
    return [one for one in countries if one.name in own or any(_means_whole(name, one) for name in members)]


def list_side_names(side: str, actors: "Actors", countries: Sequence[Country]) -> tuple[str, ...]:
    """List the words that name a side: its members, its countries and what stands for them.

    Args:
        side: a side of `actors`, or a country that belongs to none.
        actors: the sides of the debate.
        countries: all that there are.

    Returns:
        The names, members first; of a side without members and countries its own; empty where nothing of that name
        is there.
    """
    camp = actors.sides.get(side)
    members = camp.members if camp else []
    names = (*members, *(name for country in list_side_countries(side, actors, countries) for name in country.names))
    return tuple(dict.fromkeys(names)) or ((side,) if camp else ())

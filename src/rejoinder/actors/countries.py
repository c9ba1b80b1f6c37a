"""The world's countries and what stands for them: demonyms, capitals, seats of government."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rejoinder.actors import Actors

_COLUMNS = ["country", "aliases", "demonyms", "capital", "seats"]


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country or bloc and the words that stand for it ("China"; "PRC"; "Chinese"; "Beijing"; "Zhongnanhai")."""

    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, the name first."""
        return (self.name, *self.aliases, *self.demonyms, *self.capital, *self.seats)


def read_countries(path: Path) -> tuple[Country, ...]:
    """Read a table with the columns country, aliases, demonyms, capital and seats (several separated by ";").

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
                aliases=_several(row["aliases"]),
                demonyms=_several(row["demonyms"]),
                capital=_several(row["capital"]),
                seats=_several(row["seats"]),
            )
            for row in reader
        )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def side_names(side: str, actors: Actors, countries: Sequence[Country]) -> tuple[str, ...]:
    """Words that name a side: its members, its countries and all that stands for them; also of a lone country."""
    known = actors.sides.get(side)
    wanted = known.countries if known else [side]
    found = [name for country in countries if country.name in wanted for name in country.names]
    return (*(known.members if known else ()), *found)

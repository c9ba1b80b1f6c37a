"""What the world's countries, titles, offices and bodies are called: the seed lists behind names and sides."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from rejoinder.actors.countries import Country, is_same_name, read_countries
from rejoinder.statements.speakers.place_names import NameIndex, PlaceName, build_index

_COLUMNS = {
    "titles": {"title", "noun", "gender", "class"},
    "person_nouns": {"noun", "gender", "class"},
    "organisation_nouns": {"noun", "class"},
    "first_names": {"name", "gender"},
    "cities": {"country", "cities"},
    "towns": {"town", "countries"},
    "bodies": {"country", "class", "names", "common_names"},
}
_OWN_SIDES = frozenset({"international", "armed"})  # classes of bodies that may be a side of their own
_INITIALS = {"US": "U.S.", "UK": "U.K.", "UN": "U.N.", "EU": "E.U."}


class GazetteerError(ValueError):
    """A seed list that cannot be used: one sentence naming file, line and repair."""


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A title or a noun for persons.

    Attributes:
        lemma: the noun in lower case; for a title, the noun it abbreviates ("Sen." is a senator), "" for none.
        gender: "masculine", "feminine" or "".
        kind: "honorific" (Mr.), "state" (speaks for a state or leads), "role", "person" or "anonymous" (source).
    """

    lemma: str
    gender: str
    kind: str


@dataclass(frozen=True)
class Gazetteer:
    """The seed lists, by surface form.

    Attributes:
        places: names of countries, peoples, capitals, seats of government, cities and bodies, as written.
        unsettled: names that several countries share or that are common words, and what they may stand for: the
            article tells, see `local_places`.
        towns: the countries that have a town of a name; often it is a person's, too, or a word, so that it is a town
            only where the article says that something is there.
        countries: canonical names, in order.
        titles: "Mr.", "Sen.", "Maj." as written.
        persons: nouns for persons, by lower-case lemma.
        organisations: nouns for bodies by lower-case lemma, names of bodies as written; the value is the class:
            "government" (bodies that every state has), "public", "company", "media", "party", "body", "international",
            "document" or "thing".
        first_names: gender ("masculine", "feminine" or "") by first name.
    """

    places: NameIndex[PlaceName]
    unsettled: NameIndex[tuple[PlaceName, ...]]
    towns: Mapping[str, tuple[str, ...]]
    countries: tuple[str, ...]
    titles: Mapping[str, PersonNoun]
    persons: Mapping[str, PersonNoun]
    organisations: Mapping[str, str]
    first_names: Mapping[str, str]

    def find_place(self, forms: Sequence[str]) -> tuple[PlaceName, int] | None:
        """Find the longest place that some words begin with.

        Args:
            forms: the words as written.

        Returns:
            The place and how many words it takes, None if there is none.
        """
        found = self.places.find(forms)
        return (self.places[found[0]], found[1]) if found else None

    def find_places(self, forms: Sequence[str]) -> Iterator[PlaceName]:
        """Find the places in some words, the longest from the left: one in "Democratic Republic of the Congo"."""
        start = 0
        while start < len(forms):
            place = self.find_place(forms[start:])
            start += place[1] if place else 1
            if place:
                yield place[0]

    def find_whole(self, name: str) -> str:
        """Find the country, or the body that is a side by itself, that a name means as a whole.

        Returns:
            "European Union" for "EU", "NATO" for "Nato" and "North Atlantic Treaty Organization"; "" for what is a
            part: "Brussels", "Scotland", "KFOR".
        """
        whole = self.places[name].country if name in self.places else ""
        return whole if is_same_name(name, whole) else ""

    def find_person_noun(self, lemma: str, form: str) -> PersonNoun | None:
        """Find the noun for persons that a word is.

        Args:
            lemma: of the word.
            form: as written, for plurals that the tagger left unlemmatised.

        Returns:
            The noun, None if it is none for persons.
        """
        for key in (lemma.lower(), form.lower()):
            singular = key.removesuffix("men") + "man" if key.endswith("men") else key.removesuffix("s")
            noun = self.persons.get(key) or self.persons.get(singular)
            if noun:
                return noun
        return None

    def classify_body(self, lemma: str, form: str) -> str:
        """Find the class of the body that a word names or is a noun for.

        Args:
            lemma: of the word.
            form: as written.

        Returns:
            A class of `organisations`, "" if it means no body.
        """
        small = form.lower()
        singular = small.removesuffix("ies") + "y" if small.endswith("ies") else small
        keys = (form, lemma.lower(), small, singular)
        return next((self.organisations[key] for key in keys if key in self.organisations), "")


def read_gazetteer(folder: Path) -> Gazetteer:
    """Read the word lists.

    Args:
        folder: holds countries.csv, cities.csv, towns.csv, bodies.csv, titles.csv, person_nouns.csv,
            organisation_nouns.csv and first_names.csv.

    Raises:
        GazetteerError: a file is missing or lacks a column, a noun's gender is none, or a country is unknown.
    """
    rows = {name: list(_read_rows(folder / f"{name}.csv")) for name in _COLUMNS}
    countries = read_countries(folder / "countries.csv")
    _check_countries(folder, rows, {country.name for country in countries})
    places, unsettled = _collect_names(countries, rows["cities"], rows["bodies"])
    return Gazetteer(
        places=build_index(places),
        unsettled=build_index(unsettled),
        towns={r["town"]: tuple(r["countries"].split(";")) for r in rows["towns"]},
        countries=tuple(country.name for country in countries),
        titles={r["title"]: PersonNoun(r["noun"], r["gender"], r["class"]) for r in rows["titles"]},
        persons={r["noun"]: PersonNoun(r["noun"], r["gender"], r["class"]) for r in rows["person_nouns"]},
        organisations={name: row["class"] for row in rows["bodies"] for name in _split(row["names"])}
        | {r["noun"]: r["class"] for r in rows["organisation_nouns"]},
        first_names={r["name"]: r["gender"] for r in rows["first_names"]},
    )


def _read_rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if not _COLUMNS[path.stem] <= set(reader.fieldnames or ()):
                expected = ", ".join(sorted(_COLUMNS[path.stem]))
                raise GazetteerError(f"{path}: expected the columns {expected}, got {reader.fieldnames}; mend line 1.")
            for row in reader:
                _check_row(path, reader.line_num, row)
                yield row
    except FileNotFoundError:
        raise GazetteerError(f"{path}: word list not found; restore it or set `language` to its folder.") from None


def _check_row(path: Path, line: int, row: dict[str, str]) -> None:
    if None in row or None in row.values():
        raise GazetteerError(f"{path}, line {line}: expected {len(_COLUMNS[path.stem])} fields; mend the line.")
    if row.get("gender", "") not in ("", "masculine", "feminine"):
        raise GazetteerError(
            f"{path}, line {line}: gender must be masculine, feminine or empty. Got {row['gender']!r} instead; mend it."
        )


def _check_countries(folder: Path, rows: Mapping[str, Sequence[dict[str, str]]], countries: AbstractSet[str]) -> None:
    """Cities, bodies and towns name countries of countries.csv; international and armed bodies may name themselves."""
    for name, column in (("cities", "country"), ("bodies", "country"), ("towns", "countries")):
        for line, row in enumerate(rows[name], start=2):
            unknown = set(row[column].split(";")) - countries
            if unknown and row.get("class") not in _OWN_SIDES:
                raise GazetteerError(
                    f"{folder / name}.csv, line {line}: unknown country {min(unknown)!r}; write it as in countries.csv."
                )


def _collect_names(
    countries: Sequence[Country], cities: Iterable[Mapping[str, str]], bodies: Iterable[Mapping[str, str]]
) -> tuple[dict[str, PlaceName], dict[str, tuple[PlaceName, ...]]]:
    """What each name stands for, and what those may stand for that only the article can tell.

    Countries go first: where another name is a country's too, the country keeps it.
    """
    places = _name_countries(countries)
    meanings, common = _list_meanings(cities, bodies)
    unsettled = {name: tuple(of_name) for name, of_name in meanings.items() if len(of_name) > 1 or name in common}
    sure = {name: next(iter(of_name)) for name, of_name in meanings.items() if name not in unsettled}
    return {**sure, **places}, {name: of_name for name, of_name in unsettled.items() if name not in places}


def _name_countries(countries: Sequence[Country]) -> dict[str, PlaceName]:
    """The names of countries, peoples, capitals and seats of government; what comes first keeps a name."""
    places: dict[str, PlaceName] = {}
    for kind, names in (
        ("country", [(c.name, (c.name, *c.aliases)) for c in countries]),
        ("demonym", [(c.name, (*c.demonyms, *map(_pluralise, c.demonyms))) for c in countries]),
        ("capital", [(c.name, c.capital) for c in countries]),
        ("seat", [(c.name, c.seats) for c in countries]),
    ):
        for country, forms in names:
            for form in forms:
                places.setdefault(form, PlaceName(country, kind))
    return places


def _list_meanings(
    cities: Iterable[Mapping[str, str]], bodies: Iterable[Mapping[str, str]]
) -> tuple[dict[str, dict[PlaceName, None]], set[str]]:
    """What each name of a city or body may stand for, and which of the names are common words."""
    meanings: dict[str, dict[PlaceName, None]] = {}  # in order, each once
    common: set[str] = set()
    for row in cities:
        for name in _split(row["cities"]):
            meanings.setdefault(name, {})[PlaceName(row["country"], "city")] = None
    for row in bodies:
        shared = _split(row["common_names"])
        common.update(shared)
        for name in (*_split(row["names"]), *shared):
            meanings.setdefault(name, {})[PlaceName(row["country"], "body")] = None
    return meanings, common


def _split(cell: str) -> tuple[str, ...]:
    """The names of a cell; "US Army" is "U.S. Army" too."""
    names = [name.strip() for name in cell.split(";") if name.strip()]
    parts = (name.partition(" ") for name in names)
    return (*names, *(f"{_INITIALS[first]} {rest}" for first, _, rest in parts if first in _INITIALS and rest))


def _pluralise(demonym: str) -> str:
    unchanging = demonym.endswith(("ese", "ish", "ch", "s", "men", "sh"))
    return demonym if unchanging else demonym + "s"

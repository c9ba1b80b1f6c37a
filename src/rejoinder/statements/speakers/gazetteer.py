"""What the world's countries, titles, offices and bodies are called: the seed lists behind names and sides."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rejoinder.actors.countries import Country, read_countries

_COLUMNS = {
    "titles": {"title", "noun", "gender", "class"},
    "person_nouns": {"noun", "gender", "class"},
    "organisation_nouns": {"noun", "class"},
    "first_names": {"name", "gender"},
}
_LONGEST_PLACE = 5


class GazetteerError(ValueError):
    """A seed list that cannot be used: one sentence naming file, line and repair."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a word stands for.

    Attributes:
        country: canonical name.
        kind: "country", "demonym" (adjective or people), "capital" or "seat" (of government).
    """

    country: str
    kind: str


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
        places: names of countries, peoples, capitals and seats of government, as written, up to five words.
        countries: canonical names, in order.
        titles: "Mr.", "Sen.", "Maj." as written.
        persons: nouns for persons, by lower-case lemma.
        organisations: nouns for bodies by lower-case lemma, names of bodies as written; the value is the class:
            "government" (bodies that every state has), "public", "company", "media", "party", "body", "international",
            "document" or "thing".
        first_names: gender ("masculine", "feminine" or "") by first name.
    """

    places: Mapping[str, PlaceName]
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
        for length in range(min(_LONGEST_PLACE, len(forms)), 0, -1):
            name = " ".join(forms[:length])
            place = self.places.get(name if length == 1 else name.replace(" - ", "-").replace(" '", "'"))
            if place:
                return place, length
        return None

    def find_person_noun(self, lemma: str, form: str) -> PersonNoun | None:
        """Find the noun for persons that a word is.

        Args:
            lemma: of the word.
            form: as written, for plurals that the tagger left unlemmatised.

        Returns:
            The noun, None if it is none for persons.
        """
        for key in (lemma.lower(), form.lower()):
            noun = self.persons.get(key) or (self.persons.get(key[:-1]) if key.endswith("s") else None)
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
        by_name = self.organisations.get(form) or self.organisations.get(lemma.lower())
        return by_name or self.organisations.get(form.lower(), "")


def read_gazetteer(folder: Path) -> Gazetteer:
    """Read the word lists.

    Args:
        folder: holds countries.csv, titles.csv, person_nouns.csv, organisation_nouns.csv and first_names.csv.

    Raises:
        GazetteerError: a file is missing or lacks a column, or a noun's gender is none.
    """
    rows = {name: list(_read_rows(folder / f"{name}.csv")) for name in _COLUMNS}
    countries = read_countries(folder / "countries.csv")
    return Gazetteer(
        places=_collect_places(countries),
        countries=tuple(country.name for country in countries),
        titles={r["title"]: PersonNoun(r["noun"], r["gender"], r["class"]) for r in rows["titles"]},
        persons={r["noun"]: PersonNoun(r["noun"], r["gender"], r["class"]) for r in rows["person_nouns"]},
        organisations={r["noun"]: r["class"] for r in rows["organisation_nouns"]},
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


def _collect_places(countries: Iterable[Country]) -> dict[str, PlaceName]:
    """Countries go first: where a capital or a people has the name of a country, the country keeps it."""
    countries = list(countries)
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


def _pluralise(demonym: str) -> str:
    unchanging = demonym.endswith(("ese", "ish", "ch", "s", "men", "sh"))
    return demonym if unchanging else demonym + "s"

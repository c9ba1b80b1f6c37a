"""Who speaks a text as a whole, as its sidecar or table states it: "Farhad Rostami, Foreign Minister of Iran"."""

import re

from rejoinder.statements.speakers.entities import Entity
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.label_words import WORDS

_OFFICE = re.compile(r"\s*(?:,\s*|\()")


def read_stated_speaker(stated: str, side: str, gazetteer: Gazetteer) -> Entity:
    """Read a stated speaker.

    Args:
        stated: name, then office or country behind a comma or in brackets, if any.
        side: as stated; "" where the words name the country, if any.
        gazetteer: countries and nouns for bodies.
    """
    opening = _OFFICE.search(stated)
    name = stated[: opening.start()].strip() if opening else stated.strip()
    office = stated[opening.end() :].strip(" )") if opening else ""
    called = WORDS.findall(name)
    is_paper = called[:1] == ["The"] and not any(_names_person(word, gazetteer) for word in called)  # "The Lantern"
    is_body = is_paper or any(gazetteer.classify_body(word.lower(), word) for word in called)
    is_full_name = not is_body and len(called) > 1 and called[0] in gazetteer.first_names  # "Sofia Lind" is no city's
    words = WORDS.findall(stated[len(called[0]) :] if is_full_name else stated)
    places = [gazetteer.find_place(words[n:]) for n in range(len(words))]
    opening_places = places[:1] if any(places[:1]) else places  # "Norwegian Embassy in Finland" is Norway's
    countries = {place[0].country for place in opening_places if place}
    is_place = not is_full_name and gazetteer.find_place(called)
    return Entity(
        name,
        "organisation" if is_body or is_place else "person",
        tokens=tuple(name.split()),
        role="" if is_body else office,
        country=side or (countries.pop() if len(countries) == 1 else ""),
    )


def _names_person(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a word is a title, or a noun for persons: "The Prime Minister", "The Hon. Ana Lind"."""
    return word.strip(".") in gazetteer.titles or gazetteer.find_person_noun(word.lower(), word) is not None

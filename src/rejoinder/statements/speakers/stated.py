"""Who speaks a text as a whole, as its sidecar or table states it: "Farhad Rostami, Foreign Minister of Iran"."""

import re

from rejoinder.statements.speakers.entities import Entity
from rejoinder.statements.speakers.gazetteer import Gazetteer

_OFFICE = re.compile(r"\s*(?:,\s*|\()")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


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
    words = _WORD.findall(stated)
    places = [gazetteer.find_place(words[n:]) for n in range(len(words))]
    opening_places = places[:1] if any(places[:1]) else places  # "Norwegian Embassy in Finland" is Norway's
    countries = {place[0].country for place in opening_places if place}
    is_body = any(gazetteer.classify_body(word.lower(), word) for word in _WORD.findall(name))
    return Entity(
        name,
        "organisation" if is_body or gazetteer.find_place(_WORD.findall(name)) else "person",
        tokens=tuple(name.split()),
        role="" if is_body else office,
        country=side or (countries.pop() if len(countries) == 1 else ""),
    )

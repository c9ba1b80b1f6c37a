"""The words of a label: countries written in capitals, the outlet's name, and whose a speech's office is."""

import re
from collections.abc import Sequence

from rejoinder.statements.speakers.gazetteer import Gazetteer

WORDS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_PAIR = re.compile(r"\w ?[–—/-] ?\w")
_LONGEST_ACRONYM = 3
_PORTFOLIOS = frozenset({"Minister", "Secretary"})  # "Minister of Defence" names no country


def write_small(word: str) -> str:
    """Write a word in capitals as it is written elsewhere, without the mark of the genitive: "Egypt" for "EGYPT'S"."""
    stem = word[:-2] if word[-2:] in ("'S", "’S") else word
    return stem.title() if stem.isupper() and len(stem) > _LONGEST_ACRONYM else word


def names_outlet(label: str, outlet: str) -> bool:
    """Tell whether a label is the outlet's name, or its initials: "The Karran Post", "KP"."""
    initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
    name = outlet.partition(" (")[0]
    is_short = len(initials) > 1 and label in (initials, initials.removeprefix("T"))
    return is_short or label.casefold() == name.casefold()


def name_parties(label: str, gazetteer: Gazetteer) -> tuple[str, list[str]]:
    """Name those who speak together, and list their countries: "Chile and Peru" for "the Chile–Peru Commission"."""
    words = [write_small(word) for word in WORDS.findall(label)]
    countries = list(dict.fromkeys(place.country for place in gazetteer.find_places(words)))
    is_body_of_two = len(countries) == 2 and " and " not in label and _PAIR.search(label) is not None
    return " and ".join(countries) if is_body_of_two else label, countries


def find_unlisted_owner(words: Sequence[str], gazetteer: Gazetteer) -> str:
    """Find the country that no list knows in "Prime Minister of Karsia and the Isles", the label of a speech."""
    for k in range(1, len(words) - 1):
        office = gazetteer.find_person_noun(words[k - 1], words[k - 1])
        names_portfolio = words[k - 1] in _PORTFOLIOS and not (k > 1 and words[k - 2].istitle())
        if words[k] == "of" and office is not None and office.kind == "state" and not names_portfolio:
            owner = words[k + 1 :]
            return " ".join(owner[owner[0] == "the" :]) if owner[-1].istitle() and len(owner) > 1 else owner[0]
    return ""

"""The country that the words in and beside a body's name tell: "Russia's Foreign Ministry", "University of Beirut"."""

from collections.abc import Sequence

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.names import POSSESSIVES
from rejoinder.syntax import Word

_OWNER_WORDS = 4  # words before a possessive among which its country is looked for
_OF_STATES = frozenset({"Ministry", "Department", "Parliament", "Government"})  # which sit in their capitals
_OF_CONTINENTS = ("African", "American", "Arab", "Asian", "Central", "European", "Islamic", "Latin", "Pan")


def find_seat(forms: Sequence[str], gazetteer: Gazetteer) -> str:
    """Find the country at the end of a body's name, which goes before one in it: "American University of Beirut"."""
    if "of" not in forms:
        return ""
    after = list(forms[len(forms) - forms[::-1].index("of") :])
    place = gazetteer.find_place(after[1:] if after[:1] == ["the"] else after)
    return place[0].country if place else ""


def find_capital_after(words: Sequence[Word], first: int, end: int, gazetteer: Gazetteer) -> str:
    """Find the country whose capital a body of every state sits in: "the Defence Ministry in Lima"."""
    follows = end + 1 < len(words) and words[end].form == "in"
    place, _ = (gazetteer.find_place([w.form for w in words[end + 1 :]]) if follows else None) or (None, 0)
    forms = [word.form for word in words[first:end]]
    is_owned = any(form.startswith(_OF_CONTINENTS) or gazetteer.find_place([form]) for form in forms)
    is_states = not _OF_STATES.isdisjoint(forms) and not is_owned
    return place.country if place and place.kind == "capital" and is_states else ""


def find_owner(words: Sequence[Word], first: int, gazetteer: Gazetteer) -> str:
    """Find the country in "Russia's Foreign Ministry", for the span after the possessive."""
    if first < 2 or words[first - 1].form not in POSSESSIVES:
        return ""
    for k in range(max(0, first - 1 - _OWNER_WORDS), first - 1):
        place, length = gazetteer.find_place([w.form for w in words[k : first - 1]]) or (None, 0)
        if place and k + length == first - 1:
            return place.country
    return ""

"""Who is at a meeting, as its record says above all words: who presides, and from where each is who attends."""

import re

from rejoinder.statements.model import Span
from rejoinder.statements.speakers.gazetteer import Gazetteer

_NAME = r"[^\W\d_a-z][\w.’'-]{0,40}"
_PRESIDES = re.compile(  # "Senator Lind presiding", "Ana Lind (Mayor, in the chair)", "Mr Adler in the Chair"
    rf"(?<![\w.’'-])(?P<name>{_NAME}(?: {_NAME}){{0,3}})"
    r"(?:,? (?:\((?:[^()\n]{1,60}, )?)?)(?:presiding|in the [Cc]hair)\b"
)
_LIST = re.compile(
    r"^[ \t]*(?i:(?:(?:also|members|others) )?present|in attendance|(?:list of )?(?:witnesses|participants|attendees))"
    r"(?: (?:for|from) [^:()\n]{2,60})?(?: ?\((?P<place>[^()\n]{2,60})\))?:(?P<names>[^\n]*(?:\n[^\n]*;[^\n]*){0,5})",
    re.MULTILINE,
)
_NAME_AND_BODY = 2  # parts of an item between commas; "Smith, Jordan" is only a name
_PLACES = frozenset({"country", "city"})


def find_who_presides(text: str, before: int, gazetteer: Gazetteer) -> Span | None:
    """Find the name of who last was said to preside: "Senator Lind presiding"; "Mr Speaker" is none.

    Args:
        text: of the article.
        before: offset of the words of who presides.
        gazetteer: of offices.
    """
    for match in reversed(list(_PRESIDES.finditer(text, 0, before))):
        surname = match["name"].split()[-1]
        if gazetteer.find_person_noun(surname.lower(), surname) is None and surname not in gazetteer.titles:
            return match.span("name")
    return None


def find_in_attendance(text: str, surname: str, gazetteer: Gazetteer) -> str:
    """Find the one country that a list of who attends gives beside a person's name.

    It stands in brackets above those who come from there ("Present (Karran, Selt): Ana Lind, Ian Adler") or last behind
    name and body, where semicolons part them ("Witnesses: Ana Lind, Dam Club, Karran; Ian Adler, Dam Ltd, Norvane").
    It is whole between its commas: neither "Jordan Smith" nor "China Institute".

    Args:
        text: of the article.
        surname: of who speaks.
        gazetteer: of places.
    """
    own = re.compile(rf"(?<!\w){re.escape(surname)}(?!\w)", re.IGNORECASE)
    for match in _LIST.finditer(text):
        if not own.search(match["names"]):
            continue
        items = [item.split(",") for item in match["names"].split(";")]
        own_item = next((item for item in items if own.search(item[0])), []) if len(items) > 1 else []
        parts = match["place"].split(",") if match["place"] else own_item[_NAME_AND_BODY:][-1:]
        places = [gazetteer.places[part.strip(" .\n")] for part in parts if part.strip(" .\n") in gazetteer.places]
        countries = {place.country for place in places if place.kind in _PLACES}
        return countries.pop() if len(countries) == 1 else ""
    return ""

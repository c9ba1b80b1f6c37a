"""Datelines: the place, date and agency that open a report ("KARRAN, May 3 (Norvane News) - The ferry stays.")."""

import re

from rejoinder.articles.layout.labels import is_label
from rejoinder.articles.layout.patterns import DATE, UPPER

_CAPITALS = rf"{UPPER}[^\W\d_a-zà-ÿ]*(?:['’.-][^\W\d_a-zà-ÿ]*)*"
_CITY = rf"{_CAPITALS}(?:[ /-]{_CAPITALS}){{0,3}}"  # in capitals
_PARTICLE = r"(?:(?:de|del|da|do|la|las|los|al|el|of|and|the|upon|sur|am) )?"
_PLACE = rf"{UPPER}[\w'’.-]*(?:[ /]{_PARTICLE}{UPPER}[\w'’.-]*){{0,3}}"
_REGION = rf"(?:(?:,| [(\[/]|/) ?{_PLACE}[)\]/]?)?"
_CALENDAR = rf"(?:{UPPER}[\w'’-]+ \d{{1,2}}, \d{{4}}, )"  # another calendar's date before ours
_DATE = rf"{_CALENDAR}?{DATE}"
_AGENCY = r"(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)"
_BARE_AGENCY = rf"(?:, {UPPER}[\w.]{{1,14}})"
_DASH = r"\s?(?:\.?[-–—]{1,3}|\. ?[-–—]|:)(?=\s)"
_BAR = r"\s?\|"
_SENTENCE = rf"(?=\s+[\"“‘'«(\[•*]*(?:{UPPER}|\d))"

# What a dateline may be made of, from the surest form on; the sentence that it opens follows each.
_OPENINGS = (
    rf"(?:{_PLACE}){_REGION}(?:[,.]? {_DATE})?,? ?{_AGENCY}\.?(?:{_DASH}|:)",
    rf"(?:{_PLACE}){_REGION}[,.] {_DATE}[.,]? ?{_AGENCY}\.?",
    rf"(?:{_CITY}){_REGION}\.? {_AGENCY}\.?",
    rf"(?:{_PLACE}){_REGION}[,.] {_DATE}{_BARE_AGENCY}?\.?{_DASH}",
    rf"(?:{_CITY}){_REGION}{_BAR}",
    rf"(?:{_CITY}){_REGION}\s?(?:[-–—]{{1,3}}|:)(?=\s)",
)
_FIRST_OPENINGS = (  # only where a report begins, as a sentence could open so elsewhere
    rf"(?:{_PLACE}){_REGION}\s?[–—]{{1,2}}(?=\s)|(?:{_PLACE}){_REGION}\s(?:--?)(?=\s)",
    rf"(?:{_PLACE}){_REGION}, {_DATE}",
    rf"(?=[^.]{{4}}){_CAPITALS}(?:[ /-]{_CAPITALS})?{_REGION}\.(?=\s)(?!\s+[\W\d]*{UPPER}{{2}})",  # no "PROF. LIND"
    rf"\((?:{_PLACE}){_REGION}(?:, {_DATE})?\)\s?[-–—]{{1,2}}(?=\s)|\[(?:{_PLACE}){_REGION},? {_DATE}\](?=\s)",
    rf"{_DATE},? (?:{_CITY}){_REGION}\s?[-–—]{{1,2}}(?=\s)",
    r"[^\W\d_a-zà-ÿ]{5,}(?:[ /-][^\W\d_a-zà-ÿ]{2,}){0,2}(?=\s+(?:The|An?|In|On|At|After)\s)",
)
_DATELINE = re.compile("|".join(f"(?:{form}){_SENTENCE}" for form in _OPENINGS))
_FIRST_DATELINE = re.compile("|".join(f"(?:{form}){_SENTENCE}" for form in _FIRST_OPENINGS))
_LINE = re.compile(
    rf"{_PLACE}{_REGION}(?:[,.]? ?{_DATE}(?:{_BARE_AGENCY}|[,.]? ?{_AGENCY})?|,? {_AGENCY})[.,:–—-]*"
    rf"|{DATE}(?:,? \d{{4}})?|{_CITY}{_REGION}"
)
_PLACE_ALONE = re.compile(rf"{_PLACE}(?<!\.){_REGION}")
_SHORTEST_PLACE = 4
_QUOTATION_MARKS = ('"', "“", "«", "‘")


def find_dateline(text: str, start: int, end: int, is_first: bool) -> int | None:
    """Find where the dateline ends that a paragraph opens with.

    Args:
        text: the article.
        start, end: of the paragraph.
        is_first: nothing but by-lines and such stands between it and the title.
    """
    match = _DATELINE.match(text, start, end) or (_FIRST_DATELINE.match(text, start, end) if is_first else None)
    if match is None or len(match[0].rstrip(" :|–—-")) < _SHORTEST_PLACE:
        return None
    if is_label(match[0].rstrip(".")):
        return None  # "BREAKING."
    if match[0].endswith(":") and text[match.end() : end].lstrip().startswith(_QUOTATION_MARKS):
        return None  # "Selt Post (Norvane): "It leaks.""
    has_small_letters = any(sign.islower() for sign in text[match.end() : end])
    return match.end() if has_small_letters else None  # "WE FIGHT ON - GOVERNOR" is all one flash


def is_dateline(line: str) -> bool:
    """Whether a line is nothing but a dateline; a place alone counts in capitals only."""
    return _LINE.fullmatch(line) is not None


def is_place(line: str) -> bool:
    """Whether a line can be nothing but a place, as below a record; a name has the same form."""
    return _PLACE_ALONE.fullmatch(line) is not None

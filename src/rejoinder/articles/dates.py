"""Dates in any usual form to ISO 8601."""

import datetime
import re
from collections.abc import Iterable
from functools import cache

from rejoinder.articles.model import Notes

_YEAR_FIRST = re.compile(r"\s*\d{4}(?:\D|\d{4}\b)")
_NUMERIC = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})\b")
# Two days no date has in common: what a value leaves open differs between them.
_DEFAULTS = (datetime.datetime(1904, 1, 31), datetime.datetime(1908, 12, 28))
_MONTHS = 12
_EAST_ASIAN = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_LOCALES = ("de", "fr", "es", "it", "pt", "ru", "nl", "pl", "sv")  # of archives' interfaces, and of their neighbours
_OF = {"de", "del", "do"}  # "3 de mayo de 2021"


def parse_date(value: str, day_first: bool) -> str:
    """Parse a date such as "March 12, 2013 Tuesday", "12.3.2013" or "2013-03-12T10:00Z".

    The day is the one that is written, whatever the time zone beside it.

    Args:
        value: the date.
        day_first: whether "3/4/2013" is 3 April; otherwise it is March 4.

    Returns:
        The ISO date (2013-03-12), or "" for a blank value.

    Raises:
        ValueError: no date, one without day, month or year, or one that contradicts `day_first`.
    """
    from dateutil.parser import parse

    if not value.strip():
        return ""
    english = _translate(value)
    numeric = _NUMERIC.match(value)
    if numeric and int(numeric[1 if not day_first else 3]) > _MONTHS:
        order, other = ("day", "month") if day_first else ("month", "day")
        raise ValueError(f"{value!r} is no date with the {order} first; if the {other} comes first, change 'day_first'")
    first = day_first and not _YEAR_FIRST.match(english)
    try:
        dates = {str(parse(english, default=day, dayfirst=first, ignoretz=True).date()) for day in _DEFAULTS}
    except (ValueError, OverflowError):
        raise ValueError(f"{value!r} is no date") from None
    if len(dates) > 1:
        raise ValueError(f"{value!r} is no date with day, month and year")
    return dates.pop()


def is_date(value: str) -> bool:
    """Whether a line is a date with day, month and year, in either order, and nothing else."""
    for day_first in (False, True):
        try:
            return bool(parse_date(value, day_first))
        except ValueError:
            continue
    return False


def find_day_first(values: Iterable[str]) -> bool | None:
    """Find the order of day and month in dates; None where none of them tells it, or some contradict others."""
    numeric = [(int(match[1]), int(match[3])) for match in map(_NUMERIC.match, values) if match]
    orders = {first > _MONTHS for first, second in numeric if (first > _MONTHS) != (second > _MONTHS)}
    return orders.pop() if len(orders) == 1 else None


def read_date(value: str, day_first: bool) -> tuple[str, Notes]:
    """Parse a date as `parse_date` does, whatever is wrong with it.

    Returns:
        The ISO date and no note; or "" and a note why the date could not be read.
    """
    try:
        return parse_date(value, day_first), ()
    except ValueError as error:
        return "", (("date", f"{error}; the article is kept without a date"),)


def _translate(value: str) -> str:
    """Put the words of a date in one of some languages into English."""
    western = _EAST_ASIAN.sub(r"\1-\2-\3", value)
    names = _load_names()
    words = re.sub(r"[^\W\d_]+", lambda word: names.get(word[0].casefold(), word[0]), western)
    return " ".join(words.split())


@cache
def _load_names() -> dict[str, str]:
    """Load the English names of months, weekdays and the word "of" in the other languages, as Unicode's CLDR has it."""
    from babel.dates import get_day_names, get_month_names

    names = dict.fromkeys(_OF, "")
    for get_names in (get_month_names, get_day_names):
        english = get_names("wide", locale="en")
        for locale in _LOCALES:
            for context in ("format", "stand-alone"):
                foreign = get_names("wide", context, locale)
                names |= {foreign[number].casefold(): english[number] for number in english}
    return names

"""Dates in any usual form to ISO 8601."""

import datetime
import re

from rejoinder.articles.model import Notes

_YEAR_FIRST = re.compile(r"\s*\d{4}(?:\D|\d{4}\b)")
_NUMERIC = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})\b")
# Two days no date has in common: what a value leaves open differs between them.
_DEFAULTS = (datetime.datetime(1904, 1, 31), datetime.datetime(1908, 12, 28))
_MONTHS = 12


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
    numeric = _NUMERIC.match(value)
    if numeric and int(numeric[1 if not day_first else 3]) > _MONTHS:
        order, other = ("day", "month") if day_first else ("month", "day")
        raise ValueError(f"{value!r} is no date with the {order} first; if the {other} comes first, change 'day_first'")
    first = day_first and not _YEAR_FIRST.match(value)
    try:
        dates = {str(parse(value, default=day, dayfirst=first, ignoretz=True).date()) for day in _DEFAULTS}
    except (ValueError, OverflowError):
        raise ValueError(f"{value!r} is no date") from None
    if len(dates) > 1:
        raise ValueError(f"{value!r} is no date with day, month and year")
    return dates.pop()


def read_date(value: str, day_first: bool) -> tuple[str, Notes]:
    """Parse a date as `parse_date` does, whatever is wrong with it.

    Returns:
        The ISO date and no note; or "" and a note why the date could not be read.
    """
    try:
        return parse_date(value, day_first), ()
    except ValueError as error:
        return "", (("date", f"{error}; the article is kept without a date"),)

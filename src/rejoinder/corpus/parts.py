"""Into which part of the corpus a statement falls, in SQL: the names of its side, outlet, genre or period."""

from typing import Literal

TIME_UNITS = {"day": 10, "month": 7, "year": 4}  # letters of an ISO date that name the unit
GENRE = "ifnull(nullif(genre, ''), 'news')"  # those of before genres were told are news

TimeUnit = Literal["day", "month", "year"]
Grouping = Literal["side", "outlet", "genre", "period"]


def select_part(by: Grouping, unit: TimeUnit) -> str:
    """The name of the part that a row of `coded`, joined to its article, is in; null where it has none.

    Args:
        by: what the corpus is parted by.
        unit: of periods.
    """
    return {
        "side": "coded.side",
        "outlet": "nullif(outlet, '')",
        "genre": GENRE,
        "period": f"nullif(published, '')[:{TIME_UNITS[unit]}]",
    }[by]

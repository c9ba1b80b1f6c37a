"""The countries that speak most, and the persons and bodies that speak for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rejoinder.corpus import NARRATION, UNKNOWN_SIDE, Corpus
from rejoinder.statements.speakers import Gazetteer

_LEAST = 2  # statements of whom or what is named in a draft
_MOST_SIDES = 6
_SHARE = 0.9  # of the statements whose side is known, after which no further side is taken up
_MOST_MEMBERS = 10  # of a side
_MOST_DOUBTS = 5  # that are named in a comment
_OWN = 0.9  # share of a name's statements that are of one side
_HINTING = 2  # articles that hint at a side, from which a name is taken for a member as if one said it

# A person by the name that the corpus has, a body by that of its articles; and the bodies whose persons speak. Where
# articles say whose a name is, what others only hint at does not count, nor ever what leaves the side open.
_NAMES = f"""
WITH spoken AS (SELECT * FROM coded WHERE side <> '{NARRATION}'), names AS (
    SELECT CASE WHEN speaker_kind = 'person' THEN speaker ELSE name_in_article END AS name, speaker_kind AS kind, side,
        is_guess, article_id
    FROM spoken WHERE speaker_kind IN ('person', 'organisation')
    UNION ALL
    SELECT organisation, 'organisation', side, is_guess, article_id FROM spoken
    WHERE speaker_kind = 'person' AND organisation <> ''
), counts AS (
    SELECT name, kind, side, count(*) AS statements, count(DISTINCT article_id) AS articles,
        count_if(NOT is_guess AND side <> '{UNKNOWN_SIDE}') AS stated
    FROM names GROUP BY ALL
), weights AS (
    SELECT *, CASE WHEN side = '{UNKNOWN_SIDE}' THEN 0
        WHEN sum(stated) OVER (PARTITION BY lower(name)) > 0 THEN stated ELSE statements END AS weight
    FROM counts
), shares AS (SELECT *, sum(weight) OVER (PARTITION BY lower(name)) AS total FROM weights)
SELECT * FROM shares WHERE weight >= {_OWN} * total AND (weight > 0 OR total = 0)
ORDER BY statements DESC, name"""
_SIDES = f"""
SELECT side AS name, count(*) AS statements FROM coded WHERE side NOT IN ('{NARRATION}', '{UNKNOWN_SIDE}')
GROUP BY side ORDER BY statements DESC, name"""


@dataclass(frozen=True)
class CountedName:
    """A name and the number of statements that are its bearer's."""

    name: str
    statements: int


@dataclass(frozen=True)
class DraftedSide:
    """A side as the corpus shows it.

    Attributes:
        name: a country, or a body that is a side of its own.
        statements: of all who speak for it.
        is_country: whether it is one of seeds/language/countries.csv.
        members: persons and bodies that an article says are its own, or several hint at, the most frequent first.
        guesses: those whose side one article only hints at, in the same order.
    """

    name: str
    statements: int
    is_country: bool
    members: tuple[CountedName, ...]
    guesses: tuple[CountedName, ...]


def draft_sides(corpus: Corpus, gazetteer: Gazetteer) -> tuple[list[DraftedSide], tuple[CountedName, ...]]:
    """Draft the sides from a corpus in which they are countries.

    Returns:
        The countries that most statements are from, those with the most first; and the persons and bodies that have
        no side.
    """
    names = [row for row in corpus.query_rows(_NAMES) if row["statements"] >= _LEAST and _is_own_name(row, gazetteer)]
    sides = []
    for row in _take_most(corpus.query_rows(_SIDES)):
        side = str(row["name"])
        members = [name for name in names if name["side"] == side and name["name"] != side]
        stated = [name for name in members if name["stated"] or name["articles"] >= _HINTING]
        guessed = [name for name in members if name not in stated]
        is_country = side in gazetteer.countries
        sides.append(
            DraftedSide(
                side, row["statements"], is_country, _count(stated[:_MOST_MEMBERS]), _count(guessed[:_MOST_DOUBTS])
            )
        )
    return sides, _count([name for name in names if name["side"] == UNKNOWN_SIDE][:_MOST_DOUBTS])


def _take_most(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The first sides, which have most of the statements together."""
    total, taken = sum(row["statements"] for row in rows), 0
    for row in rows[:_MOST_SIDES]:
        if taken < _SHARE * total:
            yield row
        taken += row["statements"]


def _is_own_name(row: dict[str, Any], gazetteer: Gazetteer) -> bool:
    """Whether a name means the same wherever it stands: a person's in full, or a body's that not every state has."""
    name = row["name"]
    if row["kind"] == "person":
        return " " in name and not name.endswith(")")  # "Sisi (Egypt)" is a surname, apart from that of another side
    head = name.partition(" of ")[0].split()  # "Ministry of Finance"
    classes = {gazetteer.classify_body(noun, noun) for noun in (head[-1], " ".join(head[-2:]), name)}
    is_listed = name.isupper() or any(gazetteer.find_places(name.split()))
    is_noun = name == name.lower() or name.lower() in gazetteer.organisations
    return "media" not in classes and not is_noun and (is_listed or "government" not in classes)


def _count(rows: Sequence[dict[str, Any]]) -> tuple[CountedName, ...]:
    return tuple(CountedName(row["name"], row["statements"]) for row in rows)

"""How often actors take positions on concepts, counted from the corpus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from rejoinder.corpus import NARRATION, UNKNOWN_SIDE, Corpus

ActorKind = Literal["speaker", "organisation", "side"]
ConceptKind = Literal["frames", "targets"]
Period = Literal["", "year", "month", "day"]
Counts = npt.NDArray[np.int64]

ORGANISATIONS = ("organisation", "country", "group", "outlet")  # kinds of speakers that are no person

_ACTORS = {
    "speaker": "speaker",
    "organisation": f"CASE WHEN speaker_kind IN {ORGANISATIONS} THEN speaker ELSE organisation END",
    "side": f"CASE WHEN side IN ('{NARRATION}', '{UNKNOWN_SIDE}') THEN '' ELSE side END",
}
_POSITIONS = {
    "frames": "SELECT coded.*, frame AS concept, true AS agreement FROM coded JOIN marks USING (statement_id)",
    "targets": "SELECT *, target AS concept, stance = 'favours' AS agreement FROM stanced WHERE stance <> 'neutral'",
}
_PERIODS = {"": "''", "year": "left(published, 4)", "month": "left(published, 7)", "day": "left(published, 10)"}


@dataclass(frozen=True, kw_only=True)
class Incidence:
    """How often actors take positions on concepts.

    Attributes:
        actors: names, in order.
        sides: theirs, in this order; "" where not known.
        concepts: names, in order.
        counts: shape (actors, concepts, 2); the last axis has disagreements, then agreements.
    """

    actors: Sequence[str]
    sides: Sequence[str]
    concepts: Sequence[str]
    counts: Counts


def count_positions(
    corpus: Corpus, actor: ActorKind, kind: ConceptKind, *, period: Period, per_article: bool, narrated: bool
) -> pd.DataFrame:
    """Count positions by period, actor and concept.

    Args:
        corpus: the corpus.
        actor: who takes them.
        kind: what the concepts are.
        period: what time is cut into, "" for nothing; statements without a date have the period "".
        per_article: whether an actor's same position in one article counts once.
        narrated: whether the outlet's own statements count.

    Returns:
        Columns period, actor, side, concept, agreement, n; an actor's side is that of most of their positions.
        Statements without an actor are left out.
    """
    count = "count(DISTINCT article_id)" if per_article else "count(*)"
    query = f"""
    WITH positions AS (
        SELECT ifnull({_PERIODS[period]}, '') AS period, {_ACTORS[actor]} AS actor, {_ACTORS["side"]} AS side,
            concept, agreement, article_id
        FROM ({_POSITIONS[kind]}) LEFT JOIN (SELECT article_id, published FROM articles) USING (article_id)
        WHERE $narrated OR NOT narrates
    ), sides AS (
        SELECT actor, first(side ORDER BY n DESC, side) AS side
        FROM (SELECT actor, side, count(*) AS n FROM positions GROUP BY ALL) GROUP BY actor
    )
    SELECT period, actor, sides.side, concept, agreement, {count} AS n
    FROM positions JOIN sides USING (actor) WHERE actor <> '' GROUP BY ALL ORDER BY ALL"""
    return corpus.query_table(query, narrated=narrated)


def choose_actors(positions: pd.DataFrame, minimum: int, most: int) -> dict[str, str]:
    """Choose the actors with the most positions.

    Args:
        positions: as `count_positions` counts them.
        minimum: fewest positions of an actor.
        most: most actors.

    Returns:
        Sides by actor, in order of the actors' names.
    """
    totals = positions.groupby(["actor", "side"])["n"].sum().reset_index()
    frequent = totals[totals["n"] >= minimum].sort_values(["n", "actor"], ascending=[False, True])
    chosen = frequent.head(most).sort_values("actor")
    return dict(zip(chosen["actor"], chosen["side"], strict=True))


def build_incidence(positions: pd.DataFrame, actors: Mapping[str, str], concepts: Sequence[str]) -> Incidence:
    """Arrange counted positions.

    Args:
        positions: as `count_positions` counts them.
        actors: sides by actor; positions of others are left out.
        concepts: names, in order.
    """
    counts = np.zeros((len(actors), len(concepts), 2), dtype=np.int64)
    rows = {actor: row for row, actor in enumerate(actors)}
    columns = {concept: column for column, concept in enumerate(concepts)}
    cells = positions[["actor", "concept", "agreement", "n"]].itertuples(index=False, name=None)
    for actor, concept, agreement, n in cells:
        if actor in rows:
            counts[rows[actor], columns[concept], int(agreement)] += n
    return Incidence(actors=list(actors), sides=list(actors.values()), concepts=list(concepts), counts=counts)

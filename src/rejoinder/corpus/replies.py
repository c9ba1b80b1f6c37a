"""Who answers whom: denials and retorts, with the accusation that each answers.

An *accusation* is a statement of one side that opposes another. A *denial* carries a frame by which one answers. Where
its sentence names another side, it answers the last accusation by that side against its own, in the article or in one
of the days before, or at least that side where it opposes it; else the last accusation against its own side in the
article. A *retort* is an accusation against a side that accused the speaker's own earlier in the article.

That what follows an accusation answers it is how turns are linked in conversation (adjacency pairs: Schegloff and Sacks
1973, doi:10.1515/semi.1973.8.4.289). In news it is a guess unless the sentence names whom it answers; `known_by` tells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import pandas as pd

from rejoinder.actors import Actors
from rejoinder.corpus.database import NARRATION, UNKNOWN_SIDE, Corpus

RETORT = "retort"
BY_SENTENCE, BY_ARTICLE = "sentence", "article"

# Each statement by a known side that opposes other sides or denies, in the order of time.
_TURNS = f"""
WITH target_sides AS (
    SELECT unnest($targets) AS target, unnest($sides) AS toward
), toward AS (
    SELECT statement_id, toward, bool_or(stance = 'opposes') AS is_opposed, NOT bool_and(implied) AS is_named
    FROM stanced JOIN target_sides USING (target) WHERE toward <> side GROUP BY ALL
), sides AS (
    SELECT statement_id, list(toward ORDER BY toward) FILTER (is_opposed) AS opposed,
        list(toward ORDER BY toward) FILTER (is_named) AS named
    FROM toward GROUP BY ALL
), denials AS (
    SELECT statement_id, string_agg(frame, ' ' ORDER BY list_position($answering, frame)) AS denial
    FROM marks WHERE list_contains($answering, frame) GROUP BY ALL
)
SELECT statement_id, article_id, nullif(published, '') AS published, coded.speaker, coded.side, coded.text, denial,
    ifnull(opposed, []) AS opposed, ifnull(named, []) AS named
FROM coded JOIN articles USING (article_id) LEFT JOIN sides USING (statement_id) LEFT JOIN denials USING (statement_id)
WHERE coded.side NOT IN ('{NARRATION}', '{UNKNOWN_SIDE}') AND (denial IS NOT NULL OR opposed IS NOT NULL)
ORDER BY published NULLS FIRST, article_id, sent_id"""


class Reply(NamedTuple):
    """A statement that answers an accusation; its fields are columns.

    Attributes:
        statement_id, article_id, published, speaker, side, text: of the reply; published is "" where it is not known.
        kind: the frame by which it answers, several with a space between, in the order in which they are asked for; or
            `RETORT`.
        answered_side: whom it answers; "" where that is not known.
        answered_speaker, accusation, accusation_text: of the accusation; "" where none was found.
        known_by: what tells whom it answers: `BY_SENTENCE`, which names the side; `BY_ARTICLE`, in which this side's
            was the last accusation; or "" for nothing.
        days: from the accusation to the reply, at least 0; None where there is none or a date is missing.
        depth: 1 for the reply to a first accusation, 2 for the reply to such a reply, and so on; 0 without accusation.
    """

    statement_id: str
    article_id: str
    published: str
    speaker: str
    side: str
    kind: str
    answered_side: str
    answered_speaker: str
    known_by: str
    accusation: str
    days: int | None
    depth: int
    text: str
    accusation_text: str


@dataclass(frozen=True, kw_only=True)
class _Turn:
    """A statement that accuses, answers, or both, as `_TURNS` has it."""

    statement_id: str
    article_id: str
    published: str | None
    speaker: str
    side: str
    text: str
    denial: str | None
    opposed: tuple[str, ...]
    named: tuple[str, ...]


class _Accusation(NamedTuple):
    turn: _Turn
    depth: int  # of the reply that it is, 0 for a first accusation


@dataclass
class _Debate:
    """The last accusation against each side so far, by accuser and accused.

    Attributes:
        article_id: of the article that is read.
        within: those of this article; of any accuser's the last under "".
        before: those of earlier articles whose sentence names the accused.
    """

    article_id: str = ""
    within: dict[tuple[str, str], _Accusation] = field(default_factory=dict)
    before: dict[tuple[str, str], _Accusation] = field(default_factory=dict)

    def enter(self, article_id: str) -> None:
        """Begin an article, unless it is the same: what was said in the last one is before it."""
        if article_id != self.article_id:
            self.before |= {pair: last for pair, last in self.within.items() if pair[1] in last.turn.named}
            self.article_id, self.within = article_id, {}

    def note(self, turn: _Turn, depth: int) -> None:
        """Remember an accusation."""
        for side in turn.opposed:
            self.within[turn.side, side] = self.within["", side] = _Accusation(turn, depth)


def find_replies(corpus: Corpus, actors: Actors, answering: Sequence[str], days: int) -> pd.DataFrame:
    """Find the denials and retorts of all statements whose speaker has a side.

    Args:
        corpus: the corpus.
        actors: which sides a target of stances stands for; one that stands for none accuses nobody.
        answering: names of the frames by which one answers.
        days: how far back an accusation in another article may lie that a denial answers by naming its side; 0 for the
            same day only.

    Returns:
        The fields of `Reply`. Rows in the order of dates, undated ones first, of articles and of the text; one that
        answers two sides has two.
    """
    pairs = [(name, side) for name, target in actors.targets.items() for side in target.sides]
    targets, sides = ([pair[number] for pair in pairs] for number in (0, 1))
    debate, replies = _Debate(), list[Reply]()
    for batch in corpus.query_batches(_TURNS, targets=targets, sides=sides, answering=list(answering)):
        for row in batch.to_pylist():
            turn = _Turn(**row | {"opposed": tuple(row["opposed"]), "named": tuple(row["named"])})
            debate.enter(turn.article_id)
            own = list(_find_replies(turn, debate, days))
            replies += own
            debate.note(turn, max((reply.depth for reply in own), default=0))
    return pd.DataFrame(replies, columns=list(Reply._fields)).astype({"days": "Int64"})


def _find_replies(turn: _Turn, debate: _Debate, days: int) -> Iterator[Reply]:
    if not turn.denial:
        for side in turn.opposed:
            accusation = debate.within.get((side, turn.side))
            if accusation:
                known_by = BY_SENTENCE if side in turn.named else BY_ARTICLE
                yield _build_reply(turn, RETORT, side, accusation, known_by)
        return
    named = {side: _find_accusation(turn, side, debate, days) for side in turn.named}
    answered = [side for side in named if named[side]] or [side for side in named if side in turn.opposed]
    for side in answered:
        yield _build_reply(turn, turn.denial, side, named[side], BY_SENTENCE)
    if not answered:
        last = debate.within.get(("", turn.side))
        yield _build_reply(turn, turn.denial, last.turn.side if last else "", last, BY_ARTICLE if last else "")


def _find_accusation(turn: _Turn, side: str, debate: _Debate, days: int) -> _Accusation | None:
    """The last accusation by a side in the article, else in one of the days before."""
    within = debate.within.get((side, turn.side))
    before = debate.before.get((side, turn.side))
    if within or not before:
        return within
    distance = _count_days(before.turn, turn)
    return before if distance is not None and distance <= days else None


def _count_days(first: _Turn, second: _Turn) -> int | None:
    if not first.published or not second.published:
        return None
    return (date.fromisoformat(second.published[:10]) - date.fromisoformat(first.published[:10])).days


def _build_reply(turn: _Turn, kind: str, side: str, accusation: _Accusation | None, known_by: str) -> Reply:
    return Reply(
        statement_id=turn.statement_id,
        article_id=turn.article_id,
        published=turn.published or "",
        speaker=turn.speaker,
        side=turn.side,
        kind=kind,
        answered_side=side,
        answered_speaker=accusation.turn.speaker if accusation else "",
        known_by=known_by,
        accusation=accusation.turn.statement_id if accusation else "",
        days=_count_days(accusation.turn, turn) if accusation else None,
        depth=accusation.depth + 1 if accusation else 0,
        text=turn.text,
        accusation_text=accusation.turn.text if accusation else "",
    )

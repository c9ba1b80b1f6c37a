"""Sums of the statements with each frame by article, under other ways of counting them than the report's."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from rejoinder.corpus.database import NARRATION, UNKNOWN_SIDE, Corpus

CHOICE = "choice_"  # what columns of choices begin with, in tables of specifications
Unit = Literal["statement", "article", "speaker"]

# A decision that the score does not explain stays: of a frame that is withheld, or what a person set.
_TELL = """
CREATE TEMP TABLE IF NOT EXISTS told AS
SELECT article_id, side, coded.speaker, is_guess, frame, score, threshold, decision,
    ifnull(decision = (score >= threshold), false) AND NOT starts_with(ifnull(frames.rule, ''), 'corrected') AS by_score
FROM coded JOIN frames USING (statement_id)"""
_SUM = """
WITH units AS (
    SELECT article_id, side, frame, {speaker} AS speaker, count(*) AS n,
        count_if(if(by_score, score >= round(threshold + $shift, 4), decision)) AS k
    FROM told
    WHERE ($guessed OR NOT is_guess)
        AND ($uncertain OR NOT by_score OR abs(score - threshold - $shift) > $margin + 1e-9)
    GROUP BY ALL
)
SELECT article_id, side, frame, {weight}::DOUBLE AS weight, {carried}::DOUBLE AS carried FROM units
GROUP BY article_id, side, frame ORDER BY ALL"""


@dataclass(frozen=True, kw_only=True)
class Counting:
    """A way to count statements.

    Attributes:
        shift: added to the threshold from which each frame is given.
        narrated: whether what outlets say themselves counts.
        uncertain: whether a statement counts of which it is uncertain whether it carries the frame.
        guessed: whether a statement counts where the article only hints at the speaker's side.
        unit: what weighs the same: each statement, each article, or each speaker of an article.
        margin: how near to the threshold a score is uncertain.
    """

    shift: float
    narrated: bool
    uncertain: bool
    guessed: bool
    unit: Unit
    margin: float


def sum_by_article(corpus: Corpus, counting: Counting) -> pd.DataFrame:
    """Sum statements by article, side and frame.

    Returns:
        Columns article_id, side, frame, weight (number of statements, or of speakers where these weigh the same) and
        carried (the part of it that carries the frame). Rows in this order.
    """
    corpus.connection.execute(_TELL)
    by_speaker = counting.unit == "speaker"
    parts = ("speaker", "count(*)", "sum(k / n ORDER BY speaker)") if by_speaker else ("''", "sum(n)", "sum(k)")
    query = _SUM.format(**dict(zip(("speaker", "weight", "carried"), parts, strict=True)))
    return corpus.query_table(
        query, shift=counting.shift, margin=counting.margin, uncertain=counting.uncertain, guessed=counting.guessed
    )


def part_sums(sums: pd.DataFrame, counting: Counting, side: str | None) -> pd.DataFrame:
    """Tell a side's statements from those of all others.

    Args:
        sums: as `sum_by_article` gives them.
        counting: by which way to count.
        side: whose statements are told from those of all other sides, of speakers whose side is known; None for all
            statements together.

    Returns:
        Columns article_id, frame, inside (whether the row is of the side's statements), weight, carried. Rows in this
        order.
    """
    without = {NARRATION, UNKNOWN_SIDE} if side else {NARRATION} if not counting.narrated else set()
    rows = sums[~sums["side"].isin(without)]
    rows = rows.assign(inside=rows["side"] == side if side else True)
    table = rows.groupby(["article_id", "frame", "inside"], as_index=False)[["weight", "carried"]].sum()
    if counting.unit == "article":
        table = table.assign(carried=table["carried"] / table["weight"], weight=1.0)
    return table

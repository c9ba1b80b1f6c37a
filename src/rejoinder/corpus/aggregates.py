"""Counts over all statements of a run, one function for each, asked of the partitions and not held in memory."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from rejoinder.corpus import Corpus

QUOTED = ("direct", "mixed")  # forms of statements that are quoted wholly or in part
UNITS = {"day": 10, "month": 7, "year": 4}  # of time, and the letters of an ISO date that tell them apart

Unit = Literal["day", "month", "year"]
Speaking = Literal["coded", "targeting"]  # all coded statements, or those that speak of a target of stances

_SCALE = 10_000  # scores have four decimals: as whole numbers their sum does not depend on the order

# Every speaker with the side of most of his statements, and the name he is listed by.
_NAMES = """
CREATE TEMP TABLE IF NOT EXISTS {name} AS
WITH sides AS (
    SELECT speaker, side, count(*) AS n, min((article_id, sent_id)) AS first FROM {speaking} GROUP BY ALL
), speakers AS (
    SELECT speaker, first(side ORDER BY n DESC, side) AS side, sum(n)::BIGINT AS n, min(first) AS first
    FROM sides GROUP BY speaker
), ranked AS (
    SELECT *, row_number() OVER (ORDER BY n DESC, first) <= {most} AS listed FROM speakers
)
SELECT *, if(listed, speaker, format('others, {{}} ({{}})', side, count(*) OVER (PARTITION BY listed, side))) AS name
FROM ranked
"""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Key figures over all articles that have statements; a credit line is no statement."""

    articles: int
    statements: int
    credits: int
    quoted: int
    attributed: int
    framed: int
    speakers: int
    stances: int


def totals(corpus: Corpus) -> Totals:
    """The key figures of a corpus."""
    query = f"""
    SELECT (SELECT count(DISTINCT article_id) FROM statements) AS articles,
        count(*) AS statements,
        (SELECT count(*) FROM statements WHERE unit = 'credit') AS credits,
        count(*) FILTER (form IN {QUOTED}) AS quoted,
        count(*) FILTER (form <> 'narrated') AS attributed,
        (SELECT count(*) FROM coded SEMI JOIN marks USING (statement_id)) AS framed,
        count(DISTINCT nullif(speaker, '')) AS speakers,
        (SELECT count(*) FROM stanced) AS stances
    FROM coded"""
    return Totals(**corpus.ask(query)[0])


def values(corpus: Corpus, table: str, column: str) -> list[str]:
    """The different values of a column, sorted."""
    found = corpus.ask(f"SELECT DISTINCT {column} AS value FROM {table} WHERE value IS NOT NULL ORDER BY value")
    return [str(row["value"]) for row in found]


def frames(corpus: Corpus) -> dict[str, int]:
    """Statements by frame, those of no frame by `corpus.NO_FRAME`."""
    found = corpus.ask("SELECT frame, count(*) AS n FROM marked GROUP BY frame ORDER BY frame")
    return {row["frame"]: row["n"] for row in found}


def sides(corpus: Corpus) -> dict[str, int]:
    """Statements by side, by falling number, then by name."""
    found = corpus.ask("SELECT side, count(*) AS n FROM coded GROUP BY side ORDER BY n DESC, side")
    return {row["side"]: row["n"] for row in found}


def sides_frames(corpus: Corpus) -> pd.DataFrame:
    """Columns side, frame (or `NO_FRAME`), count; one with two frames counts for both."""
    return corpus.table("SELECT side, frame, count(*) AS count FROM marked GROUP BY ALL ORDER BY ALL")


def sides_stances(corpus: Corpus) -> pd.DataFrame:
    """Columns side, target, stance, count, total (the sum of their scores)."""
    return _stances(corpus, "side", "stanced")


def speakers(corpus: Corpus, most: int, speaking: Speaking = "coded") -> pd.DataFrame:
    """Columns speaker, side (of most statements), n, members (1; of a pool, how many); by first statement.

    The `most` with the most statements are listed; the others of a side are one pool, "others, Norway (12)", at
    the end.
    """
    query = f"""
    SELECT name AS speaker, side, sum(n)::BIGINT AS n, count(*) AS members FROM {_names(corpus, most, speaking)}
    GROUP BY listed, name, side ORDER BY listed DESC, min(first)"""
    return corpus.table(query)


def speakers_frames(corpus: Corpus, most: int) -> pd.DataFrame:
    """Columns speaker (as `speakers` lists them), frame (or `NO_FRAME`), count."""
    query = f"""
    SELECT name AS speaker, frame, count(*) AS count FROM marked JOIN {_names(corpus, most, "coded")} USING (speaker)
    GROUP BY ALL ORDER BY ALL"""
    return corpus.table(query)


def speakers_stances(corpus: Corpus, most: int) -> pd.DataFrame:
    """Columns speaker (as `speakers` lists them), target, stance, count, total (the sum of their scores)."""
    return _stances(corpus, "name AS speaker", f"stanced JOIN {_names(corpus, most, 'targeting')} USING (speaker)")


def _names(corpus: Corpus, most: int, speaking: Speaking) -> str:
    """The table of speakers' names, made once."""
    name = f"names_{speaking}_{most}"
    corpus.connection.execute(_NAMES.format(name=name, speaking=speaking, most=most))
    return name


def _stances(corpus: Corpus, by: str, table: str) -> pd.DataFrame:
    query = f"""
    SELECT {by}, target, stance, count(*) AS count,
        sum(round(score * {_SCALE})::BIGINT)::BIGINT / {_SCALE} AS total
    FROM {table} GROUP BY ALL ORDER BY ALL"""
    return corpus.table(query)


def dates(corpus: Corpus) -> dict[str, int]:
    """How many different days, months and years articles are of, how many of these lie between, how many undated.

    Keys: day, month, year; span_day, span_month, span_year, the first and the last included; dated, undated.
    """
    counts = ", ".join(f"count(DISTINCT published[:{n}]) AS {unit}" for unit, n in UNITS.items())
    spans = ", ".join(
        f"ifnull(date_diff('{unit}', min(published)::DATE, max(published)::DATE) + 1, 0) AS span_{unit}"
        for unit in UNITS
    )
    query = f"""
    SELECT {counts}, {spans}, count(published) AS dated, count(*) - count(published) AS undated
    FROM (SELECT nullif(published, '') AS published FROM articles)"""
    return corpus.ask(query)[0]


def outlets(corpus: Corpus) -> int:
    """How many different outlets articles are from."""
    return int(corpus.ask("SELECT count(DISTINCT nullif(outlet, '')) AS n FROM articles")[0]["n"])


def shares(corpus: Corpus, by: Unit | Literal["outlet"]) -> pd.DataFrame:
    """What the share of statements with a frame, by period or outlet, and its error are computed from.

    Columns: group ("2013-05", or an outlet, "" for none; undated articles are in no group), articles (those with
    statements), n (their statements), frame, count (statements with it; no row where there is none), and, over
    articles, the sums nn of n * n, kk of count * count and kn of count * n. Rows by group and frame.
    """
    group = "ifnull(outlet, '')" if by == "outlet" else f"nullif(published, '')[:{UNITS[by]}]"
    query = f"""
    WITH sizes AS (
        SELECT article_id, {group} AS "group", count(*) AS n FROM coded JOIN articles USING (article_id)
        WHERE "group" IS NOT NULL GROUP BY ALL
    ), hits AS (
        SELECT article_id, frame, count(*) AS k FROM coded JOIN marks USING (statement_id) GROUP BY ALL
    ), groups AS (
        SELECT "group", count(*) AS articles, sum(n)::BIGINT AS n, sum(n * n)::BIGINT AS nn FROM sizes GROUP BY ALL
    ), sums AS (
        SELECT "group", frame, sum(k)::BIGINT AS count, sum(k * k)::BIGINT AS kk, sum(k * n)::BIGINT AS kn
        FROM hits JOIN sizes USING (article_id) GROUP BY ALL
    )
    SELECT "group", articles, n, nn, frame, count, kk, kn FROM groups LEFT JOIN sums USING ("group") ORDER BY ALL"""
    return corpus.table(query)

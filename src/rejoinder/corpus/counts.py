"""Counts over all statements of a run: a function for each, a query each."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from rejoinder import schema
from rejoinder.corpus.database import Corpus
from rejoinder.corpus.parts import GENRE, TIME_UNITS, TimeUnit, select_part

_QUOTED = ("direct", "mixed")  # forms of statements that are quoted wholly or in part

StatementView = Literal["coded", "targeting"]  # all statements, or those with a stance

_COUNTS = "count(*) AS count, count(*) FILTER (uncertain) AS uncertain"
_SCALE = 10_000  # scores have four decimals: the sum of whole numbers does not depend on their order

# Every speaker with the side of most of their statements, and the name they are listed by. An outlet that narrates
# and is quoted, too, is two speakers, so that its narration is counted as it is by side.
_SPEAKER_NAMES = """
CREATE TEMP TABLE IF NOT EXISTS {name} AS
WITH sides AS (
    SELECT speaker, narrates, side, count(*) AS n, min((article_id, sent_id)) AS first FROM {view} GROUP BY ALL
), speakers AS (
    SELECT speaker, narrates, first(side ORDER BY n DESC, side) AS side, sum(n)::BIGINT AS n, min(first) AS first
    FROM sides GROUP BY speaker, narrates
), ranked AS (
    SELECT *, row_number() OVER (ORDER BY n DESC, first) <= {most} AS listed,
        speaker || if(bool_or(narrates) OVER (PARTITION BY speaker) AND NOT narrates, ' (quoted)', '') AS own_name
    FROM speakers
)
SELECT *, if(listed, own_name, format('others, {{}} ({{}})', side, count(*) OVER (PARTITION BY listed, side))) AS name
FROM ranked
"""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Key figures over all articles that have statements; lines that are no statement aside.

    Attributes:
        quoted: statements that are quoted wholly or in part.
        attributed: statements that are not narrated.
        framed: statements with at least one frame.
    """

    articles: int
    statements: int
    uncoded: int
    quoted: int
    attributed: int
    framed: int
    speakers: int
    stances: int


def count_totals(corpus: Corpus) -> Totals:
    """Count the key figures of a corpus."""
    query = f"""
    SELECT (SELECT count(DISTINCT article_id) FROM statements) AS articles,
        count(*) AS statements,
        (SELECT count(*) FROM statements WHERE unit NOT IN {schema.CODED_KINDS}) AS uncoded,
        count(*) FILTER (form IN {_QUOTED}) AS quoted,
        count(*) FILTER (form <> 'narrated') AS attributed,
        (SELECT count(*) FROM coded SEMI JOIN marks USING (statement_id)) AS framed,
        count(DISTINCT nullif(speaker, '')) AS speakers,
        (SELECT count(*) FROM stanced) AS stances
    FROM coded"""
    return Totals(**corpus.query_rows(query)[0])


def count_by_genre(corpus: Corpus) -> dict[str, int]:
    """Count articles by genre, largest number first, then by name; those of before genres were told are news."""
    query = f"""
    SELECT {GENRE} AS genre, count(*) AS n
    FROM articles SEMI JOIN statements USING (article_id) GROUP BY ALL ORDER BY n DESC, genre"""
    return {row["genre"]: row["n"] for row in corpus.query_rows(query)}


@dataclass(frozen=True, kw_only=True)
class UncodedLines:
    """Lines of one kind that are no statement.

    Attributes:
        kind: of their blocks.
        n: how many there are.
        example: the first by article.
    """

    kind: str
    n: int
    example: str


def count_uncoded_lines(corpus: Corpus) -> list[UncodedLines]:
    """Count the lines that are no statement by kind, the most frequent kind first."""
    query = f"""
    SELECT unit AS kind, count(*) AS n, arg_min(text, (article_id, sent_id)) AS example
    FROM statements WHERE unit NOT IN {schema.CODED_KINDS} GROUP BY unit ORDER BY n DESC, kind"""
    return [UncodedLines(**row) for row in corpus.query_rows(query)]


def list_values(corpus: Corpus, table: str, column: str) -> list[str]:
    """List the different values of a column, sorted."""
    rows = corpus.query_rows(f"SELECT DISTINCT {column} AS value FROM {table} WHERE value IS NOT NULL ORDER BY value")
    return [str(row["value"]) for row in rows]


def count_by_frame(corpus: Corpus) -> dict[str, int]:
    """Count statements by frame; `NO_FRAME` stands for those without any."""
    rows = corpus.query_rows("SELECT frame, count(*) AS n FROM marked GROUP BY frame ORDER BY frame")
    return {row["frame"]: row["n"] for row in rows}


def count_uncertain_by_frame(corpus: Corpus) -> dict[str, int]:
    """Count the statements that are given a frame although that is uncertain, by frame."""
    query = "SELECT frame, count(*) AS n FROM marked WHERE uncertain GROUP BY frame ORDER BY frame"
    return {row["frame"]: row["n"] for row in corpus.query_rows(query)}


def count_by_side(corpus: Corpus) -> dict[str, int]:
    """Count statements by side, largest number first, then by name."""
    rows = corpus.query_rows("SELECT side, count(*) AS n FROM coded GROUP BY side ORDER BY n DESC, side")
    return {row["side"]: row["n"] for row in rows}


def count_by_side_and_frame(corpus: Corpus) -> pd.DataFrame:
    """Count statements by side and frame.

    Returns:
        Columns side, frame (or `NO_FRAME`), count, and uncertain (how many of these are). A statement with two frames
        counts for both.
    """
    query = f"SELECT side, frame, {_COUNTS} FROM marked GROUP BY ALL ORDER BY ALL"
    return corpus.query_table(query)


def count_by_side_and_stance(corpus: Corpus) -> pd.DataFrame:
    """Count stances by side, target and stance.

    Returns:
        Columns side, target, stance, count, implied (how many of these do not name the target), and total, the sum of
        the scores.
    """
    return _count_stances(corpus, "side", "stanced")


def count_by_speaker(corpus: Corpus, most: int, view: StatementView = "coded") -> pd.DataFrame:
    """Count statements by speaker.

    Args:
        corpus: the corpus.
        most: speakers that are listed, those with the most statements. All others of a side are pooled, as
            "others, Norway (12)".
        view: which statements are counted.

    Returns:
        Columns speaker, side (that of most statements), n (statements) and members (speakers in a pool, else 1).
        Rows by first statement, pools last.
    """
    names = _create_speaker_names(corpus, most, view)
    query = f"""
    SELECT name AS speaker, side, sum(n)::BIGINT AS n, count(*) AS members FROM {names}
    GROUP BY listed, name, side ORDER BY listed DESC, min(first)"""
    return corpus.query_table(query)


def count_by_speaker_and_frame(corpus: Corpus, most: int) -> pd.DataFrame:
    """Count statements by speaker and frame.

    Returns:
        Columns speaker (as `count_by_speaker` lists them), frame (or `NO_FRAME`), count, and uncertain (how many of
        these are).
    """
    names = _create_speaker_names(corpus, most, "coded")
    query = f"""
    SELECT name AS speaker, frame, {_COUNTS} FROM marked JOIN {names} USING (speaker, narrates)
    GROUP BY ALL ORDER BY ALL"""
    return corpus.query_table(query)


def count_by_speaker_and_stance(corpus: Corpus, most: int) -> pd.DataFrame:
    """Count stances by speaker, target and stance.

    Returns:
        Columns speaker (as `count_by_speaker` lists those with a stance), target, stance, count, implied (how many of
        these do not name the target), and total, the sum of the scores.
    """
    names = _create_speaker_names(corpus, most, "targeting")
    return _count_stances(corpus, "name AS speaker", f"stanced JOIN {names} USING (speaker, narrates)")


def _create_speaker_names(corpus: Corpus, most: int, view: StatementView) -> str:
    """Create the table of speakers' names, unless it is there; returns its name."""
    name = f"names_{view}_{most}"
    corpus.connection.execute(_SPEAKER_NAMES.format(name=name, view=view, most=most))
    return name


def _count_stances(corpus: Corpus, by: str, table: str) -> pd.DataFrame:
    query = f"""
    SELECT {by}, target, stance, count(*) AS count, count_if(implied)::BIGINT AS implied,
        sum(round(score * {_SCALE})::BIGINT)::BIGINT / {_SCALE} AS total
    FROM {table} GROUP BY ALL ORDER BY ALL"""
    return corpus.query_table(query)


def count_dates(corpus: Corpus) -> dict[str, int]:
    """Count the dates of articles.

    Returns:
        Different days, months and years (keys day, month, year); those from the first to the last, both included
        (span_day, span_month, span_year); articles with and without a date (dated, undated).
    """
    counts = ", ".join(f"count(DISTINCT published[:{n}]) AS {unit}" for unit, n in TIME_UNITS.items())
    spans = ", ".join(
        f"ifnull(date_diff('{unit}', min(published)::DATE, max(published)::DATE) + 1, 0) AS span_{unit}"
        for unit in TIME_UNITS
    )
    query = f"""
    SELECT {counts}, {spans}, count(published) AS dated, count(*) - count(published) AS undated
    FROM (SELECT nullif(published, '') AS published FROM articles)"""
    return corpus.query_rows(query)[0]


def count_by_day(corpus: Corpus) -> pd.DataFrame:
    """Count dated articles by day.

    Returns:
        Columns day ("2013-05-04") and articles (at least 1). Rows by day.
    """
    query = """
    SELECT published[:10] AS day, count(*) AS articles FROM articles WHERE published <> '' GROUP BY ALL ORDER BY ALL"""
    return corpus.query_table(query)


def count_outlets(corpus: Corpus) -> int:
    """Count the different outlets of articles."""
    return int(corpus.query_rows("SELECT count(DISTINCT nullif(outlet, '')) AS n FROM articles")[0]["n"])


def count_by_group(corpus: Corpus, by: TimeUnit | Literal["outlet", "side"]) -> pd.DataFrame:
    """Count statements by period, outlet or side and frame, with the sums that the error of a share is computed from.

    Args:
        corpus: the corpus.
        by: what groups are: periods of a time unit, outlets, or sides.

    Returns:
        Columns group ("2013-05", a side, or an outlet, "" for none), articles (those with statements), n (their
        statements), frame, count (statements with the frame), and sums over articles: nn of n * n, kk of count * count,
        kn of count * n. Rows by group and frame. Undated articles are in no period, a frame without statements has no
        row.
    """
    if by == "outlet":
        group = "ifnull(outlet, '')"
    else:
        group = select_part("side", "day") if by == "side" else select_part("period", by)
    query = f"""
    WITH sizes AS (
        SELECT article_id, {group} AS "group", count(*) AS n FROM coded JOIN articles USING (article_id)
        WHERE "group" IS NOT NULL GROUP BY ALL
    ), hits AS (
        SELECT article_id, {group} AS "group", frame, count(*) AS k
        FROM coded JOIN articles USING (article_id) JOIN marks USING (statement_id) GROUP BY ALL
    ), groups AS (
        SELECT "group", count(*) AS articles, sum(n)::BIGINT AS n, sum(n * n)::BIGINT AS nn FROM sizes GROUP BY ALL
    ), sums AS (
        SELECT "group", frame, sum(k)::BIGINT AS count, sum(k * k)::BIGINT AS kk, sum(k * n)::BIGINT AS kn
        FROM hits JOIN sizes USING (article_id, "group") GROUP BY ALL
    )
    SELECT "group", articles, n, nn, frame, count, kk, kn FROM groups LEFT JOIN sums USING ("group") ORDER BY ALL"""
    return corpus.query_table(query)

"""Parts of a corpus to read: a sample of articles, the article with the most frames, statements in order."""

from collections.abc import Iterator, Sequence

import pandas as pd

from rejoinder.corpus.database import Corpus


def read_hashes(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Read the article_id and the sha256 of the text of every article, in order of article_id."""
    for batch in corpus.query_batches("SELECT article_id, sha256 FROM articles ORDER BY article_id"):
        yield from zip(batch["article_id"].to_pylist(), batch["sha256"].to_pylist(), strict=True)


def sample_articles(corpus: Corpus, n: int, seed: int, first: Sequence[str]) -> dict[str, int]:
    """Sample articles, in an order that only their ids decide: a corpus that grows keeps most of its sample.

    An article without statements is not drawn, as one that a stage could not compute.

    Args:
        corpus: the corpus.
        n: size of the sample, at most.
        seed: of the random order.
        first: articles that come before all others.

    Returns:
        The number of statements of each article, by article_id, in the order drawn.
    """
    query = """
    WITH drawn AS (
        SELECT article_id, article_id NOT IN (SELECT unnest($first)) AS later,
            sha256($seed || '/' || article_id) AS place
        FROM articles SEMI JOIN statements USING (article_id) ORDER BY later, place LIMIT $n
    )
    SELECT article_id, count(statement_id) AS statements
    FROM drawn LEFT JOIN coded USING (article_id) GROUP BY article_id, later, place ORDER BY later, place"""
    rows = corpus.query_rows(query, n=n, seed=str(seed), first=list(first))
    return {row["article_id"]: row["statements"] for row in rows}


def read_speakers(corpus: Corpus, articles: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Read the speaker and side that each statement of some articles has in the corpus, by statement_id."""
    query = "SELECT statement_id, speaker, side FROM coded WHERE list_contains($articles, article_id)"
    rows = corpus.query_rows(query, articles=list(articles))
    return {row["statement_id"]: (row["speaker"], row["side"]) for row in rows}


def find_most_framed(corpus: Corpus) -> str | None:
    """Find the article with the most framed statements, of equals the first by id; None without statements."""
    query = """
    SELECT article_id, count(*) FILTER (frame IS NOT NULL) AS framed
    FROM coded LEFT JOIN (SELECT DISTINCT statement_id, true AS frame FROM marks) USING (statement_id)
    GROUP BY article_id ORDER BY framed DESC, article_id LIMIT 1"""
    return next((str(row["article_id"]) for row in corpus.query_rows(query)), None)


def read_statements(
    corpus: Corpus, frames: Sequence[str], most: int | None = None, article_id: str | None = None
) -> Iterator[pd.DataFrame]:
    """Read statements with their codes, in order of article and sentence.

    Args:
        corpus: the corpus.
        frames: names of frames, in the order in which a statement lists its own.
        most: statements to read, None for all.
        article_id: the only article to read, None for all.

    Yields:
        Columns article_id, title, sent_id, statement_id, text, speaker, side, form, rule, frames and uncertain (those
        of which it is uncertain whether they are given), each separated by spaces, and frame_rule, up to 10,000 rows at
        a time.
    """
    query = f"""
    WITH chosen AS (
        SELECT * FROM coded WHERE $article IS NULL OR article_id = $article
        ORDER BY article_id, sent_id {"" if most is None else f"LIMIT {int(most)}"}
    ), codes AS (
        SELECT statement_id, string_agg(frame, ' ' ORDER BY list_position($frames, frame)) AS frames,
            string_agg(rule, '; ' ORDER BY frame) AS frame_rule
        FROM marks SEMI JOIN chosen USING (statement_id) GROUP BY statement_id
    ), doubts AS (
        SELECT statement_id, string_agg(frame, ' ' ORDER BY list_position($frames, frame)) AS uncertain
        FROM frames SEMI JOIN chosen USING (statement_id) WHERE uncertain GROUP BY statement_id
    )
    SELECT article_id, ifnull(title, '') AS title, sent_id, statement_id, chosen.text, chosen.speaker, chosen.side,
        form, rule,
        ifnull(frames, '') AS frames, ifnull(uncertain, '') AS uncertain, ifnull(frame_rule, '') AS frame_rule
    FROM chosen LEFT JOIN codes USING (statement_id) LEFT JOIN doubts USING (statement_id)
        LEFT JOIN articles USING (article_id)
    ORDER BY article_id, sent_id"""
    for batch in corpus.query_batches(query, article=article_id, frames=list(frames)):
        yield batch.to_pandas()

"""Parts of a corpus to read: a sample of articles, the article with the most frames."""

from collections.abc import Iterator, Sequence

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

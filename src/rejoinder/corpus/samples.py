"""Parts of a corpus to read: a sample of articles, the article with the most frames."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rejoinder.corpus.database import Corpus, format_texts
from rejoinder.corpus.parts import GENRE
from rejoinder.corpus.statement_table import pad_numbers


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


@dataclass(frozen=True, kw_only=True)
class TextEntry:
    """An article in a list.

    Attributes:
        outlet, published: "" where not known.
        n: its statements.
        frames: how many of them carry each frame.
        is_first: whether it is one of those that come before all others.
    """

    article_id: str
    title: str
    outlet: str
    published: str
    genre: str
    n: int
    frames: Mapping[str, int]
    is_first: bool


def list_texts(corpus: Corpus, articles: Collection[str], first: Collection[str]) -> list[TextEntry]:
    """List articles: those of `first`, then by date and id (2 before 10)."""
    query = f"""
    WITH sizes AS (SELECT article_id, count(*) AS n FROM coded GROUP BY ALL),
    hits AS (SELECT article_id, frame, count(*) AS n FROM coded JOIN marks USING (statement_id) GROUP BY ALL),
    framed AS (
        SELECT article_id, list(frame ORDER BY frame) AS names, list(n ORDER BY frame) AS numbers FROM hits GROUP BY ALL
    )
    SELECT article_id, ifnull(title, '') AS title, ifnull(outlet, '') AS outlet, ifnull(published, '') AS published,
        {GENRE} AS genre, ifnull(n, 0) AS n, ifnull(names, []) AS names, ifnull(numbers, []) AS numbers,
        list_contains($first, article_id) AS is_first
    FROM articles LEFT JOIN sizes USING (article_id) LEFT JOIN framed USING (article_id)
    WHERE article_id IN {format_texts(articles)}
    ORDER BY is_first DESC, published, {pad_numbers("article_id")}, article_id"""
    rows = corpus.query_rows(query, first=list(first))
    return [TextEntry(frames=dict(zip(row.pop("names"), row.pop("numbers"), strict=True)), **row) for row in rows]


def read_places(corpus: Corpus, articles: Collection[str]) -> dict[str, tuple[str, int]]:
    """Read article_id and place of each statement of some articles, by statement_id."""
    query = f"SELECT statement_id, article_id, sent_id FROM coded WHERE article_id IN {format_texts(articles)}"
    return {row["statement_id"]: (row["article_id"], row["sent_id"]) for row in corpus.query_rows(query)}


def list_names(corpus: Corpus, column: str, most: int) -> list[str]:
    """List speakers or sides, those with the most statements first."""
    query = f"SELECT {column} AS name FROM coded WHERE name <> '' GROUP BY ALL ORDER BY count(*) DESC, name LIMIT $most"
    return [str(row["name"]) for row in corpus.query_rows(query, most=most)]


def find_most_framed(corpus: Corpus) -> str | None:
    """Find the article with the most framed statements, of equals the first by id; None without statements."""
    query = """
    SELECT article_id, count(*) FILTER (frame IS NOT NULL) AS framed
    FROM coded LEFT JOIN (SELECT DISTINCT statement_id, true AS frame FROM marks) USING (statement_id)
    GROUP BY article_id ORDER BY framed DESC, article_id LIMIT 1"""
    return next((str(row["article_id"]) for row in corpus.query_rows(query)), None)

"""A run's coding as the formats read it: articles one after the other, each with its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus import Corpus
from rejoinder.corpus.statement_table import read_statements

Row = Mapping[str, Any]
_AT_ONCE = 200  # articles whose rows are held
_ORDERS = {"parses": "sent_id, token_id", "attributions": "attribution_id"}


@dataclass(frozen=True, kw_only=True)
class CodedArticle:
    """An article with its rows, each in order.

    Attributes:
        article: its row of data/articles.
        statements: its rows of the table of statements, as `read_statements` has them.
        parse: its rows of data/parses.
        attributions: its rows of data/attributions.
    """

    article: Row
    statements: Sequence[Row]
    parse: Sequence[Row]
    attributions: Sequence[Row]


@dataclass(frozen=True, kw_only=True)
class Coding:
    """What a run has coded.

    Attributes:
        corpus: with the views `parses` and `attributions` beside its own.
        codebook: the frames.
        actors: the sides and the targets of stances.
    """

    corpus: Corpus
    codebook: Codebook
    actors: Actors

    def count_articles(self) -> int:
        """Count the articles of the run."""
        (row,) = self.corpus.query_rows("SELECT count(*) AS n FROM articles")
        return int(row["n"])

    def list_articles(self, most: int) -> list[str]:
        """List the ids of up to `most` articles, the first by id."""
        query = "SELECT article_id FROM articles ORDER BY article_id LIMIT $most"
        return [row["article_id"] for row in self.corpus.query_rows(query, most=most)]

    def read_articles(self, most: int) -> Iterator[CodedArticle]:
        """Read up to `most` articles, the first by id, in this order."""
        ids = self.list_articles(most)
        for first in range(0, len(ids), _AT_ONCE):
            yield from self._read_some(ids[first : first + _AT_ONCE])

    def _read_some(self, ids: Sequence[str]) -> Iterator[CodedArticle]:
        articles = self._read_rows("articles", "article_id", ids)
        parts = {name: _group(self._read_rows(name, order, ids)) for name, order in _ORDERS.items()}
        batches = read_statements(self.corpus, self.codebook, self.actors, articles=ids)
        statements = _group(row for batch in batches for row in batch.to_pylist())
        for article in articles:
            key = article["article_id"]
            rows = {name: part.get(key, []) for name, part in parts.items()}
            yield CodedArticle(
                article=article,
                statements=statements.get(key, []),
                parse=rows["parses"],
                attributions=rows["attributions"],
            )

    def _read_rows(self, dataset: str, order: str, ids: Sequence[str]) -> list[dict[str, Any]]:
        query = f"SELECT * FROM {dataset} WHERE list_contains($ids, article_id) ORDER BY article_id, {order}"
        return self.corpus.query_rows(query, ids=list(ids))


def _group(rows: Any) -> dict[str, list[Row]]:
    return {str(key): list(part) for key, part in groupby(rows, key=lambda row: row["article_id"])}

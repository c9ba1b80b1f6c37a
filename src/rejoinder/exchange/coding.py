"""A run's coding as the formats read it: articles one after the other, each with its rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus import Corpus
from rejoinder.corpus.database import format_texts
from rejoinder.corpus.statement_table import read_statements

Row = Mapping[str, Any]
ArticlePart = Literal["statements", "parse", "attributions"]
_AT_ONCE = 200  # articles whose rows are held


@dataclass(frozen=True, kw_only=True)
class CodedArticle:
    """An article with those of its rows that were asked for, each in order.

    Attributes:
        article: its row of data/articles.
        statements: its rows of the table of statements, as `read_statements` has them.
        parse: its rows of data/parses.
        attributions: its rows of data/attributions.
    """

    article: Row
    statements: Sequence[Row] = ()
    parse: Sequence[Row] = ()
    attributions: Sequence[Row] = ()


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

    def read_articles(self, most: int, *parts: ArticlePart) -> Iterator[CodedArticle]:
        """Read up to `most` articles, the first by id, in this order, with those of their rows that are asked for."""
        ids = self.list_articles(most)
        for first in range(0, len(ids), _AT_ONCE):
            yield from self._read_some(ids[first : first + _AT_ONCE], parts)

    def _read_some(self, ids: Sequence[str], parts: Sequence[ArticlePart]) -> Iterator[CodedArticle]:
        rows = {part: _group(self._read_part(part, ids)) for part in parts}
        for article in self._read_rows("articles", "article_id", ids):
            yield CodedArticle(article=article, **{part: rows[part].get(article["article_id"], []) for part in parts})

    def _read_part(self, part: ArticlePart, ids: Sequence[str]) -> Iterable[Row]:
        if part == "parse":
            return self._read_rows("parses", "sent_id, token_id", ids)
        if part == "attributions":
            return self._read_rows("attributions", "attribution_id", ids)
        batches = read_statements(self.corpus, self.codebook, self.actors, articles=ids)
        return (row for batch in batches for row in batch.to_pylist())

    def _read_rows(self, dataset: str, order: str, ids: Sequence[str]) -> list[dict[str, Any]]:
        query = f"SELECT * FROM {dataset} WHERE article_id IN {format_texts(ids)} ORDER BY article_id, {order}"
        return self.corpus.query_rows(query)


def _group(rows: Iterable[Row]) -> dict[str, list[Row]]:
    return {str(key): list(part) for key, part in groupby(rows, key=lambda row: row["article_id"])}

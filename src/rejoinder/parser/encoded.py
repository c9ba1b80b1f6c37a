"""Parsed articles and the encoder: the passages it reads, and the rows of what its heads read from them."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from rejoinder import schema
from rejoinder.encoder import Encoder, Floats, Offsets
from rejoinder.encoder.articles import ArticleStates, encode_articles
from rejoinder.parser.rows import ArticleToParse, EncodingRow, ParseRow, Span


def encode_sentences(
    articles: Sequence[tuple[ArticleToParse, Sequence[Sequence[ParseRow]]]],
    encoder: Encoder,
    layers: Sequence[int],
    keep: Callable[[Floats], Floats],
) -> list[ArticleStates]:
    """Encode articles, each with its sentences, one at least; the passages of all together, see `encode_articles`."""
    texts = [(article["text"], list_runs(article, sentences)) for article, sentences in articles]
    return encode_articles(texts, encoder, layers, keep)


def list_runs(article: ArticleToParse, sentences: Iterable[Sequence[ParseRow]]) -> list[list[Span]]:
    """List the spans of sentences, those that are coded and those that are not in runs of their own.

    A line that nobody codes is context of what follows, never in the middle of its passage.
    """
    groups = groupby(sentences, key=lambda words: article["blocks"][words[0]["block"]]["kind"] in schema.CODED_KINDS)
    return [[(words[0]["start"], words[-1]["end"]) for words in group] for _, group in groups]


def build_encoding_rows(article_id: str, offsets: Offsets, readings: Floats) -> list[EncodingRow]:
    """Build the rows of an article.

    Args:
        article_id: of the article.
        offsets: spans of its subwords, in order, *shape* (subwords, 2).
        readings: what the heads read from them, *shape* (subwords, readings).
    """
    return [
        EncodingRow(article_id=article_id, subword=number, start=start, end=end, readings=values)
        for number, ((start, end), values) in enumerate(zip(offsets.tolist(), readings, strict=True), 1)
    ]

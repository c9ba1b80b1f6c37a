"""Rows of the tables that a parser makes: words of the parses table, subwords of the encodings table."""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple, TypedDict

from rejoinder.encoder import Floats

Span = tuple[int, int]  # half-open, in characters

_TOGETHER = 100_000  # characters of articles that are encoded together; bounds memory, nothing else depends on it


class Block(TypedDict):
    """A line or paragraph of an article; its span is in the article's text."""

    start: int
    end: int
    kind: str


class ArticleToParse(TypedDict):
    """What is read of a row of the articles table."""

    article_id: str
    text: str
    blocks: Sequence[Block]


class ParseRow(TypedDict):
    """A row of the parses table, a syntactic word; the columns are described at `schema.PARSES`."""

    article_id: str
    sent_id: int
    block: int
    token_id: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    mwt: int


class EncodingRow(TypedDict):
    """A row of the encodings table; the columns are described at `schema.ENCODINGS`."""

    article_id: str
    subword: int
    start: int
    end: int
    readings: Floats


class Parsed(NamedTuple):
    """What a parser makes of articles.

    Attributes:
        words: rows of the parses table, by article in the order given, sentence and word.
        subwords: rows of the encodings table, by article and place.
    """

    words: list[ParseRow]
    subwords: list[EncodingRow]


def parse_in_parts(
    articles: Sequence[ArticleToParse], parse_part: Callable[[Sequence[ArticleToParse]], Iterable[Parsed]]
) -> Parsed:
    """Parse articles, as many together as are held in memory at a time; `parse_part` parses those of a part."""
    ends = accumulate(len(article["text"]) for article in articles)
    parsed = Parsed([], [])
    for _, part in groupby(zip(ends, articles, strict=True), key=lambda pair: pair[0] // _TOGETHER):
        for of_article in parse_part([article for _, article in part]):
            parsed.words.extend(of_article.words)
            parsed.subwords.extend(of_article.subwords)
    return parsed

"""Rows of the tables that a parser makes: words of the parses table, subwords of the encodings table."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypedDict

from rejoinder.encoder import Floats

Span = tuple[int, int]  # half-open, in characters

_TOGETHER = 100_000  # characters of articles that are encoded together; bounds memory, nothing else depends on it
_BREAK = "\n\n"  # Stanza always ends a sentence here


class ArticleToParse(TypedDict):
    """What is read of a row of the articles table."""

    article_id: str
    text: str
    blocks: Sequence[Mapping[str, object]]


class WordRow(TypedDict):
    """A syntactic word of a sentence; the columns are described at `schema.PARSES`, spans are in the text read."""

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


class ParseRow(WordRow):
    """A row of the parses table: a word with its place in an article; spans are in the article's text."""

    article_id: str
    sent_id: int
    block: int


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
    """Parse articles in parts that are held in memory at a time.

    Args:
        articles: rows of the articles table; those without any text have no rows.
        parse_part: parses each article of a part, in order.
    """
    parsed = Parsed([], [])
    for part in _split_articles(articles):
        for of_article in parse_part(part):
            parsed.words.extend(of_article.words)
            parsed.subwords.extend(of_article.subwords)
    return parsed


def _split_articles(articles: Sequence[ArticleToParse]) -> Iterator[list[ArticleToParse]]:
    """Split articles into parts of about `_TOGETHER` characters, in order; those without any text are left out."""
    part: list[ArticleToParse] = []
    characters = 0
    for article in articles:
        text = join_blocks(article)
        if part and characters + len(text) > _TOGETHER:
            yield part
            part, characters = [], 0
        if text.strip():
            part.append(article)
            characters += len(text)
    if part:
        yield part


def join_blocks(article: ArticleToParse) -> str:
    """Join the blocks of an article, with a blank line between two."""
    return _BREAK.join(article["text"][slice(*span)] for span in _list_spans(article))


def place_in_article(article: ArticleToParse, sentences: Sequence[Sequence[WordRow]]) -> Iterator[list[ParseRow]]:
    """Place the sentences of what `join_blocks` returned in the article: their block, and spans in its own text."""
    blocks, begins = _list_spans(article), [0]
    for start, end in blocks:
        begins.append(begins[-1] + end - start + len(_BREAK))
    for sent_id, words in enumerate(sentences, 1):
        block = bisect_right(begins, words[0]["start"]) - 1
        shift = blocks[block][0] - begins[block]
        yield [
            {
                **word,
                "article_id": article["article_id"],
                "sent_id": sent_id,
                "block": block,
                "start": word["start"] + shift,
                "end": word["end"] + shift,
            }
            for word in words
        ]


def _list_spans(article: ArticleToParse) -> list[Span]:
    return [(int(block["start"]), int(block["end"])) for block in article["blocks"]]  # type: ignore[call-overload]


def locate_words(token: str, span: Span, words: Sequence[str]) -> list[Span]:
    """Find the span of each word of a token.

    Args:
        token: its form.
        span: of the token.
        words: one, or several if it is a multi-word token.

    Returns:
        A span for each word; words that don't spell the token ("wanna" as want + to) share its span.
    """
    if len(words) == 1 or "".join(words) != token:
        return [span] * len(words)
    starts = [span[0] + sum(map(len, words[:i])) for i in range(len(words))]
    return [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]

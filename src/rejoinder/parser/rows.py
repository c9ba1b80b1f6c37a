"""Rows of the parses table, a word each, from texts that are read block by block."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypedDict

Span = tuple[int, int]  # half-open, in characters
ArticleTexts = Mapping[str, tuple[str, Sequence[Span]]]  # by id, each with the spans of its blocks

_BREAK = "\n\n"  # Stanza always ends a sentence here


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


class SentenceReader(Protocol):
    """What parses plain texts: `StanzaReader` or `BatchedReader`."""

    def __call__(self, texts: Sequence[str]) -> Iterator[list[list[WordRow]]]:
        """Parse texts.

        Yields:
            For each text, in order, the rows of each sentence.
        """
        ...


def parse_articles(read: SentenceReader, texts: ArticleTexts) -> list[ParseRow]:
    """Parse the blocks of articles.

    Args:
        read: parses the blocks of an article, joined by blank lines.
        texts: articles by id; those without blocks have no rows.

    Returns:
        Rows by article in the order given, sentence and word.
    """
    articles = {article_id: (text, blocks) for article_id, (text, blocks) in texts.items() if blocks}
    sentences = read([_BREAK.join(text[start:end] for start, end in blocks) for text, blocks in articles.values()])
    return [
        row
        for (article_id, (_, blocks)), parsed in zip(articles.items(), sentences, strict=True)
        for row in _place_in_article(article_id, blocks, parsed)
    ]


def _place_in_article(
    article_id: str, blocks: Sequence[Span], sentences: Sequence[list[WordRow]]
) -> Iterator[ParseRow]:
    """Rows with the article, their sentence and block, and with spans in the article's own text."""
    begins = [0]
    for start, end in blocks:
        begins.append(begins[-1] + end - start + len(_BREAK))
    for sent_id, words in enumerate(sentences, 1):
        block = bisect_right(begins, words[0]["start"]) - 1
        shift = blocks[block][0] - begins[block]
        for word in words:
            word["start"] += shift
            word["end"] += shift
            yield {"article_id": article_id, "sent_id": sent_id, "block": block, **word}


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

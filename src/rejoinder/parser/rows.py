"""Rows of the parses table, a word each, from texts that are read block by block."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stanza import Pipeline
    from stanza.models.common.doc import Document, Sentence

Row = dict[str, Any]
Span = tuple[int, int]  # half-open, in characters
Texts = Mapping[str, tuple[str, Sequence[Span]]]  # by id, each with the spans of its blocks
Read = Callable[[Sequence[str]], Iterator[list[list[Row]]]]  # from texts to the rows of each sentence of each

_BREAK = "\n\n"  # Stanza always ends a sentence here


def read_articles(read: Read, texts: Texts) -> list[Row]:
    """Rows of the parses table, in order; texts without blocks have none."""
    given = {name: (text, spans) for name, (text, spans) in texts.items() if spans}
    found = read([_BREAK.join(text[start:end] for start, end in spans) for text, spans in given.values()])
    return [
        row
        for (name, (_, spans)), sentences in zip(given.items(), found, strict=True)
        for row in _placed(name, spans, sentences)
    ]


def _placed(article_id: str, spans: Sequence[Span], sentences: Sequence[list[Row]]) -> Iterator[Row]:
    """Rows with the article, their sentence and block, and with spans in the article's own text."""
    begins = [0]
    for start, end in spans:
        begins.append(begins[-1] + end - start + len(_BREAK))
    for sent_id, words in enumerate(sentences, 1):
        block = bisect_right(begins, words[0]["start"]) - 1
        shift = spans[block][0] - begins[block]
        for word in words:
            word["start"] += shift
            word["end"] += shift
            yield {"article_id": article_id, "sent_id": sent_id, "block": block} | word


def one_by_one(pipeline: "Pipeline") -> Read:
    """Texts read by Stanza's own pipeline, one after another."""

    def read(texts: Sequence[str]) -> Iterator[list[list[Row]]]:
        for text in texts:
            yield of_document(pipeline(text))

    return read


def of_document(document: "Document") -> list[list[Row]]:
    """Rows of each sentence that Stanza has read."""
    return [list(_words(sentence)) for sentence in document.sentences]


def _words(sentence: "Sentence") -> Iterator[Row]:
    for token in sentence.tokens:
        spans = word_spans(token.text, (token.start_char, token.end_char), [word.text for word in token.words])
        for number, (word, (start, end)) in enumerate(zip(token.words, spans, strict=True)):
            yield {
                "token_id": word.id,
                "form": word.text,
                "lemma": word.lemma or word.text,
                "upos": word.upos,
                "xpos": word.xpos or "_",
                "feats": word.feats or "_",
                "head": word.head,
                "deprel": word.deprel,
                "start": start,
                "end": end,
                "mwt": len(token.words) if number == 0 else 0,
            }


def word_spans(token: str, span: Span, words: Sequence[str]) -> list[Span]:
    """Span of each word of a token; words that do not spell the token out ("wanna" as want + to) share its span."""
    if len(words) == 1 or "".join(words) != token:
        return [span] * len(words)
    starts = [span[0] + sum(map(len, words[:i])) for i in range(len(words))]
    return [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]

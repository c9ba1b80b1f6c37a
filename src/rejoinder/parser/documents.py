"""Stanza's documents: texts processed one at a time, so that none depends on another, and read as rows."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from rejoinder.parser.rows import WordRow, locate_words
from rejoinder.parser.sentence_ends import group_tokens

if TYPE_CHECKING:
    from stanza import Pipeline
    from stanza.models.common.doc import Document, Sentence


def process_text(text: str, pipeline: "Pipeline", *processors: str) -> "Document":
    """Tokenize a text, repair where its sentences end, and run the named processors of a pipeline on it."""
    document = _repair_sentence_ends(pipeline.processors["tokenize"].process(text))
    for name in processors:
        document = pipeline.processors[name].process(document)
    return document


def _repair_sentence_ends(document: "Document") -> "Document":
    """A document that is tokenized, with its tokens grouped into sentences anew."""
    from stanza.models.common.doc import Document

    sentences = [sentence.tokens for sentence in document.sentences]
    lengths = group_tokens(document.text, [[(t.start_char, t.end_char) for t in tokens] for tokens in sentences])
    tokens = chain.from_iterable(sentences)
    groups = [list(islice(tokens, length)) for length in lengths]
    entries = [[t.to_dict()[0] | {"id": (i,)} for i, t in enumerate(group, 1)] for group in groups]
    return Document(entries, text=document.text)


def build_rows(document: "Document") -> list[list[WordRow]]:
    """Convert a document to the rows of each sentence; what was not labelled has "_", or 0 as its head."""
    return [list(_build_sentence(sentence)) for sentence in document.sentences]


def _build_sentence(sentence: "Sentence") -> Iterator[WordRow]:
    for token in sentence.tokens:
        spans = locate_words(token.text, (token.start_char, token.end_char), [word.text for word in token.words])
        for place, (word, (start, end)) in enumerate(zip(token.words, spans, strict=True)):
            yield {
                "token_id": word.id,
                "form": word.text,
                "lemma": word.lemma or word.text,
                "upos": word.upos or "_",
                "xpos": word.xpos or "_",
                "feats": word.feats or "_",
                "head": word.head or 0,
                "deprel": word.deprel or "_",
                "start": start,
                "end": end,
                "mwt": 0 if place else len(token.words),
            }

"""Stanza's own pipeline as a reader of texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from rejoinder.parser.rows import WordRow, locate_words
from rejoinder.parser.sentence_ends import group_tokens

if TYPE_CHECKING:
    from stanza import Pipeline
    from stanza.models.common.doc import Document, Sentence


@dataclass(frozen=True)
class StanzaReader:
    """A `SentenceReader` that runs Stanza's pipeline on one text after another, the sentences' ends repaired.

    Attributes:
        pipeline: with the processors of `pipeline.PROCESSORS`.
    """

    pipeline: "Pipeline"

    def __call__(self, texts: Sequence[str]) -> Iterator[list[list[WordRow]]]:
        """Parse texts."""
        for text in texts:
            document = _repair_sentence_ends(self.pipeline.processors["tokenize"].process(text))
            others = [name for name in self.pipeline.processors if name != "tokenize"]
            yield build_rows(self.pipeline.process(document, processors=others))


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
    """Convert a document that Stanza has parsed to the rows of each sentence."""
    return [list(_build_sentence(sentence)) for sentence in document.sentences]


def _build_sentence(sentence: "Sentence") -> Iterator[WordRow]:
    for token in sentence.tokens:
        spans = locate_words(token.text, (token.start_char, token.end_char), [word.text for word in token.words])
        for place, (word, (start, end)) in enumerate(zip(token.words, spans, strict=True)):
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
                "mwt": 0 if place else len(token.words),
            }

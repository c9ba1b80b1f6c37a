"""Stanza's own pipeline as a reader of texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rejoinder.parser.rows import WordRow, locate_words

if TYPE_CHECKING:
    from stanza import Pipeline
    from stanza.models.common.doc import Document, Sentence


@dataclass(frozen=True)
class StanzaReader:
    """A `SentenceReader` that runs Stanza's pipeline as it comes, on one text after another.

    Attributes:
        pipeline: with the processors of `pipeline.PROCESSORS`.
    """

    pipeline: "Pipeline"

    def __call__(self, texts: Sequence[str]) -> Iterator[list[list[WordRow]]]:
        """Parse texts."""
        for text in texts:
            yield build_rows(self.pipeline(text))


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

"""Stage `encodings`: encodes data/parses into data/encodings, partition by partition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TypedDict

import numpy as np
import pyarrow as pa

from rejoinder import engine, paths, schema
from rejoinder.config import Run
from rejoinder.encoder import Encoder, Floats, TextStates
from rejoinder.encoder.heads import Heads, load_heads
from rejoinder.encoder.passages import Passage, pack_passages, split_long
from rejoinder.syntax import Sentence, build_sentences

_DECIMALS = 3
_SUBWORDS = 256  # that the encoder reads at a time, the most it was trained on


class ArticleToEncode(TypedDict):
    """What is read of a row of the articles table."""

    article_id: str
    text: str
    blocks: Sequence[Mapping[str, object]]


class EncodingRow(TypedDict):
    """A row of the encodings table."""

    article_id: str
    subword: int
    start: int
    end: int
    readings: Floats


@dataclass(frozen=True, kw_only=True)
class TunedEncodings:
    """What the heads of the encoder that was tuned on frames and stances read from each subword.

    Attributes:
        model: folder of the encoder and its heads, "" for the packaged ones.
    """

    model: str

    def __call__(self, articles: Sequence[ArticleToEncode], sentences: Sequence[Sentence]) -> list[EncodingRow]:
        """Encode articles.

        Args:
            articles: rows of the articles table.
            sentences: of all of them, those of an article in order.

        Returns:
            Rows of the encodings table, by article, in the order of the text; none of lines that are not coded.
        """
        encoder, heads = Encoder(model=self.model, max_tokens=_SUBWORDS, layers=(1,)), load_heads(self.model)
        by_article = {key: list(group) for key, group in groupby(sentences, key=lambda s: s.article_id)}
        passages = [
            (article, passage)
            for article in articles
            for passage in _list_passages(article, by_article.get(article["article_id"], []), encoder)
        ]
        texts = [article["text"][passage.begin : passage.end] for article, passage in passages]
        contents: list[list[tuple[int, int, Floats]]] = [[] for _ in passages]
        for states in encoder.compute_states(texts, (1,)):
            contents[states.text_index] = list(_read_content(states, passages[states.text_index][1], heads))
        by_passage = zip((article["article_id"] for article, _ in passages), contents, strict=True)
        return [
            EncodingRow(article_id=article_id, subword=number, start=start, end=end, readings=readings)
            for article_id, group in groupby(by_passage, key=lambda pair: pair[0])
            for number, (start, end, readings) in enumerate(chain.from_iterable(part for _, part in group), 1)
        ]


def _list_passages(article: ArticleToEncode, sentences: Sequence[Sentence], encoder: Encoder) -> Iterator[Passage]:
    text, blocks = article["text"], article["blocks"]
    groups = groupby(sentences, key=lambda sentence: blocks[sentence.block]["kind"] in schema.CODED_KINDS)
    coded = [[(sentence.start, sentence.end) for sentence in group] for is_coded, group in groups if is_coded]
    return split_long(pack_passages(text, coded), text, encoder.fits)


def _read_content(states: TextStates, passage: Passage, heads: Heads) -> Iterator[tuple[int, int, Floats]]:
    """Give span in the article and readings of each subword of a passage's content."""
    spans = states.offsets + passage.begin
    is_content = (spans[:, 1] > spans[:, 0]) & (spans[:, 0] >= passage.start)
    # in double precision and rounded: the last bits of a sum of floats are the processor's
    readings = states.states[0][is_content].astype(np.float64) @ heads.weights.T
    rounded = np.round(readings, _DECIMALS).astype(np.float32) + np.float32(0)  # no negative zero
    for (start, end), values in zip(spans[is_content].tolist(), rounded, strict=True):
        yield start, end, values


@dataclass(frozen=True)
class _EncodePartition:
    """The stage's work on one partition."""

    encode: TunedEncodings

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        rows = self.encode(inputs["articles"].to_pylist(), build_sentences(inputs["parses"]))
        columns = {name: [row[name] for row in rows] for name in schema.ENCODINGS.names}  # type: ignore[literal-required]
        return {"encodings": pa.table(columns, schema.ENCODINGS)}


def main(run: Run) -> None:
    """Encode data/parses into data/encodings, partition by partition."""
    job = engine.Job(
        stage="encodings",
        inputs={"articles": paths.ARTICLES, "parses": paths.PARSES},
        outputs={"encodings": (paths.ENCODINGS, schema.ENCODINGS)},
        compute=_EncodePartition(run.load("encodings")),
        fingerprint=engine.fingerprint("encodings", run),
    )
    engine.run_job(job, run)

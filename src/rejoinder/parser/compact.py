"""Option `compact`: tokens by small Stanza models, tags and trees by a network over the packaged encoder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rejoinder.config.ranges import ModelFolder
from rejoinder.encoder import Encoder, Floats, Offsets, checkpoint
from rejoinder.encoder.articles import SUBWORDS, ArticleStates, read_top_states
from rejoinder.encoder.heads import Heads, load_heads
from rejoinder.parser.documents import build_rows, process_text
from rejoinder.parser.encoded import build_encoding_rows, encode_sentences
from rejoinder.parser.labeller import Labeller, WordLabels, load_labeller, pool_words
from rejoinder.parser.pipeline import ParserError, load_pipeline
from rejoinder.parser.rows import ArticleToParse, Parsed, ParseRow, join_blocks, parse_in_parts, place_in_article
from rejoinder.runtime import checksums

if TYPE_CHECKING:
    from stanza import Pipeline
    from stanza.models.common.doc import Document

_PROCESSORS = "tokenize,mwt,lemma"


class _Models(NamedTuple):
    pipeline: "Pipeline"
    labeller: Labeller
    encoder: Encoder
    heads: Heads


@dataclass(frozen=True, kw_only=True)
class Compact:
    """The models that are bundled with this package; one pass of the encoder serves trees, frames and stances.

    Attributes:
        models: folder of the parser's models, "" for the bundled ones.
        encoder: folder of the encoder that they were trained on, "" for the packaged one.
    """

    models: ModelFolder
    encoder: ModelFolder

    def load(self) -> _Models:
        """Load the models from files alone.

        Raises:
            ChecksumError: a file is missing or differs from the folder's SHA256SUMS.
            ParserError: the parser was trained on another encoder.
        """
        folder = Path(self.models or str(files("rejoinder") / "models" / "en"))
        checksums.verify_checksums(folder)
        paths = {f"{name}_model_path": str(folder / f"{name}.pt") for name in _PROCESSORS.split(",")}
        pipeline = load_pipeline(str(folder), _PROCESSORS, download=False, lemma_pretagged=True, **paths)
        labeller, trained_on = load_labeller(folder)
        encoder_folder = checkpoint.find_folder(self.encoder)
        if trained_on != checkpoint.hash_weights(encoder_folder):
            raise ParserError(
                f"key 'encoder': expected the encoder whose weights have the sha256 {trained_on[:12]}..., on which the"
                f" parser in {folder} was trained, got the one in {encoder_folder}; train a parser on it by"
                " `python -m training.parser`, or set `parses: hub`."
            )
        encoder = Encoder(model=self.encoder, max_tokens=SUBWORDS, layers=(1,))
        return _Models(pipeline, labeller, encoder, load_heads(self.encoder))

    def __call__(self, articles: Sequence[ArticleToParse]) -> Parsed:
        """Parse and encode articles; see `TextParser`."""
        models = _load(self)
        return parse_in_parts(articles, lambda part: _parse_part(part, models))


@cache
def _load(option: Compact) -> _Models:
    return option.load()


def _parse_part(articles: Sequence[ArticleToParse], models: _Models) -> Iterator[Parsed]:
    """Parse articles whose passages are encoded together."""
    documents = [process_text(join_blocks(article), models.pipeline, "mwt") for article in articles]
    split = [
        list(place_in_article(article, build_rows(document)))
        for article, document in zip(articles, documents, strict=True)
    ]

    def keep(states: Floats) -> Floats:
        """A subword's mixed states, then its readings."""
        return np.concatenate([models.labeller.mix_layers(states), read_top_states(states[-1], models.heads)], axis=1)

    layers = range(models.labeller.layers, 0, -1)
    encoded = encode_sentences(articles, split, models.encoder, layers, keep)
    for article, document, sentences, states in zip(articles, documents, split, encoded, strict=True):
        yield _label_article(article, document, sentences, states, models)


def _label_article(
    article: ArticleToParse,
    document: "Document",
    sentences: Sequence[list[ParseRow]],
    states: ArticleStates,
    models: _Models,
) -> Parsed:
    width = states.values.shape[1] - len(models.heads.weights)
    mixed, readings = states.values[:, :width], states.values[:, width:]
    labels = [label for words in sentences for label in _label_sentence(words, states.offsets, mixed, models.labeller)]
    document.set("upos", [label.upos for label in labels])
    lemmas = models.pipeline.processors["lemma"].process(document).get("lemma")
    rows = [row for words in sentences for row in words]
    for row, label, lemma in zip(rows, labels, lemmas, strict=True):
        row.update(label._asdict())  # type: ignore[typeddict-item]
        row["lemma"] = lemma
    return Parsed(rows, build_encoding_rows(article["article_id"], states.offsets, readings))


def _label_sentence(words: Sequence[ParseRow], offsets: Offsets, mixed: Floats, labeller: Labeller) -> list[WordLabels]:
    vectors = pool_words([(word["start"], word["end"]) for word in words], offsets, mixed)
    return labeller([word["form"] for word in words], vectors)

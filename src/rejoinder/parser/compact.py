"""Option `compact`: tokens by a small Stanza model, tags and trees by a network over the packaged encoder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rejoinder.config.ranges import OptionalFolder
from rejoinder.encoder import Encoder, Floats, Offsets, checkpoint
from rejoinder.encoder.articles import SUBWORDS, read_top_states
from rejoinder.encoder.heads import Heads, load_heads
from rejoinder.parser.encoded import build_encoding_rows, encode_sentences
from rejoinder.parser.labeller import Labeller, WordLabels, load_labeller, pool_words
from rejoinder.parser.pipeline import ParserError, load_pipeline
from rejoinder.parser.rows import ArticleToParse, Parsed, ParseRow, parse_in_parts
from rejoinder.parser.tokens import BUNDLED, load_tokenizer, tokenize
from rejoinder.runtime import checksums

if TYPE_CHECKING:
    from stanza import Pipeline
    from stanza.models.tokenization.trainer import Trainer


class _Models(NamedTuple):
    tokenizer: "Trainer"
    lemmatizer: "Pipeline"
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

    models: OptionalFolder
    encoder: OptionalFolder

    def load(self) -> _Models:
        """Load the models from files alone.

        Raises:
            ChecksumError: a file is missing or differs from the folder's SHA256SUMS.
            ParserError: the parser was trained on another encoder.
        """
        folder = Path(self.models or BUNDLED)
        checksums.verify_checksums(folder)
        labeller, trained_on = load_labeller(folder)
        encoder_folder = checkpoint.find_folder(self.encoder)
        if trained_on != checkpoint.hash_weights(encoder_folder):
            raise ParserError(
                f"key 'encoder': expected the encoder whose weights have the sha256 {trained_on[:12]}..., on which the"
                f" parser in {folder} was trained, got the one in {encoder_folder}; train a parser on it by"
                " `python -m training.parser`, or set `parses: hub`."
            )
        lemmatizer = load_pipeline(
            "lemma", download=False, dir=str(folder), lemma_model_path=str(folder / "lemma.pt"), lemma_pretagged=True
        )
        encoder = Encoder(model=self.encoder, max_tokens=SUBWORDS, layers=(1,))
        return _Models(load_tokenizer(folder), lemmatizer, labeller, encoder, load_heads(self.encoder))

    def __call__(self, articles: Sequence[ArticleToParse]) -> Parsed:
        """Parse and encode articles; see `TextParser`."""
        models = _load(self)
        return parse_in_parts(articles, lambda part: _parse_part(part, models))


@cache
def _load(option: Compact) -> _Models:
    return option.load()


def _parse_part(articles: Sequence[ArticleToParse], models: _Models) -> Iterator[Parsed]:
    """Parse articles whose passages are encoded together."""
    split = [(article, sentences) for article in articles if (sentences := tokenize(article, models.tokenizer))]

    def keep(states: Floats) -> Floats:
        """A subword's readings, then its mixed states."""
        readings = read_top_states(states[-1], models.heads)
        return np.concatenate([readings, models.labeller.mix_layers(states)], axis=1)

    encoded = encode_sentences(split, models.encoder, range(models.labeller.layers, 0, -1), keep)
    for (article, sentences), (offsets, values) in zip(split, encoded, strict=True):
        readings, mixed = np.split(values, [len(models.heads.weights)], axis=1)
        yield Parsed(
            _label_article(sentences, offsets, mixed, models),
            build_encoding_rows(article["article_id"], offsets, readings),
        )


def _label_article(
    sentences: Sequence[list[ParseRow]], offsets: Offsets, mixed: Floats, models: _Models
) -> list[ParseRow]:
    rows = [row for words in sentences for row in words]
    labels = [label for words in sentences for label in _label_sentence(words, offsets, mixed, models.labeller)]
    for row, label in zip(rows, labels, strict=True):
        row.update(label._asdict())  # type: ignore[typeddict-item]
    for row, lemma in zip(rows, _find_lemmas(sentences, models.lemmatizer), strict=True):
        row["lemma"] = lemma
    return rows


def _label_sentence(words: Sequence[ParseRow], offsets: Offsets, mixed: Floats, labeller: Labeller) -> list[WordLabels]:
    vectors = pool_words([(word["start"], word["end"]) for word in words], offsets, mixed)
    return labeller([word["form"] for word in words], vectors)


def _find_lemmas(sentences: Sequence[Sequence[ParseRow]], lemmatizer: "Pipeline") -> list[str]:
    """The lemmas of words that are tagged, by Stanza's dictionary and character network."""
    document = lemmatizer.processors["tokenize"].process([[word["form"] for word in words] for words in sentences])
    document.set("upos", [word["upos"] for words in sentences for word in words])
    lemmas: list[str] = lemmatizer.processors["lemma"].process(document).get("lemma")
    return lemmas

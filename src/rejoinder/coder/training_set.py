"""The training statements as the coder is fitted on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from rejoinder.actors.countries import Country
from rejoinder.codebook import Codebook
from rejoinder.coder.validation import Bools
from rejoinder.encoder import Floats
from rejoinder.frame_coder.cues import FrameCueMatch
from rejoinder.frame_coder.features import CodingUnit, Matrix, compute_features, mix_context
from rejoinder.syntax import Sentence, build_sentences


@dataclass(frozen=True)
class TrainingFeatures:
    """Features of the training statements for one variant.

    Attributes:
        embeddings: *shape* (statements, width), rows of unit length; width 0 where the variant uses none.
        named: features with names, *shape* (statements, features).
        topics: of the statements.
    """

    embeddings: Floats
    named: Matrix
    topics: Sequence[str]


@dataclass(frozen=True)
class TrainingSet:
    """The training statements, in the order of their ids.

    Attributes:
        example_ids: of the statements.
        topics: of the statements.
        truth: by frame, in the codebook's order, which statements carry it, each of *shape* (statements,).
        units: the statements with their parses.
        embeddings: of the statements, *shape* (statements, width).
        contexts: of what stands before them, *shape* (statements, width); zeros where there is nothing.
        codebook: whose frames they carry.
    """

    example_ids: Sequence[str]
    topics: Sequence[str]
    truth: Mapping[str, Bools]
    units: Sequence[CodingUnit]
    embeddings: Floats
    contexts: Floats
    codebook: Codebook

    @cached_property
    def matches(self) -> list[list[FrameCueMatch]]:
        """The codebook's cues in each statement."""
        return [unit.match_cues(self.codebook) for unit in self.units]

    def compute_features(self, kinds: Sequence[str], context_weight: float) -> TrainingFeatures:
        """Compute the features of a variant.

        Args:
            kinds: of features.
            context_weight: of a context in its statement's embedding, against 1 for the statement.
        """
        embeddings = self.embeddings[:, :0]
        if "embedding" in kinds:
            embeddings = mix_context(self.embeddings, self.contexts, context_weight)
        return TrainingFeatures(
            embeddings, compute_features(kinds, self.units, self.matches, self.codebook), self.topics
        )


def build_training_set(
    examples: pa.Table, parses: pa.Table, vectors: pa.Table, codebook: Codebook, countries: Sequence[Country]
) -> TrainingSet:
    """Join what stage `examples` wrote.

    Args:
        examples: data/examples.
        parses: data/example_parses.
        vectors: data/example_vectors.
        codebook: whose frames the statements carry.
        countries: by whose names a country's side is recognised.
    """
    frames = examples["frames"].to_pylist()
    return TrainingSet(
        example_ids=examples["example_id"].to_pylist(),
        topics=examples["topic"].to_pylist(),
        truth={frame: np.array([frame in carried for carried in frames]) for frame in codebook.frames},
        units=_build_units(examples, parses, {country.name: country.names for country in countries}),
        embeddings=_stack_vectors(vectors, "vector"),
        contexts=_stack_vectors(vectors, "context"),
        codebook=codebook,
    )


def _build_units(
    examples: pa.Table, parses: pa.Table, country_names: Mapping[str, tuple[str, ...]]
) -> list[CodingUnit]:
    sentences: dict[str, list[Sentence]] = {}
    for sentence in build_sentences(parses):
        sentences.setdefault(sentence.article_id, []).append(sentence)
    columns = (examples[name].to_pylist() for name in ("example_id", "text", "side"))
    return [
        CodingUnit(text, tuple(sentences.get(example_id, ())), country_names.get(side, ()))
        for example_id, text, side in zip(*columns, strict=True)
    ]


def _stack_vectors(vectors: pa.Table, column: str) -> Floats:
    """A column of vectors as a matrix, *shape* (rows, width)."""
    flat: Floats = vectors.column(column).combine_chunks().flatten().to_numpy()
    return flat.reshape(len(vectors), -1)

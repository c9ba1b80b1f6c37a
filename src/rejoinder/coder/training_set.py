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
from rejoinder.frame_coder.cues import FrameCueMatch, combine_weights
from rejoinder.frame_coder.features import CodingUnit, Matrix, compute_features
from rejoinder.syntax import Sentence, build_sentences


@dataclass(frozen=True)
class TrainingFeatures:
    """What the coder is fitted on.

    Attributes:
        vectors: of the training statements in their contexts, *shape* (statements, width).
        named: features with names, *shape* (statements, features).
        topics: of the statements.
    """

    vectors: Floats
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
        codebook: whose frames they carry.
    """

    example_ids: Sequence[str]
    topics: Sequence[str]
    truth: Mapping[str, Bools]
    units: Sequence[CodingUnit]
    codebook: Codebook

    @cached_property
    def matches(self) -> list[list[FrameCueMatch]]:
        """The codebook's cues in each statement."""
        return [unit.match_cues(self.codebook) for unit in self.units]

    def score_cues(self) -> dict[str, Matrix]:
        """Score the statements by the cues of each frame alone, each of *shape* (statements,), in [0, 1]."""
        return {frame: np.array([combine_weights(own, frame) for own in self.matches]) for frame in self.truth}

    def compute_features(self, vectors: pa.Table) -> TrainingFeatures:
        """Compute the features of the statements.

        Args:
            vectors: data/example_vectors, of these statements.
        """
        flat: Floats = vectors["vector"].combine_chunks().flatten().to_numpy()
        named = compute_features(self.matches, self.codebook)
        return TrainingFeatures(flat.reshape(len(vectors), -1), named, self.topics)


def build_training_set(
    examples: pa.Table, parses: pa.Table, codebook: Codebook, countries: Sequence[Country]
) -> TrainingSet:
    """Join what stage `examples` wrote.

    Args:
        examples: data/examples.
        parses: data/example_parses.
        codebook: whose frames the statements carry.
        countries: by whose names a country's side is recognised.
    """
    frames = examples["frames"].to_pylist()
    return TrainingSet(
        example_ids=examples["example_id"].to_pylist(),
        topics=examples["topic"].to_pylist(),
        truth={frame: np.array([frame in carried for carried in frames], bool) for frame in codebook.frames},
        units=_build_units(examples, parses, {country.name: country.names for country in countries}),
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

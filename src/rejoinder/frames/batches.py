"""Statements as the fitted coder reads them: embeddings, cues and features."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rejoinder.codebook import Codebook
from rejoinder.encoder import Encoder, Floats, TextStates, pool_states
from rejoinder.frame_coder.cues import FrameCueMatch
from rejoinder.frame_coder.features import CodingUnit, Matrix, compute_features, list_feature_names, mix_context
from rejoinder.frame_coder.model import FittedCoder


@dataclass(frozen=True)
class CodingBatch:
    """Statements as the coder reads them.

    Attributes:
        units: the statements.
        matches: of cues in each unit.
        embeddings: in their contexts, *shape* (units, width); width 0 where the coder uses none.
        text_states: of each unit.
        features: outputs of the first stage and named features, *shape* (units, features).
        names: of the features.
    """

    units: Sequence[CodingUnit]
    matches: Sequence[Sequence[FrameCueMatch]]
    embeddings: Floats
    text_states: Sequence[TextStates]
    features: Matrix
    names: Sequence[str]


def read_batch(units: Sequence[CodingUnit], codebook: Codebook, coder: FittedCoder, encoder: Encoder) -> CodingBatch:
    """Read statements: match cues, embed them, compute features; see `CodingBatch`."""
    matches = [unit.match_cues(codebook) for unit in units]
    embeddings, text_states = embed_units(units, coder, encoder)
    outputs = coder.predict_outputs(embeddings)
    by_embedding = [f"meaning of {frame}" for frame in coder.fitted] if outputs.shape[1] else []
    return CodingBatch(
        units=units,
        matches=matches,
        embeddings=embeddings,
        text_states=text_states,
        features=np.hstack([outputs, compute_features(coder.kinds, units, matches, codebook)]),
        names=by_embedding + list_feature_names(coder.kinds, codebook),
    )


def embed_units(units: Sequence[CodingUnit], coder: FittedCoder, encoder: Encoder) -> tuple[Floats, list[TextStates]]:
    """Embed units in their contexts.

    Args:
        units: the statements.
        coder: says whether embeddings are used, and how much a context counts.
        encoder: embeds each different text once.

    Returns:
        Embeddings, *shape* (units, width), and the states of each unit's text. Where the coder uses no embeddings,
        width and the number of subwords are 0.
    """
    if not len(coder.training_embeddings):
        no_states = TextStates(0, np.zeros((1, 0, 0), np.float32), np.zeros((0, 2), np.int64))
        return np.zeros((len(units), 0), np.float32), [no_states for _ in units]
    contexts = [unit.context if coder.context_weight else () for unit in units]
    texts = _list_different_texts(units, contexts)
    index_of = {text: index for index, text in enumerate(texts)}
    coded = {index_of[unit.text] for unit in units}
    vectors = np.zeros((len(texts), coder.training_embeddings.shape[1]), np.float32)
    states_of: dict[int, TextStates] = {}  # those of contexts are not needed, and large
    for text_states in encoder.compute_states(texts, encoder.layers):
        vectors[text_states.text_index] = pool_states(text_states.states)
        if text_states.text_index in coded:
            states_of[text_states.text_index] = text_states
    own_vectors = vectors[[index_of[unit.text] for unit in units]]
    context_vectors = _average_contexts(contexts, vectors, index_of)
    embeddings = mix_context(own_vectors, context_vectors, coder.context_weight)
    return embeddings, [states_of[index_of[unit.text]] for unit in units]


def _list_different_texts(units: Sequence[CodingUnit], contexts: Sequence[Sequence[str]]) -> list[str]:
    """List the texts of units, then those of contexts, each once."""
    return list(dict.fromkeys([*(unit.text for unit in units), *(text for context in contexts for text in context)]))


def _average_contexts(contexts: Sequence[Sequence[str]], vectors: Floats, index_of: Mapping[str, int]) -> Floats:
    """Average the vectors of each context, *shape* (contexts, width); 0 where a context is empty."""
    averages = np.zeros((len(contexts), vectors.shape[1]), vectors.dtype)
    for number, context in enumerate(contexts):
        if context:
            averages[number] = vectors[[index_of[text] for text in context]].mean(axis=0)
    return averages

"""Statements as vectors: the mean of their subwords' states, encoded together with what stands before them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from rejoinder.encoder.model import Floats, Offsets, TextEncoder
from rejoinder.runtime import share

CONTEXT = 220  # characters of the text before a statement that are encoded with it; so it was in training
_DECIMALS = 5


class StatementStates(NamedTuple):
    """A statement as the encoder reads it in its context.

    Attributes:
        number: of the statement among those that were given.
        vector: for each layer the mean of its subwords, all of the same length, *shape* (layers * width,), of unit
            length in all; zeros where the statement has no subword.
        states: of its subwords, *shape* (layers, subwords, width).
        offsets: half-open character spans of its subwords in it, *shape* (subwords, 2).
    """

    number: int
    vector: Floats
    states: Floats
    offsets: Offsets


def encode_statements(texts: Sequence[str], contexts: Sequence[str], encoder: TextEncoder) -> Iterator[StatementStates]:
    """Encode statements, each in one text with what stands before it.

    Args:
        texts: the statements.
        contexts: what stands before each, "" for nothing; see `cut_context`.
        encoder: an option of conf/encoder.

    Yields:
        Each statement, in any order.
    """
    before = [cut_context(context) for context in contexts]
    passages = [context + text for context, text in zip(before, texts, strict=True)]
    for index, states, offsets in share.follow(encoder.compute_states(passages, encoder.layers), passages):
        own_offsets = offsets - len(before[index])
        inside = (own_offsets[:, 1] > 0) & (offsets[:, 1] > offsets[:, 0])
        own_states = states[:, inside]
        yield StatementStates(index, pool_states(own_states), own_states, own_offsets[inside].clip(min=0))


def pool_states(states: Floats) -> Floats:
    """Pool the states of a statement into its vector; see `StatementStates`."""
    if not states.shape[1]:
        return np.zeros(states.shape[0] * states.shape[2], np.float32)
    means = states.mean(axis=1)
    lengths = np.linalg.norm(means, axis=1, keepdims=True) * np.sqrt(len(means))
    vector: Floats = np.round((means / lengths).reshape(-1), _DECIMALS).astype(np.float32)
    return vector


def cut_context(context: str) -> str:
    """Cut the end of a context, up to `CONTEXT` characters from a space on; with a space after it, "" for nothing."""
    text = " ".join(context.split())
    if len(text) > CONTEXT:
        text = text[-CONTEXT:].partition(" ")[2]
    return f"{text} " if text else ""

"""An article as the encoder reads it: passage by passage, each subword once."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from rejoinder.encoder.heads import Heads
from rejoinder.encoder.model import Encoder, Floats, Offsets
from rejoinder.encoder.passages import pack_passages, split_long
from rejoinder.runtime import share
from rejoinder.syntax import Span

SUBWORDS = 256  # that the encoder reads at a time, the most it was trained on
_DECIMALS = 3


class ArticleStates(NamedTuple):
    """The subwords of an article's sentences, in order.

    Attributes:
        offsets: their spans in the article, *shape* (subwords, 2).
        values: what was kept of each, *shape* (subwords, ...).
    """

    offsets: Offsets
    values: Floats


def encode_articles(
    articles: Sequence[tuple[str, Sequence[Sequence[Span]]]],
    encoder: Encoder,
    layers: Sequence[int],
    keep: Callable[[Floats], Floats],
) -> list[ArticleStates]:
    """Encode sentences of articles, each after what stands before it.

    Args:
        articles: their texts, each with runs of spans of sentences, in order, one sentence at least; a passage holds
            sentences of one run.
        encoder: reads the passages.
        layers: whose states are wanted, counted from 1 at the top.
        keep: makes of the states of a passage's subwords, *shape* (layers, subwords, width), what is kept of each.

    Returns:
        The subwords of all sentences of each article, each once.
    """
    passages = [
        (number, text, passage)
        for number, (text, runs) in enumerate(articles)
        for passage in split_long(pack_passages(text, runs), text, encoder.fits)
    ]
    kept: dict[int, ArticleStates] = {}
    texts = [text[passage.begin : passage.end] for _, text, passage in passages]
    for states in share.follow(encoder.compute_states(texts, layers), texts):
        passage = passages[states.text_index][-1]
        offsets = states.offsets + passage.begin
        is_content = (offsets[:, 1] > offsets[:, 0]) & (offsets[:, 0] >= passage.start)
        kept[states.text_index] = ArticleStates(offsets[is_content], keep(states.states[:, is_content]))
    by_article: list[list[ArticleStates]] = [[] for _ in articles]
    for index, (number, _, _) in enumerate(passages):
        by_article[number].append(kept[index])
    return [ArticleStates(*(np.concatenate(parts) for parts in zip(*own, strict=True))) for own in by_article]


def read_top_states(states: Floats, heads: Heads) -> Floats:
    """What the heads make of the topmost states, *shape* (subwords, width): *shape* (subwords, readings)."""
    # in double precision and rounded: the last bits of a sum of floats are the processor's
    readings = states.astype(np.float64) @ heads.weights.T
    rounded: Floats = np.round(readings, _DECIMALS).astype(np.float32) + np.float32(0)  # no negative zero
    return rounded

"""The search for the best dependency tree: Stanza's, where the best head of each word makes no tree."""

from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating[Any]]
Heads = npt.NDArray[np.int64]


def find_best_tree(scores: Scores) -> Heads:
    """Find the highest-scoring tree with one root (Chu and Liu 1965; Edmonds 1967; Stanojević and Cohen 2021).

    Args:
        scores: of head j for word i at [i, j], *shape* (words + 1, words + 1); word 0 stands for the root.

    Returns:
        Head of each word, *shape* (words + 1,), 0 for the root word and for the root itself.
    """
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    return heads if is_tree(heads) else chuliu_edmonds_one_root(scores)


def is_tree(heads: Heads) -> bool:
    """Whether one word is the root, and the way up from every other one ends there."""
    ancestors = heads
    for _ in range(len(heads).bit_length()):  # doubling: after k rounds, `ancestors` are those 2**k steps up
        ancestors = ancestors[ancestors]
    return np.count_nonzero(heads[1:] == 0) == 1 and not ancestors.any()

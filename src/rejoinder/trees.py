"""A shortcut in Stanza's tree search that leaves its trees as they are."""

import numpy as np
import numpy.typing as npt


def greedy_tree(scores: npt.NDArray[np.floating]) -> npt.NDArray[np.int64] | None:
    """Each word's best head, if that is a tree with one root already; else None.

    If it is one, no other tree can score higher, so the maximum-spanning-tree search (Chu and Liu 1965; Edmonds 1967)
    would find the same.

    Args:
        scores: of head j for word i at [i, j], *shape* (words + 1, words + 1); word 0 stands for the root.

    Returns:
        Head of each word, *shape* (words + 1,), 0 for the root word.
    """
    best = np.array(scores, dtype=float)
    np.fill_diagonal(best, -np.inf)
    heads = best.argmax(axis=1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) != 1:
        return None
    above = heads
    for _ in range(len(heads).bit_length()):  # doubling: after k rounds, `above` is the ancestor 2**k steps up
        above = above[above]
    return None if above.any() else heads


def shorten_search() -> None:
    """Let Stanza's parser try the shortcut first and its own search otherwise; calling it again changes nothing."""
    import stanza.models.depparse.model as module

    search = module.chuliu_edmonds_one_root
    if getattr(search, "tries_greedy_tree", False):
        return

    def one_root(scores: npt.NDArray[np.floating]) -> npt.NDArray[np.int64]:
        heads = greedy_tree(scores)
        return search(scores) if heads is None else heads

    one_root.tries_greedy_tree = True  # type: ignore[attr-defined]
    module.chuliu_edmonds_one_root = one_root

"""The search for the best dependency tree, as in Stanza's parser but quicker: the same trees from the same scores."""

from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating[Any]]
Heads = npt.NDArray[np.int64]


def best_tree(scores: Scores) -> Heads:
    """The highest-scoring tree with one root (Chu and Liu 1965; Edmonds 1967; its one root: Stanojević and Cohen 2021).

    Stanza's own search gives the same heads; it spends most of a sentence's time on Python loops over numpy scalars.

    Args:
        scores: of head j for word i at [i, j], *shape* (words + 1, words + 1); word 0 stands for the root.

    Returns:
        Head of each word, *shape* (words + 1,), 0 for the root word and for the root itself.
    """
    heads = greedy_tree(scores)
    if heads is not None:
        return heads
    single = np.array(scores, dtype=np.float64)
    np.fill_diagonal(single, -np.inf)
    within = single[1:, 1:].max(axis=1)
    bounds = single[1:, 0] + within.sum() - within  # no tree with this word as its root scores more
    found, best = np.zeros(len(single), dtype=np.int64), -np.inf
    for root in np.argsort(-bounds, kind="stable") + 1:
        if bounds[root - 1] <= best:
            break
        tree = _rooted_tree(single, root)
        score = single[np.arange(1, len(single)), tree[1:]].sum()
        if score > best:
            found, best = tree, score
    return found


def _rooted_tree(scores: Scores, root: int) -> Heads:
    """The highest-scoring tree with this word, and no other, below the root."""
    rooted = scores.copy()
    rooted[1:, 0] = rooted[0] = rooted[root] = -np.inf
    rooted[0, 0] = 0
    rooted[root, 0] = scores[root, 0]
    heads = rooted.argmax(axis=1)
    return heads if _ends_at_the_root(heads) else _spanning_tree(rooted)


def greedy_tree(scores: Scores) -> Heads | None:
    """Each word's best head, if that is a tree with one root already, for then no other can score higher; else None.

    Takes and returns what `best_tree` does.
    """
    best = np.array(scores, dtype=float)
    np.fill_diagonal(best, -np.inf)
    heads = best.argmax(axis=1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) != 1:
        return None
    return heads if _ends_at_the_root(heads) else None


def _ends_at_the_root(heads: Heads) -> bool:
    """Whether going up from any word one comes to the root."""
    above = heads
    for _ in range(len(heads).bit_length()):  # doubling: after k rounds, `above` is the ancestor 2**k steps up
        above = above[above]
    return not above.any()


def _spanning_tree(scores: Scores) -> Heads:
    """Contract one cycle of best heads after another into a single node; then expand them again, the last first."""
    contracted = []
    heads = scores.argmax(axis=1)
    while (cycle := _cycle(heads)) is not None:
        rest = np.setdiff1d(np.arange(len(heads)), cycle, assume_unique=True)
        breaking = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
        leaving = scores[np.ix_(rest, cycle)]
        contracted.append((heads, cycle, rest, breaking.argmax(axis=0), leaving.argmax(axis=1)))
        smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
        smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
        smaller[-1, :-1] = breaking.max(axis=0)
        smaller[:-1, -1] = leaving.max(axis=1)
        scores, heads = smaller, smaller.argmax(axis=1)
    found: Heads = heads
    while contracted:
        inside, cycle, rest, entry, source = contracted.pop()
        whole = inside.copy()
        outer, head_of_cycle = found[:-1], found[-1]
        whole[rest] = np.where(outer == len(rest), cycle[source], np.append(rest, 0)[outer])
        whole[cycle[entry[head_of_cycle]]] = rest[head_of_cycle]
        found = whole
    return found


def _cycle(heads: Heads) -> Heads | None:
    """A cycle among the heads, as indices of its nodes; None where there is none. Node 0 is its own head."""
    above = heads.tolist()
    seen = [0] * len(above)  # the walk that came by
    seen[0] = -1
    for walk, begin in enumerate(range(1, len(above)), 1):
        node = begin
        while not seen[node]:
            seen[node] = walk
            node = above[node]
        if seen[node] == walk:
            found = [node]
            while above[found[-1]] != node:
                found.append(above[found[-1]])
            return np.array(found)
    return None


def quicken() -> None:
    """Let Stanza's graph parser search its trees by `best_tree`; calling it again changes nothing."""
    from stanza.models.depparse import head_constraints, model

    for module in (model, head_constraints):
        module.chuliu_edmonds_one_root = best_tree

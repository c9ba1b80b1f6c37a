"""The search for the best dependency tree: Stanza's trees from the same scores, without loops over numpy scalars."""

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
    greedy = find_greedy_tree(scores)
    if greedy is not None:
        return greedy
    arc_scores = np.array(scores, dtype=np.float64)
    np.fill_diagonal(arc_scores, -np.inf)
    best_heads = arc_scores[1:, 1:].max(axis=1)
    bounds = arc_scores[1:, 0] + best_heads.sum() - best_heads  # no tree with this word as its root scores more
    best_tree, best_score = np.zeros(len(arc_scores), dtype=np.int64), -np.inf
    for root in np.argsort(-bounds, kind="stable") + 1:
        if bounds[root - 1] <= best_score:
            break
        tree = _find_rooted_tree(arc_scores, root)
        score = arc_scores[np.arange(1, len(arc_scores)), tree[1:]].sum()
        if score > best_score:
            best_tree, best_score = tree, score
    return best_tree


def _find_rooted_tree(scores: Scores, root: int) -> Heads:
    """The highest-scoring tree with this word, and no other, below the root."""
    rooted = scores.copy()
    rooted[1:, 0] = rooted[0] = rooted[root] = -np.inf
    rooted[0, 0] = 0
    rooted[root, 0] = scores[root, 0]
    heads = rooted.argmax(axis=1)
    return heads if _all_reach_the_root(heads) else _find_spanning_tree(rooted)


def find_greedy_tree(scores: Scores) -> Heads | None:
    """Take each word's best head, if that is a tree with one root: no other tree can score higher.

    Args:
        scores: as for `find_best_tree`.

    Returns:
        Heads as from `find_best_tree`, None if they are no such tree.
    """
    arc_scores = np.array(scores, dtype=float)
    np.fill_diagonal(arc_scores, -np.inf)
    heads = arc_scores.argmax(axis=1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) != 1:
        return None
    return heads if _all_reach_the_root(heads) else None


def _all_reach_the_root(heads: Heads) -> bool:
    """Whether the way up from every word ends at the root."""
    ancestors = heads
    for _ in range(len(heads).bit_length()):  # doubling: after k rounds, `ancestors` are those 2**k steps up
        ancestors = ancestors[ancestors]
    return not ancestors.any()


def _find_spanning_tree(scores: Scores) -> Heads:
    """Contract one cycle of best heads after another into a single node; then expand them again, the last first."""
    contractions = []
    heads = scores.argmax(axis=1)
    while (cycle := _find_cycle(heads)) is not None:
        rest = np.setdiff1d(np.arange(len(heads)), cycle, assume_unique=True)
        breaking = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
        leaving = scores[np.ix_(rest, cycle)]
        contractions.append((heads, cycle, rest, breaking.argmax(axis=0), leaving.argmax(axis=1)))
        contracted = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
        contracted[:-1, :-1] = scores[np.ix_(rest, rest)]
        contracted[-1, :-1] = breaking.max(axis=0)
        contracted[:-1, -1] = leaving.max(axis=1)
        scores, heads = contracted, contracted.argmax(axis=1)
    tree: Heads = heads
    while contractions:
        heads, cycle, rest, entry, source = contractions.pop()
        expanded = heads.copy()
        outer, head_of_cycle = tree[:-1], tree[-1]
        expanded[rest] = np.where(outer == len(rest), cycle[source], np.append(rest, 0)[outer])
        expanded[cycle[entry[head_of_cycle]]] = rest[head_of_cycle]
        tree = expanded
    return tree


def _find_cycle(heads: Heads) -> Heads | None:
    """A cycle among the heads, as indices of its nodes; None where there is none. Node 0 is its own head."""
    head_of = heads.tolist()
    visited_by = [0] * len(head_of)  # number of the walk that came by
    visited_by[0] = -1
    for walk, first in enumerate(range(1, len(head_of)), 1):
        node = first
        while not visited_by[node]:
            visited_by[node] = walk
            node = head_of[node]
        if visited_by[node] == walk:
            cycle = [node]
            while head_of[cycle[-1]] != node:
                cycle.append(head_of[cycle[-1]])
            return np.array(cycle)
    return None

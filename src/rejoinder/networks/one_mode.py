"""Ties between actors by their positions on the same concepts, weighed as Discourse Network Analyzer weighs them."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from rejoinder.networks.incidence import Counts

Aggregation = Literal["ignore", "congruence", "conflict", "subtract"]
Normalisation = Literal["none", "average", "jaccard", "cosine"]
Weights = npt.NDArray[np.float64]


def weigh_ties(counts: Counts, aggregation: Aggregation, normalisation: Normalisation) -> Weights:
    """Weigh the ties between actors.

    Args:
        counts: shape (actors, concepts, 2), as in `Incidence`.
        aggregation: "congruence" multiplies two actors' numbers of agreements with a concept, and of disagreements,
            and sums these over concepts; "conflict" multiplies the agreements of one with the disagreements of the
            other; "subtract" is congruence less conflict; "ignore" multiplies their positions of either kind.
        normalisation: what a weight is divided by, see `_measure_norms`.

    Returns:
        Shape (actors, actors), symmetric, 0 on the diagonal and where a divisor is 0.
    """
    disagreements, agreements = counts[:, :, 0], counts[:, :, 1]
    positions = counts.sum(axis=2)
    congruence = agreements @ agreements.T + disagreements @ disagreements.T
    conflict = agreements @ disagreements.T + disagreements @ agreements.T
    products = {
        "ignore": positions @ positions.T,
        "congruence": congruence,
        "conflict": conflict,
        "subtract": congruence - conflict,
    }[aggregation]
    norms = _measure_norms(counts.reshape(len(counts), 2 * counts.shape[1]), normalisation)
    weights: Weights = np.divide(products, norms, out=np.zeros_like(norms), where=norms != 0)
    np.fill_diagonal(weights, 0)
    return weights


def _measure_norms(positions: Counts, normalisation: Normalisation) -> Weights:
    """What the weights of two actors are divided by, so that those who speak a lot are not tied to all.

    Args:
        positions: shape (actors, concepts x 2).
        normalisation: "average" is the mean of both actors' numbers of positions; "cosine" is their product, under the
            name that Discourse Network Analyzer gives it; "jaccard" is the sum of what only one of them holds and of
            the products of what both do.
    """
    totals = positions.sum(axis=1).astype(float)
    norms: Weights = np.ones((len(positions), len(positions)))
    if normalisation == "average":
        norms = (totals[:, None] + totals[None, :]) / 2
    elif normalisation == "cosine":
        norms = np.outer(totals, totals)
    elif normalisation == "jaccard":
        alone = positions @ (positions == 0).T.astype(np.int64)
        norms = (alone + alone.T + positions @ positions.T).astype(float)
    return norms

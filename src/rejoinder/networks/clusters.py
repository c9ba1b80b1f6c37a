"""Clusters of actors by the ties between them, and their names as time goes on."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

import networkx as nx
import numpy as np

from rejoinder.networks.one_mode import Weights

Cluster = frozenset[str]


class Clustering(NamedTuple):
    """Clusters of a network's actors.

    Attributes:
        clusters: of two actors or more, the largest first, then by first actor.
        modularity: of the partition (Newman 2006, doi:10.1073/pnas.0601602103), in [-0.5, 1); None without a tie.
    """

    clusters: list[Cluster]
    modularity: float | None


def find_clusters(actors: Sequence[str], weights: Weights) -> Clustering:
    """Find the clusters whose actors are tied to each other more than their numbers of ties would have it.

    The partition is that of the highest modularity which joining clusters step by step comes upon (Clauset, Newman and
    Moore 2004, doi:10.1103/PhysRevE.70.066111). It is one of the methods that rDNA's `dna_multiclust` runs, on the same
    ties: congruence less conflict, averaged, with negative ones left out.

    Args:
        actors: names, in the order of `weights`.
        weights: of the ties, as `weigh_ties` has them; a negative one is no tie.

    Returns:
        The clusters. Who has no tie is in none.
    """
    graph = nx.from_numpy_array(np.maximum(weights, 0))
    if not graph.size():
        return Clustering([], None)
    communities = nx.community.greedy_modularity_communities(graph, weight="weight")
    found = [frozenset(actors[place] for place in places) for places in communities if len(places) > 1]
    clusters = sorted(found, key=lambda cluster: (-len(cluster), min(cluster)))
    return Clustering(clusters, float(nx.community.modularity(graph, communities, weight="weight")))


def number_clusters(slices: Sequence[Sequence[Cluster]]) -> Iterator[dict[Cluster, int]]:
    """Number clusters over time, so that one keeps its number while most of its actors stay together.

    Args:
        slices: the clusters of each time slice, in order.

    Yields:
        The numbers of a slice's clusters, from 0. A cluster has the number that most of its actors had last, of those
        who had one; where two contend, the one with more of them. Others get a number that no cluster had before.
    """
    last: dict[str, int] = {}
    fresh = count()
    for clusters in slices:
        shared = [(sum(last.get(actor) == n for actor in c), place, n) for place, c in enumerate(clusters) for n in
                  set(last.values())]  # fmt: skip
        numbers: dict[Cluster, int] = {}
        for actors, place, number in sorted(shared, key=lambda each: (-each[0], each[1:])):
            if actors and clusters[place] not in numbers and number not in numbers.values():
                numbers[clusters[place]] = number
        numbers |= {cluster: next(fresh) for cluster in clusters if cluster not in numbers}
        last |= {actor: number for cluster, number in numbers.items() for actor in cluster}
        yield numbers

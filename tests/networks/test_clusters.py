"""Clusters of small networks, and their numbers as time goes on."""

import numpy as np
import pytest

from rejoinder.networks.clusters import Cluster, find_clusters, number_clusters

NAMES = ["Ada", "Bo", "Cy", "Di", "Eb"]


def tie(*pairs: str, weight: float = 1.0) -> np.ndarray:
    """Ties between actors named by their first letters."""
    weights = np.zeros((len(NAMES), len(NAMES)))
    for pair in pairs:
        one, other = ("ABCDE".index(letter) for letter in pair)
        weights[one, other] = weights[other, one] = weight
    return weights


def group(*names: str) -> Cluster:
    return frozenset(names)


def number(*slices: list[Cluster]) -> list[list[int]]:
    return [[numbers[cluster] for cluster in clusters] for clusters, numbers in
            zip(slices, number_clusters(slices), strict=True)]  # fmt: skip


def test_actors_tied_to_each_other_and_not_to_others_are_a_cluster() -> None:
    clustering = find_clusters(NAMES, tie("AB", "CD", "DE", "CE"))
    assert clustering.clusters == [group("Cy", "Di", "Eb"), group("Ada", "Bo")]
    assert clustering.modularity == pytest.approx(3 / 4 + 1 / 4 - (6 / 8) ** 2 - (2 / 8) ** 2)


def test_a_strong_tie_binds_more_than_a_weak_one() -> None:
    strong = tie("AB", "CD", weight=9) + tie("BC", weight=1)
    assert find_clusters(NAMES, strong).clusters == [group("Ada", "Bo"), group("Cy", "Di")]


def test_who_has_no_tie_is_in_no_cluster() -> None:
    assert find_clusters(NAMES, tie("AB")).clusters == [group("Ada", "Bo")]


def test_contradiction_is_no_tie() -> None:
    assert find_clusters(NAMES, tie("AB") - tie("CD", weight=5)).clusters == [group("Ada", "Bo")]


def test_a_network_without_ties_has_neither_clusters_nor_modularity() -> None:
    assert find_clusters(NAMES, tie()) == ([], None)


def test_a_network_of_nobody_has_no_clusters() -> None:
    assert find_clusters([], np.zeros((0, 0))) == ([], None)


def test_a_cluster_keeps_its_number_when_an_actor_leaves_it() -> None:
    first = [group("Ada", "Bo", "Cy"), group("Di", "Eb")]
    assert number(first, [group("Cy", "Di", "Eb"), group("Ada", "Bo")]) == [[0, 1], [1, 0]]


def test_of_two_parts_of_a_cluster_the_larger_keeps_its_number() -> None:
    parts = [group("Ada", "Bo"), group("Cy", "Di", "Eb")]
    assert number([group(*NAMES)], parts) == [[0], [1, 0]]


def test_a_cluster_of_newcomers_has_a_new_number() -> None:
    assert number([group("Ada", "Bo")], [group("Cy", "Di")]) == [[0], [1]]


def test_a_cluster_that_pauses_has_its_number_when_it_is_back() -> None:
    assert number([group("Ada", "Bo")], [], [group("Cy", "Di"), group("Ada", "Bo")]) == [[0], [], [1, 0]]

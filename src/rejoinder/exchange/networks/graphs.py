"""Networks as graphs of networkx, and as files: GraphML, a matrix and a list of edges in CSV."""

import io
from collections.abc import Iterator, Mapping, Sequence

import networkx as nx
import pandas as pd

from rejoinder.exchange.xml_text import clear_for_xml
from rejoinder.networks.incidence import Incidence
from rejoinder.networks.one_mode import Weights
from rejoinder.spreadsheets import escape_formula

_AGREEMENTS = {(True, True): "both", (True, False): "agrees", (False, True): "disagrees"}
_DIGITS = 6  # after the point, of weights


def build_two_mode(incidence: Incidence, labels: Mapping[str, str], kinds: tuple[str, str], isolates: bool) -> nx.Graph:
    """Build the network of actors and concepts.

    Args:
        incidence: how often actors take positions on concepts.
        labels: of the concepts, by name.
        kinds: what the actors are, and what a concept is.
        isolates: whether a node without an edge is in it.

    Returns:
        Nodes have label, kind, bipartite (0 of actors, 1 of concepts), side ("" of concepts) and frequency (positions).
        Edges have weight (positions), agrees and disagrees (how many of each), and agreement (agrees, disagrees, both).
    """
    graph = nx.Graph(name=f"{kinds[0]}s and {kinds[1]}s")
    positions = incidence.counts.sum(axis=2)
    for actor, side, frequency in zip(incidence.actors, incidence.sides, positions.sum(axis=1), strict=True):
        _add_node(graph, kinds[0], actor, actor, 0, side, int(frequency))
    for concept, frequency in zip(incidence.concepts, positions.sum(axis=0), strict=True):
        _add_node(graph, kinds[1], concept, labels[concept], 1, "", int(frequency))
    for row, actor in enumerate(incidence.actors):
        for column, concept in enumerate(incidence.concepts):
            disagrees, agrees = map(int, incidence.counts[row, column])
            if agrees or disagrees:
                graph.add_edge(
                    _name_node(kinds[0], actor),
                    _name_node(kinds[1], concept),
                    weight=agrees + disagrees,
                    agrees=agrees,
                    disagrees=disagrees,
                    agreement=_AGREEMENTS[agrees > 0, disagrees > 0],
                )
    return graph if isolates else _drop_isolates(graph)


def build_one_mode(incidence: Incidence, weights: Weights, kind: str, name: str, isolates: bool) -> nx.Graph:
    """Build the network of actors.

    Args:
        incidence: for the nodes, which have the attributes of `build_two_mode` but bipartite.
        weights: of the ties, as `weigh_ties` has them; there is no tie of weight 0.
        kind: what the actors are.
        name: of the network.
        isolates: whether an actor without a tie is in it.

    Returns:
        Edges have weight (to 6 decimals) and sign (positive or negative).
    """
    graph = nx.Graph(name=name)
    for actor, side, frequency in zip(
        incidence.actors, incidence.sides, incidence.counts.sum(axis=(1, 2)), strict=True
    ):
        _add_node(graph, kind, actor, actor, None, side, int(frequency))
    for row, actor in enumerate(incidence.actors):
        for column in range(row + 1, len(incidence.actors)):
            weight = float(weights[row, column])
            if weight:
                other = _name_node(kind, incidence.actors[column])
                sign = "positive" if weight > 0 else "negative"
                graph.add_edge(_name_node(kind, actor), other, weight=round(weight, _DIGITS), sign=sign)
    return graph if isolates else _drop_isolates(graph)


def _add_node(graph: nx.Graph, kind: str, name: str, label: str, mode: int | None, side: str, frequency: int) -> None:
    bipartite = {} if mode is None else {"bipartite": mode}
    texts = {"label": clear_for_xml(label), "kind": kind, "side": clear_for_xml(side)}
    graph.add_node(_name_node(kind, name), **texts, **bipartite, frequency=frequency)


def _name_node(kind: str, name: str) -> str:
    """Ids that tell a speaker from a target of the same name."""
    return f"{kind}: {clear_for_xml(name)}"


def _drop_isolates(graph: nx.Graph) -> nx.Graph:
    graph.remove_nodes_from(list(nx.isolates(graph)))
    return graph


def format_graph(graph: nx.Graph, stem: str, shape: tuple[Sequence[str], Sequence[str]]) -> Iterator[tuple[str, bytes]]:
    """Write a network as GraphML and CSV.

    Args:
        graph: as built above.
        stem: of the files.
        shape: kinds of the nodes that are the matrix' rows, and of those that are its columns.

    Yields:
        Files: path, content.
    """
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer, prettyprint=True)
    yield f"{stem}.graphml", buffer.getvalue() + b"\n"
    labels = {node: escape_formula(label) for node, label in graph.nodes(data="label")}
    rows, columns = ([node for node, kind in graph.nodes(data="kind") if kind in kinds] for kinds in shape)
    matrix = nx.to_pandas_adjacency(graph, nodelist=list(dict.fromkeys([*rows, *columns])))
    cut = matrix.loc[rows, columns].rename(index=labels, columns=labels)
    yield f"{stem}_matrix.csv", cut.to_csv(lineterminator="\n", float_format="%.10g").encode()
    edges = [{"source": labels[one], "target": labels[other], **cells} for one, other, cells in graph.edges(data=True)]
    listed = pd.DataFrame(edges or {"source": [], "target": [], "weight": []})
    yield f"{stem}_edges.csv", listed.to_csv(index=False, lineterminator="\n").encode()

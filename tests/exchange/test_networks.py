"""Discourse networks: what networkx and igraph read of the files."""

import io
from dataclasses import replace
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from rejoinder.exchange.networks import Networks
from tests.support.exchange import export, invent_awkward_corpus, write_positions

METHOD = Networks(
    actors=["speaker"], concepts=["targets"], aggregations=["congruence", "conflict", "subtract"],
    normalisation="none", per_article=False, narrated=False, minimum=1, most=100, period="", isolates=False,
)  # fmt: skip
LINES = (
    *["Ada | norland | favours | 2013-03-12 | person | | Norland"] * 2,
    "Ada | talks | opposes | 2013-04-02 | person | | Norland",
    "Bo | norland | favours | 2013-03-12 | person | Board | Sudland",
    "Bo | norland | opposes | 2013-04-02 | person | Board | Sudland",
    *["Bo | talks | opposes | 2013-04-02 | person | Board | Sudland"] * 2,
    *["Cy | talks | favours | 2014-01-01"] * 3,
)


def read_graph(files: dict[str, bytes], name: str) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(files[f"networks/{name}.graphml"]))


def read_weights(files: dict[str, bytes], name: str) -> dict[tuple[str, str], float]:
    graph = read_graph(files, name)
    labels = dict(graph.nodes(data="label"))
    return {(labels[one], labels[other]): weight for one, other, weight in graph.edges(data="weight")}


def test_the_two_mode_network_shows_agreement_on_edges_and_frequency_on_nodes() -> None:
    graph = read_graph(export(METHOD, write_positions(*LINES)), "speaker_target")
    assert graph.edges["speaker: Bo", "target: norland"] == {
        "weight": 2, "agrees": 1, "disagrees": 1, "agreement": "both"
    }  # fmt: skip
    assert graph.edges["speaker: Cy", "target: talks"]["agreement"] == "agrees"
    assert graph.nodes["speaker: Bo"] == {
        "label": "Bo", "kind": "speaker", "bipartite": 0, "side": "Sudland", "frequency": 4
    }  # fmt: skip
    assert graph.nodes["target: talks"]["frequency"] == 6
    assert nx.is_bipartite(graph)


def test_one_mode_networks_have_the_weights_of_ties() -> None:
    files = export(METHOD, write_positions(*LINES))
    assert read_weights(files, "speaker_target_congruence") == {("Ada", "Bo"): 4}
    assert read_weights(files, "speaker_target_conflict") == {("Ada", "Bo"): 2, ("Ada", "Cy"): 3, ("Bo", "Cy"): 6}
    assert read_weights(files, "speaker_target_subtract") == {("Ada", "Bo"): 2, ("Ada", "Cy"): -3, ("Bo", "Cy"): -6}


def test_an_actors_same_position_in_one_article_can_count_once() -> None:
    files = export(replace(METHOD, per_article=True), write_positions(*LINES))
    assert read_weights(files, "speaker_target") == {
        ("Ada", "Norland"): 1, ("Ada", "Talks"): 1, ("Bo", "Norland"): 2, ("Bo", "Talks"): 1, ("Cy", "Talks"): 1
    }  # fmt: skip


@pytest.mark.parametrize(
    ("actor", "nodes"),
    [("organisation", {"Board", "Norland", "Talks"}), ("side", {"Norland", "Sudland", "Talks"})],
)
def test_actors_can_be_organisations_or_sides(actor, nodes) -> None:  # type: ignore[no-untyped-def]
    graph = read_graph(export(replace(METHOD, actors=[actor]), write_positions(*LINES)), f"{actor}_target")
    assert set(dict(graph.nodes(data="label")).values()) == nodes


def test_of_frames_there_is_no_conflict() -> None:
    lines = ("Ada | denial | | 2013-03-12", "Bo | denial | | 2013-03-12")
    files = export(replace(METHOD, concepts=["frames"]), write_positions(*lines))
    assert read_weights(files, "speaker_frame_congruence") == {("Ada", "Bo"): 1}
    assert not any("conflict" in name or "subtract" in name for name in files)


def test_time_slices_are_networks_of_their_own() -> None:
    files = export(replace(METHOD, period="month"), write_positions(*LINES))
    assert read_weights(files, "2013-03/speaker_target") == {("Ada", "Norland"): 2, ("Bo", "Norland"): 1}
    assert read_weights(files, "2014-01/speaker_target") == {("Cy", "Talks"): 3}
    assert len(read_weights(files, "speaker_target")) == 5


def test_isolates_are_nodes_where_they_are_wanted() -> None:
    method = replace(METHOD, period="year", isolates=True)
    files = export(method, write_positions(*LINES))
    assert read_graph(files, "2014/speaker_target").number_of_nodes() == 5
    assert read_graph(files, "2014/speaker_target_congruence").number_of_nodes() == 3


def test_actors_with_few_positions_are_left_out() -> None:
    assert "Ada" not in str(read_weights(export(replace(METHOD, minimum=4), write_positions(*LINES)), "speaker_target"))
    most = replace(METHOD, most=1)
    assert {one for one, _ in read_weights(export(most, write_positions(*LINES)), "speaker_target")} == {"Bo"}


@pytest.mark.parametrize("name", ["speaker_target", "speaker_target_subtract"])
def test_igraph_reads_the_nodes_edges_and_weights_that_networkx_reads(tmp_path: Path, name: str) -> None:
    files = export(METHOD, invent_awkward_corpus(60))
    path = tmp_path / "network.graphml"
    path.write_bytes(files[f"networks/{name}.graphml"])
    ours, theirs = read_graph(files, name), igraph.Graph.Read_GraphML(str(path))
    assert theirs.vs["id"] == list(ours.nodes)
    assert theirs.vs["label"] == list(dict(ours.nodes(data="label")).values())
    edges = {(theirs.vs[e.source]["id"], theirs.vs[e.target]["id"], e["weight"]) for e in theirs.es}
    assert edges == set(ours.edges(data="weight"))


def test_matrix_and_list_of_edges_hold_the_same_weights() -> None:
    files = export(METHOD, write_positions(*LINES))
    for name in ("speaker_target", "speaker_target_subtract"):
        matrix = pd.read_csv(io.BytesIO(files[f"networks/{name}_matrix.csv"]), index_col=0)
        edges = pd.read_csv(io.BytesIO(files[f"networks/{name}_edges.csv"]))
        assert [matrix.loc[row.source, row.target] for row in edges.itertuples()] == list(edges["weight"])
        assert np.count_nonzero(matrix) == len(edges) * (1 if name == "speaker_target" else 2)


def test_a_network_without_edges_is_a_network() -> None:
    files = export(METHOD, write_positions("Ada | talks | neutral | 2013-03-12"))
    assert read_graph(files, "speaker_target").number_of_nodes() == 0
    assert files["networks/speaker_target_edges.csv"] == b"source,target,weight\n"


def test_names_that_xml_or_a_spreadsheet_cannot_hold_are_made_harmless() -> None:
    files = export(METHOD, write_positions("=A\x01\ufffe | talks | favours | 2013-03-12"))
    assert dict(read_graph(files, "speaker_target").nodes(data="label"))["speaker: =A  "] == "=A  "
    assert b"\n'=A" in files["networks/speaker_target_edges.csv"]


def test_the_same_coding_gives_the_same_bytes() -> None:
    corpus = invent_awkward_corpus(60)
    assert export(METHOD, corpus) == export(METHOD, corpus)

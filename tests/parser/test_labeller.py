"""Labels from the network's scores: names, one tree a sentence, words from subwords."""

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.encoder.checkpoint import hash_weights
from rejoinder.parser.labeller import Labeller, load_labeller, pool_words
from rejoinder.parser.network import SHAPES, Labels, ParserNetwork
from tests.support.encoders import write_encoder
from tests.support.parsers import LABELS, SIZES, draw_network, write_parser

TAGS = Labels(upos=SHAPES, xpos=("A", "B"), feats=("_", "Number=Sing"), deprel=("dep", "root"))


@pytest.fixture
def network() -> ParserNetwork:
    """A network whose upos are the shapes of words, and whose words hang each on the one before."""
    network = ParserNetwork(SIZES, TAGS).eval()
    for weight in network.parameters():
        weight.data.zero_()
    for shape in range(len(SHAPES)):
        network.shapes.weight.data[shape, shape] = 1.0
        network.tags[0].weight.data[shape, 2 * SIZES.hidden + SIZES.words + shape] = 1.0
    network.tags[2].bias.data[1] = 1.0
    network.distances.data[0, 1] = 1.0
    return network


def label(network: ParserNetwork, *forms: str) -> list[tuple[str, str, str, int, str]]:
    labels = Labeller(network, TAGS)(forms, np.zeros((len(forms), SIZES.width), np.float32))
    return [tuple(word) for word in labels]


def test_words_get_the_names_of_their_labels(network: ParserNetwork) -> None:
    assert label(network, "NATO", "denied", "it") == [
        ("upper", "A", "Number=Sing", 0, "root"),
        ("lower", "A", "Number=Sing", 1, "dep"),
        ("lower", "A", "Number=Sing", 2, "dep"),
    ]


@pytest.mark.parametrize(("score", "case"), [(5.0, "likeliest of all"), (-5.0, "least likely")])
def test_the_word_without_a_head_is_the_root_and_no_other(network: ParserNetwork, score: float, case: str) -> None:
    network.relations.data[TAGS.deprel.index("root"), -1, -1] = score
    assert [word[4] for word in label(network, "We", "deny", "it")] == ["root", "dep", "dep"], case


def test_a_cycle_of_best_heads_is_broken(network: ParserNetwork) -> None:
    network.distances.data[0, 1], network.distances.data[1, 1] = 1.0, 2.0  # each word wants the one after it
    heads = [word[3] for word in label(network, "We", "deny", "it")]
    assert heads == [2, 3, 0]


def test_a_sentence_of_one_word_is_its_root(network: ParserNetwork) -> None:
    assert label(network, "No") == [("title", "A", "Number=Sing", 0, "root")]


@given(st.integers(1, 12), st.integers(0, 2**16))
@settings(deadline=None, max_examples=50)
def test_heads_are_a_tree_with_one_root_whatever_the_weights(words: int, seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(words, SIZES.width)).astype(np.float32)
    labels = Labeller(draw_network(seed), LABELS)(["x"] * words, vectors)
    heads = [0, *(word.head for word in labels)]
    assert heads[1:].count(0) == 1
    assert [word.deprel == "root" for word in labels] == [word.head == 0 for word in labels]
    ancestors = list(range(words + 1))
    for _ in range(words):
        ancestors = [heads[word] for word in ancestors]
    assert set(ancestors) == {0}


def test_labelling_leaves_torch_its_threads(network: ParserNetwork) -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        label(network, "No")
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_a_network_is_read_from_its_file_with_the_encoder_it_was_trained_on(tmp_path: Path) -> None:
    encoder = write_encoder(tmp_path / "encoder")
    labeller, trained_on = load_labeller(write_parser(tmp_path / "parser", encoder))
    assert trained_on == hash_weights(encoder)
    assert labeller.layers == SIZES.layers
    assert not labeller.network.training
    vectors = np.random.default_rng(1).normal(size=(4, SIZES.width)).astype(np.float32)
    assert labeller(["a", "B", "C.", "4"], vectors) == Labeller(draw_network(), LABELS)(["a", "B", "C.", "4"], vectors)


OFFSETS = np.array([[0, 3], [3, 6], [7, 13], [13, 14]])
STATES = np.array([[1.0, 0.0], [3.0, 0.0], [0.0, 4.0], [8.0, 8.0]], np.float32)


@pytest.mark.parametrize(
    ("span", "vector"),
    [
        pytest.param((0, 6), [2.0, 0.0], id="the mean of its subwords"),
        pytest.param((13, 14), [8.0, 8.0], id="one subword"),
        pytest.param((7, 10), [0.0, 4.0], id="the first part of a subword: can + not"),
        pytest.param((10, 13), [0.0, 4.0], id="the last part of it"),
        pytest.param((6, 7), [0.0, 0.0], id="nothing of it is a subword"),
        pytest.param((14, 20), [0.0, 0.0], id="after the last subword"),
        pytest.param((0, 14), [3.0, 3.0], id="all of them, blanks included"),
    ],
)
def test_a_word_is_the_mean_of_the_subwords_it_shares_a_character_with(
    span: tuple[int, int], vector: list[float]
) -> None:
    assert pool_words([span], OFFSETS, STATES).tolist() == [vector]


def test_words_that_share_a_span_share_a_vector_and_states_may_have_layers() -> None:
    layered = np.stack([STATES, 2 * STATES], axis=1)
    vectors = pool_words([(0, 6), (0, 6), (13, 14)], OFFSETS, layered)
    assert vectors.tolist() == [[[2.0, 0.0], [4.0, 0.0]]] * 2 + [[[8.0, 8.0], [16.0, 16.0]]]

"""The network over the encoder's states, on weights made by hand."""

import pytest
import torch

from rejoinder.parser.network import SHAPES, ParserNetwork, classify_shape
from tests.support.parsers import LABELS, SIZES, draw_network

FAR = 40  # words, more than the distances that are told apart


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        pytest.param("talks", "lower", id="lower case"),
        pytest.param("well-known", "lower", id="a hyphen"),
        pytest.param("n't", "lower", id="an apostrophe"),
        pytest.param("Lind", "title", id="a capital first"),
        pytest.param("I", "title", id="a single capital"),
        pytest.param("Ærø", "title", id="letters beyond ASCII"),
        pytest.param("NATO", "upper", id="capitals"),
        pytest.param("U.S.", "upper", id="an abbreviation in capitals"),
        pytest.param("McDonald", "mixed", id="a capital within"),
        pytest.param("eBay", "mixed", id="a capital but not first"),
        pytest.param("2013", "number", id="digits"),
        pytest.param("F-16", "number", id="digits among letters"),
        pytest.param('"', "other", id="a sign"),
        pytest.param("習近平", "mixed", id="a script without case"),
        pytest.param("", "other", id="nothing"),
    ],
)
def test_shapes_of_words(form: str, shape: str) -> None:
    assert SHAPES[classify_shape(form)] == shape


@pytest.fixture
def network() -> ParserNetwork:
    """A network of zeros."""
    network = ParserNetwork(SIZES, LABELS).eval()
    for weight in network.parameters():
        weight.data.zero_()
    return network


def test_layers_count_alike_until_the_mixture_says_otherwise(network: ParserNetwork) -> None:
    states = torch.randn(SIZES.layers, 7, SIZES.width)
    torch.testing.assert_close(network.mix_layers(states), states.mean(0))
    network.mixture.data[1] = 100.0
    torch.testing.assert_close(network.mix_layers(states), states[1])


def test_a_word_is_read_with_the_shape_of_its_letters() -> None:
    network, word = draw_network(), torch.randn(1, SIZES.width)
    read = network.read_words(word.expand(2, -1), torch.tensor([0, 1]))
    assert torch.equal(read[0, : SIZES.words], read[1, : SIZES.words])
    assert torch.equal(read[:, SIZES.words :], network.shapes.weight[:2])


def test_the_root_stands_before_the_words_of_a_sentence() -> None:
    network = draw_network()
    states = network.read_sentence(network.read_words(torch.randn(5, SIZES.width), torch.zeros(5, dtype=torch.long)))
    assert states.shape == (6, 2 * SIZES.hidden)
    assert torch.equal(states[0], network.root)


def test_tags_are_scored_from_a_word_and_its_context(network: ParserNetwork) -> None:
    words, states = torch.eye(3, SIZES.words + 32), torch.zeros(3, 2 * SIZES.hidden)
    network.tags[0].weight.data[2, 2 * SIZES.hidden] = 1.0  # the first value of a word speaks for the last upos
    network.tags[1].bias.data[1] = 1.0
    upos, xpos, feats = network.score_tags(words, states)
    assert upos.tolist() == [[0, 0, 1], [0, 0, 0], [0, 0, 0]]
    assert xpos.argmax(1).tolist() == [1, 1, 1]
    assert feats.shape == (3, len(LABELS.feats))


def test_no_word_is_its_own_head_and_a_distance_counts_in_its_direction(network: ParserNetwork) -> None:
    places = torch.zeros(FAR + 2, SIZES.arcs)
    network.distances.data[0, 1], network.distances.data[1, 2] = 3.0, 1.0
    scores = network.score_heads(places, places)
    assert scores.shape == (FAR + 1, FAR + 2)
    for word in range(1, FAR + 2):
        expected = torch.zeros(FAR + 2)
        expected[word], expected[word - 1] = -torch.inf, 3.0
        if word + 2 < FAR + 2:
            expected[word + 2] = 1.0
        assert torch.equal(scores[word - 1], expected)


def test_heads_that_are_far_away_count_alike(network: ParserNetwork) -> None:
    network.distances.data[0] = torch.arange(33.0)
    last = network.score_heads(torch.zeros(FAR, SIZES.arcs), torch.zeros(FAR, SIZES.arcs))[-1]
    assert last[:8].tolist() == [32.0] * 8
    assert last[8:12].tolist() == [31.0, 30.0, 29.0, 28.0]


def test_a_head_is_scored_with_its_dependent_and_by_itself(network: ParserNetwork) -> None:
    ends = torch.zeros(3, SIZES.arcs)
    ends[0, 0], ends[1, 1], ends[2, 2] = 1.0, 1.0, 1.0  # the root and two words
    network.arcs.data[2, 1] = 5.0  # the second word would have the first one as its head
    network.arcs.data[-1, 0] = 2.0  # whatever the word, the root is a good head
    assert network.score_heads(ends, ends).tolist() == [[2.0, -torch.inf, 0.0], [2.0, 5.0, -torch.inf]]


def test_relations_are_scored_for_pairs_for_either_end_and_alone(network: ParserNetwork) -> None:
    dependents, heads = torch.zeros(2, SIZES.relations), torch.zeros(2, SIZES.relations)
    dependents[0, 0], heads[0, 1] = 1.0, 1.0
    network.relations.data[0, 0, 1] = 4.0
    network.relations.data[1, 0, -1] = 3.0
    network.relations.data[2, -1, -1] = 2.0
    assert network.score_relations(dependents, heads).tolist() == [[4.0, 3.0, 2.0], [0.0, 0.0, 2.0]]

"""An article as the encoder reads it: every subword once, after what stands before it."""

from typing import Any

import numpy as np
import pytest

from rejoinder.encoder import Encoder, Floats
from rejoinder.encoder.articles import SUBWORDS, ArticleStates, encode_articles, read_top_states
from rejoinder.encoder.heads import load_heads
from tests.support.encoders import LAYERS, WIDTH, write_encoder

SENTENCE = "The talks failed, and so and so."
Runs = list[list[tuple[int, int]]]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return Encoder(model=str(write_encoder(tmp_path_factory.mktemp("encoder"))), max_tokens=SUBWORDS, layers=(1,))


def place_lines(*runs: list[str]) -> tuple[str, Runs]:
    """The text of an article whose lines are sentences, and their spans."""
    text, spans = "", []
    for lines in runs:
        spans.append([(len(text) + len("".join(lines[:i])) + i, 0) for i in range(len(lines))])
        spans[-1] = [(start, start + len(line)) for (start, _), line in zip(spans[-1], lines, strict=True)]
        text += "".join(line + "\n" for line in lines)
    return text, spans


def encode_article(text: str, runs: Runs, encoder: Encoder, *how: Any) -> ArticleStates:
    (states,) = encode_articles([(text, runs)], encoder, *how)
    return states


def keep_first_layer(states: Floats) -> Floats:
    return states[0]


def test_each_subword_of_each_sentence_is_read_once_in_order(encoder: Encoder) -> None:
    text, runs = place_lines([SENTENCE], ["Denied sang."], [SENTENCE] * 40)
    offsets, values = encode_article(text, runs, encoder, (1,), keep_first_layer)
    words = ["The", "talks", "failed", ",", "and", "so", "and", "so", "."]
    assert [text[start:end] for start, end in offsets.tolist()] == [*words, "Denied", "sang", ".", *words * 40]
    assert values.shape == (len(offsets), WIDTH)


def test_what_stands_in_no_run_is_context_alone(encoder: Encoder) -> None:
    text, (_, run) = place_lines(["Denied sang."], [SENTENCE])
    offsets, after = encode_article(text, [run], encoder, (1,), keep_first_layer)
    assert text[: offsets[0, 0]] == "Denied sang.\n"
    _, alone = encode_article(SENTENCE, [[(0, len(SENTENCE))]], encoder, (1,), keep_first_layer)
    assert after.shape == alone.shape
    assert not np.array_equal(after, alone)


def test_sentences_of_two_runs_share_no_passage(encoder: Encoder) -> None:
    text, (run,) = place_lines([SENTENCE, SENTENCE])
    together = encode_article(text, [run], encoder, (1,), keep_first_layer).values
    apart = encode_article(text, [run[:1], run[1:]], encoder, (1,), keep_first_layer).values
    half = len(together) // 2
    assert np.array_equal(together[half:], apart[half:])  # read after the first sentence either way
    assert not np.array_equal(together[:half], apart[:half])  # which is read before the second, or alone


def test_no_subword_of_a_sentence_longer_than_the_encoder_reads_is_skipped(encoder: Encoder) -> None:
    text = "." * 4 * SUBWORDS
    offsets, _ = encode_article(text, [[(0, len(text))]], encoder, (1,), keep_first_layer)
    assert offsets.tolist() == [[place, place + 1] for place in range(len(text))]


def test_states_of_all_layers_come_in_the_order_asked_for(encoder: Encoder) -> None:
    runs = [[(0, len(SENTENCE))]]
    layers = tuple(range(LAYERS + 1, 0, -1))  # from below the first to the top
    together = encode_article(SENTENCE, runs, encoder, layers, lambda states: states.transpose(1, 0, 2)).values
    for place, layer in enumerate(layers):
        assert np.array_equal(
            together[:, place], encode_article(SENTENCE, runs, encoder, (layer,), keep_first_layer)[1]
        )


def test_readings_are_rounded_products_with_the_heads(encoder: Encoder) -> None:
    heads = load_heads(encoder.model)
    states = np.random.default_rng(0).normal(size=(5, WIDTH)).astype(np.float32)
    readings = read_top_states(states, heads)
    assert readings.shape == (5, len(heads.weights))
    np.testing.assert_allclose(readings, states @ heads.weights.T, atol=0.0006)
    assert np.array_equal(readings, np.round(readings, 3))
    assert not np.signbit(read_top_states(states * 0 - 0.0, heads)).any()


def test_an_articles_states_do_not_depend_on_those_that_are_encoded_with_it(encoder: Encoder) -> None:
    articles = [place_lines([SENTENCE] * 20), place_lines(["Denied sang."], [SENTENCE])]
    together = encode_articles(articles, encoder, (1,), keep_first_layer)
    for article, states in zip(articles, together, strict=True):
        alone = encode_article(*article, encoder, (1,), keep_first_layer)
        assert all(np.array_equal(part, own) for part, own in zip(states, alone, strict=True))

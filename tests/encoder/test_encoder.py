"""The packaged encoder: the same bits beside any text, near to the full-precision network, nothing but an MPNet."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from rejoinder.encoder import Encoder, EncoderError, Floats
from rejoinder.encoder.mpnet import compute_position_bias
from rejoinder.runtime.checksums import ChecksumError
from rejoinder.runtime.determinism import SETTINGS
from tests.support.encoders import LAYERS, WIDTH, WORDS, draw_weights, write_encoder

ALL = tuple(range(1, LAYERS + 2))
TEXTS = ["Talks failed.", "Ruritania denied the charge, and so and so.", "and so " * 40]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return build_encoder(write_encoder(tmp_path_factory.mktemp("encoder")))


def build_encoder(folder: Path) -> Encoder:
    return Encoder(model=str(folder), max_tokens=64, layers=(1,))


def compute_states(encoder: Encoder, text: str) -> Floats:
    ((_, states, _),) = encoder.compute_states([text], ALL)
    return states


def test_states_are_near_to_those_of_the_network_in_full_precision(encoder: Encoder) -> None:
    from transformers import MPNetConfig, MPNetModel, PreTrainedTokenizerFast

    folder = Path(encoder.model)
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
    network = MPNetModel(MPNetConfig(**json.loads((folder / "config.json").read_text())), add_pooling_layer=False)
    network.load_state_dict(draw_weights(0))
    for text in TEXTS:
        ids = tokenizer(text, return_tensors="pt", truncation=True, max_length=64).input_ids
        with torch.inference_mode():
            full = network.eval()(ids, output_hidden_states=True).hidden_states
        for own, theirs in zip(compute_states(encoder, text), full[::-1], strict=True):
            assert own.shape == theirs[0].shape
            assert torch.nn.functional.cosine_similarity(torch.from_numpy(own.copy()), theirs[0]).min() > 0.999


def test_position_bias_is_that_of_mpnet() -> None:
    from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

    weight = torch.arange(32.0)[:, None] + torch.tensor([0.0, 0.5])
    places = torch.arange(256)
    buckets = MPNetEncoder.relative_position_bucket(places[None, :] - places[:, None])
    assert torch.equal(compute_position_bias(weight, 256), weight[buckets].permute(2, 0, 1))


def hash_states(folder: str, **environment: str) -> str:
    """Hash the states of `TEXTS` in a process whose products are made in another way."""
    code = f"""
import hashlib
from rejoinder.encoder import Encoder
encoder = Encoder(model={folder!r}, max_tokens=64, layers=(1,))
states = b"".join(part.tobytes() for _, part, _ in encoder.compute_states({TEXTS!r} * 20, {ALL}))
print(hashlib.sha256(states).hexdigest())
"""
    env = os.environ | SETTINGS | environment
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env).stdout


def test_states_are_the_same_bit_for_bit_whatever_way_a_processor_sums_products(encoder: Encoder) -> None:
    usual = hash_states(encoder.model)
    assert hash_states(encoder.model, MKL_CBWR="COMPATIBLE") == usual
    assert hash_states(encoder.model, ONEDNN_MAX_CPU_ISA="AVX2", MKL_CBWR="AVX2") == usual


def test_many_texts_in_several_passes_have_the_states_of_each_alone(encoder: Encoder) -> None:
    texts = [f"{text} {'and so on ' * n}" for n in range(30) for text in TEXTS]
    for index, states, _ in encoder.compute_states(texts, ALL):
        assert np.array_equal(states, compute_states(encoder, texts[index]))


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1), min_size=1, max_size=8), st.randoms())
@settings(deadline=None, max_examples=20)
def test_a_texts_states_are_the_same_bit_for_bit_in_any_order(encoder: Encoder, words: Any, random: Any) -> None:
    texts = [" ".join(text) for text in words]
    order = random.sample(range(len(texts)), len(texts))
    states = {index: states for index, states, _ in encoder.compute_states(texts, ALL)}
    for index, shuffled, _ in encoder.compute_states([texts[i] for i in order], ALL):
        assert np.array_equal(shuffled, states[order[index]])


def test_layers_are_those_asked_for_in_that_order(encoder: Encoder) -> None:
    ((_, states, _),) = encoder.compute_states(TEXTS[:1], (3, 2))
    assert states.shape[::2] == (2, WIDTH)
    assert np.array_equal(states, compute_states(encoder, TEXTS[0])[[2, 1]])


def test_layer_that_an_encoder_does_not_have_is_an_error(encoder: Encoder) -> None:
    with pytest.raises(EncoderError, match=r"expected 2 layer\(s\) more than it has"):
        list(encoder.compute_states(TEXTS[:1], (1, LAYERS + 3)))


def test_offsets_are_those_of_the_characters(encoder: Encoder) -> None:
    ((_, _, offsets),) = encoder.compute_states(["Talks failed."], (1,))
    assert offsets.tolist() == [[0, 0], [0, 5], [6, 12], [12, 13], [0, 0]]


def test_a_text_that_is_longer_than_the_encoder_reads_does_not_fit(encoder: Encoder) -> None:
    assert encoder.fits("and " * 62)
    assert not encoder.fits("and " * 63)


def test_of_no_texts_there_are_no_states(encoder: Encoder) -> None:
    assert list(encoder.compute_states([], (1,))) == []


def test_a_network_of_another_kind_is_refused(tmp_path: Path) -> None:
    config = write_encoder(tmp_path) / "config.json"
    config.write_text(config.read_text().replace('"mpnet"', '"bert"'))
    with pytest.raises(EncoderError, match="expected model_type 'mpnet', got 'bert'"):
        list(build_encoder(tmp_path).compute_states(TEXTS, (1,)))


def test_missing_weights_are_named(tmp_path: Path) -> None:
    tensors = load_file(write_encoder(tmp_path) / "model.safetensors")
    del tensors["encoder.layer.0.attention.attn.q.weight.scale"]
    save_file(tensors, tmp_path / "model.safetensors")
    with pytest.raises(EncoderError, match=r"attn\.q\.weight\.scale"):
        list(build_encoder(tmp_path).compute_states(TEXTS, (1,)))


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"model\.safetensors: expected a file of the encoder"):
        list(build_encoder(tmp_path).compute_states(TEXTS, (1,)))


def test_weights_unlike_their_checksum_are_refused(tmp_path: Path) -> None:
    write_encoder(tmp_path)
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  model.safetensors\n")
    with pytest.raises(ChecksumError):
        list(build_encoder(tmp_path).compute_states(TEXTS, (1,)))

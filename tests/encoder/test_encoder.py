"""The sentence encoder: the same bits beside any text, near to the full-precision network, nothing but a BERT."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from rejoinder import encoder
from rejoinder.encoder import Encoder, EncoderError, bert, rounding
from rejoinder.encoder.attention import Weighing, attend
from rejoinder.encoder.rounding import Dense, Linear, Steps
from rejoinder.runtime.determinism import SETTINGS

PACKAGED = Encoder(model="", sha256="", pruned=False, max_tokens=64, layers=(1,))
PRUNED = Encoder(model="", sha256="", pruned=True, max_tokens=64, layers=(1,))
ALL = (1, 2, 3, 4, 5, 6)
TEXTS = ["A cat.", "The ministry denied that it had ordered the attack.", "“Talks,” he said, “are the only way out.”"]


def _states(text: str, network: bert.Bert | None = None) -> encoder.Floats:
    ((_, states, _),) = PACKAGED.read([text], ALL, network)
    return states


def _layer(width: int) -> tuple[Linear, torch.Tensor]:
    """A linear layer to 8 outputs, and inputs of the size for which it was rounded."""
    drawn = torch.Generator().manual_seed(width)
    seen = torch.randn(64, width, generator=drawn)
    return Linear(Dense(torch.randn(8, width, generator=drawn), torch.ones(8)), seen), seen


@pytest.mark.parametrize("width", [32, 384, 1536])
def test_bytes_are_multiplied_alike_by_bytes_and_by_floats(width: int) -> None:
    layer, seen = _layer(width)
    extreme = torch.full((16, width), 255, dtype=torch.uint8)
    for whole in (layer.rounded(seen), extreme):
        assert torch.allclose(layer.of_bytes(whole), layer.by_floats(whole), rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("width", [32, 384, 1536])
def test_products_of_bytes_are_exact_by_either_way(width: int) -> None:
    """Also the largest there are, of which some processors drop the highest bits."""
    mixed = torch.arange(8 * width, dtype=torch.int64).mul(7919).remainder(255).sub(127).view(8, width)
    mixed[:, 0] = 127  # of each row, so that rounding leaves the weights as they are
    seen = torch.arange(256.0).repeat(width, 1).t()  # bytes already
    whole = torch.vstack([torch.full((8, width), 255), mixed + 127])
    for weight in (torch.full((8, width), 127), torch.full((8, width), -127), mixed):
        layer = Linear(Dense(weight.float(), torch.zeros(8)), seen, shared=False)
        expected = (whole @ weight.t()).float()
        assert torch.equal(layer.of_bytes(whole.to(torch.uint8)), expected)
        assert torch.equal(layer.by_floats(whole.to(torch.uint8)), expected)


def test_a_processor_that_is_told_to_saturate_multiplies_floats() -> None:
    code = "from rejoinder.encoder import rounding; print(rounding._multiplies_bytes())"
    env = os.environ | {"ONEDNN_MAX_CPU_ISA": "AVX2"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.split() == ["False"]


def test_activated_outputs_are_the_same_bytes_but_for_ties_where_a_processor_has_no_products_of_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fast, seen = _layer(384)
    steps = Steps.over(torch.nn.functional.gelu(fast(seen)))
    monkeypatch.setattr(rounding, "_multiplies_bytes", lambda: False)
    slow, _ = _layer(384)
    assert (fast.activated(seen, steps).int() - slow.activated(seen, steps).int()).abs().max() <= 1


def test_a_rounded_layer_is_near_to_the_one_it_was_made_of() -> None:
    drawn = torch.Generator().manual_seed(1)
    dense = Dense(torch.randn(8, 384, generator=drawn), torch.zeros(8))
    seen = torch.randn(64, 384, generator=drawn)
    assert (Linear(dense, seen)(seen) - dense(seen)).abs().max() < 0.03 * dense(seen).abs().max()


def test_one_column_of_large_numbers_does_not_blur_the_others() -> None:
    drawn = torch.Generator().manual_seed(2)
    dense = Dense(torch.randn(8, 384, generator=drawn), torch.zeros(8))
    seen = torch.randn(64, 384, generator=drawn)
    seen[:, 7] *= 200
    dense.weight[:, 7] /= 200
    shared, apart = (Linear(dense, seen, shared=way)(seen) - dense(seen) for way in (True, False))
    assert shared.abs().mean() < 0.2 * apart.abs().mean()


def test_numbers_beyond_those_seen_are_rounded_to_the_largest() -> None:
    layer = Linear(Dense(torch.eye(4), torch.zeros(4)), torch.tensor([[-1.0, 0.0, 0.5, 1.0]]), shared=False)
    assert layer(torch.full((1, 4), 9.0))[0, 0] == pytest.approx(1.0, abs=0.01)
    assert layer(torch.zeros(1, 4)).tolist() == [[0.0] * 4]


def test_states_are_near_to_those_of_the_network_in_full_precision() -> None:
    from transformers import AutoModel, AutoTokenizer

    folder = encoder.folder(PACKAGED)
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
encoder = Encoder(model="", sha256="", pruned=False, max_tokens=64, layers=(1,))
states = b"".join(part.tobytes() for _, part, _ in encoder.read({TEXTS!r} * 20, {ALL}))
print(hashlib.sha256(states).hexdigest())
"""
    env = os.environ | SETTINGS | {"MKL_CBWR": kernels}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env).stdout


def test_states_are_the_same_bit_for_bit_whatever_way_a_processor_sums_products() -> None:
    assert _hash_of_states("COMPATIBLE") == _hash_of_states("AVX2")


def test_attention_in_whole_numbers_is_near_to_that_in_full_precision() -> None:
    drawn = torch.Generator().manual_seed(3)
    mixed = torch.randn(30, 3 * 64, generator=drawn, dtype=torch.float64)
    runs = [(1, 12), (2, 9)]
    full = attend(mixed, runs, 2, torch.nn.functional.scaled_dot_product_attention)
    weighing, steps, unit = Weighing.over(mixed, 2)
    whole = attend(weighing.whole((mixed / steps).float()), runs, 2, weighing) * unit
    assert (whole - full).abs().max() < 0.01 * full.abs().max()


def test_sums_of_attention_are_whole_numbers_in_the_largest_case() -> None:
    weighing, *_ = Weighing.over(torch.ones(1, 3 * 32), 1)
    most = torch.full((1, 1, 512, 32), float(weighing.bound))
    exact = (most.double() @ most.double().transpose(-1, -2)).max()
    assert (most @ most.transpose(-1, -2) == exact).all()
    shares = torch.full((1, 1, 512, 512), 2**14 / 512)
    made = weighing(most, most, most)
    assert torch.equal(made, (shares.double() @ most.double()).float())


def test_many_texts_in_several_passes_have_the_states_of_each_alone() -> None:
    texts = [f"{text} {'and so on ' * n}" for n in range(30) for text in TEXTS]
    for index, states, _ in PACKAGED.read(texts, ALL):
        assert np.array_equal(states, _states(texts[index]))


def test_layers_are_those_asked_for_in_that_order() -> None:
    ((_, states, _),) = PACKAGED.read(TEXTS[:1], (5, 3))
    assert np.array_equal(states, _states(TEXTS[0])[[4, 2]])


def own_layers(depth: int) -> dict[str, np.ndarray]:
    """Weights of the packaged encoder's lowest layers."""
    below = tuple(f"encoder.layer.{number}." for number in range(depth))
    _, known = encoder.weights(PACKAGED)
    return {name: value.float().numpy() for name, value in known.items() if name.startswith(below)}


def test_layers_in_place_of_the_encoders_own_are_what_is_run() -> None:
    name = "encoder.layer.5.output.dense.weight"
    same = encoder.replaced(PACKAGED, own_layers(6))
    other = encoder.replaced(PACKAGED, own_layers(6) | {name: own_layers(6)[name] + np.float32(0.01)})
    plain = _states(TEXTS[0])
    assert np.array_equal(_states(TEXTS[0], same), plain)
    assert np.array_equal(_states(TEXTS[0], other)[1:], plain[1:])
    assert not np.array_equal(_states(TEXTS[0], other)[0], plain[0])


def test_network_of_fewer_layers_counts_from_its_own_top() -> None:
    ((_, states, _),) = PACKAGED.read(TEXTS[:1], (1, 3), encoder.replaced(PACKAGED, own_layers(4)))
    assert np.array_equal(states, _states(TEXTS[0])[[2, 4]])


def test_layer_that_an_encoder_does_not_have_is_an_error() -> None:
    with pytest.raises(EncoderError, match=r"expected 2 layer\(s\) more than it has"):
        list(PACKAGED.read(TEXTS[:1], (3, 9)))


def test_offsets_are_those_of_the_characters() -> None:
    ((_, _, offsets),) = PACKAGED.read(["Talks failed."], (1,))
    assert offsets.tolist() == [[0, 0], [0, 5], [6, 12], [12, 13], [0, 0]]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        pytest.param({"model_type": "mpnet"}, "expected model_type 'bert', got 'mpnet'", id="another architecture"),
        pytest.param({}, "expected weights 'embeddings", id="weights that are not there"),
    ],
)
def test_another_network_than_a_bert_is_refused(tmp_path: Path, config: dict[str, str], said: str) -> None:
    from safetensors.numpy import save_file

    shutil.copy(encoder.folder(PACKAGED) / "tokenizer.json", tmp_path)
    known = json.loads((encoder.folder(PACKAGED) / "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").write_text(json.dumps(known | config), encoding="utf-8")
    save_file({"x": np.zeros(1, np.float32)}, tmp_path / "model.safetensors")
    with pytest.raises(EncoderError, match=said):
        Encoder(model=str(tmp_path), sha256="", pruned=False, max_tokens=8, layers=(1,))(TEXTS)


def test_a_model_of_ones_own_cannot_have_the_bundled_layers() -> None:
    with pytest.raises(ValueError, match="key 'pruned': expected false, as own has layers of its own"):
        Encoder(model="own", sha256="", pruned=True, max_tokens=8, layers=(1,))


def test_layers_with_fewer_heads_than_the_width_has_room_for() -> None:
    ((_, states, _),) = PRUNED.read(TEXTS[1:2], (1, 5))
    assert states.shape[2] == 384
    assert np.isfinite(states).all()

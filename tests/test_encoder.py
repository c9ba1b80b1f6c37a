"""The sentence encoder: the same bits beside any text, near to the full-precision network, nothing but a BERT."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from rejoinder import encoder
from rejoinder.encoder import Encoder, EncoderError, bert

PACKAGED = Encoder(model="", sha256="", max_tokens=64)
TEXTS = ["A cat.", "The ministry denied that it had ordered the attack.", "“Talks,” he said, “are the only way out.”"]


def _states(text: str, network: bert.Bert | None = None) -> encoder.Floats:
    ((_, states, _),) = PACKAGED.read([text], 6, network)
    return states


@pytest.mark.parametrize("width", [32, 384, 1536])
def test_products_of_bytes_are_exact_by_either_way(width: int) -> None:
    extreme = torch.full((32, width), 127, dtype=torch.int8)
    mixed = torch.arange(32 * width, dtype=torch.int64).mul(7919).remainder(255).sub(127).to(torch.int8).view(32, width)
    for a, b in ((extreme, extreme.t()), (mixed, -extreme.t()), (mixed, mixed.t())):
        expected = a.long() @ b.long()
        assert torch.equal(bert.product(a, b.contiguous()).long(), expected)
        assert torch.equal(bert.by_floats(a, b.contiguous()).long(), expected)


def test_a_row_of_zeros_stays_zero_but_for_the_bias() -> None:
    layer = bert.Linear(torch.eye(4), torch.tensor([1.0, 2.0, 3.0, 4.0]))
    assert layer(torch.zeros(1, 4)).tolist() == [[1.0, 2.0, 3.0, 4.0]]


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


def test_many_texts_in_several_passes_have_the_states_of_each_alone() -> None:
    texts = [f"{text} {'and so on ' * n}" for n in range(30) for text in TEXTS]
    for index, states, _ in PACKAGED.read(texts, 6):
        assert np.array_equal(states, _states(texts[index]))


def test_matrices_added_to_weights_change_what_they_are_named_after() -> None:
    name = "encoder.layer.5.output.dense"
    same = encoder.tuned(PACKAGED, {name: np.zeros((384, 1536), np.float32)})
    other = encoder.tuned(PACKAGED, {name: np.full((384, 1536), 0.01, np.float32)})
    plain = _states(TEXTS[0])
    assert np.array_equal(_states(TEXTS[0], same), plain)
    assert np.array_equal(_states(TEXTS[0], other)[1:], plain[1:])
    assert not np.array_equal(_states(TEXTS[0], other)[0], plain[0])


def test_offsets_are_those_of_the_characters() -> None:
    ((_, _, offsets),) = PACKAGED.read(["Talks failed."], 1)
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

    known = json.loads((encoder.folder(PACKAGED) / "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").write_text(json.dumps(known | config), encoding="utf-8")
    save_file({"x": np.zeros(1, np.float32)}, tmp_path / "model.safetensors")
    with pytest.raises(EncoderError, match=said):
        encoder.tuned(Encoder(model=str(tmp_path), sha256="", max_tokens=8), {})

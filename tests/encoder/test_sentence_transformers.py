"""Any encoder of the library sentence-transformers."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from rejoinder.encoder import EncoderError, SentenceTransformers
from tests.support.encoders import LAYERS, WIDTH, draw_weights, write_encoder

TEXTS = ["Talks failed.", "Ruritania denied the charge, and so and so."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model as the library saves it."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Transformer
    from transformers import MPNetConfig, MPNetModel, PreTrainedTokenizerFast

    source, network, saved = (tmp_path_factory.mktemp(name) for name in ("source", "network", "saved"))
    write_encoder(source)
    model = MPNetModel(MPNetConfig(**json.loads((source / "config.json").read_text())), add_pooling_layer=False)
    model.load_state_dict(draw_weights(0))
    model.save_pretrained(network)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(source / "tokenizer.json"), pad_token="<pad>", unk_token="[UNK]"
    )
    tokenizer.save_pretrained(network)
    SentenceTransformer(modules=[Transformer(str(network))], device="cpu").save(str(saved))
    return saved


def test_states_are_those_of_the_layers_in_that_order(folder: Path) -> None:
    encoder = SentenceTransformers(model=str(folder), max_tokens=64, layers=(1,))
    for (index, states, offsets), text in zip(encoder.compute_states(TEXTS, (1, LAYERS + 1)), TEXTS, strict=True):
        assert states.shape == (2, len(offsets), WIDTH)
        assert text == TEXTS[index]
        assert offsets[1].tolist() == [0, 5] if index == 0 else True
        assert np.isfinite(states).all()


def test_a_missing_layer_is_an_error(folder: Path) -> None:
    encoder = SentenceTransformers(model=str(folder), max_tokens=64, layers=(1,))
    with pytest.raises(EncoderError, match=r"expected 1 layer\(s\) more than it has"):
        list(encoder.compute_states(TEXTS, (LAYERS + 2,)))


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    encoder = SentenceTransformers(model="without the library", max_tokens=64, layers=(1,))
    with pytest.raises(EncoderError, match="library sentence-transformers is not installed"):
        list(encoder.compute_states(TEXTS, (1,)))


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    encoder = SentenceTransformers(model=str(tmp_path / "none"), max_tokens=64, layers=(1,))
    with pytest.raises(EncoderError, match="key 'model': expected the folder of a sentence-transformers model"):
        list(encoder.compute_states(TEXTS, (1,)))

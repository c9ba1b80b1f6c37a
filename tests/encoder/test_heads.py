"""The heads that ship with an encoder: which reading is whose, and where decisions lie."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file, save_file

from rejoinder.encoder import EncoderError
from rejoinder.encoder.heads import TEMPERATURE, load_heads, weigh_readings
from tests.support.encoders import FRAMES, WIDTH, write_encoder


def test_readings_are_frames_then_stances_by_mention_then_by_statement(tmp_path: Path) -> None:
    heads = load_heads(str(write_encoder(tmp_path)))
    tensors = load_file(tmp_path / "heads.safetensors")
    assert tuple(heads.frames) == FRAMES
    assert heads.weights.shape == (10, WIDTH)
    columns = (heads.frame_columns, heads.mention_columns, heads.statement_columns)
    for name, own in zip(("frames", "stances.mention", "stances.statement"), columns, strict=True):
        assert heads.weights[own].tolist() == tensors[f"{name}.weight"].tolist()


def test_an_encoder_without_heads_is_refused(tmp_path: Path) -> None:
    tensors = load_file(write_encoder(tmp_path) / "heads.safetensors")
    save_file({name: t for name, t in tensors.items() if name != "stances.bias"}, tmp_path / "heads.safetensors")
    with pytest.raises(EncoderError, match=r"found no stances\.bias"):
        load_heads(str(tmp_path))


def test_readings_weigh_by_the_softmax_of_themselves() -> None:
    readings = np.array([[0.0, 5.0], [TEMPERATURE * np.log(3), 5.0]])
    added = weigh_readings(readings)
    assert added[:, 0] == pytest.approx([0, 0.75 * readings[1, 0]])
    assert added[:, 1] == pytest.approx([2.5, 2.5])


def test_without_subwords_nothing_is_added() -> None:
    assert weigh_readings(np.zeros((0, 2))).sum(axis=0).tolist() == [0, 0]

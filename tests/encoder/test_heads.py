"""The heads that ship with an encoder: which reading is whose, and where decisions lie."""

from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from rejoinder.encoder import EncoderError
from rejoinder.encoder.heads import FrameCalibration, load_heads
from tests.support.encoders import FRAMES, WIDTH, write_encoder


def test_readings_are_frames_then_stances_by_mention_then_by_statement(tmp_path: Path) -> None:
    heads = load_heads(str(write_encoder(tmp_path)))
    tensors = load_file(tmp_path / "model.safetensors")
    assert tuple(heads.frames) == FRAMES
    assert heads.weights.shape == (10, WIDTH)
    columns = (heads.frame_columns, heads.mention_columns, heads.statement_columns)
    for name, own in zip(("frames", "stances.mention", "stances.statement"), columns, strict=True):
        assert heads.weights[own].tolist() == tensors[f"{name}.weight"].tolist()


def test_calibration_is_by_frame(tmp_path: Path) -> None:
    heads = load_heads(str(write_encoder(tmp_path)))
    assert heads.calibration["denial"] == FrameCalibration(threshold=0.5, low=-0.5, high=1.5)
    assert heads.least_polar == 0.6


def test_an_encoder_without_heads_is_refused(tmp_path: Path) -> None:
    tensors = load_file(write_encoder(tmp_path) / "model.safetensors")
    save_file({name: t for name, t in tensors.items() if name != "stances.bias"}, tmp_path / "model.safetensors")
    with pytest.raises(EncoderError, match=r"found no stances\.bias"):
        load_heads(str(tmp_path))

"""The stance network: what it is given, what it predicts, and its files."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from rejoinder.runtime.checksums import CHECKSUMS, ChecksumError, verify_checksums
from rejoinder.stances import network

MODEL = Path(str(files("rejoinder") / "models" / "stance"))
LIMIT = 5_000_000  # bytes
PRAISED = network.TargetSpans(text="Peru praised Chile.", spans=((0, 4), (13, 18)))


def test_marks_go_around_each_mention_and_spans_follow() -> None:
    text, spans = network.mark_mentions(PRAISED.text, PRAISED.spans)
    assert text == "* Peru * praised * Chile *."
    assert [text[start:end] for start, end in spans] == ["Peru", "Chile"]


def test_characters_of_a_marked_text_are_traced_to_the_text() -> None:
    text, spans = network.mark_mentions(PRAISED.text, PRAISED.spans)
    traced = network.trace_origins(text, spans)
    assert "".join(text[at] for at in np.flatnonzero(traced >= 0)) == PRAISED.text
    assert traced[traced >= 0].tolist() == list(range(len(PRAISED.text)))


def test_contributions_stand_at_the_words_that_make_them() -> None:
    _, (contributions,) = network.predict_stances(network.load_network(MODEL), [PRAISED])
    assert np.flatnonzero(contributions).tolist() == [0, 5, 13, 18]  # Peru, praised, Chile and the full stop


def test_a_gap_moves_the_mentions_after_it() -> None:
    occluded = PRAISED.without(5, 12)
    assert occluded.text == f"Peru {network.GAP} Chile."
    assert [occluded.text[start:end] for start, end in occluded.spans] == ["Peru", "Chile"]


def test_model_files_are_those_of_their_checksums_and_small() -> None:
    weights = sorted(MODEL.glob("*.safetensors"))
    assert verify_checksums(MODEL) == weights
    assert 0 < sum(path.stat().st_size for path in weights) <= LIMIT


def test_a_damaged_model_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "stance.safetensors").write_bytes(b"torn")
    (tmp_path / CHECKSUMS).write_text(f"{'0' * 64}  stance.safetensors\n")
    with pytest.raises(ChecksumError, match=r"stance\.safetensors: expected sha256 000000000000"):
        network.load_network(tmp_path)


def test_a_folder_that_lists_two_networks_is_one_clear_error(tmp_path: Path) -> None:
    (path,) = verify_checksums(MODEL)
    line = (MODEL / CHECKSUMS).read_text()
    (tmp_path / CHECKSUMS).write_text(line + line.replace(path.name, "other.safetensors"))
    for name in (path.name, "other.safetensors"):
        (tmp_path / name).write_bytes(path.read_bytes())
    with pytest.raises(ChecksumError, match="expected one stance model, got 2"):
        network.load_network(tmp_path)


@pytest.mark.parametrize(
    ("names", "got"),
    [
        pytest.param(["encoder.layer.0.output.dense.down", "head.bias", "head.weights"], "dense.down", id="adapters"),
        pytest.param(["encoder.layer.0.output.dense.weight", "head.bias"], "no head.weights", id="a headless network"),
    ],
)
def test_a_file_that_holds_no_stance_network_is_one_clear_error(tmp_path: Path, names: list[str], got: str) -> None:
    save_file({name: np.zeros(1, np.float16) for name in names}, tmp_path / "other.safetensors")
    with pytest.raises(network.NetworkError, match=rf"expected the layers and the head.*got .*{got}; make it"):
        network.read_network(tmp_path / "other.safetensors")


def test_a_network_that_is_saved_twice_has_the_same_bytes_and_reads_as_it_was(tmp_path: Path) -> None:
    bundled = network.load_network(MODEL)
    for name in ("one", "two"):
        network.save_network(bundled, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    again = network.read_network(tmp_path / "one")
    assert sorted(again.layers) == sorted(bundled.layers)
    assert all(np.array_equal(again.layers[name], value) for name, value in bundled.layers.items())
    assert np.array_equal(again.weights, bundled.weights)

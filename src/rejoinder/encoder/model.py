"""The packaged encoder: states of the subwords of texts, the same bits whatever stands beside a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from pydantic import Field, PositiveInt

from rejoinder.config.ranges import OptionalFolder
from rejoinder.encoder import checkpoint
from rejoinder.encoder.checkpoint import EncoderError

if TYPE_CHECKING:  # torch is loaded where a text is encoded
    from rejoinder.encoder.mpnet import MPNet

_SUBWORDS = 1024  # in a forward pass, or those of one text

Floats = npt.NDArray[np.float32]
Offsets = npt.NDArray[np.int64]


class TextStates(NamedTuple):
    """Hidden states of one text.

    Attributes:
        text_index: of the text among those that were given.
        states: *shape* (layers, subwords, width).
        offsets: half-open character spans of the subwords in the text, *shape* (subwords, 2); (0, 0) of special ones.
    """

    text_index: int
    states: Floats
    offsets: Offsets


Layers = Annotated[tuple[PositiveInt, ...], Field(min_length=1)]  # counted from 1 at the top


class TextEncoder(Protocol):
    """An option of conf/encoder.

    Attributes:
        layers: that vectors are pooled from, counted from 1 at the top.
    """

    @property
    def layers(self) -> tuple[int, ...]: ...

    def compute_states(self, texts: Sequence[str], layers: Sequence[int]) -> Iterator[TextStates]:
        """Compute the hidden states of texts in some layers, counted from 1 at the top; the texts in any order."""


@dataclass(frozen=True, kw_only=True)
class Encoder:
    """An MPNet in int8; a text's states do not depend on what it is encoded with.

    Attributes:
        model: folder of another encoder that training/encoder made, "" for the packaged one.
        max_tokens: subwords after which a text is cut.
        layers: that vectors are pooled from, counted from 1 at the top; those above all of them are not run.
    """

    model: OptionalFolder
    max_tokens: Annotated[int, Field(ge=3, le=512)]
    layers: Layers

    def fits(self, text: str) -> bool:
        """Whether a text has no more than `max_tokens` subwords, so that none is cut off."""
        tokenizer = checkpoint.load_tokenizer(checkpoint.find_folder(self.model), self.max_tokens)
        return not tokenizer.encode(text).overflowing

    def compute_states(self, texts: Sequence[str], layers: Sequence[int]) -> Iterator[TextStates]:
        """Compute the hidden states of texts.

        Args:
            texts: what is encoded.
            layers: whose states are wanted, counted from 1 at the top.

        Yields:
            The states of each text, the shortest first.

        Raises:
            EncoderError: the encoder cannot be loaded, or has too few layers.
        """
        if not texts:
            return
        folder, skipped = checkpoint.find_folder(self.model), min(layers) - 1
        network = _load_network(folder, skipped)  # as much of it as has to be run
        layers = [layer - skipped for layer in layers]
        missing = max(layers) - len(network.layers) - 1
        if missing > 0:
            raise EncoderError(f"{folder}: expected {missing} layer(s) more than it has; correct the key 'layers'.")
        encodings = checkpoint.load_tokenizer(folder, self.max_tokens).encode_batch(list(texts))
        for batch in _batch_by_length([len(encoding) for encoding in encodings]):
            states = network([encodings[index].ids for index in batch], layers).numpy()
            ends = np.cumsum([len(encodings[index]) for index in batch])[:-1]
            for index, own_states in zip(batch, np.split(states, ends, axis=1), strict=True):
                flat = chain.from_iterable(encodings[index].offsets)
                offsets = np.fromiter(flat, np.int64, 2 * len(encodings[index]))
                yield TextStates(index, own_states, offsets.reshape(-1, 2))


def _batch_by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices of texts, shortest first, as many as have `_SUBWORDS` subwords together."""
    batch: list[int] = []
    subwords = 0
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and subwords + lengths[index] > _SUBWORDS:
            yield batch
            batch, subwords = [], 0
        batch.append(index)
        subwords += lengths[index]
    yield batch


@cache
def _load_network(folder: Path, skipped: int) -> "MPNet":
    """A network without as many layers at its top."""
    from rejoinder.encoder.mpnet import build_mpnet

    config, tensors = checkpoint.load_weights(folder)
    try:
        return build_mpnet(config, tensors, config["num_hidden_layers"] - skipped)
    except KeyError as error:
        raise EncoderError(
            f"{folder}: expected the weights {error}, found none; make the folder by `python -m training.encoder`."
        ) from None

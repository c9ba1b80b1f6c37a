"""A frozen sentence encoder: subword states and embeddings of texts, the same bits whatever stands beside a text."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rejoinder.encoder.minilm import calibration, checkpoint
from rejoinder.encoder.checkpoint import EncoderError
from rejoinder.encoder.model import Floats, TextStates, pool_states

if TYPE_CHECKING:  # torch is loaded where a text is encoded
    from tokenizers import Tokenizer
    from torch import Tensor

    from rejoinder.encoder.minilm.bert import Bert

_SUBWORDS = 1024  # in a forward pass, or those of one text



@dataclass(frozen=True, kw_only=True)
class MiniLm:
    """A BERT-like encoder with mean pooling over subwords; a text's states do not depend on what it is encoded with.

    Attributes:
        model: folder with config.json, tokenizer.json and model.safetensors, "" for the packaged all-MiniLM-L6-v2.
        sha256: what model.safetensors must hash to, "" for anything.
        max_tokens: subwords after which a text is cut.
        layers: that embeddings are pooled from, counted from 1 at the top; those above all of them are not run.
    """

    model: str
    sha256: str
    max_tokens: int
    layers: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.layers or min(self.layers) < 1:
            raise ValueError(f"key 'layers': expected numbers from 1, got {list(self.layers)}; name one at least.")

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return checkpoint.find_folder(self.model)

    def load_tokenizer(self) -> "Tokenizer":
        """Load what cuts texts into its subwords, `max_tokens` at the most."""
        return checkpoint.load_tokenizer(self.folder, self.max_tokens)

    def fits(self, text: str) -> bool:
        """Whether a text has no more than `max_tokens` subwords, so that none is cut off."""
        return not self.load_tokenizer().encode(text).overflowing

    def load_weights(self) -> tuple[dict[str, Any], dict[str, "Tensor"]]:
        """Load its configuration and weights; see `checkpoint.load_weights`."""
        return checkpoint.load_weights(self.folder, self.sha256)

    def replace_layers(self, layers: Mapping[str, Floats]) -> "Bert":
        """Build its network with other layers in place of its own.

        Args:
            layers: weights by name, as in "encoder.layer.0.output.dense.weight"; there may be fewer layers.

        Raises:
            EncoderError: the files are missing, not those that the configuration names, or not those of a BERT.
        """
        import torch

        config, tensors = self.load_weights()
        replacements = {name: torch.from_numpy(value) for name, value in layers.items()}
        return _build_network(
            self, config, checkpoint.drop_layers(tensors) | replacements, checkpoint.count_layers(layers)
        )

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Embed texts.

        Returns:
            *Shape* (texts, layers * width), in the order of the texts; see `pool_states`.
        """
        embeddings = {index: pool_states(states) for index, states, _ in self.compute_states(texts, self.layers)}
        return np.array([embeddings[i] for i in range(len(texts))], dtype=np.float32).reshape(len(texts), -1)

    def compute_states(
        self, texts: Sequence[str], layers: Sequence[int], network: "Bert | None" = None
    ) -> Iterator[TextStates]:
        """Compute the hidden states of texts.

        Args:
            texts: what is encoded.
            layers: whose states are wanted, counted from 1 at the top.
            network: one that `replace_layers` built; None for the encoder's own.

        Yields:
            The states of each text, the shortest first.

        Raises:
            EncoderError: the encoder cannot be loaded, or has too few layers.
        """
        if not texts:
            return
        if network is None:  # as much of it as has to be run
            skipped = min(layers) - 1
            network, layers = _load_network(self, skipped), [layer - skipped for layer in layers]
        missing = max(layers) - len(network.layers) - 1
        if missing > 0:
            raise EncoderError(
                f"conf/encoder: {self.folder}: expected {missing} layer(s) more than it has;"
                " set 'model' to a deeper encoder."
            )
        encodings = self.load_tokenizer().encode_batch(list(texts))
        for batch in _batch_by_length([len(encoding) for encoding in encodings]):
            states = network([encodings[index].ids for index in batch], layers).numpy()
            ends = np.cumsum([len(encodings[index]) for index in batch])[:-1]
            for index, own_states in zip(batch, np.split(states, ends, axis=1), strict=True):
                flat = chain.from_iterable(encodings[index].offsets)
                offsets = np.fromiter(flat, np.int64, 2 * len(encodings[index]))
                yield TextStates(index, own_states, offsets.reshape(-1, 2))


# Stance networks have layers of their own and take the rest of this encoder; training starts from it, too. What
# conf/encoder chooses does not matter to them.
PACKAGED = MiniLm(
    model=checkpoint.MINILM,
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    max_tokens=256,
    layers=(1,),
)


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
def _load_network(encoder: MiniLm, skipped: int) -> "Bert":
    """The encoder's network without as many layers at its top."""
    from rejoinder.encoder.minilm import bert

    config, tensors = encoder.load_weights()
    with _explain_bert_error(encoder):
        layers = bert.read_depth(config)
    return _build_network(encoder, config, tensors, layers - skipped)


def _build_network(encoder: MiniLm, config: Mapping[str, Any], tensors: Mapping[str, "Tensor"], depth: int) -> "Bert":
    from rejoinder.encoder.minilm import bert

    with _explain_bert_error(encoder):
        texts = [encoding.ids for encoding in encoder.load_tokenizer().encode_batch(list(calibration.TEXTS))]
        return bert.build_bert(config, tensors, depth, texts)


@contextmanager
def _explain_bert_error(encoder: MiniLm) -> Iterator[None]:
    from rejoinder.encoder.minilm.bert import BertError

    try:
        yield
    except BertError as error:
        raise EncoderError(f"conf/encoder: {encoder.folder}: {error}; set 'model' to a BERT.") from None

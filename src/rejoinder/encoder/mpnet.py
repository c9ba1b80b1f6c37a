"""The forward pass of an MPNet encoder in int8, over texts packed without padding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm

from rejoinder.encoder.quantisation import QuantisedLinear, quantise

_ROWS = 64  # states are filled up to a multiple of it: the processor's kernel is compiled for each number of rows
_FIRST_POSITION = 2  # of a text; those before are padding's
# Distances of two subwords from which another bucket of the relative position bias begins, and how many buckets there
# are for subwords that stand before.
_BORDERS = torch.tensor([1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 23, 32, 46, 64, 91])
_BEFORE = 16
# Attention multiplies integers, whose sums a float32 holds exactly, in whatever order: 64 products of queries and keys,
# and those of shares and values.
_BOUND = 511
_SHARES = 2**14  # that a subword gives to those it attends to


@dataclass(frozen=True)
class _LayerNorm:
    weight: Tensor
    bias: Tensor
    epsilon: float

    def __call__(self, x: Tensor) -> Tensor:
        return layer_norm(x, self.weight.shape, self.weight, self.bias, self.epsilon)


@dataclass(frozen=True)
class _Layer:
    projection: QuantisedLinear  # queries, keys and values side by side
    attention_output: QuantisedLinear
    attention_norm: _LayerNorm
    intermediate: QuantisedLinear
    output: QuantisedLinear
    output_norm: _LayerNorm

    def __call__(self, x: Tensor, lengths: Sequence[int], position_bias: Tensor) -> Tensor:
        attended = [_attend(part, position_bias) for part in self.projection(x).split(list(lengths))]  # type: ignore[no-untyped-call]
        normed = self.attention_norm(self.attention_output(torch.cat(attended)).add_(x))
        return self.output_norm(self.output(_activate(self.intermediate(normed))).add_(normed))


def _activate(x: Tensor) -> Tensor:
    """Apply GELU; oneDNN's own, which torch prefers, has other last bits on other processors."""
    torch.backends.mkldnn.enabled = False  # type: ignore[assignment]
    try:
        return gelu(x)
    finally:
        torch.backends.mkldnn.enabled = True  # type: ignore[assignment]


def _attend(projections: Tensor, position_bias: Tensor) -> Tensor:
    """Let the subwords of a text attend to each other (Vaswani et al. 2017, arXiv:1706.03762).

    Args:
        projections: queries, keys and values side by side, *shape* (subwords, 3 * heads * size).
        position_bias: added to logits, *shape* (heads, subwords or more, subwords or more).

    Returns:
        *Shape* (subwords, heads * size).
    """
    length, heads = len(projections), len(position_bias)
    query, key, value = projections.view(length, 3, heads, -1).permute(1, 2, 0, 3)
    query, query_scales = quantise(query, _BOUND, -1)
    key, key_scales = quantise(key, _BOUND, -1)
    value, value_scales = quantise(value, _BOUND, -2)
    logits = (query @ key.transpose(1, 2)).mul_(query_scales / query.shape[-1] ** 0.5).mul_(key_scales.transpose(1, 2))
    shares = logits.add_(position_bias[:, :length, :length]).softmax(-1).mul_(_SHARES).round_()
    return (shares @ value).mul_(value_scales / _SHARES).transpose(0, 1).reshape(length, -1)


def compute_position_bias(weight: Tensor, length: int) -> Tensor:
    """Compute what is added to the logits of attention for where subwords stand to each other.

    Buckets of distances are exact when near and logarithmic when far (Raffel et al. 2020, arXiv:1910.10683).

    Args:
        weight: *shape* (buckets, heads).
        length: subwords of the longest text.

    Returns:
        *Shape* (heads, length, length), queries first.
    """
    places = torch.arange(length)
    distances = places[None, :] - places[:, None]
    buckets = torch.bucketize(distances.abs(), _BORDERS, right=True) + _BEFORE * (distances > 0)
    return weight[buckets].permute(2, 0, 1).contiguous()


@dataclass(frozen=True)
class _Embeddings:
    """The states below the layers: each subword by its id and position."""

    words: Tensor  # int8
    scales: Tensor
    positions: Tensor
    norm: _LayerNorm

    def __call__(self, texts: Sequence[Sequence[int]]) -> Tensor:
        subwords = torch.tensor(list(chain.from_iterable(texts)))
        places = torch.cat([torch.arange(len(text)) for text in texts])
        words = self.words[subwords].float().mul_(self.scales[subwords, None])
        return self.norm(words.add_(self.positions[places + _FIRST_POSITION]))


@dataclass(frozen=True)
class MPNet:
    """The encoder of MPNet (Song et al. 2020, arXiv:2004.09297) in int8.

    Attributes:
        embeddings: what stands below the layers.
        position_weight: of the relative position bias, *shape* (buckets, heads).
        layers: from the lowest up.
    """

    embeddings: _Embeddings
    position_weight: Tensor
    layers: Sequence[_Layer]

    def __call__(self, texts: Sequence[Sequence[int]], layers: Sequence[int]) -> Tensor:
        """Compute the states of texts.

        Args:
            texts: ids of their subwords.
            layers: whose states are returned, counted from 1 at the top.

        Returns:
            *Shape* (layers, subwords, width), the texts end to end.
        """
        subwords = sum(map(len, texts))
        filled = [*texts, [0] * (-subwords % _ROWS)] if subwords % _ROWS else texts
        lengths = [len(text) for text in filled]
        with torch.inference_mode():
            position_bias = compute_position_bias(self.position_weight, max(lengths))
            states = [self.embeddings(filled)]
            for layer in self.layers:
                states.append(layer(states[-1], lengths, position_bias))
            return torch.stack([states[-layer][:subwords] for layer in layers])


def build_mpnet(config: Mapping[str, Any], tensors: Mapping[str, Tensor], depth: int) -> MPNet:
    """Build the lowest layers of a checkpoint's encoder.

    Args:
        config: of the checkpoint.
        tensors: its weights by name, as in "encoder.layer.0.output.dense.weight", int8 with scales.
        depth: how many layers.

    Raises:
        KeyError: a weight is missing.
    """
    reader = _WeightReader(tensors, config["layer_norm_eps"])
    return MPNet(
        reader.read_embeddings(),
        tensors["encoder.relative_attention_bias.weight"],
        [reader.read_layer(f"encoder.layer.{number}") for number in range(depth)],
    )


@dataclass(frozen=True)
class _WeightReader:
    """The parts of a network by the names of a checkpoint's weights."""

    tensors: Mapping[str, Tensor]
    epsilon: float

    def read_norm(self, name: str) -> _LayerNorm:
        return _LayerNorm(self.tensors[f"{name}.weight"], self.tensors[f"{name}.bias"], self.epsilon)

    def read_linear(self, *names: str) -> QuantisedLinear:
        """One linear layer, or several side by side."""
        parts = (
            torch.cat([self.tensors[f"{name}.{kind}"] for name in names]) for kind in ("weight", "weight.scale", "bias")
        )
        return QuantisedLinear(*parts)

    def read_embeddings(self) -> _Embeddings:
        words = "embeddings.word_embeddings.weight"
        return _Embeddings(
            words=self.tensors[words],
            scales=self.tensors[f"{words}.scale"],
            positions=self.tensors["embeddings.position_embeddings.weight"],
            norm=self.read_norm("embeddings.LayerNorm"),
        )

    def read_layer(self, name: str) -> _Layer:
        return _Layer(
            projection=self.read_linear(*(f"{name}.attention.attn.{part}" for part in "qkv")),
            attention_output=self.read_linear(f"{name}.attention.attn.o"),
            attention_norm=self.read_norm(f"{name}.attention.LayerNorm"),
            intermediate=self.read_linear(f"{name}.intermediate.dense"),
            output=self.read_linear(f"{name}.output.dense"),
            output_norm=self.read_norm(f"{name}.output.LayerNorm"),
        )

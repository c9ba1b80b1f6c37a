"""The forward pass of a BERT encoder in int8, over texts packed without padding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, scaled_dot_product_attention

from rejoinder.encoder.minilm.attention import LengthGroups, QuantisedAttention, attend
from rejoinder.encoder.minilm.quantisation import Dense, QuantisedLinear

_ROWS = 64  # states are filled up to a multiple of it: the processor's kernel is compiled for each number of rows
_EMBEDDINGS = "embeddings"
_EXPECTED = {"model_type": "bert", "hidden_act": "gelu", "position_embedding_type": "absolute"}


class BertError(ValueError):
    """An encoder of another make: one sentence saying what was expected and got."""


@dataclass(frozen=True)
class _LayerNorm:
    weight: Tensor
    bias: Tensor
    epsilon: float

    def __call__(self, x: Tensor) -> Tensor:
        return layer_norm(x, self.weight.shape, self.weight, self.bias, self.epsilon)

    def to_single(self) -> "_LayerNorm":
        """The same in single precision."""
        return _LayerNorm(self.weight.float(), self.bias.float(), self.epsilon)


@dataclass(frozen=True)
class _FloatLayer:
    """A layer in double precision, so that its calibration does not depend on the processor once it is rounded."""

    projection: Dense  # queries, keys and values side by side
    attention_output: Dense
    attention_norm: _LayerNorm
    intermediate: Dense
    output: Dense
    output_norm: _LayerNorm
    heads: int

    def quantise(self, x: Tensor, groups: LengthGroups) -> tuple["_QuantisedLayer", Tensor]:
        """The layer in int8, calibrated by the states `x` of calibration texts, and its own states of them."""
        projections = self.projection(x)
        attention, scales, output_scale = QuantisedAttention.calibrate(projections, self.heads)
        attended = attend(projections, groups, self.heads, scaled_dot_product_attention)
        normed = self.attention_norm(self.attention_output(attended) + x)
        inner = gelu(self.intermediate(normed))
        layer = _QuantisedLayer(
            projection=QuantisedLinear(self.projection.divide_outputs(scales), x),
            attention=attention,
            attention_output=QuantisedLinear(
                self.attention_output.multiply_inputs(output_scale), attended / output_scale
            ),
            attention_norm=self.attention_norm.to_single(),
            intermediate=QuantisedLinear(self.intermediate, normed),
            output=QuantisedLinear(self.output, inner, smooth=False),  # its inputs are uint8, of one scale
            output_norm=self.output_norm.to_single(),
            heads=self.heads,
        )
        return layer, self.output_norm(self.output(inner) + normed)


@dataclass(frozen=True)
class _QuantisedLayer:
    projection: QuantisedLinear  # queries, keys and values side by side, scaled
    attention: QuantisedAttention
    attention_output: QuantisedLinear
    attention_norm: _LayerNorm
    intermediate: QuantisedLinear
    output: QuantisedLinear
    output_norm: _LayerNorm
    heads: int

    def __call__(self, x: Tensor, groups: LengthGroups) -> Tensor:
        projections = self.attention.quantise(self.projection(x))
        attended = attend(projections, groups, self.heads, self.attention)
        normed = self.attention_norm(self.attention_output(attended).add_(x))
        inner = self.intermediate.activate(normed, self.output.quantiser)
        return self.output_norm(self.output.multiply(inner).add_(normed))


@dataclass(frozen=True)
class _Embeddings:
    """The states below the layers: each subword by its id and position."""

    words: Tensor
    positions: Tensor
    norm: _LayerNorm

    def __call__(self, texts: Sequence[Sequence[int]]) -> tuple[Tensor, list[tuple[int, int]]]:
        """States of the texts' subwords, end to end, and the texts' lengths in groups."""
        lengths = [len(text) for text in texts]
        groups: list[tuple[int, int]] = []
        for length in lengths:
            same = bool(groups) and groups[-1][1] == length
            groups[-1:] = [(groups[-1][0] + 1, length)] if same else [*groups[-1:], (1, length)]
        subwords = torch.from_numpy(np.fromiter(chain.from_iterable(texts), np.int64, sum(lengths)))
        positions = torch.from_numpy(np.concatenate([np.arange(length) for length in lengths]))
        return self.norm(self.words[subwords] + self.positions[positions]), groups


@dataclass(frozen=True)
class Bert:
    """The encoder of BERT (Devlin et al. 2019, doi:10.18653/v1/N19-1423) in int8.

    Attributes:
        embeddings: what stands below the layers.
        layers: from the lowest up.
    """

    embeddings: _Embeddings
    layers: Sequence[_QuantisedLayer]

    def __call__(self, texts: Sequence[Sequence[int]], layers: Sequence[int]) -> Tensor:
        """Compute the states of texts; no layer above the highest that is asked for is run.

        Args:
            texts: ids of their subwords; texts of one length must stand side by side.
            layers: whose states are returned, counted from 1 at the top.

        Returns:
            *Shape* (layers, subwords, width), the texts end to end.
        """
        subwords = sum(map(len, texts))
        filler = [[0] * (-subwords % _ROWS)] if subwords % _ROWS else []
        with torch.inference_mode():
            x, groups = self.embeddings([*texts, *filler])
            states = [x]
            for layer in self.layers[: len(self.layers) + 1 - min(layers)]:
                states.append(layer(states[-1], groups))
            return torch.stack([states[len(self.layers) + 1 - layer][:subwords] for layer in layers])


def read_depth(config: Mapping[str, Any]) -> int:
    """Read from a checkpoint's configuration how many layers its encoder has.

    Raises:
        BertError: it is not a BERT.
    """
    _require_bert(config)
    return int(config["num_hidden_layers"])


def _require_bert(config: Mapping[str, Any]) -> None:
    for key, expected in _EXPECTED.items():
        if config.get(key, expected) != expected:
            raise BertError(f"expected {key} {expected!r}, got {config[key]!r}")


def build_bert(
    config: Mapping[str, Any], weights: Mapping[str, Tensor], depth: int, texts: Sequence[Sequence[int]]
) -> Bert:
    """Build the lowest layers of a checkpoint's encoder.

    Args:
        config: of the checkpoint.
        weights: by name, as in "encoder.layer.0.output.dense.weight".
        depth: how many layers.
        texts: that calibrate the quantisation, as ids of their subwords.

    Raises:
        BertError: it is not a BERT, or weights are missing.
    """
    _require_bert(config)
    try:
        tensors = {name: value.float() for name, value in weights.items()}
        with torch.inference_mode():
            return _build(_WeightReader(tensors, config), depth, sorted(texts, key=len))
    except KeyError as error:
        raise BertError(f"expected weights {error}, found none") from None


@dataclass(frozen=True)
class _WeightReader:
    """The parts of a network by the names of a checkpoint's weights, in double precision."""

    tensors: Mapping[str, Tensor]
    config: Mapping[str, Any]

    def read_norm(self, name: str) -> _LayerNorm:
        weight, bias = (self.tensors[f"{name}.{kind}"].double() for kind in ("weight", "bias"))
        return _LayerNorm(weight, bias, self.config["layer_norm_eps"])

    def read_dense(self, *names: str) -> Dense:
        """One linear layer, or several side by side."""
        weight, bias = (torch.cat([self.tensors[f"{name}.{kind}"] for name in names]) for kind in ("weight", "bias"))
        return Dense(weight.double(), bias.double())

    def read_embeddings(self) -> _Embeddings:
        types = self.tensors[f"{_EMBEDDINGS}.token_type_embeddings.weight"]
        return _Embeddings(
            words=self.tensors[f"{_EMBEDDINGS}.word_embeddings.weight"],
            positions=self.tensors[f"{_EMBEDDINGS}.position_embeddings.weight"].double() + types[0],
            norm=self.read_norm(f"{_EMBEDDINGS}.LayerNorm"),
        )

    def read_layer(self, number: int) -> _FloatLayer:
        name = f"encoder.layer.{number}"
        head_size = self.config["hidden_size"] // self.config["num_attention_heads"]
        return _FloatLayer(
            projection=self.read_dense(*(f"{name}.attention.self.{part}" for part in ("query", "key", "value"))),
            attention_output=self.read_dense(f"{name}.attention.output.dense"),
            attention_norm=self.read_norm(f"{name}.attention.output.LayerNorm"),
            intermediate=self.read_dense(f"{name}.intermediate.dense"),
            output=self.read_dense(f"{name}.output.dense"),
            output_norm=self.read_norm(f"{name}.output.LayerNorm"),
            heads=len(self.tensors[f"{name}.attention.self.query.weight"]) // head_size,  # fewer where some were pruned
        )


def _build(reader: _WeightReader, depth: int, texts: Sequence[Sequence[int]]) -> Bert:
    embeddings = reader.read_embeddings()
    layers = []
    x, groups = embeddings(texts)
    for number in range(depth):
        layer, x = reader.read_layer(number).quantise(x, groups)
        layers.append(layer)
    single = _Embeddings(embeddings.words, embeddings.positions.float(), embeddings.norm.to_single())
    return Bert(single, layers)

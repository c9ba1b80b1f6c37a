"""A BERT encoder's pass forward in whole numbers of eight bits, over texts packed without padding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, scaled_dot_product_attention

from rejoinder.encoder.attention import Runs, Weighing, attend
from rejoinder.encoder.rounding import Dense, Linear

_ROWS = 64  # states are filled up to a multiple of it: the processor's code is made anew for each number of rows
_FIRST = "embeddings"
_EXPECTED = {"model_type": "bert", "hidden_act": "gelu", "position_embedding_type": "absolute"}


class BertError(ValueError):
    """An encoder of another make: one sentence saying what was expected and got."""


@dataclass(frozen=True)
class _Norm:
    weight: Tensor
    bias: Tensor
    epsilon: float

    def __call__(self, x: Tensor) -> Tensor:
        return layer_norm(x, self.weight.shape, self.weight, self.bias, self.epsilon)

    def single(self) -> "_Norm":
        """The same in single precision."""
        return _Norm(self.weight.float(), self.bias.float(), self.epsilon)


@dataclass(frozen=True)
class _Full:
    """A layer in double precision, so that what it sees does not depend on the processor once it is rounded."""

    attention: Dense  # queries, keys and values side by side
    joined: Dense
    after_attention: _Norm
    inner: Dense
    outer: Dense
    after: _Norm
    heads: int

    def rounded(self, x: Tensor, runs: Runs) -> tuple["_Layer", Tensor]:
        """The layer in whole numbers, by what its parts are given where it reads `x`, and what it makes of that."""
        mixed = self.attention(x)
        weighing, steps, unit = Weighing.over(mixed, self.heads)
        attended = attend(mixed, runs, self.heads, scaled_dot_product_attention)
        seen = self.after_attention(self.joined(attended) + x)
        inner = gelu(self.inner(seen))
        layer = _Layer(
            attention=Linear(self.attention.divided(steps), x),
            weighing=weighing,
            joined=Linear(self.joined.taking(unit), attended / unit),
            after_attention=self.after_attention.single(),
            inner=Linear(self.inner, seen),
            outer=Linear(self.outer, inner, shared=False),  # it gets bytes, of one step for all columns
            after=self.after.single(),
            heads=self.heads,
        )
        return layer, self.after(self.outer(inner) + seen)


@dataclass(frozen=True)
class _Layer:
    attention: Linear  # queries, keys and values side by side, in steps
    weighing: Weighing
    joined: Linear
    after_attention: _Norm
    inner: Linear
    outer: Linear
    after: _Norm
    heads: int

    def __call__(self, x: Tensor, runs: Runs) -> Tensor:
        mixed = self.weighing.whole(self.attention(x))
        attended = attend(mixed, runs, self.heads, self.weighing)
        seen = self.after_attention(self.joined(attended).add_(x))
        return self.after(self.outer.of_bytes(self.inner.activated(seen, self.outer.steps)).add_(seen))


@dataclass(frozen=True)
class _First:
    """What stands below the layers: each piece by its number and place."""

    words: Tensor
    positions: Tensor
    norm: _Norm

    def __call__(self, texts: Sequence[Sequence[int]]) -> tuple[Tensor, list[tuple[int, int]]]:
        """States of the texts' pieces, end to end, and how many texts of which length lie side by side."""
        lengths = [len(text) for text in texts]
        runs: list[tuple[int, int]] = []
        for length in lengths:
            same = bool(runs) and runs[-1][1] == length
            runs[-1:] = [(runs[-1][0] + 1, length)] if same else [*runs[-1:], (1, length)]
        pieces = torch.from_numpy(np.fromiter(chain.from_iterable(texts), np.int64, sum(lengths)))
        places = torch.from_numpy(np.concatenate([np.arange(length) for length in lengths]))
        return self.norm(self.words[pieces] + self.positions[places]), runs


@dataclass(frozen=True)
class Bert:
    """The encoder of BERT (Devlin et al. 2019, doi:10.18653/v1/N19-1423)."""

    first: _First
    layers: Sequence[_Layer]

    def __call__(self, texts: Sequence[Sequence[int]], layers: Sequence[int]) -> Tensor:
        """States of the texts' pieces, end to end, in `layers`, *shape* (layers, pieces, width).

        Layers are counted from 1 at the top; none above the highest is run. Texts are given as numbers of pieces;
        those of one length must stand side by side.
        """
        pieces = sum(map(len, texts))
        filler = [[0] * (-pieces % _ROWS)] if pieces % _ROWS else []
        with torch.inference_mode():
            x, runs = self.first([*texts, *filler])
            states = [x]
            for layer in self.layers[: len(self.layers) + 1 - min(layers)]:
                states.append(layer(states[-1], runs))
            return torch.stack([states[len(self.layers) + 1 - layer][:pieces] for layer in layers])


def depth(config: Mapping[str, Any]) -> int:
    """How many layers the encoder of a checkpoint has.

    Raises:
        BertError: it is not a BERT.
    """
    _check(config)
    return int(config["num_hidden_layers"])


def _check(config: Mapping[str, Any]) -> None:
    for key, expected in _EXPECTED.items():
        if config.get(key, expected) != expected:
            raise BertError(f"expected {key} {expected!r}, got {config[key]!r}")


def built(config: Mapping[str, Any], weights: Mapping[str, Tensor], depth: int, texts: Sequence[Sequence[int]]) -> Bert:
    """The lowest `depth` layers of a checkpoint's encoder.

    What it is given where it reads `texts`, as numbers of pieces, sets how it is rounded.

    Raises:
        BertError: it is not a BERT, or weights are missing.
    """
    _check(config)
    try:
        tensors = {name: value.float() for name, value in weights.items()}
        with torch.inference_mode():
            return _built(config, tensors, depth, sorted(texts, key=len))
    except KeyError as error:
        raise BertError(f"expected weights {error}, found none") from None


def _built(
    config: Mapping[str, Any], tensors: Mapping[str, Tensor], depth: int, texts: Sequence[Sequence[int]]
) -> Bert:
    epsilon, size = config["layer_norm_eps"], config["hidden_size"] // config["num_attention_heads"]

    def norm(name: str) -> _Norm:
        return _Norm(tensors[f"{name}.weight"].double(), tensors[f"{name}.bias"].double(), epsilon)

    def dense(*names: str) -> Dense:
        weight, bias = (torch.cat([tensors[f"{name}.{what}"] for name in names]) for what in ("weight", "bias"))
        return Dense(weight.double(), bias.double())

    def full(at: str) -> _Full:
        return _Full(
            attention=dense(*(f"{at}.attention.self.{part}" for part in ("query", "key", "value"))),
            joined=dense(f"{at}.attention.output.dense"),
            after_attention=norm(f"{at}.attention.output.LayerNorm"),
            inner=dense(f"{at}.intermediate.dense"),
            outer=dense(f"{at}.output.dense"),
            after=norm(f"{at}.output.LayerNorm"),
            heads=len(tensors[f"{at}.attention.self.query.weight"]) // size,  # fewer where some were pruned
        )

    kinds = tensors[f"{_FIRST}.token_type_embeddings.weight"]
    first = _First(
        words=tensors[f"{_FIRST}.word_embeddings.weight"],
        positions=tensors[f"{_FIRST}.position_embeddings.weight"].double() + kinds[0],
        norm=norm(f"{_FIRST}.LayerNorm"),
    )
    layers = []
    x, runs = first(texts)
    for number in range(depth):
        layer, x = full(f"encoder.layer.{number}").rounded(x, runs)
        layers.append(layer)
    return Bert(_First(first.words, first.positions.float(), first.norm.single()), layers)

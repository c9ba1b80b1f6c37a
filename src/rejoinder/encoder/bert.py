"""A BERT encoder's pass forward in whole numbers of eight bits, over texts packed without padding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, scaled_dot_product_attention

_LEVELS = 127.0  # whole numbers of either sign that a byte holds
_TINY = 1e-9  # stands for the size of a row of zeros
_EXACT = 1024  # products of two bytes whose sum a float32 still holds exactly
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


class Linear:
    """A linear layer whose weights and inputs are rounded to bytes, each row of either by its own largest number.

    That is LLM.int8() without outliers (Dettmers et al. 2022, arXiv:2208.07339). Sums of whole numbers have no order:
    a row's result is the same, bit for bit, whatever stands beside it, and on every processor.
    """

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        scale = weight.abs().amax(dim=1).clamp_min(_TINY) / _LEVELS
        self._bytes = (weight / scale[:, None]).round().to(torch.int8).t().contiguous()
        self._scale, self._bias = scale, bias

    def __call__(self, x: Tensor) -> Tensor:
        """*Shape* (rows, out), from *shape* (rows, in)."""
        largest = torch.maximum(x.amax(dim=1, keepdim=True), x.amin(dim=1, keepdim=True).neg_())
        scale = largest.clamp_min_(_TINY).div_(_LEVELS)
        whole = (x * scale.reciprocal()).round_().to(torch.int8)
        return torch.addcmul(self._bias, product(whole, self._bytes).to(torch.float32).mul_(scale), self._scale)


def product(a: Tensor, b: Tensor) -> Tensor:
    """Product of two matrices of bytes, as int32."""
    return torch._int_mm(a, b) if _multiplies_bytes() else by_floats(a, b)


def by_floats(a: Tensor, b: Tensor) -> Tensor:
    """The same by products of floats: for processors that have none for bytes, or one that saturates."""
    parts = zip(a.split(_EXACT, dim=1), b.split(_EXACT, dim=0), strict=True)  # type: ignore[no-untyped-call]
    return torch.stack([(x.float() @ y.float()).to(torch.int32) for x, y in parts]).sum(dim=0, dtype=torch.int32)


@cache
def _multiplies_bytes() -> bool:
    """Whether bytes are multiplied fast and in full: before VNNI, x86 processors saturate at sums of 16 bits."""
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return False
    largest = torch.full((32, 32), int(_LEVELS), dtype=torch.int8)
    return torch.equal(torch._int_mm(largest, largest), by_floats(largest, largest))


@dataclass(frozen=True)
class _Layer:
    attention: Linear  # queries, keys and values side by side
    joined: Linear
    after_attention: _Norm
    inner: Linear
    outer: Linear
    after: _Norm
    heads: int

    def __call__(self, x: Tensor, runs: Sequence[tuple[int, int]]) -> Tensor:
        seen = self.after_attention(self.joined(self._attend(self.attention(x), runs)).add_(x))
        return self.after(self.outer(gelu(self.inner(seen))).add_(seen))

    def _attend(self, mixed: Tensor, runs: Sequence[tuple[int, int]]) -> Tensor:
        made = []
        begin = 0
        for texts, length in runs:
            part = mixed[begin : begin + texts * length]
            begin += texts * length
            query, key, value = part.view(texts, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            made.append(scaled_dot_product_attention(query, key, value).transpose(1, 2).reshape(texts * length, -1))
        return torch.cat(made)


@dataclass(frozen=True)
class Bert:
    """The encoder of BERT (Devlin et al. 2019, doi:10.18653/v1/N19-1423)."""

    words: Tensor
    positions: Tensor
    norm: _Norm
    layers: Sequence[_Layer]

    def __call__(self, texts: Sequence[Sequence[int]], layers: int) -> Tensor:
        """States of the texts' pieces, end to end, in the last layers, last first, *shape* (layers, pieces, width).

        Texts are given as numbers of pieces; those of one length must stand side by side.
        """
        lengths = [len(text) for text in texts]
        runs: list[tuple[int, int]] = []
        for length in lengths:
            same = bool(runs) and runs[-1][1] == length
            runs[-1:] = [(runs[-1][0] + 1, length)] if same else [*runs[-1:], (1, length)]
        with torch.inference_mode():
            pieces = torch.tensor([piece for text in texts for piece in text])
            places = torch.cat([torch.arange(length) for length in lengths])
            states = [self.norm(self.words[pieces] + self.positions[places])]
            for layer in self.layers:
                states.append(layer(states[-1], runs))
            return torch.stack(states[: -layers - 1 : -1])


def built(config: Mapping[str, Any], weights: Mapping[str, Tensor], added: Mapping[str, Tensor]) -> Bert:
    """The encoder with a checkpoint's configuration and weights, `added` added to the weights of that name.

    Raises:
        BertError: it is not a BERT, or weights are missing.
    """
    for key, expected in _EXPECTED.items():
        if config.get(key, expected) != expected:
            raise BertError(f"expected {key} {expected!r}, got {config[key]!r}")
    try:
        return _built(config, {name.removeprefix("bert."): value.float() for name, value in weights.items()}, added)
    except KeyError as error:
        raise BertError(f"expected weights {error}, found none") from None


def _built(config: Mapping[str, Any], tensors: Mapping[str, Tensor], added: Mapping[str, Tensor]) -> Bert:
    epsilon, heads = config["layer_norm_eps"], config["num_attention_heads"]

    def norm(name: str) -> _Norm:
        return _Norm(tensors[f"{name}.weight"], tensors[f"{name}.bias"], epsilon)

    def dense(*names: str) -> Linear:
        weights = [tensors[f"{n}.weight"] + added[n] if n in added else tensors[f"{n}.weight"] for n in names]
        return Linear(torch.cat(weights), torch.cat([tensors[f"{n}.bias"] for n in names]))

    def layer(at: str) -> _Layer:
        return _Layer(
            attention=dense(*(f"{at}.attention.self.{part}" for part in ("query", "key", "value"))),
            joined=dense(f"{at}.attention.output.dense"),
            after_attention=norm(f"{at}.attention.output.LayerNorm"),
            inner=dense(f"{at}.intermediate.dense"),
            outer=dense(f"{at}.output.dense"),
            after=norm(f"{at}.output.LayerNorm"),
            heads=heads,
        )

    return Bert(
        words=tensors[f"{_FIRST}.word_embeddings.weight"],
        positions=tensors[f"{_FIRST}.position_embeddings.weight"]
        + tensors[f"{_FIRST}.token_type_embeddings.weight"][0],
        norm=norm(f"{_FIRST}.LayerNorm"),
        layers=[layer(f"encoder.layer.{number}") for number in range(config["num_hidden_layers"])],
    )

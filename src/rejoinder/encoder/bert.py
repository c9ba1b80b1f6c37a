"""A BERT encoder's pass forward in whole numbers of eight bits, over texts packed without padding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, scaled_dot_product_attention

_LEVELS = 127.0  # whole numbers of either sign that a byte holds
_BYTE = 255.0
_TINY = 1e-5  # least range of what is rounded, and least scale of a weight
_EXACT = 512  # products of a byte with sign and one without whose sum a float32 still holds exactly
_LARGEST = 16  # columns between two layers that have steps of their own: a few have numbers four times the others'
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


@dataclass(frozen=True)
class Dense:
    """A linear layer in full precision: weights, *shape* (out, in), and bias."""

    weight: Tensor
    bias: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        return linear(x, self.weight, self.bias)


@dataclass(frozen=True)
class Steps:
    """How numbers are rounded to bytes without sign: `step` lies between two of them, and 0 is byte `zero`."""

    step: float
    zero: int

    @staticmethod
    def over(seen: Tensor) -> "Steps":
        """Those that reach from the least to the largest number seen, and over 0."""
        low, high = min(float(seen.min()), 0.0), max(float(seen.max()), _TINY)
        step = float(f"{(high - low) / _BYTE:.3g}")  # so that the last bits of a processor do not count
        return Steps(step, round(-low / step))


class Linear:
    """A linear layer whose weights and inputs are rounded to bytes, by steps that inputs seen beforehand set.

    Static quantisation (Jacob et al. 2018, arXiv:1712.05877); columns in which inputs are large share their size with
    the weights (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438). A row's result is the same, bit for bit, whatever
    stands beside it: sums of whole numbers have no order, and no step depends on a row.
    """

    def __init__(self, dense: Dense, seen: Tensor, shared: bool = True) -> None:
        """`seen` are inputs, *shape* (rows, in); `shared` says whether columns share their size."""
        share = torch.ones(dense.weight.shape[1])
        if shared:
            share = seen.abs().amax(dim=0).clamp_min(_TINY).div(dense.weight.abs().amax(dim=0).clamp_min(_TINY)).sqrt()
        weight = dense.weight * share
        self.steps = Steps.over(seen / share)
        self._taken = 1 / (share * self.steps.step)
        self._zero = torch.full_like(share, self.steps.zero + 0.5)  # the half rounds, as fractions are cut off
        self._scale = weight.abs().amax(dim=1).clamp_min(_TINY) / _LEVELS
        self._weight = (weight / self._scale[:, None]).round().to(torch.int8)
        self._bias = dense.bias
        if _multiplies_bytes():
            self._packed = torch.ops.onednn.qlinear_prepack(self._weight, None)
            self._zeros = torch.zeros(len(self._weight), dtype=torch.int32)

    def __call__(self, x: Tensor) -> Tensor:
        """*Shape* (rows, out), from *shape* (rows, in)."""
        return self.of_bytes(self.rounded(x))

    def rounded(self, x: Tensor) -> Tensor:
        """Inputs as bytes."""
        return torch.addcmul(self._zero, x, self._taken).clamp_(0, _BYTE).to(torch.uint8)

    def of_bytes(self, whole: Tensor) -> Tensor:
        """Outputs for inputs that are bytes already."""
        return self._fused(whole, None) if _multiplies_bytes() else self.by_floats(whole)

    def activated(self, x: Tensor, steps: Steps) -> Tensor:
        """Outputs after GELU, as bytes by `steps`."""
        if _multiplies_bytes():
            return self._fused(self.rounded(x), steps)
        out = gelu(self.by_floats(self.rounded(x)))
        return out.div_(steps.step).round_().add_(steps.zero).clamp_(0, _BYTE).to(torch.uint8)

    def by_floats(self, whole: Tensor) -> Tensor:
        """`of_bytes` by products of floats: for processors that have none for bytes, or one that saturates."""
        inputs = (whole.float() - self.steps.zero).split(_EXACT, dim=1)  # type: ignore[no-untyped-call]
        weights = self._weight.float().split(_EXACT, dim=1)  # type: ignore[no-untyped-call]
        exact = torch.stack([linear(x, w).double() for x, w in zip(inputs, weights, strict=True)]).sum(dim=0)
        return torch.addcmul(self._bias, exact.float(), self._scale * self.steps.step)

    def _fused(self, whole: Tensor, steps: Steps | None) -> Tensor:
        out, kind, post = (steps, torch.uint8, "gelu") if steps else (Steps(1.0, 0), torch.float32, "none")
        made: Tensor = torch.ops.onednn.qlinear_pointwise(
            whole, self.steps.step, self.steps.zero, self._packed, self._scale, self._zeros, self._bias,
            out.step, out.zero, kind, post, [], "none",
        )  # fmt: skip
        return made


@cache
def _multiplies_bytes() -> bool:
    """Whether bytes are multiplied fast and in full: before VNNI, x86 processors saturate at sums of 16 bits."""
    return bool(torch.backends.mkldnn.is_available() and torch.cpu._is_vnni_supported())  # type: ignore[no-untyped-call]


def _attend(mixed: Tensor, runs: Sequence[tuple[int, int]], heads: int) -> Tensor:
    """What each piece attends to within its text; `runs` says how many texts of which length lie side by side."""
    made = []
    begin = 0
    for texts, length in runs:
        part = mixed[begin : begin + texts * length]
        begin += texts * length
        query, key, value = part.view(texts, length, 3, heads, -1).permute(2, 0, 3, 1, 4)
        made.append(scaled_dot_product_attention(query, key, value).transpose(1, 2).reshape(texts * length, -1))
    return torch.cat(made)


@dataclass(frozen=True)
class _Full:
    """A layer in full precision."""

    attention: Dense  # queries, keys and values side by side
    joined: Dense
    after_attention: _Norm
    inner: Dense
    outer: Dense
    after: _Norm
    heads: int

    def rounded(self, x: Tensor, runs: Sequence[tuple[int, int]]) -> tuple["_Layer", Tensor]:
        """The layer in whole numbers, by what its parts are given where it reads `x`, and what it makes of that."""
        attended = _attend(self.attention(x), runs, self.heads)
        seen = self.after_attention(self.joined(attended) + x)
        inner = gelu(self.inner(seen))
        order = inner.amax(dim=0).argsort(descending=True)
        layer = _Layer(
            attention=Linear(self.attention, x),
            joined=Linear(self.joined, attended),
            after_attention=self.after_attention,
            feeds=tuple(self._feed(seen, inner, columns) for columns in (order[:_LARGEST], order[_LARGEST:])),
            bias=self.outer.bias,
            after=self.after,
            heads=self.heads,
        )
        return layer, self.after(self.outer(inner) + seen)

    def _feed(self, seen: Tensor, inner: Tensor, columns: Tensor) -> tuple[Linear, Linear]:
        """The two layers after attention, of some columns between them; the bias of the second is left out."""
        first = Dense(self.inner.weight[columns], self.inner.bias[columns])
        second = Dense(self.outer.weight[:, columns], torch.zeros_like(self.outer.bias))
        # the second gets bytes, of one step for all columns
        return Linear(first, seen), Linear(second, inner[:, columns], shared=False)


@dataclass(frozen=True)
class _Layer:
    attention: Linear
    joined: Linear
    after_attention: _Norm
    feeds: Sequence[tuple[Linear, Linear]]  # side by side
    bias: Tensor  # after them
    after: _Norm
    heads: int

    def __call__(self, x: Tensor, runs: Sequence[tuple[int, int]]) -> Tensor:
        seen = self.after_attention(self.joined(_attend(self.attention(x), runs, self.heads)).add_(x))
        summed = seen + self.bias
        for inner, outer in self.feeds:
            summed.add_(outer.of_bytes(inner.activated(seen, outer.steps)))
        return self.after(summed)


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
        pieces = torch.tensor([piece for text in texts for piece in text])
        places = torch.cat([torch.arange(length) for length in lengths])
        return self.norm(self.words[pieces] + self.positions[places]), runs


@dataclass(frozen=True)
class Bert:
    """The encoder of BERT (Devlin et al. 2019, doi:10.18653/v1/N19-1423)."""

    first: _First
    layers: Sequence[_Layer]

    def __call__(self, texts: Sequence[Sequence[int]], layers: int) -> Tensor:
        """States of the texts' pieces, end to end, in the last layers, last first, *shape* (layers, pieces, width).

        Texts are given as numbers of pieces; those of one length must stand side by side.
        """
        pieces = sum(map(len, texts))
        filler = [[0] * (-pieces % _ROWS)] if pieces % _ROWS else []
        with torch.inference_mode():
            x, runs = self.first([*texts, *filler])
            states = [x]
            for layer in self.layers:
                states.append(layer(states[-1], runs))
            return torch.stack([state[:pieces] for state in states[: -layers - 1 : -1]])


def built(
    config: Mapping[str, Any],
    weights: Mapping[str, Tensor],
    added: Mapping[str, Tensor],
    texts: Sequence[Sequence[int]],
) -> Bert:
    """The encoder with a checkpoint's configuration and weights, `added` added to the weights of that name.

    What it is given where it reads `texts`, as numbers of pieces, sets how it is rounded.

    Raises:
        BertError: it is not a BERT, or weights are missing.
    """
    for key, expected in _EXPECTED.items():
        if config.get(key, expected) != expected:
            raise BertError(f"expected {key} {expected!r}, got {config[key]!r}")
    try:
        tensors = {name.removeprefix("bert."): value.float() for name, value in weights.items()}
        with torch.inference_mode():
            return _built(config, tensors, added, sorted(texts, key=len))
    except KeyError as error:
        raise BertError(f"expected weights {error}, found none") from None


def _built(
    config: Mapping[str, Any],
    tensors: Mapping[str, Tensor],
    added: Mapping[str, Tensor],
    texts: Sequence[Sequence[int]],
) -> Bert:
    epsilon, heads = config["layer_norm_eps"], config["num_attention_heads"]

    def norm(name: str) -> _Norm:
        return _Norm(tensors[f"{name}.weight"], tensors[f"{name}.bias"], epsilon)

    def dense(*names: str) -> Dense:
        weights = [tensors[f"{n}.weight"] + added[n] if n in added else tensors[f"{n}.weight"] for n in names]
        return Dense(torch.cat(weights), torch.cat([tensors[f"{n}.bias"] for n in names]))

    def full(at: str) -> _Full:
        return _Full(
            attention=dense(*(f"{at}.attention.self.{part}" for part in ("query", "key", "value"))),
            joined=dense(f"{at}.attention.output.dense"),
            after_attention=norm(f"{at}.attention.output.LayerNorm"),
            inner=dense(f"{at}.intermediate.dense"),
            outer=dense(f"{at}.output.dense"),
            after=norm(f"{at}.output.LayerNorm"),
            heads=heads,
        )

    kinds = tensors[f"{_FIRST}.token_type_embeddings.weight"]
    first = _First(
        words=tensors[f"{_FIRST}.word_embeddings.weight"],
        positions=tensors[f"{_FIRST}.position_embeddings.weight"] + kinds[0],
        norm=norm(f"{_FIRST}.LayerNorm"),
    )
    layers = []
    x, runs = first(texts)
    for number in range(config["num_hidden_layers"]):
        layer, x = full(f"encoder.layer.{number}").rounded(x, runs)
        layers.append(layer)
    return Bert(first, layers)

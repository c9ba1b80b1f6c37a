"""Linear layers in whole numbers of eight bits."""

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor
from torch.nn.functional import gelu, linear

_LEVELS = 127  # whole numbers of either sign that a byte holds
_BYTE = 255
_MIDDLE = 128
_TINY = 1e-5  # least range of what is rounded, and least scale of a weight
_EXACT = 512  # products of a byte with sign and one without whose sum a float32 still holds exactly


@dataclass(frozen=True)
class Dense:
    """A linear layer in full precision: weights, *shape* (out, in), and bias."""

    weight: Tensor
    bias: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        return linear(x, self.weight, self.bias)

    def divided(self, steps: Tensor) -> "Dense":
        """The layer that gives the outputs in steps, *shape* (out,)."""
        return Dense(self.weight / steps[:, None], self.bias / steps)

    def taking(self, unit: float) -> "Dense":
        """The layer that takes the inputs in units."""
        return Dense(self.weight * unit, self.bias)


def coarse(step: float) -> float:
    """A step to three digits, so that the last bits of a processor do not count."""
    return float(f"{step:.3g}")


@dataclass(frozen=True)
class Steps:
    """How numbers are rounded to bytes without sign: `step` lies between two of them, and 0 is byte `zero`."""

    step: float
    zero: int

    @staticmethod
    def over(seen: Tensor) -> "Steps":
        """Those that reach from the least to the largest number seen, and over 0."""
        low, high = min(float(seen.min()), 0.0), max(float(seen.max()), _TINY)
        step = coarse((high - low) / _BYTE)
        return Steps(step, round(-low / step))

    def rounded(self, x: Tensor) -> Tensor:
        """Numbers as bytes."""
        return x.div(self.step).round_().add_(self.zero).clamp_(0, _BYTE).to(torch.uint8)


class Linear:
    """A linear layer whose weights and inputs are rounded to bytes, by steps that inputs seen beforehand set.

    Static quantisation (Jacob et al. 2018, arXiv:1712.05877); columns in which inputs are large share their size with
    the weights (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438). A row's result is the same, bit for bit, whatever
    stands beside it: sums of whole numbers have no order, and no step depends on a row.
    """

    def __init__(self, dense: Dense, seen: Tensor, shared: bool = True) -> None:
        """`seen` are inputs, *shape* (rows, in), in double precision; `shared`: whether columns share their size."""
        weight = dense.weight.float()
        share = torch.ones_like(weight[0])
        if shared:
            most = weight.abs().amax(dim=0).clamp_min(_TINY)
            share = seen.abs().amax(dim=0).clamp_min(_TINY).div(most).sqrt().float()
        weight = weight * share
        self.steps = Steps.over(seen / share)
        self._taken = 1 / (share * self.steps.step)
        self._zero = torch.full_like(self._taken, float(self.steps.zero - _MIDDLE))
        self._scale = weight.abs().amax(dim=1).clamp_min(_TINY) / _LEVELS
        self._weight = (weight / self._scale[:, None]).round().to(torch.int8)
        self._packed = _packed(self._weight) if _multiplies_bytes() else None
        self._bias = dense.bias.float()

    def __call__(self, x: Tensor) -> Tensor:
        """*Shape* (rows, out), from *shape* (rows, in)."""
        return self.of_bytes(self.rounded(x))

    def rounded(self, x: Tensor) -> Tensor:
        """Inputs as bytes."""
        signed = torch.addcmul(self._zero, x, self._taken).clamp_(-_MIDDLE, _BYTE - _MIDDLE).round_().to(torch.int8)
        # floats become bytes with sign five times as fast as others; the highest bit is the middle
        return signed.view(torch.uint8).bitwise_xor_(_MIDDLE)

    def of_bytes(self, whole: Tensor) -> Tensor:
        """Outputs for inputs that are bytes already."""
        return self._made(whole, None)

    def activated(self, x: Tensor, steps: Steps) -> Tensor:
        """Outputs after GELU, as bytes by `steps`."""
        return self._made(self.rounded(x), steps)

    def by_floats(self, whole: Tensor) -> Tensor:
        """`of_bytes` by products of floats: for processors that have none for bytes, or one that saturates."""
        inputs = (whole.float() - self.steps.zero).split(_EXACT, dim=1)  # type: ignore[no-untyped-call]
        weights = self._weight.float().split(_EXACT, dim=1)  # type: ignore[no-untyped-call]
        exact = torch.stack([linear(x, w).double() for x, w in zip(inputs, weights, strict=True)]).sum(dim=0)
        return torch.addcmul(self._bias, exact.float(), self._scale * self.steps.step)

    def _made(self, whole: Tensor, out: Steps | None) -> Tensor:
        """Outputs, or where `out` is given the bytes of what GELU makes of them."""
        if self._packed is not None:
            return _fused(whole, self.steps, self._packed, self._scale, self._bias, out)
        made = self.by_floats(whole)
        return out.rounded(gelu(made)) if out else made


def _packed(weight: Tensor) -> Tensor:
    """Weights, *shape* (out, in), as the processor wants them."""
    packed: Tensor = torch.ops.onednn.qlinear_prepack(weight, None)
    return packed


def _fused(whole: Tensor, steps: Steps, packed: Tensor, scale: Tensor, bias: Tensor, out: Steps | None) -> Tensor:
    """Product of bytes with packed weights, scaled, and where `out` is given through GELU to bytes, all in one."""
    to, kind, post = (out, torch.uint8, "gelu") if out else (Steps(1.0, 0), torch.float32, "none")
    zeros = torch.zeros_like(scale, dtype=torch.int32)
    made: Tensor = torch.ops.onednn.qlinear_pointwise(
        whole, steps.step, steps.zero, packed, scale, zeros, bias, to.step, to.zero, kind, post, [], "none"
    )
    return made


@cache
def _multiplies_bytes() -> bool:
    """Whether bytes are multiplied fast and in full: before VNNI, x86 processors saturate at sums of 16 bits, and one
    with it may have been told not to use it."""
    if not (torch.backends.mkldnn.is_available() and torch.cpu._is_vnni_supported()):  # type: ignore[no-untyped-call]
        return False
    size = 32
    weight, whole = torch.full((size, size), _LEVELS), torch.full((size, size), _BYTE)
    packed = _packed(weight.to(torch.int8))
    found = _fused(whole.to(torch.uint8), Steps(1.0, 0), packed, torch.ones(size), torch.zeros(size), None)
    return bool((found == size * _LEVELS * _BYTE).all())

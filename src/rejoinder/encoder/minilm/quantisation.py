"""Linear layers in int8: static quantisation by inputs that calibrate it."""

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor
from torch.nn.functional import gelu, linear

_SIGNED = 127  # largest int8, of either sign
_UNSIGNED = 255  # largest uint8
_MIDDLE = 128
_TINY = 1e-5  # least range of what is quantised, and least scale of a weight
_EXACT = 512  # products of an int8 and a uint8 whose sum a float32 still holds exactly


@dataclass(frozen=True)
class Dense:
    """A linear layer in full precision.

    Attributes:
        weight: *shape* (out, in).
        bias: *shape* (out,).
    """

    weight: Tensor
    bias: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        return linear(x, self.weight, self.bias)

    def divide_outputs(self, scales: Tensor) -> "Dense":
        """The layer whose outputs are divided by `scales`, *shape* (out,)."""
        return Dense(self.weight / scales[:, None], self.bias / scales)

    def multiply_inputs(self, scale: float) -> "Dense":
        """The layer whose inputs are multiplied by `scale`."""
        return Dense(self.weight * scale, self.bias)


def round_scale(scale: float) -> float:
    """Round a scale to three digits, so that the last bits of a processor do not count."""
    return float(f"{scale:.3g}")


@dataclass(frozen=True)
class Quantiser:
    """Affine quantisation of numbers to uint8.

    Attributes:
        scale: distance of two numbers whose uint8 differ by 1.
        zero_point: the uint8 of 0.
    """

    scale: float
    zero_point: int

    @staticmethod
    def calibrate(samples: Tensor) -> "Quantiser":
        """Calibrate it to reach from the least to the largest of the samples, and over 0."""
        low, high = min(float(samples.min()), 0.0), max(float(samples.max()), _TINY)
        scale = round_scale((high - low) / _UNSIGNED)
        return Quantiser(scale, round(-low / scale))

    def __call__(self, x: Tensor) -> Tensor:
        """Quantise numbers to uint8; those out of reach become the least or the largest."""
        return x.div(self.scale).round_().add_(self.zero_point).clamp_(0, _UNSIGNED).to(torch.uint8)


class QuantisedLinear:
    """A linear layer whose weights are int8 and whose inputs are quantised to uint8.

    Static quantisation (Jacob et al. 2018, arXiv:1712.05877); columns in which inputs are large share their size with
    the weights (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438). A row's result is the same, bit for bit, whatever
    stands beside it: sums of integers have no order, and no scale depends on a row.

    Attributes:
        quantiser: of the inputs, after smoothing.
    """

    def __init__(self, dense: Dense, samples: Tensor, smooth: bool = True) -> None:
        """Quantise a layer.

        Args:
            dense: the layer.
            samples: inputs that calibrate it, *shape* (rows, in), in double precision.
            smooth: whether columns of large inputs share their size with the weights.
        """
        weight = dense.weight.float()
        smoothing = torch.ones_like(weight[0])
        if smooth:
            largest = weight.abs().amax(dim=0).clamp_min(_TINY)
            smoothing = samples.abs().amax(dim=0).clamp_min(_TINY).div(largest).sqrt().float()
        weight = weight * smoothing
        self.quantiser = Quantiser.calibrate(samples / smoothing)
        self._input_scale = 1 / (smoothing * self.quantiser.scale)
        self._shift = torch.full_like(self._input_scale, float(self.quantiser.zero_point - _MIDDLE))
        self._weight_scale = weight.abs().amax(dim=1).clamp_min(_TINY) / _SIGNED
        self._weight = (weight / self._weight_scale[:, None]).round().to(torch.int8)
        self._packed = _pack_weights(self._weight) if _supports_int8() else None
        self._bias = dense.bias.float()

    def __call__(self, x: Tensor) -> Tensor:
        """Apply the layer: *shape* (rows, in) to *shape* (rows, out)."""
        return self.multiply(self.quantise(x))

    def quantise(self, x: Tensor) -> Tensor:
        """Smooth and quantise inputs, *shape* (rows, in), to uint8."""
        signed = torch.addcmul(self._shift, x, self._input_scale).clamp_(-_MIDDLE, _UNSIGNED - _MIDDLE).round_()
        # floats become int8 five times as fast as uint8; the highest bit is the middle
        return signed.to(torch.int8).view(torch.uint8).bitwise_xor_(_MIDDLE)

    def multiply(self, inputs: Tensor) -> Tensor:
        """Apply the layer to inputs that are uint8 already."""
        return self._multiply(inputs, None)

    def activate(self, x: Tensor, quantiser: Quantiser) -> Tensor:
        """Apply the layer and GELU to `x`, *shape* (rows, in), and quantise the result."""
        return self._multiply(self.quantise(x), quantiser)

    def multiply_in_floats(self, inputs: Tensor) -> Tensor:
        """Do as `multiply` by float products: for processors without int8 products, or whose products saturate."""
        shifted = (inputs.float() - self.quantiser.zero_point).split(_EXACT, dim=1)  # type: ignore[no-untyped-call]
        weights = self._weight.float().split(_EXACT, dim=1)  # type: ignore[no-untyped-call]
        exact = torch.stack([linear(x, w).double() for x, w in zip(shifted, weights, strict=True)]).sum(dim=0)
        return torch.addcmul(self._bias, exact.float(), self._weight_scale * self.quantiser.scale)

    def _multiply(self, inputs: Tensor, activation: Quantiser | None) -> Tensor:
        """Outputs; with `activation`, quantised after GELU."""
        if self._packed is not None:
            return _multiply_packed(inputs, self.quantiser, self._packed, self._weight_scale, self._bias, activation)
        outputs = self.multiply_in_floats(inputs)
        return activation(gelu(outputs)) if activation else outputs


def _pack_weights(weight: Tensor) -> Tensor:
    """Weights, *shape* (out, in), in the processor's layout."""
    packed: Tensor = torch.ops.onednn.qlinear_prepack(weight, None)
    return packed


def _multiply_packed(
    inputs: Tensor, quantiser: Quantiser, packed: Tensor, scale: Tensor, bias: Tensor, activation: Quantiser | None
) -> Tensor:
    """Product of uint8 with packed weights, scaled; with `activation` through GELU to uint8, all in one kernel."""
    to, dtype, post = (activation, torch.uint8, "gelu") if activation else (Quantiser(1.0, 0), torch.float32, "none")
    zeros = torch.zeros_like(scale, dtype=torch.int32)
    outputs: Tensor = torch.ops.onednn.qlinear_pointwise(
        inputs, quantiser.scale, quantiser.zero_point, packed, scale, zeros, bias,
        to.scale, to.zero_point, dtype, post, [], "none",
    )  # fmt: skip
    return outputs


@cache
def _supports_int8() -> bool:
    """Whether int8 products are fast and exact.

    Before VNNI, x86 processors saturate at sums of 16 bits. One with it may be configured not to use it.
    """
    if not (torch.backends.mkldnn.is_available() and torch.cpu._is_vnni_supported()):  # type: ignore[no-untyped-call]
        return False
    size = 32
    weight, inputs = torch.full((size, size), _SIGNED), torch.full((size, size), _UNSIGNED)
    packed = _pack_weights(weight.to(torch.int8))
    products = _multiply_packed(
        inputs.to(torch.uint8), Quantiser(1.0, 0), packed, torch.ones(size), torch.zeros(size), None
    )
    return bool((products == size * _SIGNED * _UNSIGNED).all())

"""Linear layers in int8: weights are integers with a scale for each row, and so are inputs, as they come."""

from functools import cache, partial

import torch
from torch import Tensor
from torch.nn.functional import linear

_LARGEST = 127  # int8, of either sign
_MIDDLE = 128  # the uint8 of 0
_EXACT = 1024  # products of two int8 whose sum a float32 still holds exactly
_TINY = 1e-9  # least size of what is quantised


def quantise(x: Tensor, largest: int, dim: int) -> tuple[Tensor, Tensor]:
    """Round numbers to integers by scales of their own, so that the largest along a dimension becomes `largest`.

    Returns:
        The integers, as floats, and the scales that they are to be multiplied by, whose `dim` has size 1.
    """
    most, least = x.amax(dim, keepdim=True), x.amin(dim, keepdim=True)  # without a copy of their absolute values
    scales = torch.maximum(most, least.neg_()).clamp_min_(_TINY).div_(largest)
    return x.div(scales).round_(), scales


class QuantisedLinear:
    """A linear layer of int8 weights whose inputs are quantised row by row (Dettmers et al. 2022, arXiv:2208.07339).

    A row's result is the same, bit for bit, whatever stands beside it and on every processor: sums of integers have no
    order, and no scale depends on another row.
    """

    def __init__(self, weight: Tensor, scales: Tensor, bias: Tensor) -> None:
        """Take a layer's weights.

        Args:
            weight: int8, *shape* (out, in).
            scales: of its rows, *shape* (out,).
            bias: *shape* (out,).
        """
        self._bias = bias
        if _supports_int8():
            self._multiply = partial(multiply_packed, packed=pack_weights(weight), scales=scales)
        else:
            self._multiply = partial(multiply_in_floats, weight=weight.float(), scales=scales)

    def __call__(self, x: Tensor) -> Tensor:
        """Apply the layer: *shape* (rows, in) to *shape* (rows, out)."""
        integers, scales = quantise(x, _LARGEST, -1)
        outputs = self._multiply(integers)
        return torch.addcmul(self._bias, outputs, scales, out=outputs)


def pack_weights(weight: Tensor) -> Tensor:
    """Bring int8 weights, *shape* (out, in), into the processor's layout."""
    packed: Tensor = torch.ops.onednn.qlinear_prepack(weight, None)
    return packed


def multiply_packed(integers: Tensor, packed: Tensor, scales: Tensor) -> Tensor:
    """Multiply integers from -127 to 127, *shape* (rows, in), by packed weights, and each column by its scale."""
    # floats become int8 five times as fast as uint8; the highest bit is the middle
    inputs = integers.to(torch.int8).view(torch.uint8).bitwise_xor_(_MIDDLE)
    zeros = torch.zeros_like(scales, dtype=torch.int32)
    outputs: Tensor = torch.ops.onednn.qlinear_pointwise(
        inputs, 1.0, _MIDDLE, packed, scales, zeros, None, 1.0, 0, torch.float32, "none", [], "none"
    )
    return outputs


def multiply_in_floats(integers: Tensor, weight: Tensor, scales: Tensor) -> Tensor:
    """Do as `multiply_packed` by float products: for processors without int8 products, or whose products saturate."""
    parts = zip(integers.split(_EXACT, dim=1), weight.split(_EXACT, dim=1), strict=True)  # type: ignore[no-untyped-call]
    exact = torch.stack([linear(x, w).double() for x, w in parts]).sum(dim=0)
    return exact.float() * scales


@cache
def _supports_int8() -> bool:
    """Whether int8 products are fast and exact.

    Before VNNI, x86 processors saturate at sums of 16 bits. One with it may be configured not to use it.
    """
    if not (torch.backends.mkldnn.is_available() and torch.cpu._is_vnni_supported()):  # type: ignore[no-untyped-call]
        return False
    size = 32
    integers = torch.full((size, size), float(_LARGEST))
    packed = pack_weights(integers.to(torch.int8))
    return bool((multiply_packed(integers, packed, torch.ones(size)) == size * _LARGEST**2).all())

"""Attention in integers: its products and sums are exact, and so the same on every processor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt

import torch
from torch import Tensor

from rejoinder.encoder.minilm.quantisation import round_scale

_SUM = 2**24  # up to it a float32 holds every integer, in whatever order they are summed
_SHARES = 2**14  # that a subword gives to those it attends to
_HEADROOM = 1.25  # over the largest queries, keys and values of the calibration

LengthGroups = Sequence[tuple[int, int]]  # of packed sequences: how many texts of which length stand side by side


def attend(
    projections: Tensor, groups: LengthGroups, heads: int, attention: Callable[[Tensor, Tensor, Tensor], Tensor]
) -> Tensor:
    """Let each subword attend to those of its text.

    Args:
        projections: queries, keys and values side by side, *shape* (subwords, 3 * heads * size).
        groups: the texts' lengths.
        heads: of the layer.
        attention: weighs values by queries and keys, each of *shape* (texts, heads, subwords, size).

    Returns:
        *Shape* (subwords, heads * size).
    """
    parts = []
    begin = 0
    for texts, length in groups:
        part = projections[begin : begin + texts * length]
        begin += texts * length
        query, key, value = part.view(texts, length, 3, heads, -1).permute(2, 0, 3, 1, 4)
        parts.append(attention(query, key, value).transpose(1, 2).reshape(texts * length, -1))
    return torch.cat(parts)


@dataclass(frozen=True)
class QuantisedAttention:
    """Scaled dot-product attention (Vaswani et al. 2017, arXiv:1706.03762) over integers.

    Attributes:
        bound: of queries, keys and values: one beyond it is cut to it.
        logit_scale: what a product of query and key is multiplied by before the softmax.
    """

    bound: int
    logit_scale: float

    @staticmethod
    def calibrate(projections: Tensor, heads: int) -> tuple["QuantisedAttention", Tensor, float]:
        """Calibrate it on queries, keys and values.

        Args:
            projections: side by side, *shape* (subwords, 3 * width).
            heads: of the layer.

        Returns:
            The attention, the scales of its inputs, *shape* (3 * width,), and the scale of its outputs.
        """
        width = projections.shape[1] // 3
        size = width // heads
        bound = isqrt((_SUM - 1) // size)
        largest = [float(part.abs().max()) for part in projections.split(width, dim=1)]  # type: ignore[no-untyped-call]
        query, key, value = (round_scale(_HEADROOM * most / bound) for most in largest)
        scales = torch.tensor([query, key, value], dtype=projections.dtype).repeat_interleave(width)
        return QuantisedAttention(bound, query * key / size**0.5), scales, value / _SHARES

    def quantise(self, projections: Tensor) -> Tensor:
        """Round scaled queries, keys and values to integers, in place."""
        return projections.round_().clamp_(-self.bound, self.bound)

    def __call__(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Weigh values; the results are integers too: a subword's shares add up to `_SHARES`, but for rounding."""
        shares = (query @ key.transpose(-1, -2)).mul_(self.logit_scale).softmax(-1)
        return shares.mul_(_SHARES).round_() @ value

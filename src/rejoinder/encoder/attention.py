"""Attention in whole numbers, whose products and sums are exact, and so the same on every processor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt

import torch
from torch import Tensor

from rejoinder.encoder.rounding import coarse

_SUM = 2**24  # up to it a float32 holds every whole number, in whatever order they are summed
_SHARES = 2**14  # that a piece gives to those it attends to
_HEADROOM = 1.25  # over the largest queries, keys and values seen

Runs = Sequence[tuple[int, int]]  # how many texts of which length lie side by side


def attend(mixed: Tensor, runs: Runs, heads: int, weighed: Callable[[Tensor, Tensor, Tensor], Tensor]) -> Tensor:
    """What each piece gets from those of its text, *shape* (pieces, heads * size).

    `mixed` has queries, keys and values side by side, *shape* (pieces, 3 * heads * size); `weighed` makes one of them,
    each of *shape* (texts, heads, pieces, size).
    """
    made = []
    begin = 0
    for texts, length in runs:
        part = mixed[begin : begin + texts * length]
        begin += texts * length
        query, key, value = part.view(texts, length, 3, heads, -1).permute(2, 0, 3, 1, 4)
        made.append(weighed(query, key, value).transpose(1, 2).reshape(texts * length, -1))
    return torch.cat(made)


@dataclass(frozen=True)
class Weighing:
    """Scaled dot-product attention (Vaswani et al. 2017, arXiv:1706.03762) over whole numbers.

    Attributes:
        bound: of queries, keys and values: one beyond it is cut to it.
        heat: what a product of query and key is multiplied by before the softmax.
    """

    bound: int
    heat: float

    @staticmethod
    def over(mixed: Tensor, heads: int) -> tuple["Weighing", Tensor, float]:
        """That for queries, keys and values such as were seen, their steps, *shape* (3 * width,), and the result's."""
        width = mixed.shape[1] // 3
        size = width // heads
        bound = isqrt((_SUM - 1) // size)
        largest = [float(part.abs().max()) for part in mixed.split(width, dim=1)]  # type: ignore[no-untyped-call]
        query, key, value = (coarse(_HEADROOM * most / bound) for most in largest)
        steps = torch.tensor([query, key, value], dtype=mixed.dtype).repeat_interleave(width)
        return Weighing(bound, query * key / size**0.5), steps, value / _SHARES

    def whole(self, mixed: Tensor) -> Tensor:
        """Queries, keys and values in steps as whole numbers, in place."""
        return mixed.round_().clamp_(-self.bound, self.bound)

    def __call__(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Values weighed, whole numbers too: a piece's shares add up to `_SHARES`, but for rounding."""
        shares = (query @ key.transpose(-1, -2)).mul_(self.heat).softmax(-1)
        return shares.mul_(_SHARES).round_() @ value

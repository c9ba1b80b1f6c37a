"""How far layers that learn are from those that they learn from (Jiao et al. 2020, arXiv:1909.10351)."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from training.stance.layers import Below, Layer

PIECES = 2048  # word pieces in a batch
_POOLED = 4.0  # weight of the texts' means against 1 for their pieces


def grouped(lengths: Sequence[int]) -> list[list[int]]:
    """Numbers of texts of one length, up to `PIECES` pieces together, shortest first."""
    by_length: dict[int, list[int]] = {}
    for number, length in enumerate(lengths):
        by_length.setdefault(length, []).append(number)
    return [
        same[begin : begin + max(1, PIECES // length)]
        for length, same in sorted(by_length.items())
        for begin in range(0, len(same), max(1, PIECES // length))
    ]


def states(below: Below, layers: Sequence[Mapping[str, Tensor]], texts: Tensor) -> list[Tensor]:
    """States after each layer, *shape* (texts, pieces, width)."""
    made, layer = [below(texts)], Layer(below)
    for weights in layers:
        made.append(layer(weights, made[-1]))
    return made[1:]


def distance(learned: Sequence[Tensor], whole: Sequence[Tensor]) -> Tensor:
    """Share of the variance of the whole layers' states that the learned ones miss, of pieces and of texts' means."""
    missed = []
    for own, given in zip(learned, whole, strict=True):
        pieces = (own - given).square().mean() / given.var()
        means = (own.mean(1) - given.mean(1)).square().mean() / given.mean(1).var()
        missed.append(pieces + _POOLED * means)
    return torch.stack(missed).mean()

"""Distillation of layers: how far learned states are from those of the teacher (Jiao et al. 2020, arXiv:1909.10351)."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from training.stance.layers import EmbeddingLayer, Layer

SUBWORDS = 2048  # in a batch
_POOLED = 4.0  # weight of the texts' means against 1 for their subwords


def group_by_length(lengths: Sequence[int]) -> list[list[int]]:
    """Group texts of one length, up to `SUBWORDS` subwords together, shortest first; returns their indices."""
    by_length: dict[int, list[int]] = {}
    for number, length in enumerate(lengths):
        by_length.setdefault(length, []).append(number)
    return [
        same[begin : begin + max(1, SUBWORDS // length)]
        for length, same in sorted(by_length.items())
        for begin in range(0, len(same), max(1, SUBWORDS // length))
    ]


def compute_states(embedding: EmbeddingLayer, layers: Sequence[Mapping[str, Tensor]], texts: Tensor) -> list[Tensor]:
    """Compute the states after each layer, *shape* (texts, subwords, width)."""
    states, layer = [embedding(texts)], Layer(embedding)
    for weights in layers:
        states.append(layer(weights, states[-1]))
    return states[1:]


def measure_distance(learned: Sequence[Tensor], teacher: Sequence[Tensor]) -> Tensor:
    """Measure the share of the variance of the teacher's states that learned ones miss.

    Args:
        learned: states by layer, each of *shape* (texts, subwords, width).
        teacher: likewise.

    Returns:
        The mean over layers; of each the share of subwords plus that of the texts' means.
    """
    distances = []
    for own, target in zip(learned, teacher, strict=True):
        of_subwords = (own - target).square().mean() / target.var()
        of_means = (own.mean(1) - target.mean(1)).square().mean() / target.mean(1).var()
        distances.append(of_subwords + _POOLED * of_means)
    return torch.stack(distances).mean()

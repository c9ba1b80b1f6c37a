"""Pruned layers that learn to give the states of the whole ones (Jiao et al. 2020, arXiv:1909.10351)."""

import random
import time
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from training.encoder.layers import Below, Layer, Weights
from training.stepping import stepper

PIECES = 2048  # word pieces in a batch
_WARMUP = 20  # one in so many steps
_POOLED = 4.0  # weight of the texts' means against 1 for their pieces


def batches(texts: Sequence[Sequence[int]]) -> list[Tensor]:
    """Texts of one length side by side, up to `PIECES` pieces, shortest first."""
    return [torch.tensor([texts[number] for number in part]) for part in grouped([len(text) for text in texts])]


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


def distilled(
    below: Below,
    whole: Sequence[Weights],
    layers: Sequence[Weights],
    texts: Sequence[Sequence[int]],
    measured: Sequence[Tensor],
    epochs: int,
    rate: float,
    seed: int,
) -> list[Weights]:
    """The layers after so many epochs over the texts; the distance on the batches `measured` is printed after each."""
    learned = [{name: torch.nn.Parameter(value.clone()) for name, value in weights.items()} for weights in layers]
    rng = random.Random(seed)
    steps = epochs * len(batches(texts))
    learning = [parameter for weights in learned for parameter in weights.values()]
    step = stepper(learning, rate, steps, max(1, steps // _WARMUP), decay=0.0)
    _report(0, below, whole, learned, measured, 0.0)
    for epoch in range(1, epochs + 1):
        begun = time.time()
        mixed = list(texts)
        rng.shuffle(mixed)  # so that other texts stand side by side
        order = batches(mixed)
        rng.shuffle(order)
        for batch in order:
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                given = states(below, whole, batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                own = states(below, learned, batch)
            step(distance(own, given))
        _report(epoch, below, whole, learned, measured, time.time() - begun)
    return [{name: value.detach() for name, value in weights.items()} for weights in learned]


def _report(
    epoch: int,
    below: Below,
    whole: Sequence[Weights],
    learned: Sequence[Mapping[str, Tensor]],
    measured: Sequence[Tensor],
    seconds: float,
) -> None:
    with torch.inference_mode():
        missed = [distance(states(below, learned, batch), states(below, whole, batch)) for batch in measured]
    print(f"epoch {epoch}: missed {float(torch.stack(missed).mean()):.4f}, {seconds:.0f} s", flush=True)

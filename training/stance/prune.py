"""The network that `learn` made with fewer heads and neurons, which learns to tell what the whole one tells."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import dropout, linear

from rejoinder.stances import network
from training.encoder import distil, layers, prune
from training.encoder.layers import Below, Weights
from training.stance import data
from training.stance.train import DROPOUT, Plan, loss, report
from training.stepping import stepper

_CALIBRATION = 4000  # targets whose texts say which heads and neurons matter least
_GAPPED = 0.3  # share of targets in whose text a word is a gap, as texts have where words are tried as evidence
_WARMUP = 20  # one in so many steps


@dataclass(frozen=True)
class Batch:
    """Targets in texts of one length.

    Attributes:
        pieces: numbers of the texts' word pieces, *shape* (targets, pieces).
        target: which of them are the target's, of the same shape.
        labels: of the targets, *shape* (targets,).
    """

    pieces: Tensor
    target: Tensor
    labels: Tensor


@dataclass(frozen=True)
class Small:
    """Layers and a head that learn."""

    below: Below
    layers: list[Weights]
    head: tuple[Tensor, Tensor]

    def states(self, batch: Batch) -> list[Tensor]:
        """After each layer."""
        return distil.states(self.below, self.layers, batch.pieces)

    def features(self, states: Sequence[Tensor], batch: Batch) -> Tensor:
        """What the head sees, *shape* (targets, features)."""
        seen = torch.stack([states[-layer].float() for layer in network.LAYERS], dim=1)
        return torch.stack([network.pool_features(own, target) for own, target in zip(seen, batch.target, strict=True)])

    def parameters(self) -> list[Tensor]:
        return [*(value for weights in self.layers for value in weights.values()), *self.head]

    def probabilities(self, items: Sequence[data.Item]) -> tuple[np.ndarray, np.ndarray]:
        """Of LABELS for the items, sorted by length, *shape* (n, 3), and their labels."""
        made = batches(items)
        with torch.inference_mode():
            logits = [linear(self.features(self.states(batch), batch), *self.head) for batch in made]
        return torch.cat(logits).softmax(-1).numpy(), torch.cat([batch.labels for batch in made]).numpy()

    def network(self) -> network.Network:
        named = {f"encoder.layer.{n}.{name}": value for n, own in enumerate(self.layers) for name, value in own.items()}
        weights, bias = (value.detach().numpy() for value in self.head)
        return network.Network(
            layers={name: value.detach().numpy() for name, value in named.items()}, weights=weights, bias=bias
        )


def whole(known: network.Network) -> Small:
    """A network's layers in the form in which they are pruned."""
    depth = len({name.split(".")[2] for name in known.layers})
    below, _ = layers.packaged(0)
    tensors = {name: torch.from_numpy(value) for name, value in known.layers.items()}
    own = [layers.of_layer(tensors, number) for number in range(depth)]
    return Small(below, own, (torch.from_numpy(known.weights), torch.from_numpy(known.bias)))


def batches(items: Sequence[data.Item]) -> list[Batch]:
    """The items, those of texts of one length side by side, up to `distil.PIECES` pieces, shortest first."""
    marked = [network.mark_mentions(item.text, item.spans) for item in items]
    coded = layers.PACKAGED.load_tokenizer().encode_batch([text for text, _ in marked])
    targets = [
        torch.from_numpy(network.find_inside(np.array(pieces.offsets), spans))
        for pieces, (_, spans) in zip(coded, marked, strict=True)
    ]
    return [
        Batch(
            pieces=torch.tensor([coded[number].ids for number in part]),
            target=torch.stack([targets[number] for number in part]),
            labels=torch.tensor([items[number].label for number in part]),
        )
        for part in distil.grouped([len(pieces) for pieces in coded])
    ]


def pruned(
    teacher: Small,
    items: Sequence[data.Item],
    names: Sequence[str],
    measured: Mapping[str, Sequence[data.Item]],
    plan: Plan,
    heads: int,
    neurons: int,
) -> None:
    """Prune, learn from the items, print scores on what is `measured` after each epoch, and save."""
    rng = random.Random(plan.seed)
    texts = [batch.pieces for batch in batches(rng.sample(list(items), min(_CALIBRATION, len(items))))]
    cut: list[Weights] = prune.pruned(teacher.below, teacher.layers, texts, heads, neurons)
    learner = Small(
        teacher.below,
        [{name: torch.nn.Parameter(value.clone()) for name, value in weights.items()} for weights in cut],
        (torch.nn.Parameter(teacher.head[0].clone()), torch.nn.Parameter(teacher.head[1].clone())),
    )
    plan.out.mkdir(parents=True, exist_ok=True)
    _report(0, learner, measured, [], 0.0)
    steps = plan.epochs * len(batches(items))
    step = stepper(learner.parameters(), plan.rate, steps, max(1, steps // _WARMUP), decay=0.0)
    for epoch in range(1, plan.epochs + 1):
        begun, missed = time.time(), []
        seen = [data.gapped(i, rng) if rng.random() < _GAPPED else i for i in data.seen(items, names, rng)]
        rng.shuffle(seen)  # so that other texts stand side by side
        order = batches(seen)
        rng.shuffle(order)
        for batch in order:
            lost = _loss(learner, teacher, batch)
            step(lost)
            missed.append(lost.item())
        _report(epoch, learner, measured, missed, time.time() - begun)
        network.save_network(learner.network(), plan.out / f"{plan.seed}-{epoch}.safetensors")


def _loss(learner: Small, teacher: Small, batch: Batch) -> Tensor:
    """What of the teacher's states is missed, what of its features, and how far what is told is from what it tells and
    from what readers saw."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        given = teacher.states(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        own = learner.states(batch)
    features, known = learner.features(own, batch), teacher.features(given, batch)
    told = linear(known, *teacher.head).softmax(-1)
    logits = linear(dropout(features, DROPOUT), *learner.head)
    states = distil.distance([one.float() for one in own], [one.float() for one in given])
    return states + (features - known).square().mean() / known.var() + loss(logits, batch.labels, told)


def _report(
    epoch: int, learner: Small, measured: Mapping[str, Sequence[data.Item]], missed: Sequence[float], seconds: float
) -> None:
    print(f"epoch {epoch}: loss {np.mean(missed) if missed else np.nan:.4f}, {seconds:.0f} s", flush=True)
    for name, part in measured.items():
        report(name, *learner.probabilities(part))

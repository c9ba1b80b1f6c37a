"""The network that `learn` made, pruned to fewer heads and neurons, then distilled from its unpruned form."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import dropout, linear

from rejoinder.stances import network
from training.stance import data, distillation, layers, surgeon
from training.stance.layers import EmbeddingLayer, Weights
from training.stance.stepping import make_stepper
from training.stance.train import DROPOUT, Plan, compute_loss, print_scores

_CALIBRATION = 4000  # targets whose texts say which heads and neurons matter least
_GAPPED = 0.3  # share of targets in whose text a word is a gap, as texts have where words are tried as evidence
_WARMUP = 20  # one in so many steps


@dataclass(frozen=True)
class Batch:
    """Targets in texts of one length.

    Attributes:
        subwords: numbers of the texts' subwords, *shape* (targets, subwords).
        target: which of them are the target's, of the same shape.
        labels: of the targets, *shape* (targets,).
    """

    subwords: Tensor
    target: Tensor
    labels: Tensor


@dataclass(frozen=True)
class PrunableNetwork:
    """Layers and a head that learn.

    Attributes:
        embedding: what stands below the layers, which does not learn.
        layers: weights of each, by their names within it.
        head: its weights and bias.
    """

    embedding: EmbeddingLayer
    layers: list[Weights]
    head: tuple[Tensor, Tensor]

    def compute_states(self, batch: Batch) -> list[Tensor]:
        """States after each layer, *shape* (targets, subwords, width)."""
        return distillation.compute_states(self.embedding, self.layers, batch.subwords)

    def pool_features(self, states: Sequence[Tensor], batch: Batch) -> Tensor:
        """Features that the head takes, *shape* (targets, features)."""
        stacked = torch.stack([states[-layer].float() for layer in network.LAYERS], dim=1)
        pairs = zip(stacked, batch.target, strict=True)
        return torch.stack([network.pool_features(text_states, target) for text_states, target in pairs])

    def parameters(self) -> list[Tensor]:
        """All that learn."""
        return [*(value for weights in self.layers for value in weights.values()), *self.head]

    def predict(self, examples: Sequence[data.TargetExample]) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities of LABELS for the examples, sorted by length, *shape* (n, 3), and their labels."""
        batches = make_batches(examples)
        with torch.inference_mode():
            features = [self.pool_features(self.compute_states(batch), batch) for batch in batches]
            logits = [linear(rows, *self.head) for rows in features]
        return torch.cat(logits).softmax(-1).numpy(), torch.cat([batch.labels for batch in batches]).numpy()

    def pack(self) -> network.Network:
        """The network in the form in which it is saved."""
        named = {
            f"encoder.layer.{number}.{name}": value
            for number, tensors in enumerate(self.layers)
            for name, value in tensors.items()
        }
        weights, bias = (value.detach().numpy() for value in self.head)
        return network.Network(
            layers={name: value.detach().numpy() for name, value in named.items()}, weights=weights, bias=bias
        )


def unpack(packed: network.Network) -> PrunableNetwork:
    """A network's layers in the form in which they are pruned."""
    depth = len({name.split(".")[2] for name in packed.layers})
    embedding, _ = layers.load_layers(0)
    tensors = {name: torch.from_numpy(value) for name, value in packed.layers.items()}
    weights = [layers.select_layer(tensors, number) for number in range(depth)]
    return PrunableNetwork(embedding, weights, (torch.from_numpy(packed.weights), torch.from_numpy(packed.bias)))


def make_batches(examples: Sequence[data.TargetExample]) -> list[Batch]:
    """The examples, those of texts of one length side by side, `distillation.SUBWORDS` at most, shortest first."""
    marked = [network.mark_mentions(example.text, example.spans) for example in examples]
    encoded = layers.PACKAGED.load_tokenizer().encode_batch([text for text, _ in marked])
    targets = [
        torch.from_numpy(network.find_inside(np.array(encoding.offsets), spans))
        for encoding, (_, spans) in zip(encoded, marked, strict=True)
    ]
    return [
        Batch(
            subwords=torch.tensor([encoded[number].ids for number in part]),
            target=torch.stack([targets[number] for number in part]),
            labels=torch.tensor([examples[number].label for number in part]),
        )
        for part in distillation.group_by_length([len(encoding) for encoding in encoded])
    ]


def prune_and_distil(
    teacher: PrunableNetwork,
    examples: Sequence[data.TargetExample],
    names: Sequence[str],
    measured: Mapping[str, Sequence[data.TargetExample]],
    plan: Plan,
    heads: int,
    neurons: int,
) -> None:
    """Prune the network, let it learn from its unpruned form, print scores, and save it after each epoch.

    Args:
        teacher: the unpruned network.
        examples: to learn from.
        names: that take the place of targets' names.
        measured: examples by name that scores are printed of.
        plan: how long, how fast, and where to.
        heads: of each layer, that are left.
        neurons: of each layer, that are left.
    """
    rng = random.Random(plan.seed)
    sample = rng.sample(list(examples), min(_CALIBRATION, len(examples)))
    texts = [batch.subwords for batch in make_batches(sample)]
    cut: list[Weights] = surgeon.prune_layers(teacher.embedding, teacher.layers, texts, heads, neurons)
    learner = PrunableNetwork(
        teacher.embedding,
        [{name: torch.nn.Parameter(value.clone()) for name, value in weights.items()} for weights in cut],
        (torch.nn.Parameter(teacher.head[0].clone()), torch.nn.Parameter(teacher.head[1].clone())),
    )
    plan.out.mkdir(parents=True, exist_ok=True)
    _print_epoch(0, learner, measured, [], 0.0)
    steps = plan.epochs * len(make_batches(examples))
    step = make_stepper(learner.parameters(), plan.rate, steps, max(1, steps // _WARMUP), decay=0.0)
    for epoch in range(1, plan.epochs + 1):
        begun, losses = time.time(), []
        swapped = data.swap_names(examples, names, rng)
        varied = [data.mask_word(example, rng) if rng.random() < _GAPPED else example for example in swapped]
        rng.shuffle(varied)  # so that other texts stand side by side
        batches = make_batches(varied)
        rng.shuffle(batches)
        for batch in batches:
            loss = _compute_loss(learner, teacher, batch)
            step(loss)
            losses.append(loss.item())
        _print_epoch(epoch, learner, measured, losses, time.time() - begun)
        network.save_network(learner.pack(), plan.out / f"{plan.seed}-{epoch}.safetensors")


def _compute_loss(learner: PrunableNetwork, teacher: PrunableNetwork, batch: Batch) -> Tensor:
    """Distance from the teacher's states and features, and cross-entropy against its probabilities and the labels."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        teacher_states = teacher.compute_states(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = learner.compute_states(batch)
    features, teacher_features = learner.pool_features(states, batch), teacher.pool_features(teacher_states, batch)
    probabilities = linear(teacher_features, *teacher.head).softmax(-1)
    logits = linear(dropout(features, DROPOUT), *learner.head)
    of_states = distillation.measure_distance([one.float() for one in states], [one.float() for one in teacher_states])
    of_features = (features - teacher_features).square().mean() / teacher_features.var()
    return of_states + of_features + compute_loss(logits, batch.labels, probabilities)


def _print_epoch(
    epoch: int,
    learner: PrunableNetwork,
    measured: Mapping[str, Sequence[data.TargetExample]],
    losses: Sequence[float],
    seconds: float,
) -> None:
    print(f"epoch {epoch}: loss {np.mean(losses) if losses else np.nan:.4f}, {seconds:.0f} s", flush=True)
    for name, part in measured.items():
        print_scores(name, *learner.predict(part))

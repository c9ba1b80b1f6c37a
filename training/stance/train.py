"""Epochs of training, by readers' labels, a teacher's probabilities, or both, and their scores."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import f1_score
from torch.nn.functional import cross_entropy, log_softmax

from training.stance import data
from training.stance.data import UNREAD, Item
from training.stance.learner import Learner, adapted
from training.stepping import stepper

_SMOOTHING = 0.1
_WARMUP = 15  # one in so many steps
_DECAY = 0.01
DROPOUT = 0.1


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How long and how fast to learn, and where the network after each epoch goes: `out`/SEED-EPOCH.safetensors."""

    epochs: int
    rate: float
    seed: int
    out: Path


def train(
    learner: Learner, items: Sequence[Item], names: Sequence[str], measured: Mapping[str, Sequence[Item]], plan: Plan
) -> None:
    """Learn from the items, print scores on what is `measured` after each epoch, and save."""
    rng = random.Random(plan.seed)
    plan.out.mkdir(parents=True, exist_ok=True)
    steps = plan.epochs * -(-len(items) // data.BATCH)
    step = stepper(learner.parameters(), plan.rate, steps, max(1, steps // _WARMUP), _DECAY)
    with adapted(learner.net, learner.down, learner.up):
        for number in range(1, plan.epochs + 1):
            begun, losses = time.time(), []
            learner.net.train()
            for batch in data.batches(data.seen(items, names, rng), rng):
                lost = _learnt(learner, batch)
                step(lost)
                losses.append(lost.item())
            print(f"epoch {number}: loss {np.mean(losses):.4f}, {time.time() - begun:.0f} s", flush=True)
            for name, part in measured.items():
                report(name, *learner.probabilities(part))
            learner.adapters().save(plan.out / f"{plan.seed}-{number}.safetensors")


def _learnt(learner: Learner, batch: Sequence[Item]) -> torch.Tensor:
    told = torch.tensor([item.told for item in batch]) if batch[0].told else None
    return loss(learner.logits(batch, DROPOUT), torch.tensor([item.label for item in batch]), told)


def loss(logits: torch.Tensor, labels: torch.Tensor, told: torch.Tensor | None) -> torch.Tensor:
    """Mean cross-entropy against the reader's label, the teacher's probabilities, or half against each."""
    read = labels != UNREAD
    hard = cross_entropy(logits, labels.clamp_min(0), label_smoothing=_SMOOTHING, reduction="none")
    if told is None:
        return hard.mean()
    soft = -(told * log_softmax(logits, -1)).sum(-1)
    return torch.where(read, (soft + hard) / 2, soft).mean()


def report(name: str, probabilities: np.ndarray, labels: np.ndarray) -> None:
    """Print F1 by the likeliest label, and by the best probability of neutral from which a target is neutral."""
    each = f1_score(labels, probabilities.argmax(axis=1), average=None)
    best, threshold = _threshold(probabilities, labels)
    print(
        f"  {name}: n {len(labels)}, macro-F1 {each.mean():.4f}, each {np.round(each, 3)};"
        f" {best:.4f} with neutral from {threshold:.2f}",
        flush=True,
    )


def _threshold(probabilities: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """The best macro-F1, and the probability of neutral from which a target should count as neutral for it."""
    sides = np.where(probabilities[:, 0] > probabilities[:, 2], 0, 2)
    coded = {float(t): np.where(probabilities[:, 1] >= t, 1, sides) for t in np.arange(0.2, 0.8, 0.02)}
    return max((float(f1_score(labels, guess, average="macro")), t) for t, guess in coded.items())

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
from training.stance.data import UNLABELLED, TargetExample
from training.stance.learner import Learner, apply_adapters
from training.stance.stepping import make_stepper

_SMOOTHING = 0.1
_WARMUP = 15  # one in so many steps
_DECAY = 0.01
DROPOUT = 0.1


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How long and how fast to learn.

    Attributes:
        epochs: over all examples.
        rate: the highest learning rate.
        seed: of the order of examples and of what is drawn.
        out: folder; the network after each epoch is SEED-EPOCH.safetensors.
    """

    epochs: int
    rate: float
    seed: int
    out: Path


def train(
    learner: Learner,
    examples: Sequence[TargetExample],
    names: Sequence[str],
    measured: Mapping[str, Sequence[TargetExample]],
    plan: Plan,
) -> None:
    """Learn by an epoch after the other, print scores, and save the adapters.

    Args:
        learner: it is changed.
        examples: to learn from; all have a teacher's probabilities, or none has.
        names: that take the place of targets' names.
        measured: examples by name that scores are printed of.
        plan: how long, how fast, and where to.
    """
    rng = random.Random(plan.seed)
    plan.out.mkdir(parents=True, exist_ok=True)
    steps = plan.epochs * -(-len(examples) // data.BATCH)
    step = make_stepper(learner.parameters(), plan.rate, steps, max(1, steps // _WARMUP), _DECAY)
    with apply_adapters(learner.net, learner.down, learner.up):
        for number in range(1, plan.epochs + 1):
            begun, losses = time.time(), []
            learner.net.train()
            for batch in data.make_batches(data.swap_names(examples, names, rng), rng):
                loss = _compute_batch_loss(learner, batch)
                step(loss)
                losses.append(loss.item())
            print(f"epoch {number}: loss {np.mean(losses):.4f}, {time.time() - begun:.0f} s", flush=True)
            for name, part in measured.items():
                print_scores(name, *learner.predict(part))
            learner.extract_adapters().save(plan.out / f"{plan.seed}-{number}.safetensors")


def _compute_batch_loss(learner: Learner, batch: Sequence[TargetExample]) -> torch.Tensor:
    teacher = torch.tensor([example.teacher for example in batch]) if batch[0].teacher else None
    labels = torch.tensor([example.label for example in batch])
    return compute_loss(learner.compute_logits(batch, DROPOUT), labels, teacher)


def compute_loss(logits: torch.Tensor, labels: torch.Tensor, teacher: torch.Tensor | None) -> torch.Tensor:
    """Mean cross-entropy against the reader's label, the teacher's probabilities, or half against each.

    Args:
        logits: of LABELS, *shape* (n, 3).
        labels: of readers, *shape* (n,), UNLABELLED where there is none.
        teacher: its probabilities of LABELS, *shape* (n, 3), if there is one.
    """
    labelled = labels != UNLABELLED
    hard = cross_entropy(logits, labels.clamp_min(0), label_smoothing=_SMOOTHING, reduction="none")
    if teacher is None:
        return hard.mean()
    soft = -(teacher * log_softmax(logits, -1)).sum(-1)
    return torch.where(labelled, (soft + hard) / 2, soft).mean()


def print_scores(name: str, probabilities: np.ndarray, labels: np.ndarray) -> None:
    """Print F1 by the likeliest label, and by the best probability of neutral from which a target is neutral.

    Args:
        name: of what is measured.
        probabilities: of LABELS, *shape* (n, 3).
        labels: of readers, *shape* (n,).
    """
    each = f1_score(labels, probabilities.argmax(axis=1), average=None)
    best, threshold = _choose_threshold(probabilities, labels)
    print(
        f"  {name}: n {len(labels)}, macro-F1 {each.mean():.4f}, each {np.round(each, 3)};"
        f" {best:.4f} with neutral from {threshold:.2f}",
        flush=True,
    )


def _choose_threshold(probabilities: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """The best macro-F1, and the probability of neutral from which a target should count as neutral for it."""
    sides = np.where(probabilities[:, 0] > probabilities[:, 2], 0, 2)
    coded = {float(t): np.where(probabilities[:, 1] >= t, 1, sides) for t in np.arange(0.2, 0.8, 0.02)}
    return max((float(f1_score(labels, guess, average="macro")), t) for t, guess in coded.items())

"""The training itself: batches of several tasks, steps, and where to go on after a stop."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from training.encoder.learner import Learner, Predictions
from training.encoder.passages import FRAMES, Passage, join_passages

SUBWORDS = 1400  # of a batch, about
_SIGNS = 4.2  # characters of a subword, about
_WARMUP, _LEAST_RATE = 80, 0.02
_DECAY, _SMOOTHING = 0.01, 0.05
_EVERY = 50  # steps between two lines of the log
_SAVE_EVERY = 200


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One part of the training.

    Attributes:
        batches: what is learnt from, in order.
        rate: the highest learning rate.
        similarity: weight of the teacher's similarities.
        saved: file for the state of a run that is stopped.
    """

    batches: Sequence["Batch"]
    rate: float
    similarity: float
    saved: Path


@dataclass(frozen=True, kw_only=True)
class TrainingData:
    """What is learnt from.

    Attributes:
        articles: passages of whole articles, seen twice an epoch: nothing is nearer to what will be coded.
        statements: passages of one statement each, which are joined at random.
        compared: statements whose similarities a teacher knows; half of them, drawn anew in each epoch, stay alone.
        vectors: the teacher's, of unit length, *shape* (compared, width).
    """

    articles: Sequence[Passage]
    statements: Sequence[Passage]
    compared: Sequence[Passage]
    vectors: Tensor


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Passages that are learnt from at once, and the teacher's vectors of them, if it has any."""

    passages: Sequence[Passage]
    vectors: Tensor | None = None


def draw_batches(data: TrainingData, rng: random.Random) -> list[Batch]:
    """Draw the batches of an epoch, in random order."""
    alone = set(rng.sample(range(len(data.compared)), len(data.compared) // 2))
    others = [passage for number, passage in enumerate(data.compared) if number not in alone]
    joined = join_passages([*data.statements, *others], rng)
    batches = [Batch(passages=part) for part in cut_batches([*joined, *data.articles, *data.articles], rng)]
    number_of = {id(data.compared[number]): number for number in sorted(alone)}
    for part in cut_batches([data.compared[number] for number in sorted(alone)], rng):
        batches.append(Batch(passages=part, vectors=data.vectors[[number_of[id(passage)] for passage in part]]))
    rng.shuffle(batches)
    return batches


def draw_last_batches(passages: Sequence[Passage], rng: random.Random) -> list[Batch]:
    """Draw the batches of the last part, of the passages that are nearest to what will be coded, in random order."""
    batches = [Batch(passages=part) for part in cut_batches(join_passages(passages, rng), rng)]
    rng.shuffle(batches)
    return batches


def cut_batches(passages: Sequence[Passage], rng: random.Random | None = None) -> list[list[Passage]]:
    """Batches of passages of about the same length; `rng` mixes lengths a little, if it is given."""

    def length(passage: Passage) -> float:
        return len(passage.text) * (rng.uniform(0.9, 1.1) if rng else 1.0)

    batches: list[list[Passage]] = [[]]
    for passage in sorted(passages, key=length):
        if (len(batches[-1]) + 1) * len(passage.text) > SUBWORDS * _SIGNS and batches[-1]:
            batches.append([])
        batches[-1].append(passage)
    return batches


def compute_loss(predictions: Predictions, vectors: Tensor | None, similarity: float) -> Tensor:
    """Add up the losses of the tasks that a batch has.

    Frames and stances by cross-entropy; and the similarities of statements by the squared difference to those of the
    teacher (Reimers and Gurevych 2020, arXiv:2004.09813, with similarities in place of vectors), so that the encoder
    stays one for codebooks that it has not seen.
    """
    loss = torch.zeros(())
    if len(predictions.carried):
        loss = loss + len(FRAMES) * binary_cross_entropy_with_logits(predictions.frames, predictions.carried)
    if len(predictions.labels):
        loss = loss + cross_entropy(predictions.stances, predictions.labels, label_smoothing=_SMOOTHING)
    if vectors is not None:
        difference = predictions.vectors @ predictions.vectors.T - vectors @ vectors.T
        loss = loss + similarity * difference.square().mean()
    return loss


def train(learner: Learner, plan: Plan) -> None:
    """Learn, going on where a run of the same plan was stopped.

    Args:
        learner: it is changed.
        plan: what it learns from, and how fast.
    """
    batches = plan.batches
    parameters = learner.list_parameters()
    optimiser = torch.optim.AdamW(parameters, lr=plan.rate, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / _WARMUP) * max(_LEAST_RATE, 1 - step / len(batches))
    )
    first = _resume(plan.saved, learner, optimiser, schedule) if plan.saved.exists() else 0
    begun, losses = time.monotonic(), []
    learner.train()
    for number, batch in enumerate(batches[first:], first + 1):
        loss = compute_loss(learner(batch.passages), batch.vectors, plan.similarity)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        if number % _EVERY == 0:
            mean = sum(losses[-_EVERY:]) / len(losses[-_EVERY:])
            print(f"step {number} of {len(batches)}: loss {mean:.4f}, {time.monotonic() - begun:.0f} s", flush=True)
        if number % _SAVE_EVERY == 0 or number == len(batches):
            _save(plan.saved, learner, optimiser, schedule, number)


def _save(
    path: Path,
    learner: Learner,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    step: int,
) -> None:
    state = {
        "learnt": learner.extract_learnt(),
        "optimiser": optimiser.state_dict(),
        "schedule": schedule.state_dict(),
        "random": torch.get_rng_state(),
        "step": step,
    }
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)  # a run may be killed while it writes


def _resume(
    path: Path, learner: Learner, optimiser: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LRScheduler
) -> int:
    state = torch.load(path)
    learner.load_state_dict(state["learnt"], strict=False)
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    torch.set_rng_state(state["random"])
    return int(state["step"])

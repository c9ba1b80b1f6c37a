"""One training run: Adam with warm-up and cosine decay by steps, averaged weights, checkpoints that survive a kill."""

import logging
import math
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import torch

log = logging.getLogger("training")


class Task(Protocol):
    """A network to train, and its data."""

    @property
    def model(self) -> torch.nn.Module: ...

    @property
    def optimizers(self) -> list[torch.optim.Optimizer]: ...

    def epoch(self, number: int) -> Iterable[Any]:
        """Batches of one pass over the data, in an order that depends on `number` only."""
        ...

    def update(self, batch: Any) -> float:
        """One step; the loss."""
        ...

    def evaluate(self) -> dict[str, float]:
        """Scores on the development data, in percent."""
        ...

    def save(self, path: Path) -> None:
        """Write the model as it is loaded."""
        ...


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """How long and how fast a network is trained.

    Attributes:
        steps: in all.
        warmup: share of them in which the learning rate rises, in [0, 1].
        average: decay of the averaged weights, in [0, 1].
        evaluate: steps between scores.
        checkpoint: steps between checkpoints.
    """

    steps: int
    warmup: float
    average: float
    evaluate: int
    checkpoint: int

    def compute_rate(self, step: int) -> float:
        """Compute the learning rate at a step as a share of the highest, in (0, 1]."""
        done = step / self.steps
        if done < self.warmup:
            return max(done / self.warmup, 0.02)
        return 0.5 * (1 + math.cos(math.pi * (done - self.warmup) / (1 - self.warmup)))


class Average:
    """Exponential moving average of a model's parameters (Polyak and Juditsky 1992, doi:10.1137/0330046)."""

    def __init__(self, model: torch.nn.Module, decay: float) -> None:
        self.decay = decay
        self.shadow = {name: part.detach().clone() for name, part in model.named_parameters() if part.requires_grad}

    @torch.no_grad()
    def update(self, model: torch.nn.Module, step: int) -> None:
        """Move the averages toward the model's parameters; earlier steps of a run weigh less."""
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, part in model.named_parameters():
            if name in self.shadow:
                self.shadow[name].lerp_(part, 1 - decay)

    @torch.no_grad()
    def swap(self, model: torch.nn.Module) -> None:
        """Exchange the model's parameters and their averages."""
        for name, part in model.named_parameters():
            if name in self.shadow:
                current = part.detach().clone()
                part.copy_(self.shadow[name])
                self.shadow[name] = current


def seed_epoch(number: int, seed: int) -> None:
    """Make the random numbers of a pass over the data depend on its number only."""
    random.seed(f"{seed} {number}")


def run(task: Task, schedule: Schedule, out: Path) -> None:
    """Train a network to the end and write the averaged model; goes on from the checkpoint beside it if there is one.

    Args:
        task: the network and its data.
        schedule: how long and how fast.
        out: file of the model.
    """
    average = Average(task.model, schedule.average)
    rates = [[group["lr"] for group in optimizer.param_groups] for optimizer in task.optimizers]
    checkpoint = out.with_name(out.name + ".checkpoint")
    step, *position_in_data = _load_checkpoint(task, average, checkpoint) if checkpoint.exists() else (0, 0, 0)
    losses, begun, first = 0.0, time.process_time(), step
    for epoch, position, batch in _stream(task, *position_in_data):
        if step >= schedule.steps:
            break
        for optimizer, highest in zip(task.optimizers, rates, strict=True):
            for group, rate in zip(optimizer.param_groups, highest, strict=True):
                group["lr"] = rate * schedule.compute_rate(step)
        losses += task.update(batch)
        step += 1
        average.update(task.model, step)
        if step % 100 == 0:
            each = (time.process_time() - begun) / (step - first)
            log.info("%s step %d epoch %d loss %.3f, %.2f CPU s a step", out.stem, step, epoch, losses / 100, each)
            losses = 0.0
        if step % schedule.checkpoint == 0:
            _save_checkpoint(task, average, (step, epoch, position + 1), checkpoint)
        if step % schedule.evaluate == 0:
            _score(task, average, out.stem, step)
    average.swap(task.model)
    half = out.with_name(out.name + ".half")
    task.save(half)
    half.replace(out)
    log.info("%s finished: %d steps, %s", out.stem, step, task.evaluate())
    checkpoint.unlink(missing_ok=True)


def _stream(task: Task, epoch: int, position: int) -> Iterator[tuple[int, int, Any]]:
    """Batches without end, with the pass and the place in it."""
    while True:
        for place, batch in enumerate(islice(task.epoch(epoch), position, None), position):
            yield epoch, place, batch
        epoch, position = epoch + 1, 0


def _score(task: Task, average: Average, name: str, step: int) -> None:
    average.swap(task.model)
    log.info("%s step %d dev %s", name, step, task.evaluate())
    average.swap(task.model)


def _save_checkpoint(task: Task, average: Average, place: tuple[int, int, int], path: Path) -> None:
    state: dict[str, Any] = {
        "model": task.model.state_dict(),
        "optimizers": [optimizer.state_dict() for optimizer in task.optimizers],
    }
    state |= {"average": average.shadow, "place": place, "torch": torch.get_rng_state(), "random": random.getstate()}
    half = path.with_name(path.name + ".half")
    torch.save(state, half)
    half.replace(path)


def _load_checkpoint(task: Task, average: Average, path: Path) -> tuple[int, int, int]:
    state = torch.load(path, weights_only=False)  # our own file: the states of Adam and of the random numbers are in it
    task.model.load_state_dict(state["model"])
    for optimizer, saved in zip(task.optimizers, state["optimizers"], strict=True):
        optimizer.load_state_dict(saved)
    average.shadow = state["average"]
    torch.set_rng_state(state["torch"])
    random.setstate(state["random"])
    step, epoch, position = state["place"]
    return step, epoch, position

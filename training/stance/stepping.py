"""A step of training."""

from collections.abc import Callable, Sequence

import torch


def make_stepper(
    parameters: Sequence[torch.Tensor], rate: float, steps: int, warm: int, decay: float
) -> Callable[[torch.Tensor], None]:
    """Make a function that takes a loss and makes a step of AdamW, gradients clipped to length 1.

    Args:
        parameters: what learns.
        rate: the highest learning rate; it rises linearly to it and falls linearly to 0.
        steps: of the training.
        warm: steps over which the rate rises.
        decay: of the weights.
    """
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )

    def step(loss: torch.Tensor) -> None:
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()

    return step

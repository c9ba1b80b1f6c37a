"""A step of training."""

from collections.abc import Callable, Sequence

import torch


def stepper(
    parameters: Sequence[torch.Tensor], rate: float, steps: int, warm: int, decay: float
) -> Callable[[torch.Tensor], None]:
    """AdamW with a linear rise over `warm` of the `steps` and a fall over the rest, gradients clipped to length 1.

    `rate` is the highest learning rate, `decay` the weight decay; what is returned takes a loss and makes a step.
    """
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=decay)
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )

    def step(loss: torch.Tensor) -> None:
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        slope.step()

    return step

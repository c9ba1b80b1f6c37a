"""Heads and neurons taken out of a layer, those first without which it is least different (Optimal Brain Surgeon).

What is left of the linear layer behind them makes up for them as well as least squares can: Hassibi and Stork 1993,
"Second order derivatives for network pruning"; for whole columns of a transformer, Kurtic, Frantar and Alistarh 2023,
arXiv:2302.04089.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from training.stance.layers import Below, Layer, Weights

_DAMPING = 1e-3  # of the mean of the diagonal


def pruned(below: Below, layers: Sequence[Weights], texts: Sequence[Tensor], heads: int, neurons: int) -> list[Weights]:
    """The layers with so many heads and neurons each, pruned from the lowest up by what each is given.

    Args:
        below: what stands below the layers.
        layers: their weights.
        texts: batches of texts of one length, as numbers of pieces.
        heads: of each layer, that are left.
        neurons: between the two linear layers after attention, that are left.
    """
    layer, made = Layer(below), []
    with torch.inference_mode():
        states = [below(batch) for batch in texts]
        for known in layers:
            weights = dict(known)
            attended = [layer.attended(weights, x) for x in states]
            groups = torch.arange(attended[0].shape[-1]).view(-1, below.size)
            dense, kept = reduced(_second_moment(attended), weights["attention.output.dense.weight"], groups, heads)
            weights["attention.output.dense.weight"] = dense
            for part in ("query", "key", "value"):
                _cut(weights, f"attention.self.{part}", kept)
            seen = [layer.joined(weights, y[..., kept], x) for y, x in zip(attended, states, strict=True)]
            inner = [layer.inner(weights, s) for s in seen]
            groups = torch.arange(inner[0].shape[-1]).view(-1, 1)
            dense, kept = reduced(_second_moment(inner), weights["output.dense.weight"], groups, neurons)
            weights["output.dense.weight"] = dense
            _cut(weights, "intermediate.dense", kept)
            states = [layer.outer(weights, i[..., kept], s) for i, s in zip(inner, seen, strict=True)]
            made.append({name: value.clone() for name, value in weights.items()})
    return made


def reduced(moment: Tensor, weight: Tensor, groups: Tensor, left: int) -> tuple[Tensor, Tensor]:
    """A linear layer with some groups of its inputs taken out, and the inputs that it still has, in order.

    Args:
        moment: sum over all that it was given of x x', *shape* (in, in), in double precision.
        weight: its weights, *shape* (out, in).
        groups: inputs that go or stay together, *shape* (groups, size).
        left: how many groups stay.
    """
    changed = weight.double().clone()
    inverse = torch.linalg.inv(moment + _DAMPING * moment.diag().mean() * torch.eye(len(moment), dtype=torch.float64))
    staying = groups
    while len(staying) > left:
        own = torch.linalg.inv(inverse[staying[:, :, None], staying[:, None, :]])  # (groups, size, size)
        columns = changed[:, staying].permute(1, 0, 2)  # (groups, out, size)
        least = int(((columns @ own) * columns).sum(dim=(1, 2)).argmin())
        gone = staying[least]
        rows = own[least] @ inverse[gone]
        changed -= changed[:, gone] @ rows
        inverse -= inverse[:, gone] @ rows
        staying = torch.cat([staying[:least], staying[least + 1 :]])
    kept = staying.flatten()
    return changed[:, kept].float(), kept


def _second_moment(batches: Sequence[Tensor]) -> Tensor:
    flat = [batch.flatten(0, 1) for batch in batches]
    return torch.stack([(rows.T @ rows).double() for rows in flat]).sum(dim=0)


def _cut(weights: Weights, name: str, kept: Tensor) -> None:
    for what in ("weight", "bias"):
        weights[f"{name}.{what}"] = weights[f"{name}.{what}"][kept]

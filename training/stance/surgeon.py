"""Structured pruning: heads and neurons go first without which a layer changes least (Optimal Brain Surgeon).

The rest of the linear layer behind them makes up for them by least squares: Hassibi and Stork 1993, "Second order
derivatives for network pruning"; for whole columns of a transformer, Kurtic, Frantar and Alistarh 2023,
arXiv:2302.04089.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from training.stance.layers import EmbeddingLayer, Layer, Weights

_DAMPING = 1e-3  # of the mean of the diagonal


def prune_layers(
    embedding: EmbeddingLayer, layers: Sequence[Weights], texts: Sequence[Tensor], heads: int, neurons: int
) -> list[Weights]:
    """Prune layers from the lowest up, each by its inputs from the pruned ones below it.

    Args:
        embedding: what stands below the layers.
        layers: their weights.
        texts: batches of texts of one length, as ids of subwords.
        heads: of each layer, that are left.
        neurons: between the two linear layers after attention, that are left.

    Returns:
        The weights of the pruned layers.
    """
    layer, pruned = Layer(embedding), []
    with torch.inference_mode():
        states = [embedding(batch) for batch in texts]
        for original in layers:
            weights = dict(original)
            attended = [layer.attend(weights, x) for x in states]
            groups = torch.arange(attended[0].shape[-1]).view(-1, embedding.head_size)
            dense, inputs = reduce_inputs(
                _compute_second_moment(attended), weights["attention.output.dense.weight"], groups, heads
            )
            weights["attention.output.dense.weight"] = dense
            for part in ("query", "key", "value"):
                _cut_outputs(weights, f"attention.self.{part}", inputs)
            normed = [layer.add_attended(weights, y[..., inputs], x) for y, x in zip(attended, states, strict=True)]
            inner = [layer.compute_inner(weights, x) for x in normed]
            groups = torch.arange(inner[0].shape[-1]).view(-1, 1)
            dense, inputs = reduce_inputs(
                _compute_second_moment(inner), weights["output.dense.weight"], groups, neurons
            )
            weights["output.dense.weight"] = dense
            _cut_outputs(weights, "intermediate.dense", inputs)
            states = [layer.add_inner(weights, y[..., inputs], x) for y, x in zip(inner, normed, strict=True)]
            pruned.append({name: value.clone() for name, value in weights.items()})
    return pruned


def reduce_inputs(moment: Tensor, weight: Tensor, groups: Tensor, left: int) -> tuple[Tensor, Tensor]:
    """Take groups of inputs out of a linear layer.

    Args:
        moment: sum over its inputs of x x', *shape* (in, in), in double precision.
        weight: its weights, *shape* (out, in).
        groups: inputs that go or stay together, *shape* (groups, size).
        left: how many groups stay.

    Returns:
        The weights of the inputs that stay, and these inputs, in order.
    """
    changed = weight.double().clone()
    inverse = torch.linalg.inv(moment + _DAMPING * moment.diag().mean() * torch.eye(len(moment), dtype=torch.float64))
    staying = groups
    while len(staying) > left:
        own = torch.linalg.inv(inverse[staying[:, :, None], staying[:, None, :]])  # (groups, size, size)
        columns = changed[:, staying].permute(1, 0, 2)  # (groups, out, size)
        least = int(((columns @ own) * columns).sum(dim=(1, 2)).argmin())
        removed = staying[least]
        rows = own[least] @ inverse[removed]
        changed -= changed[:, removed] @ rows
        inverse -= inverse[:, removed] @ rows
        staying = torch.cat([staying[:least], staying[least + 1 :]])
    inputs = staying.flatten()
    return changed[:, inputs].float(), inputs


def _compute_second_moment(batches: Sequence[Tensor]) -> Tensor:
    flat = [batch.flatten(0, 1) for batch in batches]
    return torch.stack([(rows.T @ rows).double() for rows in flat]).sum(dim=0)


def _cut_outputs(weights: Weights, name: str, outputs: Tensor) -> None:
    for kind in ("weight", "bias"):
        weights[f"{name}.{kind}"] = weights[f"{name}.{kind}"][outputs]

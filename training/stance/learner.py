"""Adapters of the sentence encoder that learn, with a head that tells stances."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch.nn.functional import dropout
from transformers import AutoModel, AutoTokenizer

from rejoinder import encoder
from rejoinder.stances import network
from rejoinder.stances.model import LABELS
from training.stance.adapters import Adapters
from training.stance.data import BATCH, Item

_MOST_PIECES = 256


class Learner:
    """The encoder's lowest layers, all by default, with adapters and a head that learn; the encoder's own weights stay
    as they are."""

    def __init__(self, rank: int, layers: int | None = None) -> None:
        packaged = encoder.PACKAGED.folder
        self.tokenizer = AutoTokenizer.from_pretrained(packaged, local_files_only=True)
        # the fused attention is slower on a processor, where it goes backward
        self.net = AutoModel.from_pretrained(packaged, local_files_only=True, attn_implementation="eager")
        self.net.encoder.layer = self.net.encoder.layer[:layers]
        self.net.requires_grad_(False)
        linear = {k: m for k, m in self.net.named_modules() if isinstance(m, torch.nn.Linear) and ".layer." in k}
        self.down = {
            k: torch.nn.Parameter(torch.randn(rank, m.in_features) / m.in_features**0.5) for k, m in linear.items()
        }
        self.up = {k: torch.nn.Parameter(torch.zeros(m.out_features, rank)) for k, m in linear.items()}
        self.head = torch.nn.Linear(network.PARTS * self.net.config.hidden_size, len(LABELS))

    def begin_from(self, known: Adapters) -> None:
        """Take over the adapters of these layers, whose rank must be the same, and the head."""
        with torch.no_grad():
            for name in self.down:
                self.down[name].copy_(torch.from_numpy(known.down[name]))
                self.up[name].copy_(torch.from_numpy(known.up[name]))
            self.head.weight.copy_(torch.from_numpy(known.weights))
            self.head.bias.copy_(torch.from_numpy(known.bias))

    def parameters(self) -> list[torch.nn.Parameter]:
        return [*self.down.values(), *self.up.values(), *self.head.parameters()]

    def logits(self, items: Sequence[Item], drop: float = 0.0) -> torch.Tensor:
        """*Shape* (len(items), 3); `drop` is the share of features left out at random."""
        texts, spans = zip(*(network.mark_mentions(i.text, i.spans) for i in items), strict=True)
        how = {"padding": True, "truncation": True, "max_length": _MOST_PIECES, "return_tensors": "pt"}
        coded = self.tokenizer(list(texts), return_offsets_mapping=True, **how)
        offsets = coded.pop("offset_mapping").numpy()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.net(**coded, output_hidden_states=True).hidden_states
        states = torch.stack([hidden[-layer] for layer in network.LAYERS]).float()
        made = []
        for row, spots in enumerate(spans):
            length = int(coded["attention_mask"][row].sum())
            target = torch.from_numpy(network.find_inside(offsets[row, :length], spots))
            made.append(network.pool_features(states[:, row, :length], target))
        logits: torch.Tensor = self.head(dropout(torch.stack(made), drop))
        return logits

    def probabilities(self, items: Sequence[Item]) -> tuple[np.ndarray, np.ndarray]:
        """Of the items, sorted by length, *shape* (n, 3), and their labels."""
        self.net.eval()
        items = sorted(items, key=lambda i: len(i.text))
        with torch.no_grad():
            logits = [self.logits(items[i : i + BATCH]) for i in range(0, len(items), BATCH)]
        return torch.cat(logits).softmax(-1).numpy(), np.array([i.label for i in items])

    def adapters(self) -> Adapters:
        return Adapters(
            down={name: value.detach().numpy() for name, value in self.down.items()},
            up={name: value.detach().numpy() for name, value in self.up.items()},
            weights=self.head.weight.detach().numpy(),
            bias=self.head.bias.detach().numpy(),
        )


@contextmanager
def adapted(net: Any, down: Mapping[str, Any], up: Mapping[str, Any]) -> Iterator[None]:
    """The encoder's torch network with low-rank matrices (tensors) added to its linear layers while the block runs."""
    modules = dict(net.named_modules())
    handles = [modules[name].register_forward_hook(_adding(down[name], up[name])) for name in sorted(down)]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _adding(down: Any, up: Any) -> Any:
    def added(module: Any, given: tuple[Any, ...], output: Any) -> Any:
        return output + (given[0] @ down.T) @ up.T

    return added

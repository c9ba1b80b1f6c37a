"""Adapters of the sentence encoder that learn, with a head that predicts stances."""

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
from training.stance.data import BATCH, TargetExample

_MOST_SUBWORDS = 256


class Learner:
    """The encoder's lowest layers with adapters and a head that learn; its own weights stay as they are.

    Attributes:
        net: the layers, as a network of transformers.
        down, up: low-rank matrices by name of a linear layer, *shape* (rank, in) and (out, rank).
        head: from the features to LABELS.
    """

    def __init__(self, rank: int, layers: int | None = None) -> None:
        """Begin with adapters of some rank that change nothing, on so many layers from below, all by default."""
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

    def begin_from(self, adapters: Adapters) -> None:
        """Take over the adapters of these layers, whose rank must be the same, and the head."""
        with torch.no_grad():
            for name in self.down:
                self.down[name].copy_(torch.from_numpy(adapters.down[name]))
                self.up[name].copy_(torch.from_numpy(adapters.up[name]))
            self.head.weight.copy_(torch.from_numpy(adapters.weights))
            self.head.bias.copy_(torch.from_numpy(adapters.bias))

    def parameters(self) -> list[torch.nn.Parameter]:
        """All that learn."""
        return [*self.down.values(), *self.up.values(), *self.head.parameters()]

    def compute_logits(self, examples: Sequence[TargetExample], drop: float = 0.0) -> torch.Tensor:
        """Logits of LABELS, *shape* (len(examples), 3); `drop` is the share of features left out at random."""
        texts, spans = zip(*(network.mark_mentions(example.text, example.spans) for example in examples), strict=True)
        settings = {"padding": True, "truncation": True, "max_length": _MOST_SUBWORDS, "return_tensors": "pt"}
        coded = self.tokenizer(list(texts), return_offsets_mapping=True, **settings)
        offsets = coded.pop("offset_mapping").numpy()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.net(**coded, output_hidden_states=True).hidden_states
        states = torch.stack([hidden[-layer] for layer in network.LAYERS]).float()
        features = []
        for row, mentions in enumerate(spans):
            length = int(coded["attention_mask"][row].sum())
            target = torch.from_numpy(network.find_inside(offsets[row, :length], mentions))
            features.append(network.pool_features(states[:, row, :length], target))
        logits: torch.Tensor = self.head(dropout(torch.stack(features), drop))
        return logits

    def predict(self, examples: Sequence[TargetExample]) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities of LABELS for the examples, sorted by length, *shape* (n, 3), and their labels."""
        self.net.eval()
        examples = sorted(examples, key=lambda example: len(example.text))
        with torch.no_grad():
            logits = [self.compute_logits(examples[i : i + BATCH]) for i in range(0, len(examples), BATCH)]
        return torch.cat(logits).softmax(-1).numpy(), np.array([example.label for example in examples])

    def extract_adapters(self) -> Adapters:
        """What was learnt, apart from the encoder."""
        return Adapters(
            down={name: value.detach().numpy() for name, value in self.down.items()},
            up={name: value.detach().numpy() for name, value in self.up.items()},
            weights=self.head.weight.detach().numpy(),
            bias=self.head.bias.detach().numpy(),
        )


@contextmanager
def apply_adapters(net: Any, down: Mapping[str, Any], up: Mapping[str, Any]) -> Iterator[None]:
    """Add low-rank matrices to the linear layers of a network while the block runs.

    Args:
        net: a torch network.
        down: matrices by name of a linear layer, *shape* (rank, in).
        up: likewise, *shape* (out, rank).
    """
    modules = dict(net.named_modules())
    handles = [modules[name].register_forward_hook(_create_hook(down[name], up[name])) for name in sorted(down)]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _create_hook(down: Any, up: Any) -> Any:
    def add(module: Any, inputs: tuple[Any, ...], output: Any) -> Any:
        return output + (inputs[0] @ down.T) @ up.T

    return add

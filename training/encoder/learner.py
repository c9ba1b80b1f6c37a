"""The lowest layers of an MPNet with adapters and heads that learn."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import normalize
from transformers import AutoModel, AutoTokenizer

from rejoinder.encoder.articles import SUBWORDS
from rejoinder.stances.model import LABELS
from rejoinder.syntax import Span
from training.encoder.passages import FRAMES, Passage

_ADAPTED = ("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", "intermediate.dense")
_ADAPTED_LAST = "output.dense"
_ADAPTER_DROPOUT, _HEAD_DROPOUT = 0.05, 0.1


class Dropout(torch.nn.Module):
    """Dropout whose shares are in 256ths: eight draws from one random number, as drawing takes half of a step else."""

    def __init__(self, share: float) -> None:
        """Leave out this share of what it is given while it trains."""
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """The input with some numbers left out, and the others that much larger."""
        dropped = round(self.share * 256)
        if not self.training or not dropped:
            return x
        drawn = torch.empty(-(-x.numel() // 8), dtype=torch.int64).random_(-(2**63), None)
        kept = drawn.view(torch.uint8)[: x.numel()].view(x.shape) >= dropped
        return x * (kept.to(x.dtype) * (256 / (256 - dropped)))


class Adapter(torch.nn.Module):
    """A linear layer with a low-rank matrix beside it (LoRA, Hu et al. 2022, arXiv:2106.09685)."""

    def __init__(self, base: torch.nn.Linear, rank: int) -> None:
        """Begin as the layer itself."""
        super().__init__()
        self.base = base
        self.dropout = Dropout(_ADAPTER_DROPOUT)
        self.down = torch.nn.Parameter(torch.randn(rank, base.in_features) / base.in_features**0.5)
        self.up = torch.nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        """The layer's outputs with those of the matrix."""
        outputs: Tensor = self.base(x) + (self.dropout(x) @ self.down.T) @ self.up.T
        return outputs


class Predictions(NamedTuple):
    """What the heads say of a batch.

    Attributes:
        frames: logits of FRAMES, *shape* (coded statements, 4).
        carried: their coded probabilities, likewise.
        stances: logits of LABELS, *shape* (coded stances, 3).
        labels: the coded ones, *shape* (coded stances,).
        vectors: means of the states of all statements, of unit length, *shape* (statements, width).
    """

    frames: Tensor
    carried: Tensor
    stances: Tensor
    labels: Tensor
    vectors: Tensor


class Learner(torch.nn.Module):
    """A sentence encoder's lowest layers, which stay as they are, with adapters and linear heads that learn.

    A statement's frames are read from the mean of its states, a stance from the mean of its target's and the mean of
    its statement's.

    Attributes:
        net: the layers, as a network of transformers.
        frames: the head of the frames.
        stances: the head of the stances, the target's states first.
    """

    def __init__(self, folder: Path, layers: int, rank: int) -> None:
        """Take so many layers from below of the encoder in a folder, which must be an MPNet."""
        super().__init__()
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        # the fused attention is slower on a processor, where it goes backward
        self.net: Any = AutoModel.from_pretrained(folder, local_files_only=True, attn_implementation="eager")
        self.net.encoder.layer = self.net.encoder.layer[:layers]
        self.net.pooler = None
        self.net.requires_grad_(False)
        for layer in self.net.encoder.layer:
            for name in (*_ADAPTED, _ADAPTED_LAST):
                parent, _, child = name.rpartition(".")
                module = layer.get_submodule(parent)
                setattr(module, child, Adapter(getattr(module, child), rank))
        for name, part in [*self.net.named_modules()]:
            if isinstance(part, torch.nn.Dropout):
                self.net.set_submodule(name, Dropout(part.p))
        self.dropout = Dropout(_HEAD_DROPOUT)
        width = self.net.config.hidden_size
        self.frames = torch.nn.Linear(width, len(FRAMES))
        self.stances = torch.nn.Linear(2 * width, len(LABELS))

    def list_parameters(self) -> list[torch.nn.Parameter]:
        """What learns."""
        return [parameter for parameter in self.parameters() if parameter.requires_grad]

    def extract_learnt(self) -> dict[str, Tensor]:
        """The adapters and heads by name."""
        learnt = {name for name, parameter in self.named_parameters() if parameter.requires_grad}
        return {name: value for name, value in self.state_dict().items() if name in learnt}

    def compute_states(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Compute the top states of texts, *shape* (texts, subwords, width), and their spans, (texts, subwords, 2)."""
        encoded = self.tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=SUBWORDS,
            return_tensors="pt",
            return_offsets_mapping=True,
        )
        blocked = (1.0 - encoded["attention_mask"][:, None, None].float()) * -1e9
        with torch.autocast("cpu", torch.bfloat16):
            embedded = self.net.embeddings(input_ids=encoded["input_ids"])
            states = self.net.encoder(embedded, attention_mask=blocked)[0]
        return states.float(), encoded["offset_mapping"]

    def forward(self, passages: Sequence[Passage]) -> Predictions:
        """Predict what is coded in passages."""
        states, offsets = self.compute_states([passage.text for passage in passages])
        of_statements, of_coded, of_targets = [], [], []
        carried, labels = [], []
        for own_states, own_offsets, passage in zip(states, offsets, passages, strict=True):
            for statement in passage.statements:
                inside = find_inside(own_offsets, [statement.span])
                if not inside.any():  # beyond the most subwords
                    continue
                mean = own_states[inside].mean(0)
                of_statements.append(mean)
                if statement.frames:
                    of_coded.append(mean)
                    carried.append(statement.frames)
                for stance in statement.stances:
                    named = find_inside(own_offsets, stance.mentions)
                    if named.any():
                        of_targets.append(torch.cat([own_states[named].mean(0), mean]))
                        labels.append(stance.label)
        width = states.shape[-1]
        return Predictions(
            frames=self.frames(self.dropout(_stack(of_coded, width))),
            carried=torch.tensor(carried).reshape(-1, len(FRAMES)),
            stances=self.stances(self.dropout(_stack(of_targets, 2 * width))),
            labels=torch.tensor(labels, dtype=torch.long),
            vectors=normalize(_stack(of_statements, width), dim=-1),
        )


def find_inside(offsets: Tensor, spans: Sequence[Span]) -> Tensor:
    """Find the subwords that touch a span.

    Args:
        offsets: their spans, *shape* (subwords, 2).
        spans: of the text.

    Returns:
        True for those that do, *shape* (subwords,).
    """
    inside = torch.zeros(len(offsets), dtype=torch.bool)
    for start, end in spans:
        inside |= (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])
    return inside


def _stack(vectors: Sequence[Tensor], width: int) -> Tensor:
    return torch.stack(list(vectors)) if vectors else torch.zeros(0, width)

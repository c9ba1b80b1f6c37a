"""The forward pass of an MPNet encoder, over texts packed without padding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, scaled_dot_product_attention

_FIRST_POSITION = 2  # of a text's subwords: those below are padding's
_FARTHEST = 128  # subwords, from which all are of one bucket


@dataclass(frozen=True)
class MPNet:
    """The encoder of MPNet (Song et al. 2020, arXiv:2004.09297) in floats.

    Attributes:
        config: of the checkpoint.
        tensors: its weights by name.
    """

    config: Mapping[str, Any]
    tensors: Mapping[str, Tensor]

    @property
    def layers(self) -> range:
        return range(self.config["num_hidden_layers"])

    def __call__(self, texts: Sequence[Sequence[int]], layers: Sequence[int]) -> Tensor:
        with torch.inference_mode():
            return torch.cat([self.encode(text, layers) for text in texts], dim=1)

    def encode(self, text: Sequence[int], layers: Sequence[int]) -> Tensor:
        """States of a text."""
        t = self.tensors
        x = (
            t["embeddings.word_embeddings.weight"][torch.tensor(text)]
            + t["embeddings.position_embeddings.weight"][_FIRST_POSITION : _FIRST_POSITION + len(text)]
        )
        states = [self.norm("embeddings.LayerNorm", x)]
        bias = self.bias(len(text))
        for n in range(len(self.layers) + 1 - min(layers)):
            states.append(self.layer(f"encoder.layer.{n}", states[-1], bias))
        return torch.stack([states[len(self.layers) + 1 - layer] for layer in layers])

    def norm(self, name: str, x: Tensor) -> Tensor:
        """A layer norm."""
        return layer_norm(
            x, x.shape[-1:], self.tensors[f"{name}.weight"], self.tensors[f"{name}.bias"], self.config["layer_norm_eps"]
        )

    def lin(self, name: str, x: Tensor) -> Tensor:
        """A linear layer."""
        return linear(x, self.tensors[f"{name}.weight"], self.tensors[f"{name}.bias"])

    def bias(self, length: int) -> Tensor:
        """Position bias."""
        places = torch.arange(length)
        return self.tensors["encoder.relative_attention_bias.weight"][
            bucket_distances(places[None] - places[:, None])
        ].permute(2, 0, 1)

    def layer(self, name: str, x: Tensor, bias: Tensor) -> Tensor:
        """A layer."""
        heads = self.config["num_attention_heads"]
        q, k, v = (self.lin(f"{name}.attention.attn.{p}", x).view(len(x), heads, -1).transpose(0, 1) for p in "qkv")
        a = scaled_dot_product_attention(q, k, v, bias).transpose(0, 1).reshape(len(x), -1)
        x = self.norm(f"{name}.attention.LayerNorm", self.lin(f"{name}.attention.attn.o", a) + x)
        return self.norm(
            f"{name}.output.LayerNorm",
            self.lin(f"{name}.output.dense", gelu(self.lin(f"{name}.intermediate.dense", x))) + x,
        )


def bucket_distances(distances: Tensor, buckets: int = 32) -> Tensor:
    """Buckets of how far a subword is after another: exact when near, logarithmic when far (Raffel et al. 2020)."""
    half, exact = buckets // 2, buckets // 4
    size = distances.abs()
    far = exact + (torch.log(size.float().clamp_min(1) / exact) / log(_FARTHEST / exact) * (half - exact)).long()
    return torch.where(size < exact, size, far.clamp_max(half - 1)) + half * (distances > 0)


def dequantise(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights in floats: an int8 matrix is multiplied by its rows' scales."""
    return {name: v * tensors[f"{name}.scale"][:, None] if v.dtype == torch.int8 else v for name, v in tensors.items()}


def build(config: Mapping[str, Any], tensors: Mapping[str, Tensor]) -> MPNet:
    """Build the network of a checkpoint."""
    return MPNet(config, dequantise(tensors))

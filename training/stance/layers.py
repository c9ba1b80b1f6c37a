"""The encoder's layers with weights that can be cut and can learn."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear

from rejoinder import encoder

PACKAGED = replace(encoder.PACKAGED, max_tokens=128)

Weights = dict[str, Tensor]


@dataclass(frozen=True)
class Below:
    """What stands below the layers, which never learns.

    Attributes:
        weights: those of the packaged encoder whose names begin with "embeddings.".
        size: of an attention head, in columns.
        epsilon: of layer normalisation.
    """

    weights: Weights
    size: int
    epsilon: float

    def __call__(self, texts: Tensor) -> Tensor:
        """States of texts of one length, *shape* (texts, pieces, width), from the numbers of their pieces."""
        known = {name.removeprefix("embeddings."): value for name, value in self.weights.items()}
        places = known["position_embeddings.weight"][: texts.shape[1]]
        summed = known["word_embeddings.weight"][texts] + places + known["token_type_embeddings.weight"][0]
        return normed(summed, self.weights, "embeddings.LayerNorm", self.epsilon)


@dataclass(frozen=True)
class Layer:
    """One layer: how it is computed from its weights, named as in a checkpoint without "encoder.layer.N."."""

    below: Below

    def attended(self, weights: Mapping[str, Tensor], x: Tensor) -> Tensor:
        """What attention hands on, *shape* (texts, pieces, heads * size)."""
        texts, pieces, _ = x.shape
        query, key, value = (
            _dense(x, weights, f"attention.self.{part}").view(texts, pieces, -1, self.below.size).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        shares = (query @ key.transpose(-1, -2) / math.sqrt(self.below.size)).softmax(-1)
        return (shares @ value).transpose(1, 2).reshape(texts, pieces, -1)

    def joined(self, weights: Mapping[str, Tensor], attended: Tensor, x: Tensor) -> Tensor:
        """States after attention."""
        summed = _dense(attended, weights, "attention.output.dense") + x
        return normed(summed, weights, "attention.output.LayerNorm", self.below.epsilon)

    def inner(self, weights: Mapping[str, Tensor], seen: Tensor) -> Tensor:
        """What stands between the two linear layers after attention, *shape* (texts, pieces, neurons)."""
        return gelu(_dense(seen, weights, "intermediate.dense"))

    def outer(self, weights: Mapping[str, Tensor], inner: Tensor, seen: Tensor) -> Tensor:
        """States after the layer."""
        return normed(_dense(inner, weights, "output.dense") + seen, weights, "output.LayerNorm", self.below.epsilon)

    def __call__(self, weights: Mapping[str, Tensor], x: Tensor) -> Tensor:
        seen = self.joined(weights, self.attended(weights, x), x)
        return self.outer(weights, self.inner(weights, seen), seen)


def _dense(x: Tensor, weights: Mapping[str, Tensor], name: str) -> Tensor:
    return linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def normed(x: Tensor, weights: Mapping[str, Tensor], name: str, epsilon: float) -> Tensor:
    """Layer normalisation by the weights of that name."""
    weight = weights[f"{name}.weight"]
    return layer_norm(x.float(), weight.shape, weight, weights[f"{name}.bias"], epsilon)


def packaged(depth: int) -> tuple[Below, list[Weights]]:
    """What stands below the packaged encoder's layers, and the weights of the lowest `depth` of them."""
    config, tensors = PACKAGED.load_weights()
    weights = {name: value.float() for name, value in tensors.items()}
    below = {name: value for name, value in weights.items() if name.startswith("embeddings.")}
    size = config["hidden_size"] // config["num_attention_heads"]
    return Below(below, size, config["layer_norm_eps"]), [of_layer(weights, number) for number in range(depth)]


def of_layer(weights: Mapping[str, Tensor], number: int) -> Weights:
    """The weights of one layer, by their names within it."""
    start = f"encoder.layer.{number}."
    return {name.removeprefix(start): value for name, value in weights.items() if name.startswith(start)}

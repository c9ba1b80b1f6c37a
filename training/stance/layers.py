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
class EmbeddingLayer:
    """What stands below the layers, which never learns.

    Attributes:
        weights: those of the packaged encoder whose names begin with "embeddings.".
        head_size: of an attention head, in columns.
        epsilon: of layer normalisation.
    """

    weights: Weights
    head_size: int
    epsilon: float

    def __call__(self, texts: Tensor) -> Tensor:
        """States of texts of one length, *shape* (texts, subwords, width), from the ids of their subwords."""
        weights = {name.removeprefix("embeddings."): value for name, value in self.weights.items()}
        positions = weights["position_embeddings.weight"][: texts.shape[1]]
        summed = weights["word_embeddings.weight"][texts] + positions + weights["token_type_embeddings.weight"][0]
        return normalise(summed, self.weights, "embeddings.LayerNorm", self.epsilon)


@dataclass(frozen=True)
class Layer:
    """One layer: how it is computed from its weights, named as in a checkpoint without "encoder.layer.N."."""

    embedding: EmbeddingLayer

    def attend(self, weights: Mapping[str, Tensor], x: Tensor) -> Tensor:
        """Apply attention: its results before the linear layer, *shape* (texts, subwords, heads * size)."""
        texts, subwords, _ = x.shape
        query, key, value = (
            _dense(x, weights, f"attention.self.{part}")
            .view(texts, subwords, -1, self.embedding.head_size)
            .transpose(1, 2)
            for part in ("query", "key", "value")
        )
        shares = (query @ key.transpose(-1, -2) / math.sqrt(self.embedding.head_size)).softmax(-1)
        return (shares @ value).transpose(1, 2).reshape(texts, subwords, -1)

    def add_attended(self, weights: Mapping[str, Tensor], attended: Tensor, x: Tensor) -> Tensor:
        """Compute the states after attention."""
        summed = _dense(attended, weights, "attention.output.dense") + x
        return normalise(summed, weights, "attention.output.LayerNorm", self.embedding.epsilon)

    def compute_inner(self, weights: Mapping[str, Tensor], normed: Tensor) -> Tensor:
        """Compute what stands between the two linear layers after attention, *shape* (texts, subwords, neurons)."""
        return gelu(_dense(normed, weights, "intermediate.dense"))

    def add_inner(self, weights: Mapping[str, Tensor], inner: Tensor, normed: Tensor) -> Tensor:
        """Compute the states after the layer."""
        return normalise(
            _dense(inner, weights, "output.dense") + normed, weights, "output.LayerNorm", self.embedding.epsilon
        )

    def __call__(self, weights: Mapping[str, Tensor], x: Tensor) -> Tensor:
        normed = self.add_attended(weights, self.attend(weights, x), x)
        return self.add_inner(weights, self.compute_inner(weights, normed), normed)


def _dense(x: Tensor, weights: Mapping[str, Tensor], name: str) -> Tensor:
    return linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def normalise(x: Tensor, weights: Mapping[str, Tensor], name: str, epsilon: float) -> Tensor:
    """Apply layer normalisation with the weights of that name."""
    weight = weights[f"{name}.weight"]
    return layer_norm(x.float(), weight.shape, weight, weights[f"{name}.bias"], epsilon)


def load_layers(depth: int) -> tuple[EmbeddingLayer, list[Weights]]:
    """Load what stands below the packaged encoder's layers, and the weights of the lowest `depth` of them."""
    config, tensors = PACKAGED.load_weights()
    weights = {name: value.float() for name, value in tensors.items()}
    embeddings = {name: value for name, value in weights.items() if name.startswith("embeddings.")}
    head_size = config["hidden_size"] // config["num_attention_heads"]
    embedding = EmbeddingLayer(embeddings, head_size, config["layer_norm_eps"])
    return embedding, [select_layer(weights, number) for number in range(depth)]


def select_layer(weights: Mapping[str, Tensor], number: int) -> Weights:
    """Select the weights of one layer, by their names within it."""
    start = f"encoder.layer.{number}."
    return {name.removeprefix(start): value for name, value in weights.items() if name.startswith(start)}

"""Low-rank adapters of the encoder's lowest layers (LoRA, Hu et al. 2022, arXiv:2106.09685) with a head, in files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load, save_file

from rejoinder import encoder
from rejoinder.encoder import Floats
from rejoinder.stances.network import Network


@dataclass(frozen=True, kw_only=True)
class Adapters:
    """What is added to the encoder's lowest layers, up to the highest that is named.

    Attributes:
        down: by name of a linear layer of the encoder, its low-rank input matrix, *shape* (rank, in).
        up: likewise its output matrix, *shape* (out, rank).
        weights: of the head, as `Network` has them.
        bias: of the head, likewise.
    """

    down: Mapping[str, Floats]
    up: Mapping[str, Floats]
    weights: Floats
    bias: Floats

    @property
    def depth(self) -> int:
        """How many layers of the encoder have them."""
        return max(int(name.split(".")[2]) for name in self.down) + 1

    def save(self, path: Path) -> None:
        """Write them in half precision."""
        tensors = {f"{name}.down": value for name, value in self.down.items()}
        tensors |= {f"{name}.up": value for name, value in self.up.items()}
        tensors |= {"head.weights": self.weights, "head.bias": self.bias}
        save_file({name: value.astype(np.float16) for name, value in sorted(tensors.items())}, path)

    def merge(self) -> Network:
        """The network that they make of the packaged encoder."""
        _, packaged = encoder.PACKAGED.load_weights()
        below = tuple(f"encoder.layer.{number}." for number in range(self.depth))
        layers = {name: value.float().numpy() for name, value in packaged.items() if name.startswith(below)}
        for name, down in self.down.items():
            layers[f"{name}.weight"] = layers[f"{name}.weight"] + self.up[name] @ down
        return Network(layers=layers, weights=self.weights, bias=self.bias)


def read_adapters(path: Path) -> Adapters:
    """The adapters of a file."""
    tensors = {name: np.asarray(value, dtype=np.float32) for name, value in load(path.read_bytes()).items()}
    return Adapters(
        down={name.removesuffix(".down"): value for name, value in tensors.items() if name.endswith(".down")},
        up={name.removesuffix(".up"): value for name, value in tensors.items() if name.endswith(".up")},
        weights=tensors["head.weights"],
        bias=tensors["head.bias"],
    )


def average(adapters: Sequence[Adapters]) -> Adapters:
    """The mean of the weights, factors of low rank included, of adapters that one run of training made.

    Args:
        adapters: of the same layers and rank.
    """
    first = adapters[0]
    return Adapters(
        down={name: _mean([one.down[name] for one in adapters]) for name in first.down},
        up={name: _mean([one.up[name] for one in adapters]) for name in first.up},
        weights=_mean([one.weights for one in adapters]),
        bias=_mean([one.bias for one in adapters]),
    )


def _mean(arrays: Sequence[Floats]) -> Floats:
    return np.asarray(np.mean(arrays, axis=0), dtype=np.float32)

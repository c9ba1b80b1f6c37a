"""The stance network: layers on the sentence encoder's word pieces that see a target, and a head that tells stances."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rejoinder import encoder
from rejoinder.runtime import checksums

Floats = npt.NDArray[np.float32]
Span = tuple[int, int]

LAYERS = (1, 3)  # of a network, counted from its top, that the features are taken from
PARTS = 3  # vectors the features join
MARK = "*"  # stands before and after each mention, so that the encoder knows the target
GAP = "[MASK]"
# tensors in a file
_HEAD = ("head.weights", "head.bias")
_OF_LAYERS = re.compile(r"encoder\.layer\.\d+\..+\.(weight|bias)")


class NetworkError(ValueError):
    """A file that holds no stance network: one sentence saying which, what was expected and got."""


@dataclass(frozen=True, kw_only=True, eq=False)  # told apart by identity: one copy of the layers is kept for each
class Network:
    """Layers in place of the encoder's own, and a head.

    Attributes:
        layers: weights by the names of the encoder's own, as in "encoder.layer.0.output.dense.weight".
        weights: of the head, *shape* (3, PARTS * width), rows in the order of LABELS.
        bias: of the head, *shape* (3,).
    """

    layers: Mapping[str, Floats]
    weights: Floats
    bias: Floats


@dataclass(frozen=True, kw_only=True)
class Place:
    """A target in a text: half-open spans of its mentions."""

    text: str
    spans: tuple[Span, ...]

    def without(self, start: int, end: int) -> "Place":
        """The same with the words of a span, which must lie outside the mentions, replaced by the encoder's gap."""
        shift = len(GAP) - (end - start)
        spans = tuple((a, b) if b <= start else (a + shift, b + shift) for a, b in self.spans)
        return Place(text=self.text[:start] + GAP + self.text[end:], spans=spans)


def listed(folder: Path) -> Network:
    """The network that a folder's SHA256SUMS lists.

    Raises:
        ChecksumError: it is missing, differs from its sum, or is not the only one.
        NetworkError: it holds something else.
    """
    paths = checksums.verify_checksums(folder)
    if len(paths) != 1:
        raise checksums.ChecksumError(
            f"{folder / checksums.CHECKSUMS}: expected one stance model, got {len(paths)}; list the one to use."
        )
    return read(paths[0])


def read(path: Path) -> Network:
    """The network of a file.

    Raises:
        NetworkError: it holds something else.
    """
    from safetensors.numpy import load

    tensors = {name: np.asarray(value, dtype=np.float32) for name, value in load(path.read_bytes()).items()}
    strange = [name for name in sorted(tensors) if name not in _HEAD and not _OF_LAYERS.fullmatch(name)]
    missing = [name for name in _HEAD if name not in tensors]
    if strange or missing:
        raise NetworkError(
            f"{path}: expected the layers and the head of a stance network, got"
            f" {strange[0] if strange else f'no {missing[0]}'}; make it by `python -m training.stance prune`."
        )
    weights, bias = (tensors.pop(name) for name in _HEAD)
    return Network(layers=tensors, weights=weights, bias=bias)


def save(network: Network, path: Path) -> None:
    """Write it in half precision; equal networks have equal bytes."""
    from safetensors.numpy import save_file

    tensors = {**network.layers, **dict(zip(_HEAD, (network.weights, network.bias), strict=True))}
    save_file({name: np.ascontiguousarray(value, np.float16) for name, value in sorted(tensors.items())}, path)


def tell(network: Network, places: Sequence[Place]) -> tuple[Floats, list[Floats]]:
    """What is told of each place; it does not depend on the others.

    A text longer than the encoder takes is cut; where that cuts all mentions off, the whole text is the target.

    Returns:
        Probabilities of LABELS, *shape* (len(places), 3); and for each place what the characters of its text add to the
        logit of the last label against the first by their part in the mean of the text, *shape* (len(text),): a word
        piece's share stands at its first character.
    """
    made = [marked(place.text, apart(place.spans)) for place in places]
    joined = np.zeros((len(places), network.weights.shape[1]))
    shares = [np.zeros(len(place.text), np.float32) for place in places]
    toward = (network.weights[-1] - network.weights[0])[: network.weights.shape[1] // PARTS]
    for index, states, offsets in encoder.PACKAGED.compute_states([text for text, _ in made], LAYERS, _built(network)):
        joined[index] = features(states, inside(offsets, made[index][1]))
        begins = origins(*made[index])[offsets[:, 0]]
        real = (offsets[:, 1] > offsets[:, 0]) & (begins >= 0)
        shares[index][begins[real]] = (states[0] @ toward)[real] / len(offsets)
    logits = joined @ network.weights.T + network.bias
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32), shares


@cache
def _built(network: Network) -> Any:
    return encoder.PACKAGED.replace_layers(network.layers)


def apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap an earlier one left out."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def marked(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """The text with marks around each span, and where the spans now are; spans in order and free of overlap."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last:start], f"{MARK} ", text[start:end], f" {MARK}"]
        last = end
    return "".join([*pieces, text[last:]]), _moved(spans)


def origins(text: str, spans: Sequence[Span]) -> npt.NDArray[np.int64]:
    """Where each character of what `marked` returned stood before it, -1 for marks; *shape* (len(text),)."""
    mark = len(MARK) + 1
    own = np.ones(len(text), dtype=bool)
    for start, end in spans:
        own[start - mark : start] = own[end : end + mark] = False
    return np.where(own, np.cumsum(own) - 1, -1)


def _moved(spans: Sequence[Span]) -> list[Span]:
    step = len(MARK) + 1
    return [(start + (2 * i + 1) * step, end + (2 * i + 1) * step) for i, (start, end) in enumerate(spans)]


def inside(offsets: npt.NDArray[np.int64], spans: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """Which word pieces lie in one of the spans, *shape* (pieces,)."""
    found = np.zeros(len(offsets), dtype=bool)
    for start, end in spans:
        found |= (offsets[:, 0] < end) & (offsets[:, 1] > start)
    return found


def features(states: Any, target: Any) -> Any:
    """Mean of the text's states joined with the means of the target's, in the last and the third layer from the end.

    Args:
        states: of one text in LAYERS, *shape* (layers, pieces, width); an array or a tensor.
        target: which pieces are the target's, *shape* (pieces,); where none is, all are taken.

    Returns:
        *Shape* (PARTS * width,), array or tensor as given.
    """
    where = target if target.any() else target | True
    parts = [states[0].mean(0), states[0][where].mean(0), states[1][where].mean(0)]
    if isinstance(states, np.ndarray):
        return np.concatenate(parts)
    import torch

    return torch.cat(parts)

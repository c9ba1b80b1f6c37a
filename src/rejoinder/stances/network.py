"""The stance network: layers of a sentence encoder that know a target, and a head that predicts the stance."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rejoinder import encoder
from rejoinder.encoder import Floats
from rejoinder.runtime import checksums
from rejoinder.syntax import Span

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
class TargetSpans:
    """A target in a text.

    Attributes:
        text: of the statement.
        spans: half-open, in characters of the text, of the target's mentions.
    """

    text: str
    spans: tuple[Span, ...]

    def without(self, start: int, end: int) -> "TargetSpans":
        """Replace the words of a span, which must lie outside the mentions, by the encoder's gap."""
        shift = len(GAP) - (end - start)
        spans = tuple((a, b) if b <= start else (a + shift, b + shift) for a, b in self.spans)
        return TargetSpans(text=self.text[:start] + GAP + self.text[end:], spans=spans)


def load_network(folder: Path) -> Network:
    """Load the network that a folder's SHA256SUMS lists.

    Raises:
        ChecksumError: it is missing, differs from its checksum, or is not the only one.
        NetworkError: it holds something else.
    """
    paths = checksums.verify_checksums(folder)
    if len(paths) != 1:
        raise checksums.ChecksumError(
            f"{folder / checksums.CHECKSUMS}: expected one stance model, got {len(paths)}; list the one to use."
        )
    return read_network(paths[0])


def read_network(path: Path) -> Network:
    """Read the network of a file.

    Raises:
        NetworkError: it holds something else.
    """
    from safetensors.numpy import load

    tensors = {name: np.asarray(value, dtype=np.float32) for name, value in load(path.read_bytes()).items()}
    unexpected = [name for name in sorted(tensors) if name not in _HEAD and not _OF_LAYERS.fullmatch(name)]
    missing = [name for name in _HEAD if name not in tensors]
    if unexpected or missing:
        raise NetworkError(
            f"{path}: expected the layers and the head of a stance network, got"
            f" {unexpected[0] if unexpected else f'no {missing[0]}'}; make it by `python -m training.stance prune`."
        )
    weights, bias = (tensors.pop(name) for name in _HEAD)
    return Network(layers=tensors, weights=weights, bias=bias)


def save_network(network: Network, path: Path) -> None:
    """Write a network in half precision; equal networks have equal bytes."""
    from safetensors.numpy import save_file

    tensors = {**network.layers, **dict(zip(_HEAD, (network.weights, network.bias), strict=True))}
    save_file({name: np.ascontiguousarray(value, np.float16) for name, value in sorted(tensors.items())}, path)


def predict_stances(network: Network, targets: Sequence[TargetSpans]) -> tuple[Floats, list[Floats]]:
    """Predict the stance toward each target; it does not depend on the others.

    A text longer than the encoder takes is cut; where that cuts all mentions off, the target is the text itself.

    Returns:
        Probabilities of LABELS, *shape* (len(targets), 3); and for each target the contribution of its text, *shape*
        (len(text),): what a character adds, by its part in the mean of the text, to the logit of the last label against
        the first. A subword's contribution stands at its first character.
    """
    marked = [mark_mentions(target.text, drop_overlaps(target.spans)) for target in targets]
    width = network.weights.shape[1]
    rows = np.zeros((len(targets), width))
    contributions = [np.zeros(len(target.text), np.float32) for target in targets]
    toward = (network.weights[-1] - network.weights[0])[: width // PARTS]
    for index, states, offsets in encoder.PACKAGED.compute_states(
        [text for text, _ in marked], LAYERS, _build_encoder(network)
    ):
        rows[index] = pool_features(states, find_inside(offsets, marked[index][1]))
        origins = trace_origins(*marked[index])[offsets[:, 0]]
        is_own = (offsets[:, 1] > offsets[:, 0]) & (origins >= 0)
        contributions[index][origins[is_own]] = (states[0] @ toward)[is_own] / len(offsets)
    logits = rows @ network.weights.T + network.bias
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
    return np.asarray(probabilities, dtype=np.float32), contributions


@cache
def _build_encoder(network: Network) -> Any:
    return encoder.PACKAGED.replace_layers(network.layers)


def drop_overlaps(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sort spans, and drop those that overlap an earlier one."""
    separate: list[Span] = []
    for start, end in sorted(spans):
        if not separate or start >= separate[-1][1]:
            separate.append((start, end))
    return tuple(separate)


def mark_mentions(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Put marks around each span.

    Args:
        text: of the statement.
        spans: of the mentions, in order and free of overlap.

    Returns:
        The text with its marks, and where the spans are in it.
    """
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], f"{MARK} ", text[start:end], f" {MARK}"]
        last = end
    step = len(MARK) + 1
    shifted = [(start + (2 * i + 1) * step, end + (2 * i + 1) * step) for i, (start, end) in enumerate(spans)]
    return "".join([*parts, text[last:]]), shifted


def trace_origins(text: str, spans: Sequence[Span]) -> npt.NDArray[np.int64]:
    """Trace the characters of what `mark_mentions` returned to the text before it.

    Returns:
        Where each character stood, -1 for marks; *shape* (len(text),).
    """
    mark = len(MARK) + 1
    is_own = np.ones(len(text), dtype=bool)
    for start, end in spans:
        is_own[start - mark : start] = is_own[end : end + mark] = False
    return np.where(is_own, np.cumsum(is_own) - 1, -1)


def find_inside(offsets: npt.NDArray[np.int64], spans: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """Find which subwords lie in one of the spans.

    Args:
        offsets: their spans in the text, *shape* (subwords, 2).
        spans: in the same text.

    Returns:
        True for those that do, *shape* (subwords,).
    """
    is_inside = np.zeros(len(offsets), dtype=bool)
    for start, end in spans:
        is_inside |= (offsets[:, 0] < end) & (offsets[:, 1] > start)
    return is_inside


def pool_features(states: Any, target: Any) -> Any:
    """Join the mean of the text's states with the means of the target's, in the last and the third layer from the end.

    Args:
        states: of one text in LAYERS, *shape* (layers, subwords, width); an array or a tensor.
        target: which subwords are the target's, *shape* (subwords,); where none is, all are.

    Returns:
        *Shape* (PARTS * width,), array or tensor like `states`.
    """
    where = target if target.any() else target | True
    parts = [states[0].mean(0), states[0][where].mean(0), states[1][where].mean(0)]
    if isinstance(states, np.ndarray):
        return np.concatenate(parts)
    import torch

    return torch.cat(parts)

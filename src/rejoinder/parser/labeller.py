"""Tags and trees of sentences, by the packaged network over the encoder's states."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from rejoinder.encoder import Floats, Offsets
from rejoinder.parser.network import Labels, ParserNetwork, Sizes, classify_shape
from rejoinder.parser.trees import find_best_tree

WEIGHTS = "parser.safetensors"


class WordLabels(NamedTuple):
    """Labels of a word; `head` is the number of its head in the sentence, 0 at the root."""

    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True)
class Labeller:
    """Labels the words of a sentence; a sentence's labels depend on nothing else.

    Attributes:
        network: in evaluation mode.
        labels: names of its outputs.
    """

    network: ParserNetwork
    labels: Labels

    @property
    def layers(self) -> int:
        """How many layers are mixed, what stands below the first among them."""
        return len(self.network.mixture)

    @torch.inference_mode()
    def mix_layers(self, states: Floats) -> Floats:
        """Mix the states of all layers, *shape* (layers, n, width), into one for each subword, *shape* (n, width)."""
        mixed: Floats = self.network.mix_layers(torch.from_numpy(states)).numpy()
        return mixed

    @torch.inference_mode()
    def __call__(self, forms: Sequence[str], vectors: Floats) -> list[WordLabels]:
        """Label the words of a sentence.

        Args:
            forms: of the words.
            vectors: of the words, means of their subwords' mixed states, *shape* (words, width).

        Returns:
            Their labels, in order.
        """
        with _one_thread():
            network = self.network
            words = network.read_words(torch.from_numpy(vectors), torch.tensor([classify_shape(f) for f in forms]))
            states = network.read_sentence(words)
            tags = [scores.argmax(1).tolist() for scores in network.score_tags(words, states[1:])]
            ends = network.project(states)
            heads = self._find_heads(network.score_heads(ends.dependent_arcs, ends.head_arcs))
            relations = network.score_relations(ends.dependent_relations[1:], ends.head_relations[heads])
            deprels = self._choose_relations(relations, heads)
        names = (self.labels.upos, self.labels.xpos, self.labels.feats)
        columns = [[names[column][tag] for tag in tags[column]] for column in range(3)]
        return [WordLabels(*row) for row in zip(*columns, heads.tolist(), deprels, strict=True)]

    def _find_heads(self, scores: Tensor) -> Tensor:
        """The head of each word in the best tree, from *shape* (words, 1 + words)."""
        with_root = np.zeros((scores.shape[1], scores.shape[1]))
        with_root[1:] = scores.log_softmax(1).numpy()
        return torch.from_numpy(find_best_tree(with_root)[1:])

    def _choose_relations(self, scores: Tensor, heads: Tensor) -> list[str]:
        """The best relation of each word: "root" where it has no head, and nowhere else."""
        root = self.labels.deprel.index("root")
        scores[:, root] = torch.where(heads == 0, torch.inf, -torch.inf)
        return [self.labels.deprel[index] for index in scores.argmax(1).tolist()]


@contextmanager
def _one_thread() -> Iterator[None]:
    """Products this small gain nothing from more threads, and their last bits could depend on how many there are."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def load_labeller(folder: Path) -> tuple[Labeller, str]:
    """Load the network of a folder of models.

    Returns:
        The labeller, and the sha256 of the weights of the encoder whose states it was trained on.
    """
    from safetensors import safe_open

    with safe_open(folder / WEIGHTS, "pt") as file:
        metadata, names = file.metadata(), file.keys()
        weights = {name: file.get_tensor(name).float() for name in names}
    labels = Labels(**json.loads(metadata["labels"]))
    network = ParserNetwork(Sizes(**json.loads(metadata["sizes"])), labels)
    network.load_state_dict(weights)
    return Labeller(network.eval(), labels), metadata["encoder"]


def pool_words(words: Sequence[tuple[int, int]], offsets: Offsets, states: Floats) -> Floats:
    """Average the states of each word's subwords.

    Args:
        words: spans, in order.
        offsets: spans of the subwords, in order, *shape* (subwords, 2).
        states: of the subwords, *shape* (subwords, ...).

    Returns:
        *Shape* (words, ...); zeros for a word that no subword touches.
    """
    vectors = np.zeros((len(words), *states.shape[1:]), np.float32)
    firsts = np.searchsorted(offsets[:, 1], [start for start, _ in words], side="right")
    lasts = np.searchsorted(offsets[:, 0], [end for _, end in words], side="left")
    for vector, first, last in zip(vectors, firsts, lasts, strict=True):
        if last > first:
            vector[:] = states[first:last].mean(axis=0)
    return vectors

"""The network that labels words from the encoder's states: tags, features and a dependency tree.

A word is the mean of its subwords' states, a learned mixture of all layers, with the shape of its letters, which the
encoder does not see. A bidirectional LSTM reads them sentence by sentence; heads and relations are scored by a biaffine
parser (Dozat and Manning 2017, arXiv:1611.01734) with a term for the distance. The encoder itself is not trained.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, pad

SHAPES = ("lower", "title", "upper", "mixed", "number", "other")  # of words
_SHAPE_WIDTH = 32
_FURTHEST = 32  # distance of a head, in words, beyond which all are alike


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Sizes of the network.

    Attributes:
        layers: states of a subword, those below the first layer included.
        width: of a state.
        words: width of a word as the LSTM reads it, without its shape.
        hidden: width of the LSTM in each direction.
        arcs: width of a word as the dependent or the head of an arc.
        relations: likewise, of a relation.
    """

    layers: int
    width: int
    words: int
    hidden: int
    arcs: int
    relations: int


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Names of what the network tells apart, in the order of its outputs."""

    upos: Sequence[str]
    xpos: Sequence[str]
    feats: Sequence[str]
    deprel: Sequence[str]


class Ends(NamedTuple):
    """Words as the ends of arcs; each of *shape* (words, width), a sentence's first being its root."""

    dependent_arcs: Tensor
    head_arcs: Tensor
    dependent_relations: Tensor
    head_relations: Tensor


def classify_shape(form: str) -> int:
    """Tell a word's shape, as its index in `SHAPES`."""
    if any(letter.isdigit() for letter in form):
        return SHAPES.index("number")
    if not any(letter.isalpha() for letter in form):
        return SHAPES.index("other")
    if form.islower():
        return SHAPES.index("lower")
    if form[:1].isupper() and (len(form) == 1 or form[1:].islower()):
        return SHAPES.index("title")
    return SHAPES.index("upper" if form.isupper() else "mixed")


class ParserNetwork(nn.Module):
    """The network; its methods follow one another, each with what the one before returned."""

    def __init__(self, sizes: Sizes, labels: Labels, dropout: float = 0.0) -> None:
        super().__init__()
        inputs, both = sizes.words + _SHAPE_WIDTH, 2 * sizes.hidden
        self.mixture = nn.Parameter(torch.zeros(sizes.layers))
        self.norm = nn.LayerNorm(sizes.width)
        self.reduce = nn.Linear(sizes.width, sizes.words)
        self.shapes = nn.Embedding(len(SHAPES), _SHAPE_WIDTH)
        self.context = nn.LSTM(inputs, sizes.hidden, bidirectional=True)
        self.root = nn.Parameter(torch.randn(both) / both**0.5)
        self.tags = nn.ModuleList(
            nn.Linear(inputs + both, len(names)) for names in (labels.upos, labels.xpos, labels.feats)
        )
        ends = sizes.arcs + sizes.relations
        self.dependents, self.heads = nn.Linear(both, ends), nn.Linear(both, ends)
        self.arcs = nn.Parameter(torch.zeros(sizes.arcs + 1, sizes.arcs))
        self.distances = nn.Parameter(torch.zeros(2, _FURTHEST + 1))  # of a head to the left, to the right
        self.relations = nn.Parameter(torch.zeros(len(labels.deprel), sizes.relations + 1, sizes.relations + 1))
        self.drop = nn.Dropout(dropout)
        self.split = [sizes.arcs, sizes.relations]

    def mix_layers(self, states: Tensor) -> Tensor:
        """Mix the layers' states, *shape* (layers, n, width), into *shape* (n, width)."""
        mixed: Tensor = torch.tensordot(self.mixture.softmax(0), states, 1)
        return mixed

    def read_words(self, words: Tensor, shapes: Tensor) -> Tensor:
        """Read words, *shape* (words, width), and their shapes, *shape* (words,), into *shape* (words, inputs)."""
        reduced = gelu(self.reduce(self.drop(self.norm(words))))
        read: Tensor = self.drop(torch.cat([reduced, self.shapes(shapes)], 1))
        return read

    def read_sentence(self, words: Tensor) -> Tensor:
        """Read the words of a sentence in their context: *shape* (1 + words, 2 * hidden), the root first."""
        return torch.cat([self.root[None], self.context(words)[0]])

    def score_tags(self, words: Tensor, states: Tensor) -> list[Tensor]:
        """Score upos, xpos and feats of words from both of their forms, each *shape* (words, labels)."""
        together = torch.cat([self.drop(states), words], 1)
        return [tag(together) for tag in self.tags]

    def project(self, states: Tensor) -> Ends:
        """Map roots and words, *shape* (n, 2 * hidden), to what they are as ends of arcs."""
        dependents, heads = (self.drop(gelu(part(self.drop(states)))) for part in (self.dependents, self.heads))
        (dependent_arcs, dependent_relations), (head_arcs, head_relations) = (
            part.split(self.split, 1) for part in (dependents, heads)
        )
        return Ends(dependent_arcs, head_arcs, dependent_relations, head_relations)

    def score_heads(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score each position of a sentence as the head of each word.

        Args:
            dependents: root and words as dependents of arcs, *shape* (1 + words, arcs).
            heads: likewise, as heads.

        Returns:
            *Shape* (words, 1 + words), -inf where a word would be its own head.
        """
        places = torch.arange(len(heads))
        offsets = places[None] - places[1:, None]
        nearness = self.distances[(offsets > 0).long(), offsets.abs().clamp(max=_FURTHEST)]
        scores = pad(dependents[1:], (0, 1), value=1.0) @ self.arcs @ heads.T + nearness
        return scores.masked_fill(offsets == 0, -torch.inf)

    def score_relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score the relations of pairs of a dependent and its head, *shape* (pairs, relations)."""
        left, right = (pad(part, (0, 1), value=1.0) for part in (dependents, heads))
        return torch.einsum("pi,rij,pj->pr", left, self.relations, right)

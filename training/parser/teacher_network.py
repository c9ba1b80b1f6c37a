"""The network of the teacher: the sentence encoder, a bidirectional LSTM and a biaffine parser on top of it.

The encoder reads a sentence's subwords. A word is the mean of its subwords, a mixture of all layers, with the shape of
its letters (the encoder knows no capitals) and a bidirectional LSTM over both. Tags, features, heads and relations are
learnt together, the latter two by a biaffine parser (Dozat and Manning 2017, arXiv:1611.01734).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.parser.conllu import DEPREL, FEATS, UPOS, XPOS
from training.parser.minilm import find_minilm

TAGS = (UPOS, XPOS, FEATS)
SHAPES = ("lower", "title", "upper", "mixed", "number", "other")  # of words

Labels = dict[int, list[str]]  # of each labelled column, in the order of the network's outputs


@dataclass(frozen=True, kw_only=True)
class Teacher:
    """Settings of the network and its training.

    Attributes:
        hidden: width of the LSTM in each direction.
        arc: width of a word as dependent or head of an arc.
        relation: likewise, of a relation.
        dropout: in [0, 1].
        rate: learning rate of the encoder.
        new_rate: learning rate of what is new.
        subwords: in a batch.
    """

    hidden: int
    arc: int
    relation: int
    dropout: float
    rate: float
    new_rate: float
    subwords: int


def classify_shape(form: str) -> int:
    """Tell a word's shape, as its index in `SHAPES`."""
    if any(letter.isdigit() for letter in form):
        return 4
    if not any(letter.isalpha() for letter in form):
        return 5
    if form.islower():
        return 0
    if form[:1].isupper() and (len(form) == 1 or form[1:].islower()):
        return 1
    return 2 if form.isupper() else 3


class Network(nn.Module):
    """The encoder and what is on top of it."""

    def __init__(self, method: Teacher, labels: Labels) -> None:
        from transformers import AutoModel, AutoTokenizer

        super().__init__()
        folder = find_minilm()
        self.tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.encoder = AutoModel.from_pretrained(folder, local_files_only=True, add_pooling_layer=False)
        layers, width = self.encoder.config.num_hidden_layers + 1, self.encoder.config.hidden_size
        self.mixture = nn.Parameter(torch.zeros(layers))
        self.shapes = nn.Embedding(len(SHAPES), 32)
        self.context = nn.LSTM(width + 32, method.hidden, batch_first=True, bidirectional=True)
        both = 2 * method.hidden
        self.root = nn.Parameter(torch.randn(both) / both**0.5)
        self.tags = nn.ModuleList(nn.Linear(both, len(labels[column])) for column in TAGS)
        self.below, self.above = (nn.Linear(both, method.arc + method.relation) for _ in range(2))
        self.arcs = nn.Parameter(torch.zeros(method.arc + 1, method.arc))
        self.relations = nn.Parameter(torch.zeros(len(labels[DEPREL]), method.relation + 1, method.relation + 1))
        self.drop = nn.Dropout(method.dropout)
        self.arc = method.arc

    def get_new_parameters(self) -> list[nn.Parameter]:
        """List the parameters that are not the encoder's."""
        return [part for name, part in self.named_parameters() if not name.startswith("encoder.")]

    def compute_states(self, forms: Sequence[Sequence[str]]) -> Tensor:
        """Compute the states of the root and the words, *shape* (sentences, 1 + most words, 2 * hidden)."""
        words = torch.cat([self._average_subwords(forms), self.shapes(_classify_shapes(forms))], 2)
        lengths = torch.tensor([len(sentence) for sentence in forms])
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(words), lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.context(packed)[0], batch_first=True)
        return torch.cat([self.root.expand(len(forms), 1, -1), states], 1)

    def _average_subwords(self, forms: Sequence[Sequence[str]]) -> Tensor:
        """The encoder's vector of each word, *shape* (sentences, most words, width)."""
        encoding = self.tokenizer(
            [list(sentence) for sentence in forms], is_split_into_words=True, padding=True, return_tensors="pt"
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            layers = self.encoder(**encoding, output_hidden_states=True).hidden_states
        mixed = (torch.stack(layers).float() * self.mixture.softmax(0).view(-1, 1, 1, 1)).sum(0)
        weights = torch.zeros(len(forms), max(map(len, forms)), mixed.shape[1])
        for row, _ in enumerate(forms):
            for position, word in enumerate(encoding.word_ids(row)):
                if word is not None:
                    weights[row, word, position] = 1
        return torch.bmm(weights / weights.sum(2, keepdim=True).clamp(min=1), mixed)

    def score_heads(self, below: Tensor, above: Tensor, lengths: Sequence[int]) -> Tensor:
        """Score each position as each word's head.

        Args:
            below: each position as a dependent, *shape* (sentences, 1 + words, arc + relation); position 0 is the root.
            above: each position as a head, likewise.
            lengths: words of each sentence.

        Returns:
            Scores, *shape* (sentences, words, 1 + words).
        """
        dependents = functional.pad(below[..., : self.arc], (0, 1), value=1.0)
        scores = dependents @ self.arcs @ above[..., : self.arc].transpose(1, 2)
        size = scores.shape[1]
        impossible = torch.eye(size, dtype=torch.bool).expand_as(scores) | (
            torch.arange(size) > torch.tensor(lengths).unsqueeze(1)
        ).unsqueeze(1)
        return scores.masked_fill(impossible, -1e4)[:, 1:]

    def project(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Map each position to what it is as a dependent and as a head."""
        return tuple(self.drop(functional.gelu(part(self.drop(states)))) for part in (self.below, self.above))

    def score_relations(self, below: Tensor, above: Tensor) -> Tensor:
        """Score each relation of pairs of a dependent and its head, *shape* (pairs, relations)."""
        dependents, heads = (functional.pad(part[..., self.arc :], (0, 1), value=1.0) for part in (below, above))
        return torch.einsum("pi,rij,pj->pr", dependents, self.relations, heads)


def _classify_shapes(forms: Sequence[Sequence[str]]) -> Tensor:
    """Shapes of the words of sentences, *shape* (sentences, most words)."""
    shapes = torch.full((len(forms), max(map(len, forms))), len(SHAPES) - 1)
    for row, sentence in enumerate(forms):
        shapes[row, : len(sentence)] = torch.tensor([classify_shape(form) for form in sentence])
    return shapes

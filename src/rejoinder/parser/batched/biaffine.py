"""Biaffine scores of pairs of words (Dozat and Manning 2017, arXiv:1611.01734), with Stanza's weights."""

from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid, softplus

from rejoinder.parser.batched.layers import Affine
from rejoinder.parser.batched.packing import SLOTS


class ArcScorer:
    """Scores of each word as each other's head: Stanza's sum of a plain score, one of direction and one of distance.

    Attributes:
        width: of a word in each of the three scorers.
    """

    def __init__(self, model: Any) -> None:
        scorers = (model.unlabeled, model.linearization, model.distance)
        self.width: int = scorers[0].W1.out_features
        self.dependents = Affine.from_layers(*(scorer.W1 for scorer in scorers))
        self.heads = Affine.from_layers(*(scorer.W2 for scorer in scorers))
        self.products = [_bilinear_map(scorer) for scorer in scorers]
        self.biases: Tensor = torch.stack([scorer.scorer.W_bilin.bias for scorer in scorers]).view(-1, 1, 1)

    def __call__(self, states: Tensor, lengths: list[int]) -> list[Tensor]:
        """Score all pairs of words of each sentence.

        Args:
            states: of the words of all sentences, *shape* (sum of lengths, width).
            lengths: of the sentences, with their roots.

        Returns:
            For each sentence the log-probability of head j for word i at [i, j], *shape* (length, length); word 0 is
            the root.
        """
        dependents = torch.split(self.dependents(states).relu_(), self.width, 1)
        left = torch.stack([product(part) for product, part in zip(self.products, dependents, strict=True)])
        right = torch.stack(torch.split(self.heads(states).relu_(), self.width, 1))
        sentences = zip(torch.split(left, lengths, 1), torch.split(right, lengths, 1), strict=True)
        return [self._score_sentence(*(part.contiguous() for part in pair)) for pair in sentences]

    def _score_sentence(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score the pairs of one sentence, from *shape* (3, length, width + 1) and (3, length, width)."""
        dependent_bias = dependents[:, :, self.width :] + self.biases
        plain, direction, distance = (dependents[:, :, : self.width] @ heads.transpose(1, 2)).add_(dependent_bias)
        words = torch.arange(len(plain))
        offset = words - words[:, None]
        squared_error = (offset.abs() - 1 - softplus(distance)).square_()
        scores = plain + logsigmoid(direction * offset.sign()) - torch.log1p(squared_error / 2)
        return torch.log_softmax(scores.fill_diagonal_(-torch.inf), 1)


class RelationScorer:
    """Scores of the relations between dependents and heads."""

    def __init__(self, model: Any) -> None:
        scorer = model.deprel
        self.width: int = scorer.W1.out_features
        self.dependents, self.heads = Affine.from_layers(scorer.W1), Affine.from_layers(scorer.W2)
        self.product = _bilinear_map(scorer)
        self.bias: Tensor = scorer.scorer.W_bilin.bias

    def project(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Map words' states to what the other methods take.

        Args:
            states: *shape* (n, inputs).

        Returns:
            The words as dependents and as heads, each of *shape* (n, width).
        """
        return self.dependents(states).relu_(), self.heads(states).relu_()

    def score_arcs(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score each dependent with its one head.

        Args:
            dependents: *shape* (n, width).
            heads: the head of each dependent, *shape* (n, width).

        Returns:
            Scores of each relation, *shape* (n, relations).
        """
        blocks = zip(torch.split(dependents, SLOTS), torch.split(heads, SLOTS), strict=True)
        return torch.cat([self._score_block(*block) for block in blocks])

    def _score_block(self, dependents: Tensor, heads: Tensor) -> Tensor:
        factors = self.product(dependents).view(len(heads), self.width + 1, -1)
        return torch.bmm(heads[:, None], factors[:, : self.width])[:, 0] + factors[:, self.width] + self.bias

    def score_all_pairs(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score each dependent of a sentence with each head.

        Args:
            dependents: the words, *shape* (n, width).
            heads: the words, *shape* (n, width).

        Returns:
            Scores of relation r for word i with head j at [i, j, r], *shape* (n, n, relations).
        """
        factors = self.product(dependents).view(len(heads), self.width + 1, -1)
        products = torch.einsum("ijr,hj->ihr", factors[:, : self.width], heads)
        return products + factors[:, None, self.width] + self.bias


def _bilinear_map(scorer: Any) -> Affine:
    """A scorer's product with a dependent, which is affine in it: *shape* (n, width) to (n, (width + 1) * outputs)."""
    weight = scorer.scorer.W_bilin.weight
    return Affine((weight[:-1].flatten(1).t(), weight[-1].flatten()))

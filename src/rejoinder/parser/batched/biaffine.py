"""Biaffine scores of pairs of words (Dozat and Manning 2017), with the weights of Stanza's scorers."""

from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid, softplus

from rejoinder.parser.batched.lanes import LANES, Affine


class Arcs:
    """Scores of each word as each other's head: Stanza's sum of a plain score, one of direction and one of distance."""

    def __init__(self, model: Any) -> None:
        scorers = (model.unlabeled, model.linearization, model.distance)
        self.width: int = scorers[0].W1.out_features
        self.dependents = Affine.of(*(scorer.W1 for scorer in scorers))
        self.heads = Affine.of(*(scorer.W2 for scorer in scorers))
        self.products = [_product(scorer) for scorer in scorers]
        self.biases: Tensor = torch.stack([scorer.scorer.W_bilin.bias for scorer in scorers]).view(-1, 1, 1)

    def __call__(self, states: Tensor, lengths: list[int]) -> list[Tensor]:
        """Log-probability of head j for word i at [i, j], word 0 being the root, for each sentence.

        Args:
            states: of the words of all sentences, *shape* (sum of lengths, width).
            lengths: of the sentences, with their roots.
        """
        dependents = torch.split(self.dependents(states).relu_(), self.width, 1)
        left = torch.stack([product(d) for product, d in zip(self.products, dependents, strict=True)])
        right = torch.stack(torch.split(self.heads(states).relu_(), self.width, 1))
        sentences = zip(torch.split(left, lengths, 1), torch.split(right, lengths, 1), strict=True)
        return [self._scores(dependents.contiguous(), heads.contiguous()) for dependents, heads in sentences]

    def _scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        own = dependents[:, :, self.width :] + self.biases
        plain, direction, distance = (dependents[:, :, : self.width] @ heads.transpose(1, 2)).add_(own)
        words = torch.arange(len(plain))
        offset = words - words[:, None]
        squared = (offset.abs() - 1 - softplus(distance)).square_()
        scores = plain + logsigmoid(direction * offset.sign()) - torch.log1p(squared / 2)
        return torch.log_softmax(scores.fill_diagonal_(-torch.inf), 1)


class Relations:
    """Scores of the relations between words and heads."""

    def __init__(self, model: Any) -> None:
        scorer = model.deprel
        self.width: int = scorer.W1.out_features
        self.dependents, self.heads = Affine.of(scorer.W1), Affine.of(scorer.W2)
        self.product = _product(scorer)
        self.bias: Tensor = scorer.scorer.W_bilin.bias

    def reduced(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """What `along` and `pairs` take of words' states, as dependents and as heads; each *shape* (n, width)."""
        return self.dependents(states).relu_(), self.heads(states).relu_()

    def along(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores for each dependent with its one head, *shape* (n, relations)."""
        blocks = zip(torch.split(dependents, LANES), torch.split(heads, LANES), strict=True)
        return torch.cat([self._along(*block) for block in blocks])

    def _along(self, dependents: Tensor, heads: Tensor) -> Tensor:
        factors = self.product(dependents).view(len(heads), self.width + 1, -1)
        return torch.bmm(heads[:, None], factors[:, : self.width])[:, 0] + factors[:, self.width] + self.bias

    def pairs(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores for each dependent with each head of one sentence, *shape* (n, n, relations)."""
        factors = self.product(dependents).view(len(heads), self.width + 1, -1)
        within = torch.einsum("ijr,hj->ihr", factors[:, : self.width], heads)
        return within + factors[:, None, self.width] + self.bias


def _product(scorer: Any) -> Affine:
    """A scorer's product with a dependent, which is affine in it: *shape* (n, width) to (n, (width + 1) * outputs)."""
    weight = scorer.scorer.W_bilin.weight
    return Affine((weight[:-1].flatten(1).t(), weight[-1].flatten()))

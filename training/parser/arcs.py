"""The loss of Stanza's graph parser, with relations scored for the gold arcs only instead of for all pairs of words."""

from typing import Any

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from torch import Tensor
from torch.nn import functional


def install_fast_loss(model: Any) -> None:
    """Give a graph parser the faster loss while it trains; its predictions stay Stanza's own."""
    original = model.forward

    def forward(*inputs: Any, **options: Any) -> Any:
        return _compute_loss(model, *inputs) if model.training else original(*inputs, **options)

    model.forward = forward


def _compute_loss(model: Any, word: Tensor, mask: Tensor, *rest: Any) -> tuple[Tensor, list[Any]]:
    """The loss of a batch; `word` and `mask` are of *shape* (sentences, 1 + words), True where there is no word."""
    chars, head, relation = rest[0], rest[7], rest[8]
    states = model.embed(word, mask, *rest)
    size = word.size(1)
    position = torch.arange(size)
    offset = position.view(1, 1, -1) - position.view(1, -1, 1)  # from a word to each candidate for its head
    direction = model.linearization(model.drop(states), model.drop(states)).squeeze(3)
    distance = 1 + functional.softplus(model.distance(model.drop(states), model.drop(states)).squeeze(3))
    distance_score = -torch.log((offset.abs() - distance) ** 2 / 2 + 1)
    scores = model.unlabeled(model.drop(states), model.drop(states)).squeeze(3)
    scores = scores + functional.logsigmoid(direction * torch.sign(offset)).detach() + distance_score.detach()
    scores = scores.masked_fill(torch.eye(size, dtype=torch.bool), -torch.inf)[:, 1:]
    scores = scores.masked_fill(mask.unsqueeze(1), -torch.inf)
    loss = model.crit(scores.reshape(-1, size), head.masked_fill(mask[:, 1:], -1).view(-1))
    real = ~mask[:, 1:]
    relation_scores = _score_relations(model.deprel, model, states, head, real)
    loss = loss + model.crit(relation_scores, (relation - VOCAB_PREFIX_SIZE)[real])
    gold_direction = direction[:, 1:].gather(2, head.unsqueeze(2)).view(-1, 1)
    to_the_right = (offset[:, 1:].expand_as(scores) > 0).long().gather(2, head.unsqueeze(2)).view(-1)
    loss = loss + model.crit(torch.cat([-gold_direction, gold_direction], 1) / 2, to_the_right)
    loss = loss - distance_score[:, 1:].gather(2, head.unsqueeze(2)).sum()
    return loss / chars.size(0), []


def _score_relations(scorer: Any, model: Any, states: Tensor, head: Tensor, real: Tensor) -> Tensor:
    """Scores of each relation between each real word and its gold head, *shape* (words, relations)."""
    dependents = scorer.dropout(scorer.hidden_func(scorer.W1(model.drop(states))))[:, 1:]
    heads = scorer.dropout(scorer.hidden_func(scorer.W2(model.drop(states))))
    heads = heads.gather(1, head.unsqueeze(2).expand(-1, -1, heads.size(2)))
    dependents, heads = (functional.pad(part[real], (0, 1), value=1.0) for part in (dependents, heads))
    weight = scorer.scorer.W_bilin.weight
    factors = (dependents @ weight.reshape(weight.size(0), -1)).view(len(dependents), weight.size(1), weight.size(2))
    scores: Tensor = torch.bmm(heads.unsqueeze(1), factors).squeeze(1) + scorer.scorer.W_bilin.bias
    return scores

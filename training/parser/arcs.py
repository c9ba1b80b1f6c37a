"""The loss of Stanza's graph parser, with relations scored for the gold arcs only instead of for all pairs of words."""

from typing import Any

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from torch import Tensor
from torch.nn import functional


def quicken(model: Any) -> None:
    """Give a graph parser the quicker loss while it trains; its predictions stay Stanza's own."""
    whole = model.forward

    def forward(*given: Any, **named: Any) -> Any:
        return _loss(model, *given) if model.training else whole(*given, **named)

    model.forward = forward


def _loss(model: Any, word: Tensor, mask: Tensor, *rest: Any) -> tuple[Tensor, list[Any]]:
    chars, head, relation = rest[0], rest[7], rest[8]
    states = model.embed(word, mask, *rest)
    size = word.size(1)
    place = torch.arange(size)
    offset = place.view(1, 1, -1) - place.view(1, -1, 1)  # from a word to each candidate for its head
    order = model.linearization(model.drop(states), model.drop(states)).squeeze(3)
    distance = 1 + functional.softplus(model.distance(model.drop(states), model.drop(states)).squeeze(3))
    far = -torch.log((offset.abs() - distance) ** 2 / 2 + 1)
    scores = model.unlabeled(model.drop(states), model.drop(states)).squeeze(3)
    scores = scores + functional.logsigmoid(order * torch.sign(offset)).detach() + far.detach()
    scores = scores.masked_fill(torch.eye(size, dtype=torch.bool), -torch.inf)[:, 1:]
    scores = scores.masked_fill(mask.unsqueeze(1), -torch.inf)
    loss = model.crit(scores.reshape(-1, size), head.masked_fill(mask[:, 1:], -1).view(-1))
    kept = ~mask[:, 1:]
    loss = loss + model.crit(_relations(model.deprel, model, states, head, kept), (relation - VOCAB_PREFIX_SIZE)[kept])
    chosen = order[:, 1:].gather(2, head.unsqueeze(2)).view(-1, 1)
    right = (offset[:, 1:].expand_as(scores) > 0).long().gather(2, head.unsqueeze(2)).view(-1)
    loss = loss + model.crit(torch.cat([-chosen, chosen], 1) / 2, right)
    loss = loss - far[:, 1:].gather(2, head.unsqueeze(2)).sum()
    return loss / chars.size(0), []


def _relations(scorer: Any, model: Any, states: Tensor, head: Tensor, kept: Tensor) -> Tensor:
    """Scores of each relation between each word kept and its gold head, *shape* (words, relations)."""
    below = scorer.dropout(scorer.hidden_func(scorer.W1(model.drop(states))))[:, 1:]
    above = scorer.dropout(scorer.hidden_func(scorer.W2(model.drop(states))))
    above = above.gather(1, head.unsqueeze(2).expand(-1, -1, above.size(2)))
    below, above = (functional.pad(part[kept], (0, 1), value=1.0) for part in (below, above))
    weight = scorer.scorer.W_bilin.weight
    middle = (below @ weight.reshape(weight.size(0), -1)).view(len(below), weight.size(1), weight.size(2))
    scored: Tensor = torch.bmm(above.unsqueeze(1), middle).squeeze(1) + scorer.scorer.W_bilin.bias
    return scored

"""The same networks, trained about twice as fast on a processor.

With packed sequences, PyTorch's LSTM slices its input step by step on a processor, and the backward pass fills a
gradient of the whole batch for every slice. `patch` pads the packed input by index, runs each direction as one dense
LSTM and packs again; runs the character network on the distinct words of a batch only; and cuts dropout masks from a
pool of random numbers. Evaluation is left alone.
"""

import random
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_sequence

_LSTM: Callable[..., Any] = nn.LSTM.forward
_POOL = 1 << 24
_LENGTHS = ((0, 6), (6, 11), (11, 1 << 20))  # characters of words that are run together
_pools: dict[float, Tensor] = {}


def patch() -> None:
    """Replace the slow paths of PyTorch and Stanza in this process."""
    import stanza.models.common.char_model as characters
    import stanza.models.depparse.model as parser
    import stanza.models.tokenization.model as tokenizer

    # set by name, as their types are not those of what they replace
    setattr(nn.LSTM, "forward", _lstm)  # noqa: B010
    setattr(nn.Dropout, "forward", _dropout)  # noqa: B010
    characters.CharacterModel.forward = _characters(characters.CharacterModel.forward)
    parser.pad_packed_sequence = _training_only(parser.pad_packed_sequence)
    tokenizer.pad_packed_sequence = _training_only(tokenizer.pad_packed_sequence)


def _places(batch_sizes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Time step and row of each packed element, and each row's length."""
    step = torch.repeat_interleave(torch.arange(len(batch_sizes)), batch_sizes)
    row = torch.arange(int(batch_sizes.sum())) - (torch.cumsum(batch_sizes, 0) - batch_sizes)[step]
    return step, row, torch.bincount(row, minlength=int(batch_sizes[0]))


def _spread(data: Tensor, place: Tensor, shape: tuple[int, int]) -> Tensor:
    """Packed elements as *shape* (*shape, ...), zero where there is none; `place` is each element's flat index."""
    at = torch.full((shape[0] * shape[1],), len(data))
    at[place] = torch.arange(len(data))
    padded = torch.cat([data, data.new_zeros(1, *data.shape[1:])])
    return padded.index_select(0, at).view(*shape, *data.shape[1:])


def _lstm(self: nn.LSTM, given: Any, state: Any = None) -> Any:
    if not (self.training and isinstance(given, PackedSequence) and self.num_layers == 1 and self.proj_size == 0):
        return _LSTM(self, given, state)
    step, row, lengths = _places(given.batch_sizes)
    rows, steps = len(lengths), len(given.batch_sizes)
    directions = 2 if self.bidirectional else 1
    state = state or (given.data.new_zeros(directions, rows, self.hidden_size),) * 2
    made = []
    for direction in range(directions):
        place = row * steps + (lengths[row] - 1 - step if direction else step)
        weights: list[Any] = self._flat_weights[4 * direction : 4 * direction + 4]
        start = tuple(part[direction : direction + 1].contiguous() for part in state)
        dense = _spread(given.data, place, (rows, steps))
        out, *last = torch._VF.lstm(dense, start, weights, True, 1, 0.0, True, False, True)
        made.append((out.reshape(rows * steps, -1).index_select(0, place), *last))
    data, hidden, cell = (
        torch.cat(parts, 1 if number == 0 else 0) for number, parts in enumerate(zip(*made, strict=True))
    )
    return PackedSequence(data, given.batch_sizes, given.sorted_indices, given.unsorted_indices), (hidden, cell)


def _training_only(original: Callable[..., Any]) -> Callable[..., Any]:
    def pad(given: PackedSequence, batch_first: bool = False) -> Any:
        if not torch.is_grad_enabled() or given.unsorted_indices is not None or not batch_first:
            return original(given, batch_first=batch_first)
        step, row, lengths = _places(given.batch_sizes)
        steps = len(given.batch_sizes)
        return _spread(given.data, row * steps + step, (len(lengths), steps)), lengths

    return pad


def _characters(original: Callable[..., Any]) -> Callable[..., Any]:
    def forward(self: Any, chars: Tensor, mask: Tensor, order: Any, sentences: Sequence[int], lengths: Any) -> Any:
        from stanza.models.common.utils import tensor_unsort

        if not (self.training and self.attn and self.num_dir == 1 and not self.pad):
            return original(self, chars, mask, order, sentences, lengths)
        distinct, inverse = torch.unique(chars, dim=0, return_inverse=True)
        length = (distinct != 0).sum(1)
        parts, places = [], []
        for low, high in _LENGTHS:
            rows = ((length > low) & (length <= high)).nonzero().squeeze(1)
            if len(rows):
                places.append(rows)
                parts.append(_words(self, distinct[rows][:, : int(length[rows].max())]))
        back = torch.empty(len(distinct), dtype=torch.long)
        back[torch.cat(places)] = torch.arange(len(distinct))
        found = torch.cat(parts).index_select(0, back[inverse])
        return pack_sequence(tensor_unsort(found, order).split(sentences))

    return forward


def _words(network: Any, chars: Tensor) -> Tensor:
    start = tuple(
        part.expand(-1, len(chars), -1).contiguous() for part in (network.charlstm_h_init, network.charlstm_c_init)
    )
    out, _ = network.charlstm.lstm(network.dropout(network.char_emb(chars)), start)
    weight = torch.sigmoid(network.char_attn(network.dropout(out)))
    found: Tensor = (out * weight * (chars != 0).unsqueeze(-1)).sum(1)
    return found


def _dropout(self: nn.Dropout, given: Tensor) -> Tensor:
    if not self.training or self.p == 0:
        return given
    count = given.numel()
    if count >= _POOL:
        return given * torch.empty_like(given).bernoulli_(1 - self.p).div_(1 - self.p)
    if self.p not in _pools:
        seeded = torch.Generator().manual_seed(int(self.p * 1000))
        _pools[self.p] = torch.empty(_POOL).bernoulli_(1 - self.p, generator=seeded).div_(1 - self.p)
    begin = random.randrange(_POOL - count)
    return given * _pools[self.p][begin : begin + count].view(given.shape)

"""The same networks, trained about twice as fast on a processor.

With packed sequences, PyTorch's LSTM slices its input step by step on a processor, and the backward pass fills a
gradient of the whole batch for every slice. `install` has three remedies. The packed input is padded by index, each
direction runs as one dense LSTM, and its output is packed again. The character network runs on the distinct words of a
batch only. Dropout masks are cut from a pool of random numbers. Evaluation is left alone.
"""

import random
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_sequence

_ORIGINAL_LSTM: Callable[..., Any] = nn.LSTM.forward
_POOL_SIZE = 1 << 24
_LENGTHS = ((0, 6), (6, 11), (11, 1 << 20))  # characters of words that are run together
_mask_pools: dict[float, Tensor] = {}  # by the chance of dropout


def install() -> None:
    """Replace the slow paths of PyTorch and Stanza in this process."""
    import stanza.models.common.char_model as characters
    import stanza.models.depparse.model as parser
    import stanza.models.tokenization.model as tokenizer

    # set by name, as their types are not those of what they replace
    setattr(nn.LSTM, "forward", _run_lstm)  # noqa: B010
    setattr(nn.Dropout, "forward", _drop)  # noqa: B010
    characters.CharacterModel.forward = _on_distinct_words(characters.CharacterModel.forward)
    parser.pad_packed_sequence = _pad_by_index(parser.pad_packed_sequence)
    tokenizer.pad_packed_sequence = _pad_by_index(tokenizer.pad_packed_sequence)


def _locate(batch_sizes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Time step and row of each packed element, and each row's length."""
    step = torch.repeat_interleave(torch.arange(len(batch_sizes)), batch_sizes)
    row = torch.arange(int(batch_sizes.sum())) - (torch.cumsum(batch_sizes, 0) - batch_sizes)[step]
    return step, row, torch.bincount(row, minlength=int(batch_sizes[0]))


def _scatter(elements: Tensor, positions: Tensor, shape: tuple[int, int]) -> Tensor:
    """Packed elements as *shape* (*shape, ...), zero where there is none; `positions` are flat indices."""
    source = torch.full((shape[0] * shape[1],), len(elements))
    source[positions] = torch.arange(len(elements))
    padded = torch.cat([elements, elements.new_zeros(1, *elements.shape[1:])])
    return padded.index_select(0, source).view(*shape, *elements.shape[1:])


def _run_lstm(self: nn.LSTM, inputs: Any, state: Any = None) -> Any:
    if not (self.training and isinstance(inputs, PackedSequence) and self.num_layers == 1 and self.proj_size == 0):
        return _ORIGINAL_LSTM(self, inputs, state)
    step, row, lengths = _locate(inputs.batch_sizes)
    rows, steps = len(lengths), len(inputs.batch_sizes)
    directions = 2 if self.bidirectional else 1
    state = state or (inputs.data.new_zeros(directions, rows, self.hidden_size),) * 2
    results = []
    for direction in range(directions):
        positions = row * steps + (lengths[row] - 1 - step if direction else step)
        weights: list[Any] = self._flat_weights[4 * direction : 4 * direction + 4]
        initial = tuple(part[direction : direction + 1].contiguous() for part in state)
        dense = _scatter(inputs.data, positions, (rows, steps))
        output, *last = torch._VF.lstm(dense, initial, weights, True, 1, 0.0, True, False, True)
        results.append((output.reshape(rows * steps, -1).index_select(0, positions), *last))
    data, hidden, cell = (
        torch.cat(parts, 1 if number == 0 else 0) for number, parts in enumerate(zip(*results, strict=True))
    )
    return PackedSequence(data, inputs.batch_sizes, inputs.sorted_indices, inputs.unsorted_indices), (hidden, cell)


def _pad_by_index(original: Callable[..., Any]) -> Callable[..., Any]:
    def pad(packed: PackedSequence, batch_first: bool = False) -> Any:
        if not torch.is_grad_enabled() or packed.unsorted_indices is not None or not batch_first:
            return original(packed, batch_first=batch_first)
        step, row, lengths = _locate(packed.batch_sizes)
        steps = len(packed.batch_sizes)
        return _scatter(packed.data, row * steps + step, (len(lengths), steps)), lengths

    return pad


def _on_distinct_words(original: Callable[..., Any]) -> Callable[..., Any]:
    def forward(self: Any, chars: Tensor, mask: Tensor, order: Any, sentences: Sequence[int], lengths: Any) -> Any:
        from stanza.models.common.utils import tensor_unsort

        if not (self.training and self.attn and self.num_dir == 1 and not self.pad):
            return original(self, chars, mask, order, sentences, lengths)
        distinct, inverse = torch.unique(chars, dim=0, return_inverse=True)
        length = (distinct != 0).sum(1)
        parts, indices = [], []
        for low, high in _LENGTHS:
            rows = ((length > low) & (length <= high)).nonzero().squeeze(1)
            if len(rows):
                indices.append(rows)
                parts.append(_read_words(self, distinct[rows][:, : int(length[rows].max())]))
        back = torch.empty(len(distinct), dtype=torch.long)
        back[torch.cat(indices)] = torch.arange(len(distinct))
        vectors = torch.cat(parts).index_select(0, back[inverse])
        return pack_sequence(tensor_unsort(vectors, order).split(sentences))

    return forward


def _read_words(network: Any, chars: Tensor) -> Tensor:
    """Vectors of words, *shape* (words, characters) to (words, width)."""
    initial = tuple(
        part.expand(-1, len(chars), -1).contiguous() for part in (network.charlstm_h_init, network.charlstm_c_init)
    )
    states, _ = network.charlstm.lstm(network.dropout(network.char_emb(chars)), initial)
    weight = torch.sigmoid(network.char_attn(network.dropout(states)))
    vectors: Tensor = (states * weight * (chars != 0).unsqueeze(-1)).sum(1)
    return vectors


def _drop(self: nn.Dropout, inputs: Tensor) -> Tensor:
    if not self.training or self.p == 0:
        return inputs
    count = inputs.numel()
    if count >= _POOL_SIZE:
        return inputs * torch.empty_like(inputs).bernoulli_(1 - self.p).div_(1 - self.p)
    if self.p not in _mask_pools:
        seeded = torch.Generator().manual_seed(int(self.p * 1000))
        _mask_pools[self.p] = torch.empty(_POOL_SIZE).bernoulli_(1 - self.p, generator=seeded).div_(1 - self.p)
    begin = random.randrange(_POOL_SIZE - count)
    return inputs * _mask_pools[self.p][begin : begin + count].view(inputs.shape)

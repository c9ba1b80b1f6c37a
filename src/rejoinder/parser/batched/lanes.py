"""LSTMs over sequences of any lengths, side by side, with the same bits whatever they are read with.

Matrix libraries choose their kernels by shape, so that the last bits of a sentence's scores would depend on the batch
it is in. Here every product has one shape: sequences follow one another in a fixed number of lanes, a lane's state
being set back where the next begins, and other products are cut into blocks of as many rows. Only ends are padded.

Functions like the sigmoid have the same trap: the numbers left over at the end of a vector register are worked out by
another routine. So they are taken of whole steps, a multiple of any register, or of what belongs to one sentence alone.
"""

import heapq
from collections.abc import Hashable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import Tensor, nn
from torch.nn.functional import pad

LANES = 64  # rows of every matrix product; in few others is a row's product the same wherever it lies

T = TypeVar("T", bound=Hashable)
S = TypeVar("S", bound=Sized)


class Lanes:
    """Places of the elements of sequences in a grid of steps by lanes, the longest sequences first.

    Attributes:
        steps: of the grid; a step has `LANES` places.
        at: place of each element, the sequences one after another, *shape* (sum of lengths,).
        firsts: for each step the lanes in which a sequence begins there, None for none.
        lasts: for each step the lanes in which a sequence ends there, None for none.
    """

    def __init__(self, lengths: Sequence[int], gap: int = 0) -> None:
        """Lay out sequences of at least one element, with `gap` places after each left empty."""
        ends = [(0, lane) for lane in range(LANES)]
        placed = [(0, 0)] * len(lengths)
        for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
            step, lane = ends[0]
            placed[index] = step, lane
            heapq.heapreplace(ends, (step + lengths[index] + gap, lane))
        self.steps = max(end for end, _ in ends)
        begins = torch.tensor(placed)
        counts = torch.tensor(lengths)
        within = torch.arange(int(counts.sum())) - (counts.cumsum(0) - counts).repeat_interleave(counts)
        self.at = (within + begins[:, 0].repeat_interleave(counts)) * LANES + begins[:, 1].repeat_interleave(counts)
        self.firsts = self._lanes_by_step([step for step, _ in placed], placed)
        self.lasts = self._lanes_by_step([step + n - 1 for (step, _), n in zip(placed, lengths, strict=True)], placed)

    def _lanes_by_step(self, steps: Sequence[int], placed: Sequence[tuple[int, int]]) -> list[Tensor | None]:
        lanes: list[list[int]] = [[] for _ in range(self.steps)]
        for step, (_, lane) in zip(steps, placed, strict=True):
            lanes[step].append(lane)
        return [torch.tensor(found) if found else None for found in lanes]

    def spread(self, elements: Tensor) -> Tensor:
        """Elements, *shape* (sum of lengths, ...), put in their places, zeros elsewhere, (steps * LANES, ...)."""
        return elements.new_zeros(self.steps * LANES, *elements.shape[1:]).index_copy_(0, self.at, elements)


class Affine:
    """Linear maps of the same input, side by side, on blocks of `LANES` rows."""

    def __init__(self, *maps: tuple[Tensor, Tensor | None]) -> None:
        """Take each map's weight, *shape* (outputs, inputs), and bias, (outputs,) or None."""
        self.weight = torch.cat([weight for weight, _ in maps]).t().contiguous()
        self.bias = torch.cat([weight.new_zeros(len(weight)) if bias is None else bias for weight, bias in maps])

    @classmethod
    def of(cls, *layers: nn.Linear) -> "Affine":
        return cls(*((layer.weight, layer.bias) for layer in layers))

    def __call__(self, rows: Tensor) -> Tensor:
        """Map rows, *shape* (n, inputs), to (n, outputs)."""
        n = rows.shape[0]
        rows = pad(rows, (0, 0, 0, -n % LANES)).contiguous()  # how far apart rows lie in memory matters, too
        made = rows.new_empty(rows.shape[0], len(self.bias))
        for block, product in zip(torch.split(rows, LANES), torch.split(made, LANES), strict=True):
            torch.addmm(self.bias, block, self.weight, out=product)
        return made[:n]


@dataclass(frozen=True)
class Places:
    """The inputs at each place of a grid, given as the different ones among them, so that each is multiplied once.

    Attributes:
        kinds: the different inputs, *shape* (kinds, width).
        numbers: the row of each place's input in `kinds`, *shape* (places,); None if every place has its own.
    """

    kinds: Tensor
    numbers: Tensor | None = None

    def mapped(self, affine: Affine) -> Tensor:
        """The image of each place's input, *shape* (places, outputs)."""
        return affine(self.kinds) if self.numbers is None else affine(self.kinds)[self.numbers]


@dataclass(frozen=True)
class _Direction:
    """One direction of an LSTM (Hochreiter and Schmidhuber 1997); its gates are ordered input, forget, output, cell."""

    inward: Affine
    recurrent: Tensor
    hidden: Tensor
    cell: Tensor
    backward: bool

    def __call__(self, inputs: Places, lanes: Lanes, out: Tensor) -> None:
        """Write the states of each place into `out`, *shape* (steps, LANES, width)."""
        width = len(self.hidden)
        gates = inputs.mapped(self.inward).view(lanes.steps, LANES, -1)
        hidden, cell = (start.expand(LANES, width).clone() for start in (self.hidden, self.cell))
        resets = lanes.lasts if self.backward else lanes.firsts
        for step in reversed(range(lanes.steps)) if self.backward else range(lanes.steps):
            reset = resets[step]
            if reset is not None:
                hidden.index_copy_(0, reset, self.hidden.expand(len(reset), width))
                cell.index_copy_(0, reset, self.cell.expand(len(reset), width))
            gate = gates[step].addmm_(hidden, self.recurrent)
            gate[:, : 3 * width].sigmoid_()
            gate[:, 3 * width :].tanh_()
            cell.mul_(gate[:, width : 2 * width]).addcmul_(gate[:, :width], gate[:, 3 * width :])
            torch.tanh(cell, out=hidden).mul_(gate[:, 2 * width : 3 * width])
            out[step] = hidden


class Lstm:
    """A layer of an LSTM with Stanza's weights, in one direction or both."""

    def __init__(self, layer: nn.LSTM, hidden: Tensor | None = None, cell: Tensor | None = None) -> None:
        """Take the states to begin with, *shape* (directions, 1, width), zeros if None."""
        start = torch.zeros(2, 1, layer.hidden_size)
        hidden, cell = start if hidden is None else hidden, start if cell is None else cell
        self.width = layer.hidden_size
        self.directions = [
            self._direction(layer, suffix, hidden[number, 0], cell[number, 0])
            for number, suffix in enumerate(["_l0", "_l0_reverse"][: 1 + layer.bidirectional])
        ]

    @staticmethod
    def _direction(layer: nn.LSTM, suffix: str, hidden: Tensor, cell: Tensor) -> _Direction:
        def ordered(name: str) -> Tensor:
            given, forget, new, out = torch.chunk(layer.get_parameter(name + suffix), 4)
            return torch.cat([given, forget, out, new])

        inward = Affine((ordered("weight_ih"), ordered("bias_ih") + ordered("bias_hh")))
        recurrent = ordered("weight_hh").t().contiguous()
        return _Direction(inward, recurrent, hidden.clone(), cell.clone(), suffix.endswith("reverse"))

    def __call__(self, inputs: Places, lanes: Lanes) -> Tensor:
        """States at each place, *shape* (steps * LANES, directions * width)."""
        out = torch.empty(lanes.steps, LANES, len(self.directions) * self.width)
        for number, direction in enumerate(self.directions):
            direction(inputs, lanes, out[:, :, number * self.width : (number + 1) * self.width])
        return out.view(lanes.steps * LANES, -1)


class Highway:
    """Stanza's stack of bidirectional LSTMs with highway connections (Srivastava et al. 2015)."""

    def __init__(self, stack: Any, hidden: Tensor, cell: Tensor) -> None:
        self.layers = []
        for number, (lstm, highway, gate) in enumerate(zip(stack.lstm, stack.highway, stack.gate, strict=True)):
            own = slice(2 * number, 2 * number + 2)
            self.layers.append((Lstm(lstm.lstm, hidden[own], cell[own]), Affine.of(highway), Affine.of(gate)))

    def __call__(self, inputs: Places, lanes: Lanes) -> Tensor:
        """States of the elements in `lanes`, *shape* (sum of lengths, 2 * width)."""
        for lstm, highway, gate in self.layers:
            states = lstm(inputs, lanes)
            inputs = Places(states.addcmul_(inputs.mapped(gate).sigmoid_(), inputs.mapped(highway).tanh_()))
        return inputs.kinds[lanes.at]


def numbered(items: Iterable[T]) -> tuple[list[T], Tensor]:
    """The different items in order of their first use, and each item's number among them."""
    known: dict[T, int] = {}
    numbers = [known.setdefault(item, len(known)) for item in items]
    return list(known), torch.tensor(numbers)


def portions(items: Iterable[S], most: int) -> Iterator[list[S]]:
    """The items in order, in lists of at least one, the lengths of whose items come to `most` at most."""
    portion: list[S] = []
    total = 0
    for item in items:
        if portion and total + len(item) > most:
            yield portion
            portion, total = [], 0
        portion.append(item)
        total += len(item)
    if portion:
        yield portion

"""Linear layers and LSTMs with Stanza's weights, on packed sequences."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import pad

from rejoinder.parser.batched.packing import SLOTS, PackedSequences


class Affine:
    """Linear maps of the same input, side by side, on blocks of `SLOTS` rows.

    Attributes:
        weight: of all maps, *shape* (inputs, outputs).
        bias: *shape* (outputs,).
    """

    def __init__(self, *maps: tuple[Tensor, Tensor | None]) -> None:
        """Take each map's weight, *shape* (outputs, inputs), and bias, *shape* (outputs,) or None."""
        self.weight = torch.cat([weight for weight, _ in maps]).t().contiguous()
        self.bias = torch.cat([weight.new_zeros(len(weight)) if bias is None else bias for weight, bias in maps])

    @classmethod
    def from_layers(cls, *layers: nn.Linear) -> "Affine":
        """Take the weights of linear layers."""
        return cls(*((layer.weight, layer.bias) for layer in layers))

    def __call__(self, rows: Tensor) -> Tensor:
        """Map rows, *shape* (n, inputs) to (n, outputs)."""
        count = rows.shape[0]
        rows = pad(rows, (0, 0, 0, -count % SLOTS)).contiguous()  # the distance of rows in memory matters, too
        outputs = rows.new_empty(rows.shape[0], len(self.bias))
        for block, product in zip(torch.split(rows, SLOTS), torch.split(outputs, SLOTS), strict=True):
            torch.addmm(self.bias, block, self.weight, out=product)
        return outputs[:count]


@dataclass(frozen=True)
class GridInputs:
    """Inputs of a layer at each position of a grid, each distinct one stored, and multiplied, once.

    Attributes:
        rows: the distinct inputs, *shape* (distinct, width).
        indices: of each position's input among `rows`, *shape* (positions,); None if every position has its own.
    """

    rows: Tensor
    indices: Tensor | None = None

    def project(self, affine: Affine) -> Tensor:
        """Map each position's input, *shape* (positions, outputs)."""
        return affine(self.rows) if self.indices is None else affine(self.rows)[self.indices]


@dataclass(frozen=True)
class _Direction:
    """One direction of an LSTM (Hochreiter and Schmidhuber 1997).

    The gates are ordered input, forget, output, cell, so that one sigmoid covers the first three.

    Attributes:
        input_map: from an input to its part of the gates, with both biases.
        recurrent: weights from the hidden state to the gates, *shape* (width, 4 * width).
        initial_hidden: state at the start of a sequence, *shape* (width,).
        initial_cell: likewise.
        backward: whether sequences are read from their ends.
    """

    input_map: Affine
    recurrent: Tensor
    initial_hidden: Tensor
    initial_cell: Tensor
    backward: bool

    def __call__(self, inputs: GridInputs, packed: PackedSequences, states: Tensor) -> None:
        """Write the hidden state at each position into `states`, *shape* (steps, SLOTS, width)."""
        width = len(self.initial_hidden)
        gates_by_step = inputs.project(self.input_map).view(packed.steps, SLOTS, -1)
        hidden, cell = (initial.expand(SLOTS, width).clone() for initial in (self.initial_hidden, self.initial_cell))
        resets = packed.last_slots if self.backward else packed.first_slots
        for step in reversed(range(packed.steps)) if self.backward else range(packed.steps):
            slots = resets[step]
            if slots is not None:
                hidden.index_copy_(0, slots, self.initial_hidden.expand(len(slots), width))
                cell.index_copy_(0, slots, self.initial_cell.expand(len(slots), width))
            gates = gates_by_step[step].addmm_(hidden, self.recurrent)
            gates[:, : 3 * width].sigmoid_()
            gates[:, 3 * width :].tanh_()
            cell.mul_(gates[:, width : 2 * width]).addcmul_(gates[:, :width], gates[:, 3 * width :])
            torch.tanh(cell, out=hidden).mul_(gates[:, 2 * width : 3 * width])
            states[step] = hidden


class PackedLstm:
    """One layer of an LSTM, in one direction or both."""

    def __init__(self, layer: nn.LSTM, hidden: Tensor | None = None, cell: Tensor | None = None) -> None:
        """Take the weights of a layer and its initial states, *shape* (directions, 1, width), zeros if None."""
        zeros = torch.zeros(2, 1, layer.hidden_size)
        hidden, cell = zeros if hidden is None else hidden, zeros if cell is None else cell
        self.width = layer.hidden_size
        self.directions = [
            self._direction(layer, suffix, hidden[number, 0], cell[number, 0])
            for number, suffix in enumerate(["_l0", "_l0_reverse"][: 1 + layer.bidirectional])
        ]

    @staticmethod
    def _direction(layer: nn.LSTM, suffix: str, hidden: Tensor, cell: Tensor) -> _Direction:
        def reorder_gates(name: str) -> Tensor:
            input_gate, forget_gate, new_cell, output_gate = torch.chunk(layer.get_parameter(name + suffix), 4)
            return torch.cat([input_gate, forget_gate, output_gate, new_cell])

        input_map = Affine((reorder_gates("weight_ih"), reorder_gates("bias_ih") + reorder_gates("bias_hh")))
        recurrent = reorder_gates("weight_hh").t().contiguous()
        return _Direction(input_map, recurrent, hidden.clone(), cell.clone(), suffix.endswith("reverse"))

    def __call__(self, inputs: GridInputs, packed: PackedSequences) -> Tensor:
        """Compute the hidden state at each position, *shape* (steps * SLOTS, directions * width)."""
        states = torch.empty(packed.steps, SLOTS, len(self.directions) * self.width)
        for number, direction in enumerate(self.directions):
            direction(inputs, packed, states[:, :, number * self.width : (number + 1) * self.width])
        return states.view(packed.steps * SLOTS, -1)


class HighwayLstm:
    """Stanza's stack of bidirectional LSTMs with highway connections (Srivastava et al. 2015, arXiv:1505.00387)."""

    def __init__(self, stack: Any, hidden: Tensor, cell: Tensor) -> None:
        """Take the weights of a stack and its initial states, *shape* (2 * layers, 1, width)."""
        self.layers = []
        for number, (lstm, highway, gate) in enumerate(zip(stack.lstm, stack.highway, stack.gate, strict=True)):
            both = slice(2 * number, 2 * number + 2)
            self.layers.append(
                (
                    PackedLstm(lstm.lstm, hidden[both], cell[both]),
                    Affine.from_layers(highway),
                    Affine.from_layers(gate),
                )
            )

    def __call__(self, inputs: GridInputs, packed: PackedSequences) -> Tensor:
        """Compute the states of the elements, one sequence after another, *shape* (sum of lengths, 2 * width)."""
        for lstm, highway, gate in self.layers:
            states = lstm(inputs, packed)
            inputs = GridInputs(states.addcmul_(inputs.project(gate).sigmoid_(), inputs.project(highway).tanh_()))
        return packed.gather(inputs.rows)

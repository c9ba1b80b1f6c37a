"""Sequences of any lengths packed side by side, so that the bits of a score don't depend on the batch.

Matrix libraries choose their kernels by shape. In a padded batch, the last bits of a sentence's scores therefore depend
on the sentences that it is read with. Here every product has one shape: sequences follow one another in a fixed number
of slots, and the state of a slot is reset where the next sequence begins. Only the ends of the slots are padded.

Functions like the sigmoid have the same trap: elements left over at the end of a vector register are computed by
another routine. They are applied to whole steps, which fill any register, or to what belongs to one sentence alone.
"""

import heapq
from collections.abc import Hashable, Iterable, Iterator, Sequence, Sized
from typing import TypeVar

import torch
from torch import Tensor

SLOTS = 64  # rows of every matrix product; with few other numbers is a row's product the same wherever it lies

Unit = TypeVar("Unit", bound=Hashable)
Item = TypeVar("Item", bound=Sized)


class PackedSequences:
    """Positions of the elements of sequences in a grid of steps by slots, the longest sequences first.

    Attributes:
        steps: of the grid; each has `SLOTS` positions.
        positions: step * SLOTS + slot of each element, one sequence after another, *shape* (sum of lengths,).
        first_slots: for each step, the slots in which a sequence begins, None for none.
        last_slots: for each step, the slots in which a sequence ends, None for none.
    """

    def __init__(self, lengths: Sequence[int], gap: int = 0) -> None:
        """Lay out sequences of at least one element, with `gap` positions after each left empty."""
        slot_ends = [(0, slot) for slot in range(SLOTS)]
        starts = [(0, 0)] * len(lengths)
        for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
            step, slot = slot_ends[0]
            starts[index] = step, slot
            heapq.heapreplace(slot_ends, (step + lengths[index] + gap, slot))
        self.steps = max(end for end, _ in slot_ends)
        first_steps, slots = torch.tensor(starts).unbind(1)
        counts = torch.tensor(lengths)
        offsets = torch.arange(int(counts.sum())) - (counts.cumsum(0) - counts).repeat_interleave(counts)
        steps = offsets + first_steps.repeat_interleave(counts)
        self.positions = steps * SLOTS + slots.repeat_interleave(counts)
        self.first_slots = self._slots_by_step([step for step, _ in starts], starts)
        last_steps = [step + length - 1 for (step, _), length in zip(starts, lengths, strict=True)]
        self.last_slots = self._slots_by_step(last_steps, starts)

    def _slots_by_step(self, steps: Sequence[int], starts: Sequence[tuple[int, int]]) -> list[Tensor | None]:
        slots_by_step: list[list[int]] = [[] for _ in range(self.steps)]
        for step, (_, slot) in zip(steps, starts, strict=True):
            slots_by_step[step].append(slot)
        return [torch.tensor(slots) if slots else None for slots in slots_by_step]

    def scatter(self, elements: Tensor) -> Tensor:
        """Put elements at their positions in the grid.

        Args:
            elements: one sequence after another, *shape* (sum of lengths, ...).

        Returns:
            The grid with zeros elsewhere, *shape* (steps * SLOTS, ...).
        """
        grid = elements.new_zeros(self.steps * SLOTS, *elements.shape[1:])
        return grid.index_copy_(0, self.positions, elements)

    def gather(self, grid: Tensor) -> Tensor:
        """Take the elements out of a grid.

        Args:
            grid: *shape* (steps * SLOTS, ...).

        Returns:
            The elements, one sequence after another, *shape* (sum of lengths, ...).
        """
        return grid[self.positions]


def index_distinct(units: Iterable[Unit]) -> tuple[list[Unit], Tensor]:
    """Find the distinct units, so that each is computed once.

    Returns:
        The distinct units in order of their first use, and the index of every unit among them, *shape* (units,).
    """
    index_of: dict[Unit, int] = {}
    indices = [index_of.setdefault(unit, len(index_of)) for unit in units]
    return list(index_of), torch.tensor(indices)


def split_into_batches(items: Iterable[Item], max_length: int) -> Iterator[list[Item]]:
    """Cut items into consecutive batches, none of them empty.

    Yields:
        Batches whose items' lengths add up to `max_length` at most; a longer item has a batch of its own.
    """
    batch: list[Item] = []
    length = 0
    for item in items:
        if batch and length + len(item) > max_length:
            yield batch
            batch, length = [], 0
        batch.append(item)
        length += len(item)
    if batch:
        yield batch

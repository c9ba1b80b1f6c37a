"""Packed sequences: every element has its place, and an LSTM over them gives the same bits in any batch."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.parser.batched.layers import GridInputs, PackedLstm
from rejoinder.parser.batched.packing import SLOTS, PackedSequences


@given(st.lists(st.integers(1, 40), min_size=1, max_size=150), st.integers(0, 3))
@settings(deadline=None, max_examples=50)
def test_slots_hold_every_element_once_and_sequences_in_one_piece(lengths: list[int], gap: int) -> None:
    packed = PackedSequences(lengths, gap)
    assert len(set(packed.positions.tolist())) == sum(lengths)
    assert int(packed.positions.max()) < packed.steps * SLOTS
    for positions in packed.positions.split(lengths):
        assert (positions.diff() == SLOTS).all()
        step, slot = divmod(int(positions[0]), SLOTS)
        assert slot in packed.first_slots[step].tolist()
        assert slot in packed.last_slots[int(positions[-1]) // SLOTS].tolist()


@given(st.lists(st.integers(1, 12), min_size=1, max_size=100), st.booleans(), st.integers(0, 99))
@settings(deadline=None, max_examples=30)
def test_states_are_those_of_an_lstm_and_the_same_to_the_last_bit_alone(
    lengths: list[int], both: bool, seed: int
) -> None:
    torch.manual_seed(seed)
    layer = torch.nn.LSTM(7, 24, bidirectional=both, batch_first=True)
    with torch.inference_mode():
        elements, packed_layer = torch.randn(sum(lengths), 7), PackedLstm(layer)

        def states(elements: torch.Tensor, lengths: list[int]) -> torch.Tensor:
            packed = PackedSequences(lengths)
            return packed.gather(packed_layer(GridInputs(packed.scatter(elements)), packed))

        together = states(elements, lengths).split(lengths)
        for sequence, in_batch in list(zip(elements.split(lengths), together, strict=True))[-3:]:
            assert torch.equal(states(sequence, [len(sequence)]), in_batch)
            torch.testing.assert_close(in_batch, layer(sequence[None])[0][0], rtol=1e-5, atol=1e-5)

"""Linear layers in int8: exact on every processor, near to full precision."""

import os
import subprocess
import sys

import pytest
import torch

from rejoinder.encoder import quantisation
from rejoinder.encoder.quantisation import QuantisedLinear, multiply_in_floats, multiply_packed, pack_weights, quantise

WIDTHS = (32, 768, 3072)


def draw_layer(width: int) -> tuple[QuantisedLinear, torch.Tensor]:
    """A layer to 8 outputs, and its weights in floats."""
    weight = torch.randn(8, width, generator=torch.Generator().manual_seed(width))
    scales = weight.abs().amax(1) / 127
    return QuantisedLinear((weight / scales[:, None]).round().to(torch.int8), scales, torch.ones(8)), weight


@pytest.mark.parametrize("width", WIDTHS)
def test_products_of_integers_are_exact_by_either_way(width: int) -> None:
    """Also the largest there are, of which some processors drop the highest bits."""
    drawn = torch.arange(8 * width, dtype=torch.int64).mul(7919).remainder(255).sub(127).view(8, width)
    integers = torch.vstack([torch.full((8, width), 127), torch.full((8, width), -127), drawn])
    scales = torch.tensor([1.0, 0.5] * 4)
    for weight in (torch.full((8, width), 127), torch.full((8, width), -127), drawn):
        expected = (integers @ weight.t()).float() * scales
        packed = pack_weights(weight.to(torch.int8))
        if quantisation._supports_int8():
            assert torch.equal(multiply_packed(integers.float(), packed, scales), expected)
        assert torch.equal(multiply_in_floats(integers.float(), weight.float(), scales), expected)


def test_a_processor_that_is_told_to_saturate_multiplies_floats() -> None:
    code = "from rejoinder.encoder import quantisation; print(quantisation._supports_int8())"
    env = os.environ | {"ONEDNN_MAX_CPU_ISA": "AVX2"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.split() == ["False"]


@pytest.mark.parametrize("width", WIDTHS)
def test_outputs_are_near_to_full_precision(width: int) -> None:
    layer, weight = draw_layer(width)
    x = torch.randn(16, width, generator=torch.Generator().manual_seed(1))
    expected = x @ weight.t() + 1
    assert (layer(x) - expected).norm() < 0.02 * expected.norm()


def test_a_rows_outputs_are_the_same_whatever_stands_beside_it() -> None:
    layer, _ = draw_layer(768)
    x = torch.randn(100, 768, generator=torch.Generator().manual_seed(1))
    x[7] *= 1000
    assert torch.equal(layer(x), torch.cat([layer(row[None]) for row in x]))


def test_the_largest_number_along_a_dimension_becomes_the_largest_integer() -> None:
    integers, scales = quantise(torch.tensor([[0.0, 0.5, -2.0], [0.0, 0.0, 0.0]]), 127, -1)
    assert integers.tolist() == [[0.0, 32.0, -127.0], [0.0, 0.0, 0.0]]
    assert scales.shape == (2, 1)

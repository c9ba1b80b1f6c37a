"""Linear layers and attention in int8: exact on every processor, near to full precision."""

import os
import subprocess
import sys

import pytest
import torch

from rejoinder.encoder import quantisation
from rejoinder.encoder.attention import QuantisedAttention, attend
from rejoinder.encoder.quantisation import Dense, QuantisedLinear, Quantiser


def _layer(width: int) -> tuple[QuantisedLinear, torch.Tensor]:
    """A linear layer to 8 outputs, and inputs of the size for which it was rounded."""
    drawn = torch.Generator().manual_seed(width)
    samples = torch.randn(64, width, generator=drawn)
    return QuantisedLinear(Dense(torch.randn(8, width, generator=drawn), torch.ones(8)), samples), samples


@pytest.mark.parametrize("width", [32, 384, 1536])
def test_bytes_are_multiplied_alike_by_bytes_and_by_floats(width: int) -> None:
    layer, samples = _layer(width)
    extreme = torch.full((16, width), 255, dtype=torch.uint8)
    for whole in (layer.quantise(samples), extreme):
        assert torch.allclose(layer.multiply(whole), layer.multiply_in_floats(whole), rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("width", [32, 384, 1536])
def test_products_of_bytes_are_exact_by_either_way(width: int) -> None:
    """Also the largest there are, of which some processors drop the highest bits."""
    projections = torch.arange(8 * width, dtype=torch.int64).mul(7919).remainder(255).sub(127).view(8, width)
    projections[:, 0] = 127  # of each row, so that quantisation leaves the weights as they are
    samples = torch.arange(256.0).repeat(width, 1).t()  # bytes already
    whole = torch.vstack([torch.full((8, width), 255), projections + 127])
    for weight in (torch.full((8, width), 127), torch.full((8, width), -127), projections):
        layer = QuantisedLinear(Dense(weight.float(), torch.zeros(8)), samples, smooth=False)
        expected = (whole @ weight.t()).float()
        assert torch.equal(layer.multiply(whole.to(torch.uint8)), expected)
        assert torch.equal(layer.multiply_in_floats(whole.to(torch.uint8)), expected)


def test_a_processor_that_is_told_to_saturate_multiplies_floats() -> None:
    code = "from rejoinder.encoder import quantisation; print(quantisation._supports_int8())"
    env = os.environ | {"ONEDNN_MAX_CPU_ISA": "AVX2"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.split() == ["False"]


def test_activated_outputs_are_the_same_bytes_but_for_ties_where_a_processor_has_no_products_of_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fast, samples = _layer(384)
    quantiser = Quantiser.calibrate(torch.nn.functional.gelu(fast(samples)))
    monkeypatch.setattr(quantisation, "_supports_int8", lambda: False)
    slow, _ = _layer(384)
    assert (fast.activate(samples, quantiser).int() - slow.activate(samples, quantiser).int()).abs().max() <= 1


def test_a_rounded_layer_is_near_to_the_one_it_was_made_of() -> None:
    drawn = torch.Generator().manual_seed(1)
    dense = Dense(torch.randn(8, 384, generator=drawn), torch.zeros(8))
    samples = torch.randn(64, 384, generator=drawn)
    assert (QuantisedLinear(dense, samples)(samples) - dense(samples)).abs().max() < 0.03 * dense(samples).abs().max()


def test_one_column_of_large_numbers_does_not_blur_the_others() -> None:
    drawn = torch.Generator().manual_seed(2)
    dense = Dense(torch.randn(8, 384, generator=drawn), torch.zeros(8))
    samples = torch.randn(64, 384, generator=drawn)
    samples[:, 7] *= 200
    dense.weight[:, 7] /= 200
    shared, apart = (QuantisedLinear(dense, samples, smooth=way)(samples) - dense(samples) for way in (True, False))
    assert shared.abs().mean() < 0.2 * apart.abs().mean()


def test_numbers_beyond_those_seen_are_rounded_to_the_largest() -> None:
    layer = QuantisedLinear(Dense(torch.eye(4), torch.zeros(4)), torch.tensor([[-1.0, 0.0, 0.5, 1.0]]), smooth=False)
    assert layer(torch.full((1, 4), 9.0))[0, 0] == pytest.approx(1.0, abs=0.01)
    assert layer(torch.zeros(1, 4)).tolist() == [[0.0] * 4]


def test_attention_in_whole_numbers_is_near_to_that_in_full_precision() -> None:
    drawn = torch.Generator().manual_seed(3)
    projections = torch.randn(30, 3 * 64, generator=drawn, dtype=torch.float64)
    groups = [(1, 12), (2, 9)]
    full = attend(projections, groups, 2, torch.nn.functional.scaled_dot_product_attention)
    attention, scales, output_scale = QuantisedAttention.calibrate(projections, 2)
    whole = attend(attention.quantise((projections / scales).float()), groups, 2, attention) * output_scale
    assert (whole - full).abs().max() < 0.01 * full.abs().max()


def test_sums_of_attention_are_whole_numbers_in_the_largest_case() -> None:
    attention, *_ = QuantisedAttention.calibrate(torch.ones(1, 3 * 32), 1)
    most = torch.full((1, 1, 512, 32), float(attention.bound))
    exact = (most.double() @ most.double().transpose(-1, -2)).max()
    assert (most @ most.transpose(-1, -2) == exact).all()
    shares = torch.full((1, 1, 512, 512), 2**14 / 512)
    made = attention(most, most, most)
    assert torch.equal(made, (shares.double() @ most.double()).float())

"""Pruning of the encoder's layers: what is taken out, and how what is left makes up for it."""

import torch

from rejoinder.encoder import Encoder
from training.encoder import distil, layers, prune

PRUNED = Encoder(model="", sha256="", pruned=True, max_tokens=128, layers=(1,))
DRAWN = torch.Generator().manual_seed(1)
GIVEN = torch.randn(200, 3, generator=DRAWN, dtype=torch.float64)


def moment(given: torch.Tensor) -> torch.Tensor:
    return given.T @ given


def singles(columns: int) -> torch.Tensor:
    return torch.arange(columns).view(-1, 1)


def test_an_input_that_another_repeats_goes_and_the_other_makes_up_for_it() -> None:
    given = torch.column_stack([GIVEN, GIVEN[:, 1]])
    weight = torch.tensor([[1.0, 2.0, 3.0, 4.0]])
    changed, kept = prune.reduced(moment(given), weight, singles(4), 3)
    assert kept.tolist() in ([0, 1, 2], [0, 2, 3])
    assert torch.allclose(given[:, kept] @ changed.T.double(), given @ weight.T.double(), atol=0.05)


def test_the_input_goes_that_matters_least() -> None:
    changed, kept = prune.reduced(moment(GIVEN), torch.tensor([[1.0, 0.01, 3.0]]), singles(3), 2)
    assert kept.tolist() == [0, 2]
    assert torch.allclose(changed, torch.tensor([[1.0, 3.0]]), atol=0.01)


def test_inputs_of_a_group_go_together() -> None:
    given = torch.randn(200, 4, generator=DRAWN, dtype=torch.float64)
    weight = torch.tensor([[5.0, 0.0, 1.0, 1.0]])
    _, kept = prune.reduced(moment(given), weight, torch.arange(4).view(2, 2), 1)
    assert kept.tolist() == [0, 1]


def test_a_pruned_layer_has_the_heads_and_neurons_asked_for_and_is_near_to_the_whole_one() -> None:
    below, whole = layers.packaged(1)
    texts = distil.batches(layers.pieces(["The talks failed.", "We will answer any attack.", "Who knew of it?"] * 20))
    (cut,) = prune.pruned(below, whole, texts, 9, 1000)
    assert cut["attention.self.query.weight"].shape == (9 * below.size, 384)
    assert cut["attention.output.dense.weight"].shape == (384, 9 * below.size)
    assert cut["output.dense.weight"].shape == (384, 1000)
    with torch.inference_mode():
        assert distil.distance(distil.states(below, [cut], texts[0]), distil.states(below, whole, texts[0])) < 0.05


def test_whole_layers_are_those_of_the_encoder() -> None:
    below, whole = layers.packaged(4)
    text = "The ministry denied the report."
    with torch.inference_mode():
        states = distil.states(below, whole, torch.tensor(layers.pieces([text])))
    ((_, known, _),) = layers.PACKAGED.compute_states([text], (3,))
    assert torch.nn.functional.cosine_similarity(states[-1][0], torch.from_numpy(known[0].copy())).min() > 0.95


def test_bundled_layers_are_four_and_their_top_is_near_to_the_whole_encoders() -> None:
    config, weights = PRUNED.load_weights()
    assert config["num_hidden_layers"] == 4
    assert weights["encoder.layer.3.attention.self.query.weight"].shape == (6 * 32, 384)
    text = "The ministry denied that it had ordered the attack."
    ((_, pruned, _),) = PRUNED.compute_states([text], (1,))
    ((_, whole, _),) = layers.PACKAGED.compute_states([text], (3,))
    assert torch.cosine_similarity(torch.from_numpy(pruned.mean(1)), torch.from_numpy(whole.mean(1))).item() > 0.9

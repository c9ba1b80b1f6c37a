"""Pruning of the network's layers: what is taken out, and how what is left makes up for it."""

import torch

from training.stance import distillation, layers, surgeon

DRAWN = torch.Generator().manual_seed(1)
GIVEN = torch.randn(200, 3, generator=DRAWN, dtype=torch.float64)


def encode(text: str) -> torch.Tensor:
    """Ids of a text's subwords, *shape* (1, subwords)."""
    return torch.tensor([layers.PACKAGED.load_tokenizer().encode(text).ids])


def moment(given: torch.Tensor) -> torch.Tensor:
    return given.T @ given


def singles(columns: int) -> torch.Tensor:
    return torch.arange(columns).view(-1, 1)


def test_an_input_that_another_repeats_goes_and_the_other_makes_up_for_it() -> None:
    given = torch.column_stack([GIVEN, GIVEN[:, 1]])
    weight = torch.tensor([[1.0, 2.0, 3.0, 4.0]])
    changed, kept = surgeon.reduce_inputs(moment(given), weight, singles(4), 3)
    assert kept.tolist() in ([0, 1, 2], [0, 2, 3])
    assert torch.allclose(given[:, kept] @ changed.T.double(), given @ weight.T.double(), atol=0.05)


def test_the_input_goes_that_matters_least() -> None:
    changed, kept = surgeon.reduce_inputs(moment(GIVEN), torch.tensor([[1.0, 0.01, 3.0]]), singles(3), 2)
    assert kept.tolist() == [0, 2]
    assert torch.allclose(changed, torch.tensor([[1.0, 3.0]]), atol=0.01)


def test_inputs_of_a_group_go_together() -> None:
    given = torch.randn(200, 4, generator=DRAWN, dtype=torch.float64)
    weight = torch.tensor([[5.0, 0.0, 1.0, 1.0]])
    _, kept = surgeon.reduce_inputs(moment(given), weight, torch.arange(4).view(2, 2), 1)
    assert kept.tolist() == [0, 1]


def test_a_pruned_layer_has_the_heads_and_neurons_asked_for_and_is_near_to_the_whole_one() -> None:
    embedding, whole = layers.load_layers(1)
    texts = [encode(text) for text in ["The talks failed.", "We will answer any attack.", "Who knew of it?"] * 20]
    (cut,) = surgeon.prune_layers(embedding, whole, texts, 9, 1000)
    assert cut["attention.self.query.weight"].shape == (9 * embedding.head_size, 384)
    assert cut["attention.output.dense.weight"].shape == (384, 9 * embedding.head_size)
    assert cut["output.dense.weight"].shape == (384, 1000)
    with torch.inference_mode():
        own, given = (distillation.compute_states(embedding, weights, texts[0]) for weights in ([cut], whole))
        assert distillation.measure_distance(own, given) < 0.05


def test_whole_layers_are_those_of_the_encoder() -> None:
    embedding, whole = layers.load_layers(4)
    text = "The ministry denied the report."
    with torch.inference_mode():
        states = distillation.compute_states(embedding, whole, encode(text))
    ((_, known, _),) = layers.PACKAGED.compute_states([text], (3,))
    assert torch.nn.functional.cosine_similarity(states[-1][0], torch.from_numpy(known[0].copy())).min() > 0.95

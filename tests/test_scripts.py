"""The scripts beside the pipeline: those of benchmarks/ and training/ load with the pipeline as it is."""

import importlib

import pytest
from conftest import ROOT

BENCHMARKS = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_loads(name: str) -> None:
    importlib.import_module(name)


def test_a_stance_network_to_be_trained_tells_three_labels_and_at_first_changes_no_state() -> None:
    from training import stance

    learner = stance.Learner(rank=2)
    items = [stance.Item("They praised Bob.", ((13, 16),), 2, own=False)]
    plain = learner.logits(items)
    with stance.adapted(learner.net, learner.down, learner.up):
        assert learner.logits(items).tolist() == plain.tolist()
    assert plain.shape == (1, 3)

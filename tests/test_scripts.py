"""The scripts beside the pipeline: those of benchmarks/ and training/ load with the pipeline as it is."""

import importlib

import pytest

from tests.support.project import ROOT

BENCHMARKS = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_loads(name: str) -> None:
    importlib.import_module(f"benchmarks.{name}")

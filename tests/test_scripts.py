"""The scripts beside the pipeline: those of benchmarks/ and training/ load with the pipeline as it is."""

import importlib

import pytest

from benchmarks import code_texts
from tests.support.project import PIPELINE, ROOT, list_outs

BENCHMARKS = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_loads(name: str) -> None:
    importlib.import_module(f"benchmarks.{name}")


def test_texts_are_coded_with_all_that_their_stages_read() -> None:
    made = {name for stage in code_texts.STAGES for name in list_outs(stage)} | {"data/check"}
    read = {dep for stage in code_texts.STAGES for dep in PIPELINE[stage]["deps"]} - made
    given = (*code_texts.COPIED, "data/code/", "seeds/articles", "seeds/corrections.csv")  # it needs no corrections
    assert [dep for dep in sorted(read) if not dep.startswith(given)] == []

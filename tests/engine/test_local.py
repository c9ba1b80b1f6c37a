"""Every engine gives the same bytes; processes that die or grow old are replaced."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from rejoinder import engine, tables
from rejoinder.engine import Dask, Engine, Local
from tests.support.jobs import ONE, TEXTS, RunWith, ShowProcess, make_job, read_computed, write_articles

TWO = [pytest.param(Local(processes=2), id="two processes"), pytest.param(Dask(workers=2), id="Dask, two workers")]


@pytest.mark.slow
@pytest.mark.parametrize("method", TWO)
def test_every_engine_gives_the_same_bytes(tmp_path: Path, run_with: RunWith, method: Engine) -> None:
    write_articles(tmp_path / "in", TEXTS | {"c": "broken"})
    assert run_with(ONE, make_job(tmp_path)) == run_with(method, make_job(tmp_path, "other"))


@pytest.mark.slow
@pytest.mark.parametrize("method", TWO)
def test_a_worker_that_dies_costs_its_partition_a_retry_and_no_byte(
    tmp_path: Path, run_with: RunWith, method: Engine
) -> None:
    texts = {name: "killed 1" if name == "c" else name for name in "abcdefgh"}
    write_articles(tmp_path / "in", texts, partitions=8)
    outputs = run_with(method, make_job(tmp_path))
    assert (tmp_path / "deaths").read_text() == "x"
    assert read_computed(tmp_path) == sorted(texts)
    assert outputs == run_with(ONE, make_job(tmp_path, "other"))


@pytest.mark.slow
def test_a_process_makes_room_for_a_fresh_one_after_some_partitions(
    tmp_path: Path, run_with: RunWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine.local, "_LIFE", 1)
    write_articles(tmp_path / "in", dict.fromkeys("abc", ""), partitions=4)
    run_with(Local(processes=2), replace(make_job(tmp_path), compute=ShowProcess()))
    assert len(set(tables.read(tmp_path / "out")["stage"].to_pylist())) == 3


@pytest.mark.parametrize(("memory", "processes"), [(1e9, 1), (1e-9, None)], ids=["too little for two", "enough"])
def test_as_many_processes_as_memory_has_room_for(memory: float, processes: int | None) -> None:
    from rejoinder.engine.local import count_processes

    assert count_processes(memory) == (processes or len(os.sched_getaffinity(0)))

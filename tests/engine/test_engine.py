"""Map stages: the same bytes from every engine, only what changed is computed, what fails is set aside."""

import hashlib
import os
import random
import re
import signal
import string
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from rejoinder import config, engine, schema, tables
from rejoinder.engine import Dask, Engine, EngineError, Job, Local, PartitionResult
from rejoinder.runtime.determinism import SETTINGS
from tests.support.project import ROOT

COLUMNS = schema.LEFT_OUT.remove(0).insert(0, pa.field("article_id", pa.string())).with_metadata({"key": "article_id"})
ONE = Local(processes=1)
TWO = [pytest.param(Local(processes=2), id="two processes"), pytest.param(Dask(workers=2), id="Dask, two workers")]
TEXTS = {"a": "one", "b": "two", "c": "three", "d": "four"}


@dataclass(frozen=True)
class Shout:
    """Writes each article's text in capitals, and notes in a file which it was asked for."""

    log: Path

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        rows = inputs["articles"].to_pylist()
        for row in rows:
            self.meet(row["text"])
        with self.log.open("a") as file:
            file.writelines(f"{row['article_id']}\n" for row in rows)
        made = [{"article_id": r["article_id"], "stage": "shout", "reason": r["text"].upper()} for r in rows]
        return {"shouts": tables.build_table(made, COLUMNS)}

    def meet(self, text: str) -> None:
        """Fail on a text that says so."""
        if text.startswith("broken"):
            raise KeyError(text)
        if text.startswith("killed"):  # by a signal, as by a system that has run out of memory
            deaths = self.log.with_name("deaths")
            if not deaths.exists() or len(deaths.read_text()) < int(text.split()[1]):
                with deaths.open("a") as file:
                    file.write("x")
                os.kill(os.getpid(), signal.SIGKILL)
        if text == "full disk":
            raise OSError("No space left on device")
        if text == "sleep":
            with self.log.with_name("asleep").open("a") as file:
                file.write("x")
            time.sleep(60)


@dataclass(frozen=True)
class Tell:
    """Writes, for each article, the process that computes it, its folder and one of its settings."""

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        said = f"{Path.cwd()} {os.environ.get('MKL_CBWR')}"
        names = inputs["articles"]["article_id"].to_pylist()
        return {
            "shouts": tables.build_table(
                [{"article_id": a, "stage": str(os.getpid()), "reason": said} for a in names], COLUMNS
            )
        }


def place(article_id: str, partitions: int) -> int:
    return ord(article_id) % partitions


def write(folder: Path, texts: dict[str, str], partitions: int = 2) -> None:
    names = [tables.name_partition(number, partitions) for number in range(partitions)]
    for number, name in enumerate(names):
        mine = {a: t for a, t in texts.items() if place(a, partitions) == number}
        rows = [{"article_id": a, "text": t, "sha256": ""} for a, t in mine.items()]
        keys = {a: hashlib.sha256(t.encode()).hexdigest() for a, t in mine.items()}
        tables.write_partition(folder, name, tables.build_table(rows, schema.ARTICLES), keys)
    tables.keep_only(folder, names)


def job(tmp_path: Path, out: str = "out", fingerprint: str = "1") -> Job:
    return Job(
        stage="shout",
        inputs={"articles": tmp_path / "in"},
        outputs={"shouts": (tmp_path / out, COLUMNS)},
        compute=Shout(tmp_path / "log"),
        fingerprint=fingerprint,
    )


@pytest.fixture
def using(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a job with an engine, as a stage does; returns the bytes it wrote."""
    composed = config.compose_run()

    def run(method: Engine, made: Job) -> dict[str, bytes]:
        (made.inputs["articles"].parent / "log").write_text("")
        monkeypatch.setattr(config.Run, "load", lambda *_: method)
        engine.run_job(made, composed)
        return content(made)

    return run


def content(made: Job) -> dict[str, bytes]:
    (folder, _), *_ = made.outputs.values()
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def computed(tmp_path: Path) -> list[str]:
    return sorted((tmp_path / "log").read_text().split())


def listed(made: Job) -> list[tuple[str, str]]:
    return [(row["item"], row["reason"]) for row in tables.read(made.left_out).to_pylist()]


def test_unchanged_partitions_are_not_touched(tmp_path: Path, using: Any) -> None:
    write(tmp_path / "in", TEXTS)
    first = using(ONE, job(tmp_path))
    assert computed(tmp_path) == ["a", "b", "c", "d"]
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()}
    assert using(ONE, job(tmp_path)) == first
    assert computed(tmp_path) == []
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize("large", ["a", "b"])
def test_the_largest_partition_is_begun_first(tmp_path: Path, using: Any, large: str) -> None:
    long = "".join(random.Random(5).choices(string.ascii_letters, k=5000))  # which no compression makes small
    write(tmp_path / "in", {"a": "ein", "b": "zwei", large: long})
    using(ONE, job(tmp_path))
    assert (tmp_path / "log").read_text().split()[0] == large


def test_memory_that_a_batch_freed_serves_the_next_one() -> None:
    code = """
import resource, sys
from rejoinder.engine import memory
if sys.argv[1] == "keep":
    memory.keep_freed_memory()
for number in range(50):
    blocks = [bytes([number]) * 2**20 for _ in range(20)]
    del blocks
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""
    kept, given_back = (
        int(subprocess.run([sys.executable, "-c", code, how], capture_output=True, check=True).stdout)
        for how in ("keep", "give back")
    )
    assert kept < given_back / 4


def test_one_changed_article_is_computed_and_the_bytes_are_those_of_a_run_from_scratch(
    tmp_path: Path, using: Any
) -> None:
    write(tmp_path / "in", TEXTS)
    using(ONE, job(tmp_path))
    write(tmp_path / "in", TEXTS | {"c": "drei"})
    again = using(ONE, job(tmp_path))
    assert computed(tmp_path) == ["c"]
    assert again == using(ONE, job(tmp_path, "scratch"))


@pytest.mark.parametrize(("before", "after"), [(2, 4), (4, 2), (1, 8)])
def test_articles_cut_into_another_number_of_partitions_are_copied(
    tmp_path: Path, using: Any, before: int, after: int
) -> None:
    write(tmp_path / "in", TEXTS, before)
    using(ONE, job(tmp_path))
    write(tmp_path / "in", TEXTS | {"e": "five"}, after)
    again = using(ONE, job(tmp_path))
    assert computed(tmp_path) == ["e"]
    assert again == using(ONE, job(tmp_path, "scratch"))


def test_another_method_computes_all_again(tmp_path: Path, using: Any) -> None:
    write(tmp_path / "in", TEXTS)
    using(ONE, job(tmp_path))
    using(ONE, job(tmp_path, fingerprint="2"))
    assert computed(tmp_path) == ["a", "b", "c", "d"]


def test_a_removed_article_leaves_the_output(tmp_path: Path, using: Any) -> None:
    write(tmp_path / "in", TEXTS)
    using(ONE, job(tmp_path))
    write(tmp_path / "in", {k: v for k, v in TEXTS.items() if k != "b"})
    using(ONE, job(tmp_path))
    assert tables.read(tmp_path / "out").column("article_id").to_pylist() == ["a", "c", "d"]


@pytest.mark.parametrize("at_once", [1, 2, 50])
def test_how_many_articles_are_computed_at_once_changes_no_byte(tmp_path: Path, using: Any, at_once: int) -> None:
    write(tmp_path / "in", TEXTS)
    assert using(ONE, replace(job(tmp_path), at_once=at_once)) == using(ONE, job(tmp_path, "other"))


@pytest.mark.parametrize("at_once", [1, 50])
def test_an_article_that_breaks_the_method_is_listed_and_the_others_are_made(
    tmp_path: Path, using: Any, at_once: int
) -> None:
    write(tmp_path / "in", TEXTS | {"c": "broken"})
    made = replace(job(tmp_path), at_once=at_once)
    using(ONE, made)
    assert listed(made) == [("c", "KeyError: 'broken'")]
    assert tables.read(tmp_path / "out").column("article_id").to_pylist() == ["a", "b", "d"]


def test_an_article_that_broke_is_tried_again_and_its_mending_ends_the_list(tmp_path: Path, using: Any) -> None:
    write(tmp_path / "in", TEXTS | {"c": "broken"})
    using(ONE, job(tmp_path))
    write(tmp_path / "in", TEXTS)
    again = using(ONE, job(tmp_path))
    assert computed(tmp_path) == ["c"]
    assert again == using(ONE, job(tmp_path, "scratch"))


def test_an_article_left_out_by_one_stage_is_none_of_the_next(tmp_path: Path, using: Any) -> None:
    write(tmp_path / "in", TEXTS | {"c": "broken"})
    using(ONE, job(tmp_path))
    after = replace(
        job(tmp_path, "next"), inputs={"articles": tmp_path / "in", "shouts": tmp_path / "out"}, fingerprint="2"
    )
    using(ONE, after)
    assert computed(tmp_path) == ["a", "b", "d"]
    assert not after.left_out.exists()


@pytest.mark.parametrize("method", [ONE, Local(processes=2)], ids=["one process", "two processes"])
def test_more_failures_than_allowed_stop_the_run_with_a_summary(tmp_path: Path, using: Any, method: Local) -> None:
    write(tmp_path / "in", {"a": "broken 1", "b": "broken 2", "c": "broken 3", "d": "four"})
    with pytest.raises(EngineError, match=r"2 article\(s\) could not be .*'most_failures' .* allows 1 \(\w: "):
        using(replace(method, most_failures=1), job(tmp_path))


def test_a_method_that_fails_on_every_article_stops_the_run(tmp_path: Path, using: Any) -> None:
    write(tmp_path / "in", {"a": "broken"}, partitions=1)
    with pytest.raises(EngineError, match=r"1 article\(s\) could not be .* none is left \(a: KeyError: 'broken'"):
        using(ONE, job(tmp_path))


def test_an_error_of_the_machine_is_no_articles(tmp_path: Path, using: Any) -> None:
    write(tmp_path / "in", TEXTS | {"c": "full disk"})
    with pytest.raises(OSError, match="No space left"):
        using(ONE, job(tmp_path))


def test_a_torn_partition_of_the_output_is_made_again(tmp_path: Path, using: Any) -> None:
    write(tmp_path / "in", TEXTS)
    first = using(ONE, job(tmp_path))
    torn = tmp_path / "out" / tables.name_partition(1, 2)
    torn.write_bytes(torn.read_bytes()[:-40])
    assert using(ONE, job(tmp_path)) == first
    assert computed(tmp_path) == ["a", "c"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: whole[: len(whole) // 2], id="torn"),
        pytest.param(lambda whole: b"", id="empty"),
        pytest.param(lambda whole: whole[:30] + bytes(8) + whole[38:], id="zeros within"),
    ],
)
def test_a_damaged_partition_of_the_input_is_one_clear_sentence(tmp_path: Path, using: Any, damage: Any) -> None:
    write(tmp_path / "in", TEXTS)
    path = tmp_path / "in" / tables.name_partition(1, 2)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(tables.TableError, match=r"part-00001-of-00002.parquet: expected a whole .*; delete it and run"):
        using(ONE, job(tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("method", TWO)
def test_every_engine_gives_the_same_bytes(tmp_path: Path, using: Any, method: Engine) -> None:
    write(tmp_path / "in", TEXTS | {"c": "broken"})
    assert using(ONE, job(tmp_path)) == using(method, job(tmp_path, "other"))


@pytest.mark.slow
@pytest.mark.parametrize("method", TWO)
def test_a_worker_that_dies_costs_its_partition_a_retry_and_no_byte(tmp_path: Path, using: Any, method: Engine) -> None:
    texts = {name: "killed 1" if name == "c" else name for name in "abcdefgh"}
    write(tmp_path / "in", texts, partitions=8)
    made = using(method, job(tmp_path))
    assert (tmp_path / "deaths").read_text() == "x"
    assert computed(tmp_path) == sorted(texts)
    assert made == using(ONE, job(tmp_path, "other"))


@pytest.mark.slow
def test_a_process_makes_room_for_a_fresh_one_after_some_partitions(
    tmp_path: Path, using: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine.local, "_LIFE", 1)
    write(tmp_path / "in", dict.fromkeys("abc", ""), partitions=4)
    using(Local(processes=2), replace(job(tmp_path), compute=Tell()))
    assert len(set(tables.read(tmp_path / "out")["stage"].to_pylist())) == 3


@pytest.mark.slow
def test_workers_of_a_cluster_that_is_there_get_the_runs_folder_and_settings(
    tmp_path: Path, using: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    monkeypatch.delenv("MKL_CBWR", raising=False)
    write(tmp_path / "in", TEXTS)
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        monkeypatch.chdir(tmp_path)
        using(Dask(address=cluster.scheduler_address), replace(job(tmp_path), compute=Tell()))
    assert set(tables.read(tmp_path / "out")["reason"].to_pylist()) == {f"{tmp_path} {SETTINGS['MKL_CBWR']}"}


SBATCH = """#!/bin/sh
cp "$1" "$0.job" && setsid sh "$0.job" > "$0.log" 2>&1 &
echo "Submitted batch job $!"
"""
SCANCEL = """#!/bin/sh
kill -- "-$1"
"""


@pytest.mark.slow
def test_a_batch_system_runs_the_job_with_the_options_of_the_document(
    tmp_path: Path, using: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worked example of docs/scaling.md, with an `sbatch` that runs the script here and at once."""
    example = re.search(r"```yaml\n(# conf/engine/dask.yaml.*?)```", (ROOT / "docs/scaling.md").read_text(), re.DOTALL)
    assert example
    leaf = yaml.safe_load(example[1])
    assert leaf.pop("_target_") == "rejoinder.engine.Dask"
    for name, script in {"sbatch": SBATCH, "scancel": SCANCEL}.items():
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}")
    write(tmp_path / "in", TEXTS)
    slurm = Dask(**leaf | {"workers": 1, "options": leaf["options"] | {"memory": "1GB"}})
    assert using(slurm, job(tmp_path)) == using(ONE, job(tmp_path, "other"))
    assert "#SBATCH -p" in (tmp_path / "sbatch.job").read_text()


@pytest.mark.slow
def test_workers_that_do_not_come_are_one_clear_sentence(
    tmp_path: Path, using: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sbatch").write_text("#!/bin/sh\necho Submitted batch job 1\n")
    (tmp_path / "sbatch").chmod(0o755)
    (tmp_path / "scancel").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setitem(engine.cluster._PATIENCE, "batch", "1s")
    write(tmp_path / "in", TEXTS)
    with pytest.raises(EngineError, match=r"expected workers, got none .* correct the keys 'cluster' and 'options'"):
        using(Dask(cluster="slurm", options={"cores": 1, "memory": "1GB"}), job(tmp_path))


def test_no_scheduler_at_the_address_is_one_clear_sentence(
    tmp_path: Path, using: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine.cluster, "_TIMEOUT", 0.2)
    write(tmp_path / "in", TEXTS)
    with pytest.raises(EngineError, match=r"dask.yaml: no scheduler answers at tcp://127.0.0.1:1 .*correct 'address'"):
        using(Dask(address="tcp://127.0.0.1:1"), job(tmp_path))


@pytest.mark.slow
def test_an_article_that_kills_every_process_stops_the_run_with_its_partition(tmp_path: Path, using: Any) -> None:
    write(tmp_path / "in", TEXTS | {"c": "killed 9"})
    with pytest.raises(EngineError, match=r"partition part-00001-of-00002.parquet: 3 processes in a row died over it"):
        using(Local(processes=2), job(tmp_path))
    assert tables.read(tmp_path / "out").column("article_id").to_pylist() == ["b", "d"]


@pytest.mark.parametrize(("memory", "processes"), [(1e9, 1), (1e-9, None)], ids=["too little for two", "enough"])
def test_as_many_processes_as_memory_has_room_for(memory: float, processes: int | None) -> None:
    from rejoinder.engine.local import count_processes

    assert count_processes(memory) == (processes or len(os.sched_getaffinity(0)))


def test_an_unknown_kind_of_cluster_is_refused() -> None:
    with pytest.raises(ValueError, match=r"must be one of local, slurm, pbs, sge\. Got 'lsf'"):
        Dask(cluster="lsf")


def test_a_log_has_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def slowly(names: Sequence[str]) -> Iterator[PartitionResult]:
        for name in names:
            clock[0] += 20.0
            yield PartitionResult(name, 200, 150)

    clock = [0.0]
    monkeypatch.setattr(engine.progress.time, "monotonic", lambda: clock[0])
    names = ["p", "q", "r", "s"]
    assert [m.name for m in engine.watched(slowly(names), "shout", dict.fromkeys(names, 150))] == names
    assert capsys.readouterr().out.splitlines() == [
        "shout: 300 of 600 articles, 7.50 articles/s, 00:40 gone, 00:40 left",
        "shout: 600 of 600 articles, 7.50 articles/s, 01:20 gone, 00:00 left",
    ]

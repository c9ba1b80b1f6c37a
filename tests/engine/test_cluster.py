"""Engine `dask`: clusters that are there, batch systems, and what goes wrong with them."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from rejoinder import engine, tables
from rejoinder.engine import Dask, EngineError
from rejoinder.runtime.determinism import SETTINGS
from tests.support.jobs import ONE, TEXTS, RunWith, ShowProcess, make_job, write_articles
from tests.support.project import ROOT

SBATCH = """#!/bin/sh
cp "$1" "$0.job" && setsid sh "$0.job" > "$0.log" 2>&1 &
echo "Submitted batch job $!"
"""


SCANCEL = """#!/bin/sh
kill -- "-$1"
"""


@pytest.mark.slow
def test_workers_of_a_cluster_that_is_there_get_the_runs_folder_and_settings(
    tmp_path: Path, run_with: RunWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    monkeypatch.delenv("MKL_CBWR", raising=False)
    write_articles(tmp_path / "in", TEXTS)
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        monkeypatch.chdir(tmp_path)
        run_with(Dask(address=cluster.scheduler_address), replace(make_job(tmp_path), compute=ShowProcess()))
    assert set(tables.read(tmp_path / "out")["reason"].to_pylist()) == {f"{tmp_path} {SETTINGS['MKL_CBWR']}"}


@pytest.mark.slow
def test_a_batch_system_runs_the_job_with_the_options_of_the_document(
    tmp_path: Path, run_with: RunWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worked example of docs/scaling.md, with an `sbatch` that runs the script here and at once."""
    example = re.search(r"```yaml\n(# conf/engine/dask.yaml.*?)```", (ROOT / "docs/scaling.md").read_text(), re.DOTALL)
    assert example
    option = yaml.safe_load(example[1])
    assert option.pop("_target_") == "rejoinder.engine.Dask"
    for name, script in {"sbatch": SBATCH, "scancel": SCANCEL}.items():
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT}")
    write_articles(tmp_path / "in", TEXTS)
    slurm = Dask(**option | {"workers": 1, "options": option["options"] | {"memory": "1GB"}})
    assert run_with(slurm, make_job(tmp_path)) == run_with(ONE, make_job(tmp_path, "other"))
    assert "#SBATCH -p" in (tmp_path / "sbatch.job").read_text()


@pytest.mark.slow
def test_workers_that_do_not_come_are_one_clear_sentence(
    tmp_path: Path, run_with: RunWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sbatch").write_text("#!/bin/sh\necho Submitted batch job 1\n")
    (tmp_path / "sbatch").chmod(0o755)
    (tmp_path / "scancel").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setitem(engine.cluster._PATIENCE, "batch", "1s")
    write_articles(tmp_path / "in", TEXTS)
    with pytest.raises(EngineError, match=r"expected workers, got none .* correct the keys 'cluster' and 'options'"):
        run_with(Dask(cluster="slurm", options={"cores": 1, "memory": "1GB"}), make_job(tmp_path))


def test_no_scheduler_at_the_address_is_one_clear_sentence(
    tmp_path: Path, run_with: RunWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine.cluster, "_TIMEOUT", 0.2)
    write_articles(tmp_path / "in", TEXTS)
    with pytest.raises(EngineError, match=r"dask.yaml: no scheduler answers at tcp://127.0.0.1:1 .*correct 'address'"):
        run_with(Dask(address="tcp://127.0.0.1:1"), make_job(tmp_path))

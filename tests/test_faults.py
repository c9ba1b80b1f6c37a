"""What goes wrong on a machine: a kill, a full disk, a folder that cannot be written to. Nothing is lost by it."""

import json
import os
import random
import shutil
import signal
import string
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from rejoinder import config, engine, tables
from tests.support.jobs import TEXTS, make_job, read_outputs, write_articles
from tests.support.killing import KILLS, STAGES
from tests.support.project import ROOT

pytestmark = pytest.mark.slow

ARTICLE = """Karran Rejects Ban {number}

China will answer, Transport Minister Ivo Brand said on day {number}.
"""
RUN = """
import pathlib, resource, sys
from rejoinder import config, engine
from tests.support.jobs import make_job
job, processes, most = make_job(pathlib.Path({folder!r})), {processes}, {most}
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
config.Run.load = lambda *_: engine.Local(processes=processes)
try:
    engine.run_job(job, config.compose_run())
except (OSError, ValueError) as error:
    sys.exit(str(error))
"""


def start(folder: Path, *before: str, processes: int = 1, most: int = 0) -> subprocess.Popen[str]:
    """Run a job in a process of its own, in a session of its own."""
    code = RUN.format(folder=str(folder), processes=processes, most=most)
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "TMPDIR": str(folder)}
    return subprocess.Popen(
        [*before, sys.executable, "-c", code], cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def finish(folder: Path) -> dict[str, bytes]:
    """Let the job go on, undisturbed; what it has then written."""
    with pytest.MonkeyPatch.context() as patch:
        composed = config.compose_run()
        patch.setattr(config.Run, "load", lambda *_: engine.Local(processes=1))
        engine.run_job(make_job(folder), composed)
    return read_outputs(make_job(folder))


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What came of killing each map stage, run on five articles in four partitions."""
    project = tmp_path_factory.mktemp("killed")
    for name in ("conf", "seeds", "src", "data/coder"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, project / name, ignore=ignore)
    for name in ("params.yaml", "dvc.yaml"):
        shutil.copy(ROOT / name, project)
    option = project / "conf/articles/text_files.yaml"
    option.write_text(option.read_text().replace("partition_size: 200", "partition_size: 1"))
    shutil.rmtree(project / "seeds/articles")
    (project / "seeds/articles").mkdir()
    for number in range(5):
        (project / f"seeds/articles/a{number}.txt").write_text(ARTICLE.format(number=number))
    env = os.environ | {"PYTHONPATH": f"{project / 'src'}:{ROOT}"}
    script = [sys.executable, "-m", "tests.support.killing", str(project)]
    done = subprocess.run(script, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcomes: dict[str, list[dict[str, Any]]] = json.loads(done.stdout.splitlines()[-1])
    return outcomes


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_killed_at_any_moment_goes_on_to_the_bytes_of_an_undisturbed_run(
    killed: dict[str, list[dict[str, Any]]], stage: str
) -> None:
    outcomes = killed[stage]
    assert len(outcomes) == KILLS
    assert any(outcome["killed"] for outcome in outcomes)
    for outcome in outcomes:
        assert outcome["torn"] == []
        assert outcome["made again"] == []
        assert outcome["went on"]
        assert outcome["same bytes"]


def test_kills_fall_into_the_work(killed: dict[str, list[dict[str, Any]]]) -> None:
    finished = [(outcome["finished"], outcome["of"]) for stage in STAGES for outcome in killed[stage]]
    assert any(0 < done < of for done, of in finished)


def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", dict.fromkeys("abcd", "sleep"), partitions=4)
    main = start(tmp_path, processes=2)
    asleep = tmp_path / "asleep"
    while not asleep.exists() or len(asleep.read_text()) < 2:
        assert main.poll() is None
        time.sleep(0.05)
    workers = psutil.Process(main.pid).children(recursive=True)
    main.send_signal(signal.SIGKILL)
    main.wait()
    assert psutil.wait_procs(workers, timeout=10)[1] == []


def test_a_disk_that_fills_up_stops_the_run_with_a_clear_sentence_and_it_goes_on_when_there_is_space(
    tmp_path: Path,
) -> None:
    # in capitals the letters take less room, so the partition that is begun first, as it is the larger, fits
    letters = "".join(random.Random(7).choices(string.ascii_letters, k=36_000))
    write_articles(tmp_path / "in", TEXTS | {"b": letters, "c": random.Random(8).randbytes(24_000).hex()})
    stopped = start(tmp_path, most=24_500)
    assert "part-00001-of-00002.parquet: could not be written" in stopped.communicate()[1]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [tables.name_partition(0, 2)]
    assert finish(tmp_path) == scratch(tmp_path)


@pytest.mark.parametrize(
    ("options", "reason"),
    [pytest.param("size=16k", "No space left on device", id="full"), pytest.param("ro", "Read-only", id="read-only")],
)
def test_a_file_system_that_takes_nothing_is_one_clear_sentence(tmp_path: Path, options: str, reason: str) -> None:
    apart = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    if shutil.which("unshare") is None or subprocess.run([*apart, "true"], check=False).returncode:
        pytest.skip("file systems of one's own cannot be mounted here")
    write_articles(tmp_path / "in", TEXTS | {"c": os.urandom(20_000).hex()})
    (tmp_path / "out").mkdir()
    mount = f'mount -t tmpfs -o {options} none {tmp_path / "out"} && exec "$@"'
    error = start(tmp_path, *apart, "sh", "-c", mount, "sh").communicate()[1]
    assert "could not be written" in error
    assert reason in error
    assert "free space on the disk or mend the folder's permissions, then run `dvc repro`" in error
    assert finish(tmp_path) == scratch(tmp_path)


def scratch(folder: Path) -> dict[str, bytes]:
    """What an undisturbed run in another folder writes."""
    other = folder / "other"
    shutil.copytree(folder / "in", other / "in")
    return finish(other)

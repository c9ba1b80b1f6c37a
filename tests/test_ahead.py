"""What workers of a map stage need is loaded once, while the stage gets ready."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.support.project import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only where processes can be forked safely")

RUN = """
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from rejoinder import ahead
from rejoinder.__main__ import leave

ahead.begin({stage!r}, [Path({folder!r})])
with ProcessPoolExecutor(1, mp_context=ahead.context()) as worker:
    print(worker.submit(eval, "'rejoinder.statements' in __import__('sys').modules").result())
leave(0)
"""


def told(folder: Path, partitions: int, stage: str = "statements") -> str:
    """What a worker tells of whether the module is loaded, where the stage reads so many partitions."""
    for number in range(partitions):
        (folder / f"part-{number:05d}-of-{partitions:05d}.parquet").touch()
    env = os.environ | {"TMPDIR": str(folder), "PYTHONPATH": str(ROOT / "src"), "FOLDER": str(folder)}
    code = RUN.format(stage=stage, folder=str(folder))
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout


def test_workers_begin_with_the_stages_module_where_there_are_several_partitions(tmp_path: Path) -> None:
    assert told(tmp_path, partitions=2) == "True\n"


def test_nothing_is_loaded_ahead_for_one_partition(tmp_path: Path) -> None:
    assert told(tmp_path, partitions=1) == "False\n"


def test_nothing_is_loaded_ahead_for_a_stage_that_is_no_map_stage(tmp_path: Path) -> None:
    assert told(tmp_path, partitions=2, stage="figures") == "False\n"


def test_where_there_can_be_no_server_workers_are_started_afresh(tmp_path: Path) -> None:
    far = tmp_path / ("a" * 100)  # too long for the name of a socket
    far.mkdir()
    assert told(far, partitions=2) == "False\n"


def test_neither_the_server_nor_its_files_outlive_the_stage(tmp_path: Path) -> None:
    told(tmp_path, partitions=2)
    assert {path.suffix for path in tmp_path.iterdir()} == {".parquet"}
    deadline = time.monotonic() + 10
    while any(p.info["environ"] and p.info["environ"].get("FOLDER") == str(tmp_path) for p in _processes()):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _processes() -> list[psutil.Process]:
    return list(psutil.process_iter(["environ"]))

"""Runs the map stages on a small corpus, kills each at random moments, lets it go on; prints what came of it as JSON.

    python -m tests.support.killing PROJECT

A process of its own, which loads the networks once: each run is a fork of it, so that the moments fall into the work,
not into the loading. PROJECT is a copy of the project with its articles; its data/ is written.
"""

import importlib
import json
import os
import random
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm

STAGES = ("parses", "statements", "frames", "stances")
KILLS = 5


def content(folders: list[Path]) -> dict[str, bytes]:
    return {p.as_posix(): p.read_bytes() for f in folders for p in sorted(f.rglob("*")) if p.is_file()}


def forked(work: Callable[[], None], seconds: float | None = None) -> tuple[int, float]:
    """Do the work in a fork, killed after some seconds; its exit status and how long it took."""
    begin = time.monotonic()
    child = os.fork()
    if not child:
        os.dup2(2, 1)  # standard output is for the results
        try:
            work()
        except BaseException as error:
            print(error, file=sys.stderr)
            os._exit(1)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1], time.monotonic() - begin


def main(project: Path) -> None:
    os.chdir(project)
    from rejoinder import config, engine
    from rejoinder.runtime.determinism import SETTINGS

    os.environ.update(SETTINGS)
    # a bar's lock is shared with copies of this process, and one that is killed while it holds it leaves it locked
    tqdm.monitor_interval = 0
    tqdm.set_lock(threading.RLock())
    run = config.compose_run(["engine.processes=1"])
    jobs: list[engine.Job] = []
    run_job, engine.run_job = engine.run_job, lambda job, _: jobs.append(job)
    rng, results = random.Random(13), {}
    importlib.import_module("rejoinder.articles").main(run)
    for stage in STAGES:
        importlib.import_module(f"rejoinder.{stage}").main(run)
        job = jobs.pop()
        folders = [path for path, _ in job.outputs.values()]
        for _ in range(2):  # the first loads the networks
            for folder in folders:
                shutil.rmtree(folder, ignore_errors=True)
            begin = time.monotonic()
            run_job(job, run)
            taken = time.monotonic() - begin
        undisturbed = content(folders)
        results[stage] = []
        for _ in range(KILLS):
            for folder in folders:
                shutil.rmtree(folder)
            status, _ = forked(lambda job=job: run_job(job, run), rng.uniform(0, taken))
            left = content(folders)
            whole = [p for p in left if left[p] == undisturbed.get(p)]
            done = Counter(Path(p).name for p in whole)  # a partition is finished once it is in all outputs
            finished = {p: Path(p).stat().st_mtime_ns for p in whole if done[Path(p).name] == len(folders)}
            again, _ = forked(lambda job=job: run_job(job, run))
            results[stage].append(
                {
                    "killed": os.WIFSIGNALED(status),
                    "finished": len(finished),
                    "of": len(undisturbed),
                    "torn": [p for p in left if p.endswith(".parquet") and p not in whole],
                    "made again": [p for p, when in finished.items() if Path(p).stat().st_mtime_ns != when],
                    "went on": again == 0,
                    "same bytes": content(folders) == undisturbed,
                }
            )
    print(json.dumps(results))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Where map stages run (`conf/engine`): in this process, in several, or on a Dask cluster, with the same bytes."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import yaml
from omegaconf import OmegaConf

from rejoinder import config, paths, tables
from rejoinder.config import Run
from rejoinder.engine.cluster import Dask
from rejoinder.engine.job import EngineError, Failure, Job, PartitionResult, Tables
from rejoinder.engine.local import Local
from rejoinder.engine.progress import show_progress
from rejoinder.runtime.checksums import list_files

__all__ = [
    "Dask",
    "Engine",
    "EngineError",
    "Failure",
    "Job",
    "Local",
    "PartitionResult",
    "Tables",
    "fingerprint",
    "run_job",
]


class Engine(Protocol):
    """Makes a job's partitions, giving each as it is finished, in any order."""

    @property
    def most_failures(self) -> int: ...
    def __call__(self, job: Job, names: Sequence[str]) -> Iterator[PartitionResult]: ...


def run_job(job: Job, run: Run) -> None:
    """Bring a map stage's partitions up to date with the run's engine, and drop partitions no longer there.

    Raises:
        EngineError: more articles fail than the engine's option file (or, if it says so, the job) allows, or all.
    """
    engine: Engine = run.load("engine")
    if job.most_failures is None:
        job = replace(job, most_failures=engine.most_failures)
    names = tables.list_partitions(next(iter(job.inputs.values())))
    pending = {name: count for name in names if (count := job.count_pending(name)) is not None}
    articles, computed, failures = 0, 0, list[Failure]()
    # the largest first, so that no process is left with a large one when others have finished (Graham 1969,
    # doi:10.1137/0117039)
    order = sorted(pending, key=lambda name: (-job.count_bytes(name), name))
    for result in show_progress(engine(job, order), job.stage, pending, job.item):
        articles += result.articles
        computed += result.computed
        failures += result.failures
        job.check(failures)
    job.check(failures, nothing_left=len(pending) == len(names) and len(failures) == articles)
    for path in (job.left_out, *(path for path, _ in job.outputs.values())):
        tables.keep_only(path, names)
    if job.left_out.exists() and not tables.list_partitions(job.left_out):
        job.left_out.rmdir()
    print(
        f"{job.stage}: {len(names)} partition(s), {len(pending)} of them brought up to date;"
        f" {computed} {job.item}(s) computed, {len(failures)} left out, the others copied unchanged"
    )


def fingerprint(stage: str, run: Run, ignoring: Sequence[str] = (), without: Sequence[Path] = ()) -> str:
    """Hash all that a stage's output depends on but its data: the files and options dvc.yaml lists for it.

    Args:
        stage: its name.
        run: the composed configuration.
        ignoring: groups that say which rows there are, not what is made of each.
        without: files and folders that the job hashes article by article.

    Returns:
        A hexadecimal SHA-256.
    """
    declared = yaml.safe_load(paths.PIPELINE.read_text(encoding="utf-8"))["stages"][stage]
    # of the code as it is now, which data/code tells only after stage `code`
    code = {(paths.CODE / name).as_posix(): sha256 for name, sha256 in config.hash_code().items()}
    digest = hashlib.sha256()
    for dep in sorted(declared["deps"]):
        if dep in code:
            digest.update(dep.encode() + b"\0" + code[dep].encode() + b"\0")
        elif _is_fixed(dep) and Path(dep) not in without:
            for file in list_files(Path(dep)):
                digest.update(file.as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    listed = {p for p in declared.get("params", []) if isinstance(p, str)}
    choices = {g: OmegaConf.to_container(run.options[g]) for g in run.choices if g in listed and g not in ignoring}
    digest.update(json.dumps([run.seed if "seed" in listed else None, choices]).encode())
    return digest.hexdigest()


def _is_fixed(dep: str) -> bool:
    """Whether a dependency of a stage is neither data nor named by an option."""
    return not dep.startswith(f"{paths.DATA}/") and "${" not in dep

"""Where map stages run (`conf/engine`): in this process, in several, or on a Dask cluster, with the same bytes."""

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import yaml
from omegaconf import OmegaConf
from tqdm import tqdm

from rejoinder import paths, schema, tables
from rejoinder.config import Run

Tables = Mapping[str, pa.Table]
Compute = Callable[[Tables], Tables]


@dataclass(frozen=True)
class Job:
    """One map stage: computes each partition's output tables from its input tables, article by article.

    Attributes:
        stage: its name.
        inputs: datasets it reads, by the name `compute` knows them by; their partitions have the same names.
        outputs: datasets it writes, with their columns.
        compute: a pure, picklable function from a partition's tables to its output tables; the rows of one article
            must not depend on another's.
        fingerprint: hash of the method: its code, configuration and seeds.
    """

    stage: str
    inputs: dict[str, Path]
    outputs: dict[str, tuple[Path, pa.Schema]]
    compute: Compute
    fingerprint: str

    def __call__(self, name: str) -> int:
        """Make one partition; returns how many articles were computed, the rest being copied unchanged."""
        inputs = {key: tables.read_partition(path, name) for key, path in self.inputs.items()}
        keys = self._keys(name)
        old = {key: tables.article_keys(path / name) for key, (path, _) in self.outputs.items()}
        same = [a for a in keys if all(known.get(a) == keys[a] for known in old.values())]
        changed = [a for a in keys if a not in set(same)]
        made = self.compute({key: _of(rows, changed) for key, rows in inputs.items()}) if changed else {}
        for key, (path, columns) in self.outputs.items():
            parts = [_of(tables.read_partition(path, name), same)] if same else []
            parts += [made[key].cast(columns)] if changed else []
            rows = pa.concat_tables(
                [p.replace_schema_metadata(columns.metadata) for p in parts] or [columns.empty_table()]
            )
            order = [(column, "ascending") for column in schema.key(columns)]
            tables.write_partition(path, name, rows.sort_by(order), keys)
        return len(changed)

    def _keys(self, name: str) -> dict[str, str]:
        """What each article's output is computed from: the method and the keys of all its inputs."""
        known = [tables.article_keys(path / name) for path in self.inputs.values()]
        articles = sorted(set().union(*known))
        return {
            a: hashlib.sha256("\n".join([self.fingerprint, *(k.get(a, "") for k in known)]).encode()).hexdigest()
            for a in articles
        }


def _of(rows: pa.Table, articles: Sequence[str]) -> pa.Table:
    """The rows of some articles (or examples); a statement's id names its article before the last "/"."""
    named = [name for name in ("article_id", "example_id") if name in rows.column_names]
    if named:
        ids = rows.column(named[0])
    else:
        ids = pc.replace_substring_regex(rows.column("statement_id"), pattern=r"/[^/]*$", replacement="")
    return rows.filter(pc.is_in(ids, value_set=pa.array(articles, pa.string())))


class Engine(Protocol):
    """Runs a job over named partitions."""

    def __call__(self, job: Job, names: Sequence[str]) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Local:
    """Run in this process, or in several.

    Attributes:
        processes: how many; 0 means one per core. No more are started than there are partitions.
    """

    processes: int = 0

    def __call__(self, job: Job, names: Sequence[str]) -> None:
        workers = min(self.processes or os.cpu_count() or 1, len(names))
        if workers <= 1:
            _report(job, names, (job(name) for name in names))
            return
        context = get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            futures = [pool.submit(job, name) for name in names]
            _report(job, names, (future.result() for future in as_completed(futures)))


@dataclass(frozen=True, kw_only=True)
class Dask:
    """Run on a Dask cluster that sees the same project folder.

    Attributes:
        address: of a running scheduler ("tcp://host:8786"); "" starts a cluster.
        cluster: what to start: "local", or "slurm", "pbs", "sge" through dask-jobqueue.
        workers: how many to start.
        options: further arguments of the cluster's class, as its documentation names them.
    """

    address: str = ""
    cluster: str = "local"
    workers: int = 2
    options: dict[str, Any] = field(default_factory=dict)

    def __call__(self, job: Job, names: Sequence[str]) -> None:
        from distributed import Client
        from distributed import as_completed as finished

        with Client(self.address) if self.address else Client(self._start()) as client:
            client.run(os.chdir, str(Path.cwd()))
            futures = client.map(job, names, key=[f"{job.stage}-{job.fingerprint[:8]}-{n}" for n in names], pure=False)
            _report(job, names, (future.result() for future in finished(futures)))

    def _start(self) -> Any:
        if self.cluster == "local":
            from distributed import LocalCluster

            return LocalCluster(
                n_workers=self.workers, threads_per_worker=1, dashboard_address=None, preload=[], **self.options
            )
        import dask_jobqueue

        names = {"slurm": "SLURMCluster", "pbs": "PBSCluster", "sge": "SGECluster"}
        if self.cluster not in names:
            raise ValueError(f"key 'cluster' must be one of local, {', '.join(names)}. Got {self.cluster!r} instead.")
        cluster = getattr(dask_jobqueue, names[self.cluster])(**self.options)
        cluster.scale(self.workers)
        return cluster


def run_job(job: Job, run: Run) -> None:
    """Run a map stage over all partitions of its inputs with the run's engine, and drop partitions no longer there."""
    names = tables.partitions(next(iter(job.inputs.values())))
    engine: Engine = run.load("engine")
    engine(job, names)
    for path, _ in job.outputs.values():
        tables.keep_only(path, names)


def fingerprint(stage: str, run: Run, ignoring: Sequence[str] = ()) -> str:
    """Hash of all that a stage's output depends on but its data: the files and options dvc.yaml lists for it.

    `ignoring` names groups that say which rows there are, not what is made of each.
    """
    declared = yaml.safe_load(paths.PIPELINE.read_text(encoding="utf-8"))["stages"][stage]
    digest = hashlib.sha256()
    fixed = (d for d in declared["deps"] if not d.startswith(f"{paths.DATA}/") and "${" not in d)
    for dep in sorted(fixed):
        path = Path(dep)
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            if "__pycache__" not in file.parts:
                digest.update(file.as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    listed = {p for p in declared.get("params", []) if isinstance(p, str)}
    choices = {g: OmegaConf.to_container(run.leaves[g]) for g in run.choices if g in listed and g not in ignoring}
    digest.update(json.dumps([run.seed if "seed" in listed else None, choices]).encode())
    return digest.hexdigest()


def _report(job: Job, names: Sequence[str], counts: Any) -> None:
    """Progress on a terminal, one closing line in a log."""
    bar = tqdm(counts, total=len(names), desc=job.stage, unit="partition", disable=None)
    computed = sum(bar)
    print(f"{job.stage}: {len(names)} partition(s), {computed} article(s) computed, the others copied unchanged")

"""Engine `dask`: on a Dask cluster that is there, or that is started on this machine or by a batch system."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from rejoinder import paths
from rejoinder.engine.job import EngineError, Job, PartitionResult
from rejoinder.runtime.determinism import SETTINGS

_BATCH = {"slurm": "SLURMCluster", "pbs": "PBSCluster", "sge": "SGECluster"}
_TIMEOUT = 60  # seconds to find a scheduler
_ARENAS = "distributed.nanny.pre-spawn-environ.MALLOC_ARENA_MAX"  # a worker computes in a thread: see memory.py
_PATIENCE = {"local": "1m", "batch": "24h"}  # how long partitions wait while there is no worker, in a queue perhaps


@dataclass(frozen=True, kw_only=True)
class Dask:
    """Run on a Dask cluster whose workers see the project's folder under the same path.

    Dask gives the partition of a worker that died to another one. Workers of a cluster that is there are restarted
    once, so that they load the code and the settings of this run.

    Attributes:
        address: of a running scheduler ("tcp://host:8786"); "" starts a cluster.
        cluster: what to start: "local", or "slurm", "pbs", "sge" through dask-jobqueue.
        workers: how many to start.
        options: further arguments of the cluster's class, as its documentation names them.
        most_failures: articles of a stage that may fail and be listed as left out; one more stops the run.
    """

    address: str = ""
    cluster: Literal["local", "slurm", "pbs", "sge"] = "local"
    workers: Annotated[int, Field(ge=1)] = 2
    options: dict[str, Any] = field(default_factory=dict)
    most_failures: Annotated[int, Field(ge=0)] = 10

    def __call__(self, job: Job, names: Sequence[str]) -> Iterator[PartitionResult]:
        """Make the partitions, giving each as it is finished.

        Raises:
            EngineError: there is no scheduler or no worker, or workers die over a partition.
        """
        if not names:
            return
        from distributed import Client, KilledWorker, as_completed
        from distributed.diagnostics.plugin import Environ
        from distributed.scheduler import NoWorkerError

        with ExitStack() as stack:
            address = self.address or stack.enter_context(self._start())
            try:
                client = stack.enter_context(Client(address, timeout=_TIMEOUT))
            except OSError as error:
                raise EngineError(
                    f"conf/engine/dask.yaml: no scheduler answers at {self.address} ({error}); correct 'address'."
                ) from None
            if self.address or self.cluster in _BATCH:
                client.register_plugin(Environ(SETTINGS), name="rejoinder-environment")
            client.register_plugin(_make_folder_plugin(), name="rejoinder-folder")
            futures = client.map(job, names, key=[f"{job.stage}-{job.fingerprint[:8]}-{n}" for n in names], pure=False)
            try:
                yield from (future.result() for future in as_completed(futures))
            except NoWorkerError:
                raise EngineError(
                    "expected workers, got none or only some that ended at once; read their logs and correct the keys"
                    " 'cluster' and 'options' of conf/engine/dask.yaml."
                ) from None
            except KilledWorker as error:
                raise EngineError(
                    f"{error.task}: {error.allowed_failures + 1} workers in a row died over this partition, as they do"
                    " when memory runs out; give a worker more memory (key 'options' of conf/engine/dask.yaml)."
                ) from None

    def _start(self) -> Any:
        import dask

        kind = "batch" if self.cluster in _BATCH else "local"
        dask.config.set({"distributed.scheduler.no-workers-timeout": _PATIENCE[kind], _ARENAS: 1})
        if self.cluster == "local":
            from distributed import LocalCluster

            return LocalCluster(
                n_workers=self.workers, threads_per_worker=1, dashboard_address=None, preload=[], **self.options
            )
        import dask_jobqueue

        cluster = getattr(dask_jobqueue, _BATCH[self.cluster])(**self.options)
        cluster.scale(self.workers)
        return cluster


def _make_folder_plugin() -> Any:
    """What takes each worker, one that comes later too, to the project's folder, where paths begin, and its src/."""
    from distributed import WorkerPlugin

    class ProjectFolder(WorkerPlugin):  # type: ignore[misc]
        def __init__(self) -> None:
            self.path = str(Path.cwd())

        def setup(self, worker: Any) -> None:
            os.chdir(self.path)
            sys.path.append(str(paths.SOURCE.absolute()))

    return ProjectFolder()

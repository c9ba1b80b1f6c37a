"""Engine `local`: in this process, or in several on this machine."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from queue import SimpleQueue
from typing import Annotated

from pydantic import Field

from rejoinder.engine.job import EngineError, Job, PartitionResult

_TRIES = 3  # processes that may die over one partition
_PAUSE = 0.5  # seconds until a partition is tried again, in which this process learns of a Ctrl-C that both got
_LIFE = 16  # partitions after which a process makes room for a fresh one, as what libraries hold on to grows slowly


@dataclass(frozen=True, kw_only=True)
class Local:
    """Run in this process, or in several. A process that dies costs the partition it was at, which is tried again.

    Attributes:
        processes: how many; 0 means one per core as far as memory allows. No more are started than there are
            partitions to make.
        memory: GB of memory that a process may need, in which it is decided how many there is room for.
        most_failures: articles of a stage that may fail and be listed as left out; one more stops the run.
    """

    processes: Annotated[int, Field(ge=0)] = 0
    memory: Annotated[float, Field(gt=0)] = 2.0
    most_failures: Annotated[int, Field(ge=0)] = 10

    def __call__(self, job: Job, names: Sequence[str]) -> Iterator[PartitionResult]:
        """Make the partitions, giving each as it is finished.

        Raises:
            EngineError: processes die over a partition, or more articles fail than may.
        """
        workers = min(self.processes or count_processes(self.memory), len(names)) if len(names) > 1 else 1
        if workers == 1:
            yield from (job(name) for name in names)
            return
        idle: SimpleQueue[_Worker] = SimpleQueue()
        for _ in range(workers):
            idle.put(_Worker(_start_process(job)))
        is_over = threading.Event()
        with ThreadPoolExecutor(workers) as threads:
            futures = [threads.submit(_make, job, name, idle, is_over) for name in names]
            try:
                yield from (future.result() for future in as_completed(futures))
            finally:
                is_over.set()
                threads.shutdown(cancel_futures=True)
                for _ in range(workers):
                    idle.get().process.shutdown()


def count_processes(memory: float) -> int:
    """Count the processes there is room for: one per core that this process may use, as far as memory allows.

    Args:
        memory: GB that each of them may need.
    """
    from dask.system import cpu_count
    from distributed.system import MEMORY_LIMIT
    from psutil import virtual_memory

    free = min(MEMORY_LIMIT, virtual_memory().available) / 1e9
    cores: int = cpu_count()
    return max(1, min(cores, int(free / memory)))


@dataclass
class _Worker:
    """A process of its own, and how many partitions it has begun."""

    process: ProcessPoolExecutor
    partitions: int = 0


def _make(job: Job, name: str, idle: SimpleQueue[_Worker], is_over: threading.Event) -> PartitionResult:
    """Have an idle process make a partition; one that dies over it is replaced, the others go on."""
    for _ in range(_TRIES):
        worker = idle.get()
        try:
            worker.partitions += 1
            return worker.process.submit(_run_job, name).result()
        except BrokenProcessPool:
            worker.partitions = _LIFE
            if is_over.wait(_PAUSE):
                raise
        finally:
            if worker.partitions >= _LIFE:
                worker.process.shutdown()
                worker = _Worker(_start_process(job))  # which starts with its first partition
            idle.put(worker)
    raise EngineError(
        f"partition {name}: {_TRIES} processes in a row died over it, as they do when memory runs out; set fewer"
        " 'processes' in conf/engine/local.yaml or a smaller 'partition_size' in the option file of `articles`."
    )


def _start_process(job: Job) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin, initargs=(job,))


_job: list[Job] = []  # in a worker process, the job it has


def _begin(job: Job) -> None:
    """Take a job, and end when the process that gave it does, even if that was killed, and at Ctrl-C without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _job[:] = [job]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _run_job(name: str) -> PartitionResult:
    return _job[0](name)

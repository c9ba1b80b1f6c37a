"""A server that loads what the workers of a map stage need while the stage gets ready; workers are forks of it."""

import sys
from collections.abc import Iterable
from multiprocessing import forkserver, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

# what workers load apart from the stage's module
_LIBRARIES = {"parses": ("torch", "stanza"), "statements": (), "frames": ("torch",), "stances": ("torch",)}


def begin(stage: str, read: Iterable[Path]) -> None:
    """Start the server, if it is a map stage and what it reads has partitions enough for several workers.

    It ends with this process. Without it workers load everything themselves, each on its own.
    """
    if stage in _LIBRARIES and any(_several(path) for path in read):
        forkserver.set_forkserver_preload(["rejoinder.preload", *_LIBRARIES[stage], f"rejoinder.{stage}"])
        context()


def context() -> BaseContext:
    """How workers are started: as forks of the server, or afresh where there can be none."""
    if sys.platform != "linux":  # elsewhere libraries do not bear to be forked
        return get_context("spawn")
    try:
        forkserver.ensure_running()
    except OSError:  # the name of its socket, which stands in TMPDIR, may be too long
        return get_context("spawn")
    return get_context("forkserver")


def _several(folder: Path) -> bool:
    return len(list(folder.glob("part-*.parquet"))) > 1

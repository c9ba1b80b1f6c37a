"""A server that loads what the workers of a map stage need while the stage gets ready; workers are forks of it."""

import sys
from collections.abc import Iterable
from multiprocessing import forkserver
from pathlib import Path

METHOD = "forkserver" if sys.platform == "linux" else "spawn"  # how worker processes start

# what workers load apart from the stage's module
_LIBRARIES = {"parses": ("torch", "stanza"), "statements": (), "frames": ("torch",), "stances": ("torch",)}


def begin(stage: str, read: Iterable[Path]) -> None:
    """Start the server, if it is a map stage and what it reads has partitions enough for several workers.

    It ends with this process. Without it workers load everything themselves, one by one.
    """
    if METHOD != "forkserver" or stage not in _LIBRARIES or not any(_several(path) for path in read):
        return
    forkserver.set_forkserver_preload(["rejoinder.__main__", *_LIBRARIES[stage], f"rejoinder.{stage}"])
    forkserver.ensure_running()


def _several(folder: Path) -> bool:
    return len(list(folder.glob("part-*.parquet"))) > 1

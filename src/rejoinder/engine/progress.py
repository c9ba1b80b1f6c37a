"""How far a map stage is: a bar with rate and time left on a terminal, now and then a line in a log."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm

from rejoinder.engine.job import PartitionResult

_EVERY = 30.0  # seconds between two lines of a log
_LINE = "{desc}: {n_fmt} of {total_fmt} articles, {rate_noinv:.2f} articles/s, {elapsed} gone, {remaining} left"


def show_progress(
    results: Iterable[PartitionResult], stage: str, pending: Mapping[str, int]
) -> Iterator[PartitionResult]:
    """Pass on the partitions as they are finished, showing how many of their articles are done.

    Args:
        results: the finished partitions.
        stage: name of the stage.
        pending: how many articles of each partition have to be brought up to date.
    """
    total = sum(pending.values())
    bar = tqdm(total=total, desc=stage, unit=" articles", disable=None)
    begin = last_line = time.monotonic()
    done = 0
    with _show_that_work_goes_on(bar, stage, total, lambda: done == 0):
        for result in results:
            done += pending[result.name]
            bar.update(pending[result.name])
            now = time.monotonic()
            if bar.disable and now - last_line >= _EVERY:
                last_line = now
                print(tqdm.format_meter(done, total, now - begin, prefix=stage, bar_format=_LINE), flush=True)
            yield result
    bar.close()


@contextmanager
def _show_that_work_goes_on(bar: Any, stage: str, total: int, is_first: Callable[[], bool]) -> Iterator[None]:
    """Let a terminal's clock run on; say in a log that the first partition is at work, be it one long article."""
    is_over = threading.Event()
    begin = time.monotonic()

    def tick() -> None:
        while not is_over.wait(_EVERY if bar.disable else 1.0):
            if not bar.disable:
                bar.refresh()
            elif is_first():
                elapsed = tqdm.format_interval(time.monotonic() - begin)
                print(f"{stage}: none of {total} article(s) finished yet, {elapsed} gone", flush=True)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()

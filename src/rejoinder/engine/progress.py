"""How far a map stage is: a bar with rate and time left on a terminal, now and then a line in a log."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm

from rejoinder.engine.job import PartitionResult
from rejoinder.runtime import share

_EVERY = 30.0  # seconds between two lines of a log
_LINE = "{desc}: {n_fmt} of {total_fmt} {unit}s, {rate_noinv:.2f} a second, {elapsed} gone, {remaining} left"


def show_progress(
    results: Iterable[PartitionResult], stage: str, pending: Mapping[str, int], item: str = "article"
) -> Iterator[PartitionResult]:
    """Pass on the partitions as they are finished, showing how many of their articles are done.

    Args:
        results: the finished partitions.
        stage: name of the stage.
        pending: how many articles of each partition have to be brought up to date.
        item: what the run says for an article.
    """
    total = sum(pending.values())
    bar = tqdm(total=total, desc=stage, unit=f" {item}s", disable=None)
    begin = last_line = time.monotonic()
    done = 0
    with _show_that_work_goes_on(bar, f"{stage}: none of {total} {item}(s) finished yet", lambda: done == 0):
        for result in results:
            done += pending[result.name]
            bar.update(pending[result.name])
            now = time.monotonic()
            if bar.disable and now - last_line >= _EVERY:
                last_line = now
                print(
                    tqdm.format_meter(done, total, now - begin, prefix=stage, unit=item, bar_format=_LINE), flush=True
                )
            yield result
    bar.close()


@contextmanager
def _show_that_work_goes_on(bar: Any, message: str, is_first: Callable[[], bool]) -> Iterator[None]:
    """Let a terminal's clock run on; say in a log that the first partition is at work, be it one long article.

    Both tell how much of it this process has encoded; of what others encode nothing is known until it is finished.
    """
    is_over = threading.Event()
    begin = time.monotonic()

    def tick() -> None:
        while not is_over.wait(_EVERY if bar.disable else 1.0):
            if not bar.disable:
                bar.set_postfix_str(share.describe())
            elif is_first():
                elapsed = tqdm.format_interval(time.monotonic() - begin)
                print(", ".join(filter(None, [message, share.describe(), f"{elapsed} gone"])), flush=True)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()

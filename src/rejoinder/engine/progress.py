"""How far a map stage is: a bar with rate and time left on a terminal, now and then a line in a log."""

import time
from collections.abc import Iterable, Iterator, Mapping

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
    for result in results:
        done += pending[result.name]
        bar.update(pending[result.name])
        now = time.monotonic()
        if bar.disable and now - last_line >= _EVERY:
            last_line = now
            print(tqdm.format_meter(done, total, now - begin, prefix=stage, bar_format=_LINE), flush=True)
        yield result
    bar.close()

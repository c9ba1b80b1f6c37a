"""How far a map stage is: a bar with rate and time left on a terminal, now and then a line in a log."""

import time
from collections.abc import Iterable, Iterator, Mapping

from tqdm import tqdm

from rejoinder.engine.job import PartitionResult

_EVERY = 30.0  # seconds between two lines of a log
_LINE = "{desc}: {n_fmt} of {total_fmt} articles, {rate_noinv:.2f} articles/s, {elapsed} gone, {remaining} left"


def watched(made: Iterable[PartitionResult], stage: str, pending: Mapping[str, int]) -> Iterator[PartitionResult]:
    """The partitions as they are finished, showing how many of the articles that are `pending` in each are done."""
    total = sum(pending.values())
    bar = tqdm(total=total, desc=stage, unit=" articles", disable=None)
    begin = said = time.monotonic()
    done = 0
    for one in made:
        done += pending[one.name]
        bar.update(pending[one.name])
        now = time.monotonic()
        if bar.disable and now - said >= _EVERY:
            said = now
            meter = tqdm.format_meter(done, total, now - begin, prefix=stage, bar_format=_LINE)
            print(meter, flush=True)
        yield one
    bar.close()

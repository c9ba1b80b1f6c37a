"""What the run left out: data/left_out, and the lists that later stages keep within their own output."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from rejoinder import paths, tables
from rejoinder.report.exhibits import Table

Item = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """The first items with stage and reason, of `total`."""

    rows: Sequence[Item]
    total: int


def left_out(most: int, listed: Sequence[Table], statements: int) -> LeftOut:
    """Up to `most` items of all that is left out, statements that the listed tables do not hold first."""
    known = [item for table in listed for item in _cut(table, statements)]
    places = (paths.LEFT_OUT, *sorted(paths.DATA.glob("*/left_out")))
    total = sum(tables.read_partition(path, name).num_rows for path in places for name in tables.list_partitions(path))
    rows = islice(chain(known, *map(items, places)), most)
    return LeftOut(rows=list(rows), total=total + len(known))


def items(path: Path) -> Iterator[Item]:
    """The rows of one such list; none where there is no list."""
    for name in tables.list_partitions(path):
        yield from tables.read_partition(path, name).to_pylist()


def _cut(table: Table, statements: int) -> Iterator[Item]:
    """What the list of statements does not hold, where it ends before the last."""
    if table.name == "statements" and table.total < statements:
        reason = f"holds {table.total:,} of {statements:,} statements, the first by article; data/statements has all"
        yield {"item": f"{paths.REPORTS}/{table.href}", "stage": "figures", "reason": reason}

"""What the run left out: data/left_out, and the lists that later stages keep within their own output."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from textwrap import shorten
from typing import cast

from rejoinder import paths, tables
from rejoinder.corpus.counts import UncodedLines
from rejoinder.report.exhibits import TableExhibit
from rejoinder.report.records import LeftOutRecord

_EXAMPLE_SIGNS = 100  # of a line that is no statement


@dataclass(frozen=True, kw_only=True)
class LeftOutList:
    """What was left out.

    Attributes:
        rows: the first of the list.
        total: rows of the whole list.
    """

    rows: Sequence[LeftOutRecord]
    total: int


def list_left_out(
    most: int, exhibits: Sequence[TableExhibit], statements: int, uncoded: Sequence[UncodedLines]
) -> LeftOutList:
    """List what is left out, statements that the tables do not hold first, then lines that are no statement.

    Args:
        most: rows of the list.
        exhibits: the tables that the report shows.
        statements: of the run, in all.
        uncoded: lines that are no statement, by kind.
    """
    cut = [row for table in exhibits for row in _find_cut(table, statements)]
    cut += map(_describe_uncoded, uncoded)
    folders = (paths.LEFT_OUT, *sorted(paths.DATA.glob("*/left_out")))
    total = sum(
        tables.read_partition(folder, name).num_rows for folder in folders for name in tables.list_partitions(folder)
    )
    rows = islice(chain(cut, *map(read_left_out, folders)), most)
    return LeftOutList(rows=list(rows), total=total + len(cut))


def read_left_out(folder: Path) -> Iterator[LeftOutRecord]:
    """The rows of one such list; none where there is no list."""
    for name in tables.list_partitions(folder):
        yield from cast("list[LeftOutRecord]", tables.read_partition(folder, name).to_pylist())


def _describe_uncoded(lines: UncodedLines) -> LeftOutRecord:
    example = shorten(lines.example, _EXAMPLE_SIGNS, placeholder=" …")
    count = "1 line" if lines.n == 1 else f"{lines.n:,} lines"
    return {"item": f"{count}: {example}", "stage": "articles", "reason": f"{lines.kind}: a line that is no statement"}


def _find_cut(table: TableExhibit, statements: int) -> Iterator[LeftOutRecord]:
    """What the table of statements does not hold, where it ends before the last."""
    if table.name == "statements" and table.total < statements:
        reason = f"holds {table.total:,} of {statements:,} statements, the first by article; statements.parquet has all"
        yield {"item": f"{paths.REPORTS}/{table.href}", "stage": "figures", "reason": reason}

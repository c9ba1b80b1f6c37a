"""Stage `articles`: reads the input folder, writes data/articles and data/left_out."""

import hashlib
import math
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import ClassVar, Protocol

from rejoinder import paths, schema, tables
from rejoinder.articles import input_files
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.errors import ArticleError
from rejoinder.articles.model import ArticleRow, ReadResult, SidecarLookup
from rejoinder.articles.selection import Selection, select_articles
from rejoinder.articles.sidecars import find_sidecar
from rejoinder.config import Run

_LATER_COLUMNS = ("speaker", "side")  # which count only where they state something: older parses stay valid
_LEFT_OUT_ROWS = 50_000  # in a partition of data/left_out


class ArticleReader(Protocol):
    """One way to read articles, an option of conf/articles.

    A call takes the paths and contents of files, and a function that looks their sidecars up by path. It yields the
    articles, and what is left out, as they are read.
    """

    endings: ClassVar[tuple[str, ...]]  # of the files it reads, in small letters

    @property
    def folder(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def partition_size(self) -> int: ...
    @property
    def duplicates(self) -> Duplicates: ...
    def __call__(self, files: Iterable[tuple[str, bytes]], find_sidecar: SidecarLookup, /) -> Iterator[ReadResult]: ...


def main(run: Run) -> None:
    """Read the input folder, write data/articles and data/left_out; some articles are in memory at a time."""
    reader: ArticleReader = run.load("articles")
    selection = read_input(reader, run.choices["articles"])
    count = count_partitions(len(selection), reader.partition_size)
    _write_articles(selection, count)
    _write_left_out(selection)
    print(
        f"articles: {len(selection)} kept in {count} partition(s),"
        f" {selection.count_left_out()} item(s) listed as left out"
    )


def read_input(reader: ArticleReader, option: str) -> Selection:
    """Read the input folder.

    Args:
        reader: how.
        option: its name in conf/articles.

    Raises:
        ArticleError: there is no article, or none is left to code; or what the option raises.
    """
    patterns = ", ".join(f"*{ending}" for ending in reader.endings)
    if not any(input_files.has_ending(path, reader.endings) for path in input_files.list_paths(reader.folder)):
        raise ArticleError(
            f"{reader.folder}: expected at least one article ({patterns}), found none; put your articles there."
        )
    unread = input_files.list_unread(reader.folder, reader.endings, option)
    results = chain(reader(input_files.read_files(reader.folder, reader.endings), find_sidecar), unread)
    selection = select_articles(results, reader.language, reader.duplicates)
    if not selection:
        reasons = "; ".join(f"{item.item}: {item.reason}" for item in islice(selection.iterate_left_out(), 3))
        raise ArticleError(f"{reader.folder}: no article is left to code ({reasons}); mend or replace the files.")
    return selection


def count_partitions(articles: int, size: int) -> int:
    """Count the partitions that articles are cut into.

    As a corpus grows it is cut anew only where it has doubled, and each partition is then dealt into two.

    Args:
        articles: how many there are.
        size: articles per partition, about.

    Returns:
        The power of two that makes partitions of nearest to that size.
    """
    return int(2 ** max(0, round(math.log2(articles / size))))


def _write_articles(selection: Selection, count: int) -> None:
    names = [tables.name_partition(number, count) for number in range(count)]
    written = set()
    for number, rows in selection.iterate_partitions(count):
        keys = {row["article_id"]: _hash_row(row) for row in rows}
        tables.write_partition(paths.ARTICLES, names[number], tables.build_table(rows, schema.ARTICLES), keys)
        written.add(number)
    for number in set(range(count)) - written:
        tables.write_partition(paths.ARTICLES, names[number], schema.ARTICLES.empty_table(), {})
    tables.keep_only(paths.ARTICLES, names)


def _hash_row(row: ArticleRow) -> str:
    cells = sorted((name, value) for name, value in row.items() if value or name not in _LATER_COLUMNS)
    return hashlib.sha256(repr(cells).encode()).hexdigest()


def _write_left_out(selection: Selection) -> None:
    items, count = selection.iterate_left_out(), -(-selection.count_left_out() // _LEFT_OUT_ROWS) or 1
    names = [tables.name_partition(number, count) for number in range(count)]
    for name in names:
        batch = islice(items, _LEFT_OUT_ROWS)
        rows = [{"item": one.item, "stage": one.stage, "reason": one.reason} for one in batch]
        tables.write_partition(paths.LEFT_OUT, name, tables.build_table(rows, schema.LEFT_OUT))
    tables.keep_only(paths.LEFT_OUT, names)

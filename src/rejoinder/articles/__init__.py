"""Stage `articles`: input files as one table, title, paragraphs and credit lines told apart, nothing lost.

The rule for what cannot be read: a file, or an article in it, that is malformed among others is left out and listed
with its reason; a configuration that does not fit the files, a broken sidecar, or nothing to code at all, stops the run
with one sentence.
"""

import hashlib
import math
import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import ClassVar, Protocol

from rejoinder import paths, schema, tables
from rejoinder.articles.blocks import blocks
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.factiva import Factiva
from rejoinder.articles.folder import Folder
from rejoinder.articles.model import ArticleError, Beside, Found, LeftOut, Sidecar
from rejoinder.articles.nexis import Nexis
from rejoinder.articles.selection import Selection, select
from rejoinder.articles.sidecars import beside, read_sidecar, without_sidecars
from rejoinder.articles.table import Table
from rejoinder.articles.text_files import TextFiles
from rejoinder.config import Run

__all__ = [
    "ArticleError",
    "Factiva",
    "Folder",
    "LeftOut",
    "Method",
    "Nexis",
    "Sidecar",
    "Table",
    "TextFiles",
    "blocks",
    "main",
    "partition_count",
    "read_sidecar",
    "select",
]


_LISTED = 50_000  # rows in a partition of data/left_out


class Method(Protocol):
    """One way to read articles: files by path, and what is known beside them, to articles and what is left out."""

    endings: ClassVar[tuple[str, ...]]  # of the files it reads, in small letters

    @property
    def folder(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def partition_size(self) -> int: ...
    @property
    def duplicates(self) -> Duplicates: ...
    def __call__(self, files: Iterable[tuple[str, bytes]], beside: Beside, /) -> Iterator[Found]: ...


def main(run: Run) -> None:
    """Read the input folder, write data/articles and data/left_out; some articles are in memory at a time."""
    method: Method = run.load("articles")
    known = ", ".join(f"*{ending}" for ending in method.endings)
    if not any(_read(path, method) for path in _files(method.folder)):
        raise ArticleError(
            f"{method.folder}: expected at least one article ({known}), found none; put your articles there."
        )
    files = ((path, Path(path).read_bytes()) for path in _files(method.folder) if _read(path, method))
    reason = f"not read by the option {run.choices['articles']}, which reads {known}"
    others = (LeftOut(item=path, reason=reason) for path in _files(method.folder) if not _read(path, method))
    chosen = select(chain(method(files, beside), others), method.language, method.duplicates)
    if not chosen:
        reasons = "; ".join(f"{item.item}: {item.reason}" for item in islice(chosen.left_out(), 3))
        raise ArticleError(f"{method.folder}: no article is left to code ({reasons}); mend or replace the files.")
    count = partition_count(len(chosen), method.partition_size)
    _write(chosen, count)
    listed = _list(chosen)
    print(f"articles: {len(chosen)} kept in {count} partition(s), {listed} item(s) listed as left out")


def partition_count(articles: int, size: int) -> int:
    """Into how many partitions of about `size` articles are cut: the power of two that comes nearest.

    As a corpus grows it is cut anew only where it has doubled, and each partition is then dealt into two.
    """
    return int(2 ** max(0, round(math.log2(articles / size))))


def _files(folder: str) -> Iterator[str]:
    """Paths of all files in a folder and its subfolders, but for hidden ones and sidecars, in order."""
    for place, inner, names in os.walk(folder):
        inner.sort()
        yield from without_sidecars(place, (name for name in names if not name.startswith(".")))


def _read(path: str, method: Method) -> bool:
    return Path(path).suffix.lower() in method.endings


def _write(chosen: Selection, count: int) -> None:
    names = [tables.name_partition(number, count) for number in range(count)]
    filled = set()
    for number, rows in chosen.partitions(count):
        keys = {row["article_id"]: hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest() for row in rows}
        tables.write_partition(paths.ARTICLES, names[number], tables.build_table(rows, schema.ARTICLES), keys)
        filled.add(number)
    for number in set(range(count)) - filled:
        tables.write_partition(paths.ARTICLES, names[number], schema.ARTICLES.empty_table(), {})
    tables.keep_only(paths.ARTICLES, names)


def _list(chosen: Selection) -> int:
    """Write what is left out; returns how many items."""
    items, count = chosen.left_out(), -(-chosen.listed // _LISTED) or 1
    names = [tables.name_partition(number, count) for number in range(count)]
    for name in names:
        part = [{"item": one.item, "stage": one.stage, "reason": one.reason} for one in islice(items, _LISTED)]
        tables.write_partition(paths.LEFT_OUT, name, tables.build_table(part, schema.LEFT_OUT))
    tables.keep_only(paths.LEFT_OUT, names)
    return chosen.listed

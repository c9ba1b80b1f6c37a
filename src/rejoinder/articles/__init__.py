"""Stage `articles`: input files as one table, title, paragraphs and credit lines told apart, nothing lost.

The rule for what cannot be read: a file, or an article in it, that is malformed among others is left out and listed
with its reason; a configuration that does not fit the files, a broken sidecar, or nothing to code at all, stops the run
with one sentence.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar, Protocol

from rejoinder import paths, schema, tables
from rejoinder.articles.blocks import blocks
from rejoinder.articles.factiva import Factiva
from rejoinder.articles.folder import Folder
from rejoinder.articles.model import ArticleError, LeftOut, Row, Sidecar
from rejoinder.articles.nexis import Nexis
from rejoinder.articles.sidecars import ENDING, read_sidecar, read_sidecars
from rejoinder.articles.table import Table
from rejoinder.articles.text_files import TextFiles
from rejoinder.config import Run

__all__ = [
    "ArticleError",
    "Factiva",
    "Folder",
    "LeftOut",
    "Nexis",
    "Sidecar",
    "Table",
    "TextFiles",
    "blocks",
    "main",
    "partition_of",
    "read_sidecar",
]


class Method(Protocol):
    """One way to read articles: files by path, and the sidecars beside them, to rows and what is left out."""

    endings: ClassVar[tuple[str, ...]]  # of the files it reads, in small letters

    @property
    def folder(self) -> str: ...
    @property
    def partition_size(self) -> int: ...
    def __call__(
        self, files: Iterable[tuple[str, bytes]], beside: Mapping[str, Sidecar], /
    ) -> tuple[list[Row], list[LeftOut]]: ...


def main(run: Run) -> None:
    """Read the input folder, write data/articles and data/left_out."""
    method: Method = run.load("articles")
    folder, known = Path(method.folder), ", ".join(f"*{ending}" for ending in method.endings)
    everything = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    files = [p for p in everything if p.suffix.lower() in method.endings]
    if not files:
        raise ArticleError(f"{folder}: expected at least one article ({known}), found none; put your articles there.")
    beside = read_sidecars(everything)
    rows, left_out = method(((p.as_posix(), p.read_bytes()) for p in files), beside)
    if not rows:
        reasons = "; ".join(f"{item.item}: {item.reason}" for item in left_out[:3])
        raise ArticleError(f"{folder}: no article is left to code ({reasons}); mend or replace the files.")
    others = [p for p in everything if p not in set(files) and p.suffix != ENDING]
    left_out += [
        LeftOut(item=p.as_posix(), reason=f"not read by the option {run.choices['articles']}, which reads {known}")
        for p in others
    ]
    count = _write(rows, method.partition_size)
    listed = [{"item": item.item, "stage": item.stage, "reason": item.reason} for item in left_out]
    tables.write_partition(paths.LEFT_OUT, tables.partition_name(0), tables.table(listed, schema.LEFT_OUT))
    print(f"articles: {len(rows)} kept in {count} partition(s), {len(left_out)} item(s) listed as left out")


def _write(rows: list[Row], size: int) -> int:
    """Write the rows in partitions of about `size`; returns how many."""
    count = -(-len(rows) // size)
    parts: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        parts[partition_of(row["article_id"], count)].append(row)
    names = [tables.partition_name(number) for number in range(count)]
    for number, name in enumerate(names):
        keys = {r["article_id"]: hashlib.sha256(repr(sorted(r.items())).encode()).hexdigest() for r in parts[number]}
        tables.write_partition(paths.ARTICLES, name, tables.table(parts[number], schema.ARTICLES), keys)
    tables.keep_only(paths.ARTICLES, names)
    return count


def partition_of(article_id: str, count: int) -> int:
    """Which of `count` partitions an article belongs to, by hash of its id."""
    return int(hashlib.sha256(article_id.encode()).hexdigest()[:8], 16) % count

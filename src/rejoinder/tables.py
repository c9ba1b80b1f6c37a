"""Tables on disk: datasets of Parquet partitions, written so that no reader ever meets half a file."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rejoinder import schema
from rejoinder.runtime.environment import unseen

_ARTICLE_KEYS = b"article_keys"
_NAME = re.compile(r"part-(\d+)-of-(\d+)\.parquet")

with unseen("pandas"):
    # pyarrow looks for it with the first Python values that it is given: a fifth of a second in each process of a
    # stage that has none of its tables; where one is made of a table, pyarrow looks again
    pa.array([0])


class TableError(ValueError):
    """A partition that cannot be read: one sentence with the file and what to do."""


def table(rows: Iterable[Mapping[str, Any]], columns: pa.Schema) -> pa.Table:
    """Rows as a table with the given columns, sorted by the schema's key; missing values become null."""
    made = pa.Table.from_pylist([dict(row) for row in rows], schema=columns)
    return made.sort_by([(name, "ascending") for name in schema.key(columns)])


def partitions(dataset: Path) -> list[str]:
    """File names of a dataset's partitions, in order."""
    return sorted(p.name for p in dataset.glob("part-*.parquet"))


def partition_name(number: int = 0, count: int = 1) -> str:
    """File name of one of `count` partitions, numbered from 0."""
    return f"part-{number:05d}-of-{count:05d}.parquet"


def related(dataset: Path, name: str) -> list[str]:
    """Partitions of a dataset that was cut into another number of them, in which articles of partition `name` can be.

    Articles lie in the partition that is the hash of their id modulo the number of partitions, a power of two; so
    where their number has changed, those of one partition are in those whose numbers leave the same remainder.
    """
    number, count = _place(name)
    found = []
    for other in partitions(dataset):
        place, of = _place(other)
        if of != count and of and place % min(of, count) == number % min(of, count):
            found.append(other)
    return found


def _place(name: str) -> tuple[int, int]:
    """Number and count of a partition's name; (0, 0) for a name that another version gave."""
    match = _NAME.fullmatch(name)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def read(dataset: Path, columns: list[str] | None = None) -> pa.Table:
    """All rows of a dataset, sorted by key.

    Raises:
        FileNotFoundError: the dataset has not been made yet.
    """
    names = partitions(dataset)
    if not names:
        raise FileNotFoundError(f"{dataset}: no partitions found; run `dvc repro` to make them.")
    parts = [read_partition(dataset, name, columns) for name in names]
    whole = pa.concat_tables([part.replace_schema_metadata(parts[0].schema.metadata) for part in parts])
    keys = [name for name in schema.key(parts[0].schema) if name in whole.column_names]
    return whole.sort_by([(name, "ascending") for name in keys])


def read_partition(dataset: Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """One partition, as it was written.

    Raises:
        TableError: the file is not there, torn or damaged.
    """
    with _reading(dataset / name):
        return pq.ParquetFile(dataset / name, page_checksum_verification=True).read(columns=columns)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise TableError(f"{path}: partition not found; run `dvc repro` to make it.") from None
    except (ValueError, OSError) as error:  # what pyarrow raises of a torn file, and of a page unlike its checksum
        raise TableError(
            f"{path}: expected a whole Parquet file, got a torn or damaged one ({_one_line(error)});"
            " delete it and run `dvc repro`, which makes it again."
        ) from None


def article_keys(path: Path) -> dict[str, str]:
    """What each article's rows in a partition were computed from, as hashes by article_id; empty where unknown.

    Raises:
        TableError: the file is not there, torn or damaged.
    """
    with _reading(path):
        stored = pq.read_schema(path).metadata or {}
        return dict(json.loads(stored.get(_ARTICLE_KEYS, b"{}")))


def write_partition(dataset: Path, name: str, rows: pa.Table, keys: Mapping[str, str] | None = None) -> None:
    """Write one partition: to a temporary file first, then renamed, so that it is whole or absent.

    Raises:
        OSError: the disk is full, or the folder cannot be written to.
    """
    metadata = dict(rows.schema.metadata or {})
    if keys is not None:
        metadata[_ARTICLE_KEYS] = json.dumps(dict(sorted(keys.items()))).encode()
    temporary = dataset / f".{name}.{uuid4().hex}"
    try:
        dataset.mkdir(parents=True, exist_ok=True)
        whole = rows.replace_schema_metadata(metadata)
        pq.write_table(whole, temporary, compression="zstd", write_page_checksum=True)
        temporary.replace(dataset / name)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise OSError(
            f"{dataset / name}: could not be written ({_one_line(error)}); free space on the disk or mend the folder's"
            " permissions, then run `dvc repro`, which goes on from the finished partitions."
        ) from None


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]


def keep_only(dataset: Path, names: Iterable[str]) -> None:
    """Remove partitions of an earlier run that are no longer part of the dataset, and torn temporary files."""
    kept = set(names)
    for path in dataset.glob("*part-*.parquet*"):
        if path.name not in kept:
            path.unlink()


def about(rows: pa.Table, articles: Iterable[str]) -> pa.Table:
    """The rows about some articles or examples, in order; a statement's id names its article before the last "/"."""
    named = [name for name in ("article_id", "example_id") if name in rows.column_names]
    if named:
        ids = rows[named[0]]
    else:
        ids = pc.replace_substring_regex(rows["statement_id"], pattern=r"/[^/]*$", replacement="")
    return rows.filter(pc.is_in(ids, value_set=pa.array(sorted(set(articles)), pa.string())))


def rows_about(dataset: Path, articles: Collection[str]) -> list[dict[str, Any]]:
    """The rows of a dataset about some articles, sorted by key; it is read one partition at a time."""
    parts = (about(read_partition(dataset, name), articles) for name in partitions(dataset))
    found = [(row, schema.key(part.schema)) for part in parts for row in part.to_pylist()]
    return [row for row, _ in sorted(found, key=lambda pair: tuple(pair[0][name] for name in pair[1]))]


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all, with a final newline."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    temporary.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8", newline="\n")
    temporary.replace(path)

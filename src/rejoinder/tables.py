"""Tables on disk: datasets of Parquet partitions, written so that no reader ever meets half a file."""

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import yaml

from rejoinder import paths, schema

_ARTICLE_KEYS = b"article_keys"
_NAME = re.compile(r"part-(\d+)-of-(\d+)\.parquet")


class TableError(ValueError):
    """A partition that cannot be read: one sentence with the file and what to do."""


def build_table(rows: Iterable[Mapping[str, Any]], columns: pa.Schema) -> pa.Table:
    """Build a table of rows with the given columns, sorted by the schema's key; missing values become null."""
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=columns)
    return table.sort_by([(name, "ascending") for name in schema.key_columns(columns)])


def list_partitions(dataset: Path) -> list[str]:
    """List the file names of a dataset's partitions, in order."""
    return sorted(p.name for p in dataset.glob("part-*.parquet"))


def name_partition(number: int = 0, count: int = 1) -> str:
    """Give the file name of one of `count` partitions, numbered from 0."""
    return f"part-{number:05d}-of-{count:05d}.parquet"


def list_related_partitions(dataset: Path, name: str) -> list[str]:
    """List partitions of a dataset, cut into another number of them, in which articles of partition `name` can be.

    Articles lie in the partition that is the hash of their id modulo the number of partitions, a power of two. Where
    their number has changed, those of one partition are in those whose numbers leave the same remainder.
    """
    number, count = _parse_name(name)
    related = []
    for other in list_partitions(dataset):
        other_number, other_count = _parse_name(other)
        smaller = min(other_count, count)
        if other_count not in (0, count) and other_number % smaller == number % smaller:
            related.append(other)
    return related


def _parse_name(name: str) -> tuple[int, int]:
    """Number and count of a partition's name; (0, 0) for a name that another version gave."""
    match = _NAME.fullmatch(name)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def read(dataset: Path, columns: list[str] | None = None) -> pa.Table:
    """Read all rows of a dataset, sorted by key.

    Args:
        dataset: folder of the partitions.
        columns: names of the columns to read, all by default.

    Raises:
        FileNotFoundError: the dataset has not been made yet.
        TableError: a partition is torn or damaged.
    """
    names = list_partitions(dataset)
    if not names:
        raise explain_missing(dataset)
    parts = [read_partition(dataset, name, columns) for name in names]
    table = pa.concat_tables([part.replace_schema_metadata(parts[0].schema.metadata) for part in parts])
    keys = [name for name in schema.key_columns(parts[0].schema) if name in table.column_names]
    return table.sort_by([(name, "ascending") for name in keys])


def explain_missing(dataset: Path) -> FileNotFoundError:
    """The error of a dataset that is not there, with the stage of dvc.yaml that makes it."""
    try:
        stages = yaml.safe_load(paths.PIPELINE.read_text(encoding="utf-8"))["stages"]
    except FileNotFoundError:
        stages = {}
    outputs = {
        next(iter(out)) if isinstance(out, dict) else out: s for s in stages for out in stages[s].get("outs", ())
    }
    makers = [outputs[folder] for path in (dataset, *dataset.parents) if (folder := path.as_posix()) in outputs]
    command = " ".join(["dvc repro", *makers[:1]])
    return FileNotFoundError(f"{dataset}: not made yet; run `{command}` to make it.")


def read_partition(dataset: Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """Read one partition, as it was written.

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


def read_article_keys(path: Path) -> dict[str, str]:
    """Read what each article's rows in a partition were computed from.

    Returns:
        Hashes by article_id; empty where unknown.

    Raises:
        TableError: the file is not there, torn or damaged.
    """
    with _reading(path):
        metadata = pq.read_schema(path).metadata or {}
        return dict(json.loads(metadata.get(_ARTICLE_KEYS, b"{}")))


def write_partition(dataset: Path, name: str, rows: pa.Table, keys: Mapping[str, str] | None = None) -> None:
    """Write one partition: to a temporary file first, then renamed, so that it is whole or absent.

    Args:
        dataset: folder of the partitions, made if need be.
        name: file name of the partition.
        rows: its rows, sorted by key.
        keys: what each article's rows were computed from, as hashes by article_id.

    Raises:
        OSError: the disk is full, or the folder cannot be written to.
    """
    metadata = dict(rows.schema.metadata or {})
    if keys is not None:
        metadata[_ARTICLE_KEYS] = json.dumps(dict(sorted(keys.items()))).encode()
    temporary = dataset / f".{name}.{uuid4().hex}"
    try:
        dataset.mkdir(parents=True, exist_ok=True)
        table = rows.replace_schema_metadata(metadata)
        pq.write_table(table, temporary, compression="zstd", write_page_checksum=True)
        temporary.replace(dataset / name)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        # of a long path the library's own message would be cut before its reason
        reason = os.strerror(error.errno) if error.errno else _one_line(error)
        raise OSError(
            f"{dataset / name}: could not be written ({reason}); free space on the disk or mend the folder's"
            " permissions, then run `dvc repro`, which goes on from the finished partitions."
        ) from None


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]


def keep_only(dataset: Path, names: Collection[str]) -> None:
    """Remove partitions of an earlier run that are no longer part of the dataset, and torn temporary files."""
    for path in dataset.glob("*part-*.parquet*"):
        if path.name not in names:
            path.unlink()


def select_rows(table: pa.Table, ids: Iterable[str]) -> pa.Table:
    """Select the rows of some articles or training examples, in order.

    Args:
        table: a table with a column article_id, example_id or statement_id, taken in this order. A statement's id
            names its article before the last "/".
        ids: of the articles or examples.
    """
    return table.filter(_belongs_to(table, ids))


def drop_rows(table: pa.Table, ids: Iterable[str]) -> pa.Table:
    """Select the rows of all other articles or training examples, see `select_rows`."""
    return table.filter(pc.invert(_belongs_to(table, ids)))


def _belongs_to(table: pa.Table, ids: Iterable[str]) -> pa.ChunkedArray:
    columns = [name for name in ("article_id", "example_id") if name in table.column_names]
    if columns:
        owners = table[columns[0]]
    else:
        owners = pc.replace_substring_regex(table["statement_id"], pattern=r"/[^/]*$", replacement="")
    return pc.is_in(owners, value_set=pa.array(sorted(set(ids)), pa.string()))


def read_rows(dataset: Path, ids: Collection[str]) -> list[dict[str, Any]]:
    """Read the rows of some articles or examples, sorted by key; the dataset is read one partition at a time."""
    parts = [select_rows(read_partition(dataset, name), ids) for name in list_partitions(dataset)]
    rows = [row for part in parts for row in part.to_pylist()]
    key = schema.key_columns(parts[0].schema) if parts else []
    return sorted(rows, key=lambda row: tuple(row[name] for name in key))


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all, with a final newline."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    temporary.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8", newline="\n")
    temporary.replace(path)

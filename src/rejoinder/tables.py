"""Tables on disk: datasets of Parquet partitions, written so that no reader ever meets half a file."""

import json
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rejoinder import schema

_ARTICLE_KEYS = b"article_keys"


def table(rows: Iterable[Mapping[str, Any]], columns: pa.Schema) -> pa.Table:
    """Rows as a table with the given columns, sorted by the schema's key; missing values become null."""
    made = pa.Table.from_pylist([dict(row) for row in rows], schema=columns)
    return made.sort_by([(name, "ascending") for name in schema.key(columns)])


def partitions(dataset: Path) -> list[str]:
    """File names of a dataset's partitions, in order."""
    return sorted(p.name for p in dataset.glob("part-*.parquet"))


def partition_name(number: int) -> str:
    """File name of a partition, numbered from 0."""
    return f"part-{number:05d}.parquet"


def read(dataset: Path, columns: list[str] | None = None) -> pa.Table:
    """All rows of a dataset, sorted by key.

    Raises:
        FileNotFoundError: the dataset has not been made yet.
    """
    names = partitions(dataset)
    if not names:
        raise FileNotFoundError(f"{dataset}: no partitions found; run `dvc repro` to make them.")
    parts = [pq.ParquetFile(dataset / name).read(columns=columns) for name in names]
    whole = pa.concat_tables([part.replace_schema_metadata(parts[0].schema.metadata) for part in parts])
    keys = [name for name in schema.key(parts[0].schema) if name in whole.column_names]
    return whole.sort_by([(name, "ascending") for name in keys])


def read_partition(dataset: Path, name: str) -> pa.Table:
    """One partition, as it was written."""
    return pq.ParquetFile(dataset / name).read()


def article_keys(path: Path) -> dict[str, str]:
    """What each article's rows in a partition were computed from, as hashes by article_id; empty where unknown."""
    if not path.exists():
        return {}
    stored = pq.read_schema(path).metadata or {}
    return dict(json.loads(stored.get(_ARTICLE_KEYS, b"{}")))


def write_partition(dataset: Path, name: str, rows: pa.Table, keys: Mapping[str, str] | None = None) -> None:
    """Write one partition: to a temporary file first, then renamed, so that it is whole or absent."""
    metadata = dict(rows.schema.metadata or {})
    if keys is not None:
        metadata[_ARTICLE_KEYS] = json.dumps(dict(sorted(keys.items()))).encode()
    dataset.mkdir(parents=True, exist_ok=True)
    temporary = dataset / f".{name}.{os.getpid()}"
    pq.write_table(rows.replace_schema_metadata(metadata), temporary, compression="zstd")
    temporary.replace(dataset / name)


def keep_only(dataset: Path, names: Iterable[str]) -> None:
    """Remove partitions of an earlier run that are no longer part of the dataset, and torn temporary files."""
    kept = set(names)
    for path in dataset.glob("*part-*.parquet*"):
        if path.name not in kept:
            path.unlink()


def about(rows: pa.Table, articles: Iterable[str]) -> pa.Table:
    """The rows about some articles, in their order; a statement's id names its article before the last "/"."""
    if "article_id" in rows.column_names:
        ids = rows["article_id"]
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
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8", newline="\n")
    temporary.replace(path)

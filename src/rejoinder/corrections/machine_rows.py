"""The machine's own rows, as they would be without corrections: those of touched articles are in data/machine."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow as pa

from rejoinder import paths, schema, tables


def read_machine_partition(dataset: Path, name: str) -> pa.Table:
    """Read a partition of data/statements, data/frames or data/stances as the machine made it, sorted by key.

    Raises:
        TableError: a partition is not there, torn or damaged.
    """
    rows = tables.read_partition(dataset, name)
    if name not in tables.list_partitions(paths.MACHINE / paths.STATEMENTS.name):
        return rows
    articles = tables.read_partition(paths.MACHINE / paths.STATEMENTS.name, name, ["article_id"])["article_id"]
    touched = set(articles.to_pylist())
    if not touched:
        return rows
    own = tables.read_partition(paths.MACHINE / dataset.name, name)
    joined = pa.concat_tables([tables.drop_rows(rows, touched), own.replace_schema_metadata(rows.schema.metadata)])
    return joined.sort_by([(column, "ascending") for column in schema.key_columns(rows.schema)])


def read_machine_rows(dataset: Path, ids: Collection[str]) -> list[dict[str, Any]]:
    """Read the machine's own rows of some articles; the dataset is read one partition at a time."""
    names = tables.list_partitions(dataset)
    parts = (tables.select_rows(read_machine_partition(dataset, name), ids) for name in names)
    return [row for part in parts for row in part.to_pylist()]

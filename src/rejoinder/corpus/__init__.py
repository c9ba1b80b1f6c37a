"""A run's tables as one corpus: DuckDB asks the Parquet partitions and never holds all rows in memory.

Every answer is sorted and every sum is of whole numbers, so that the same rows give the same bytes however they are cut
into partitions.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from rejoinder import paths, tables

NO_SIDE = "no side"
NO_FRAME = "none"

_DATASETS = (paths.ARTICLES, paths.STATEMENTS, paths.FRAMES, paths.STANCES)
_MEMORY = "256MB"  # of DuckDB's tables in work; what needs more goes to temporary files
_BATCH = 10_000  # rows handed over at a time

_VIEWS = f"""
CREATE VIEW coded AS
    SELECT statement_id, article_id, sent_id, ifnull(text, '') AS text, ifnull(speaker, '') AS speaker,
        coalesce(nullif(side, ''), '{NO_SIDE}') AS side, ifnull(form, '') AS form, ifnull(rule, '') AS rule
    FROM statements WHERE unit IS DISTINCT FROM 'credit';
CREATE VIEW marks AS SELECT statement_id, frame, ifnull(rule, '') AS rule FROM frames WHERE decision;
CREATE VIEW marked AS
    SELECT coded.*, ifnull(frame, '{NO_FRAME}') AS frame
    FROM coded LEFT JOIN (SELECT statement_id, frame FROM marks) USING (statement_id);
CREATE VIEW stanced AS SELECT coded.*, target, label AS stance, score FROM coded JOIN stances USING (statement_id);
CREATE VIEW targeting AS SELECT * FROM coded SEMI JOIN stances USING (statement_id);
"""


@dataclass(frozen=True)
class Corpus:
    """The tables `articles`, `statements`, `frames` and `stances`, and DuckDB's views of them.

    Views: `coded`, the statements but credit lines, with "" for what is missing; `marks`, the frames that were given;
    `marked`, a coded statement for each of its frames, or once for none; `stanced`, one for each of its stances;
    `targeting`, the coded statements that have any.
    """

    connection: duckdb.DuckDBPyConnection

    def ask(self, query: str, **values: Any) -> list[dict[str, Any]]:
        """Rows of the answer to an SQL query, whose $names stand for values."""
        found: list[dict[str, Any]] = self.connection.sql(query, params=values or None).to_arrow_table().to_pylist()
        return found

    def table(self, query: str, **values: Any) -> pd.DataFrame:
        """The same as a table."""
        found: pd.DataFrame = self.connection.sql(query, params=values or None).to_arrow_table().to_pandas()
        return found

    def batches(self, query: str, **values: Any) -> Iterator[pa.RecordBatch]:
        """The same, some rows at a time; one empty batch where there are no rows."""
        reader = self.connection.sql(query, params=values or None).to_arrow_reader(_BATCH)
        empty = pa.RecordBatch.from_pylist([], schema=reader.schema)
        yield next(reader, empty)
        yield from reader


@contextmanager
def opened(datasets: Mapping[str, Path | pa.Table] | None = None) -> Iterator[Corpus]:
    """The corpus of a run's own datasets, or of given ones by name, as folders or as tables.

    Raises:
        FileNotFoundError: a dataset has not been made yet.
    """
    with TemporaryDirectory(prefix="rejoinder-") as spill:
        settings: dict[str, Any] = {"threads": 1, "memory_limit": _MEMORY, "temp_directory": spill}
        offline = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        with duckdb.connect(config=settings | offline) as connection:
            for name, dataset in (datasets or {path.name: path for path in _DATASETS}).items():
                _view(connection, name, dataset)
            connection.execute(_VIEWS)
            yield Corpus(connection)


def _view(connection: duckdb.DuckDBPyConnection, name: str, dataset: Path | pa.Table) -> None:
    if isinstance(dataset, pa.Table):
        connection.register(name, dataset)
        return
    files = [(dataset / part).as_posix() for part in tables.list_partitions(dataset)]
    if not files:
        raise FileNotFoundError(f"{dataset}: no partitions found; run `dvc repro` to make them.")
    connection.from_parquet(files).create_view(name)

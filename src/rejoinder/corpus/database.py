"""The datasets of a run, opened as one DuckDB database.

DuckDB queries the Parquet partitions and never holds all rows in memory. Every answer is sorted and every sum is of
whole numbers. So the same rows give the same bytes, however they are cut into partitions.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from rejoinder import paths, schema, tables
from rejoinder.actors import Actors
from rejoinder.corpus.identity_table import compute_identities

NARRATION = "narration"  # the side of what an outlet says itself
UNKNOWN_SIDE = "side unknown"
NO_FRAME = "none"

_DATASETS = (paths.ARTICLES, paths.STATEMENTS, paths.FRAMES, paths.STANCES)
_MEMORY = "256MB"  # of DuckDB's intermediate results; what needs more goes to temporary files
_BATCH_ROWS = 10_000

_RESOLVED_VIEW = f"""
CREATE VIEW resolved AS
    SELECT statement_id, article_id, sent_id, unit, start, "end", ifnull(text, '') AS text,
        ifnull(speaker, '') AS speaker, ifnull(speaker_kind, '') AS speaker_kind,
        ifnull(organisation, '') AS organisation, ifnull(role, '') AS role, ifnull(side, '') AS side,
        contains(ifnull(resolution, ''), '+') AS is_guess, resolution, ifnull(form, '') AS form,
        ifnull(rule, '') AS rule, attribution_id
    FROM statements WHERE unit IS NULL OR unit IN {schema.CODED_KINDS};
"""
_CODED_VIEWS = f"""
CREATE VIEW unanswered AS
    SELECT statement_id, 'frames' AS stage, first(rule) AS reason FROM frames
    WHERE decision IS NULL GROUP BY statement_id
    UNION ALL
    SELECT statement_id, 'stances', first(rule) FROM stances WHERE label IS NULL GROUP BY statement_id;
CREATE VIEW coded AS
    SELECT resolved.* EXCLUDE (speaker, side), ifnull(identity, speaker) AS speaker, speaker AS name_in_article,
        ifnull(is_settled, false) AS is_settled,
        ifnull(identity_side, side) = '' AND (form = 'narrated' OR speaker_kind = 'outlet') AS narrates,
        CASE WHEN narrates THEN '{NARRATION}'
            ELSE ifnull(nullif(ifnull(identity_side, side), ''), '{UNKNOWN_SIDE}') END AS side
    FROM resolved LEFT JOIN identities USING (speaker, speaker_kind, organisation, role, side, is_guess)
    WHERE statement_id NOT IN (SELECT statement_id FROM unanswered WHERE stage = 'frames');
CREATE VIEW marks AS
    SELECT statement_id, frame, ifnull(rule, '') AS rule, ifnull(uncertain, false) AS uncertain
    FROM frames WHERE decision;
CREATE VIEW machine_marks AS
    SELECT statement_id, frame FROM frames
    WHERE decision AND statement_id NOT IN (SELECT statement_id FROM machine_frames)
    UNION ALL SELECT statement_id, frame FROM machine_frames WHERE decision;
CREATE VIEW marked AS
    SELECT coded.*, ifnull(frame, '{NO_FRAME}') AS frame, ifnull(uncertain, false) AS uncertain
    FROM coded LEFT JOIN (SELECT statement_id, frame, uncertain FROM marks) USING (statement_id);
CREATE VIEW stanced AS
    SELECT coded.*, target, label AS stance, score, ifnull(implied, false) AS implied
    FROM coded JOIN stances USING (statement_id) WHERE label IS NOT NULL;
CREATE VIEW targeting AS SELECT * FROM coded SEMI JOIN stanced USING (statement_id);
"""


@dataclass(frozen=True)
class Corpus:
    """The tables `articles`, `statements`, `frames` and `stances`, and views of them.

    Views:
        resolved: the statements as their articles have them, without lines that are no statement; "" stands for a
            missing value.
        identities: who these are in the corpus, as `compute_identities` has it.
        unanswered: the statements of which a language model gave no usable answer, by stage, with the reason.
        coded: the statements with the speaker and side that they have in the corpus, and the speaker's name in the
            article, which an alias of the actors may have settled (`is_settled`). One without a side is of `NARRATION`
            where the outlet speaks (`narrates`), else of `UNKNOWN_SIDE`. Those unanswered for frames are not here.
        marks: the frames that were assigned, and whether that is uncertain.
        machine_marks: those that the machine assigned, corrections aside.
        marked: a coded statement for each of its frames, or once with `NO_FRAME`.
        stanced: a coded statement for each of its stances.
        targeting: the coded statements that have a stance.

    In queries, `$name` stands for the value passed as `name`.
    """

    connection: duckdb.DuckDBPyConnection

    def query_rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        """Run an SQL query; returns its rows."""
        rows: list[dict[str, Any]] = self._run(query, values).to_arrow_table().to_pylist()
        return rows

    def query_table(self, query: str, **values: Any) -> pd.DataFrame:
        """Run an SQL query; returns its rows as a data frame."""
        table: pd.DataFrame = self._run(query, values).to_arrow_table().to_pandas()
        return table

    def query_batches(self, query: str, **values: Any) -> Iterator[pa.RecordBatch]:
        """Run an SQL query.

        Yields:
            Batches of up to 10,000 rows; a single empty one where the query has no rows.
        """
        reader = self._run(query, values).to_arrow_reader(_BATCH_ROWS)
        empty = pa.RecordBatch.from_pylist([], schema=reader.schema)
        yield next(reader, empty)
        yield from reader

    def _run(self, query: str, values: Mapping[str, Any]) -> duckdb.DuckDBPyRelation:
        return self.connection.sql(query, params=values or None)


def format_texts(texts: Iterable[str]) -> str:
    """Write texts as a list in SQL: DuckDB decodes only its rows then, and with a parameter all."""
    return f"({', '.join(map(_quote, texts)) or 'NULL'})"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def open_corpus(
    datasets: Mapping[str, Path | pa.Table] | None = None,
    *,
    actors: Actors | None = None,
    machine_frames: Path | pa.Table | None = None,
) -> Iterator[Corpus]:
    """Open datasets as one corpus, its speakers identified across articles.

    Args:
        datasets: folders of partitions, or tables, by name; None for the run's own datasets.
        actors: their aliases and members say which names are one speaker's; None where nobody says.
        machine_frames: the frames of articles that corrections touch as the machine gave them; None for none.

    Yields:
        The corpus, until the context is left.

    Raises:
        FileNotFoundError: a dataset has no partitions yet.
    """
    with TemporaryDirectory(prefix="rejoinder-") as spill:
        settings: dict[str, Any] = {"threads": 1, "memory_limit": _MEMORY, "temp_directory": spill}
        offline = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        with duckdb.connect(config=settings | offline) as connection:
            for name, dataset in (datasets or {path.name: path for path in _DATASETS}).items():
                _create_view(connection, name, dataset)
            _create_view(connection, "machine_frames", machine_frames or schema.FRAMES.empty_table())
            connection.execute(_RESOLVED_VIEW)
            identities = compute_identities(connection, actors or Actors(sides={}, targets={}))
            connection.register("identities", identities)
            connection.execute(_CODED_VIEWS)
            yield Corpus(connection)


def _create_view(connection: duckdb.DuckDBPyConnection, name: str, dataset: Path | pa.Table) -> None:
    if isinstance(dataset, pa.Table):
        connection.register(name, dataset)
        return
    files = [(dataset / part).as_posix() for part in tables.list_partitions(dataset)]
    if not files:
        raise tables.explain_missing(dataset)
    connection.from_parquet(files).create_view(name)

"""Discourse Network Analyzer's database and list of events, read by sqlite3 and csv."""

import base64
import csv
import datetime
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rejoinder.exchange.dna import Dna
from rejoinder.exchange.dna_database import hash_password
from rejoinder.exchange.offsets import unify_line_ends
from tests.support.exchange import export, invent_awkward_corpus, write_positions

FRAMES = Dna(articles=1000, concepts="frames", narrated=False)
TARGETS = Dna(articles=1000, concepts="targets", narrated=False)
# what DNA 3.0 creates for a new database, read in its sources
LAYOUT = {
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "REGEXES": "Label Red Green Blue",
    "SETTINGS": "Property Value",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLELINKS": "ID SourceVariableId TargetVariableId",
    "VARIABLES": "ID Variable DataType StatementTypeId",
}
STATEMENTS = """
    SELECT s.ID, p.Value, o.Value, c.Value, b.Value, s.Start, s.Stop, s.DocumentId FROM STATEMENTS s
    JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 4
    JOIN DATASHORTTEXT dp ON dp.StatementId = s.ID AND dp.VariableId = 1 JOIN ENTITIES p ON p.ID = dp.Entity
    JOIN DATASHORTTEXT do ON do.StatementId = s.ID AND do.VariableId = 2 JOIN ENTITIES o ON o.ID = do.Entity
    JOIN DATASHORTTEXT dc ON dc.StatementId = s.ID AND dc.VariableId = 3 JOIN ENTITIES c ON c.ID = dc.Entity
    ORDER BY s.ID"""


@pytest.fixture(scope="module")
def awkward() -> dict[str, bytes]:
    return export(FRAMES, invent_awkward_corpus(300))


@pytest.fixture
def database(awkward: dict[str, bytes], tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(awkward, tmp_path)) as connection:
        yield connection


def open_database(files: dict[str, bytes], folder: Path) -> sqlite3.Connection:
    path = folder / "statements.dna"
    path.write_bytes(files["dna/statements.dna"])
    return sqlite3.connect(path)


def read_events(files: dict[str, bytes]) -> list[dict[str, Any]]:
    text = files["dna/events.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_the_database_has_dnas_tables_and_columns(database: sqlite3.Connection) -> None:
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    columns = {name: " ".join(row[1] for row in database.execute(f"PRAGMA table_info({name})")) for name in names}
    coders = columns.pop("CODERS")
    assert columns == LAYOUT
    assert coders.startswith(
        "ID Name Red Green Blue Refresh FontSize Password PopupWidth ColorByCoder PopupDecoration "
    )
    assert coders.count(" Permission") == 16


def test_sqlite_finds_no_flaw_and_no_reference_into_nothing(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_version_type_and_variables_are_those_of_a_new_database(database: sqlite3.Connection) -> None:
    settings = dict(database.execute("SELECT * FROM SETTINGS"))
    assert settings["version"].startswith("3.")
    assert database.execute("SELECT Label FROM STATEMENTTYPES").fetchall() == [("DNA Statement",)]
    assert database.execute("SELECT ID, Variable, DataType FROM VARIABLES ORDER BY ID").fetchall() == [
        (1, "person", "short text"), (2, "organization", "short text"), (3, "concept", "short text"),
        (4, "agreement", "boolean"),
    ]  # fmt: skip


def test_java_finds_each_statement_at_its_offsets_in_awkward_texts(
    database: sqlite3.Connection, awkward: dict[str, bytes]
) -> None:
    documents = {key: text.encode("utf-16-le") for key, text in database.execute("SELECT ID, Text FROM DOCUMENTS")}
    statements = invent_awkward_corpus(300)["statements"].to_pylist()
    spans = database.execute("SELECT DocumentId, Start, Stop FROM STATEMENTS ORDER BY ID").fetchall()
    found = [documents[key][2 * start : 2 * stop].decode("utf-16-le") for key, start, stop in spans]
    assert found == [unify_line_ends(statement["text"]) for statement in statements]


def test_the_list_of_events_says_what_the_database_says(
    database: sqlite3.Connection, awkward: dict[str, bytes]
) -> None:
    events = [
        (int(e["statement_id"]), e["person"], e["organization"], e["concept"], int(e["agreement"]),
         int(e["start_position"]), int(e["stop_position"]), int(e["document_id"]))
        for e in read_events(awkward)
    ]  # fmt: skip
    assert events == database.execute(STATEMENTS).fetchall()


def test_the_list_of_events_is_written_as_dna_writes_it(awkward: dict[str, bytes]) -> None:
    header, first, *_ = awkward["dna/events.csv"].decode().split("\n")
    assert header == (
        "statement_id;time;person;organization;concept;agreement;start_position;stop_position;text;coder;"
        "document_id;document_title;document_author;document_source;document_section;document_type"
    )
    assert first.startswith('1;1970-01-01 00:00:00;"')
    assert {e["document_title"] for e in read_events(awkward)} >= {"Story, '0' \U0001f600"}


def test_a_document_has_epoch_seconds_at_midnight_utc(tmp_path: Path) -> None:
    files = export(TARGETS, write_positions("Ada Moor | talks | favours | 2013-03-12"))
    with closing(open_database(files, tmp_path)) as connection:
        ((date, source, section),) = connection.execute("SELECT Date, Source, Section FROM DOCUMENTS")
    assert date == datetime.datetime(2013, 3, 12, tzinfo=datetime.UTC).timestamp()
    assert (source, section) == ("Wire", "a2013-03-12")


def test_an_article_without_a_date_says_so_in_its_notes(database: sqlite3.Connection) -> None:
    ((date, notes),) = database.execute("SELECT Date, Notes FROM DOCUMENTS WHERE ID = 1")
    assert (date, notes) == (0, "date not known; 1970-01-01 stands for it")


@pytest.mark.parametrize(
    ("line", "person", "organisation", "agreement"),
    [
        ("Ada Moor | talks | favours | 2013-03-12 | person | Harbour Board", "Ada Moor", "Harbour Board", "1"),
        ("Ada Moor | talks | opposes | 2013-03-12", "Ada Moor", "", "0"),
        ("Harbour Board | talks | favours | 2013-03-12 | organisation", "", "Harbour Board", "1"),
        ("Norland | talks | opposes | 2013-03-12 | country", "", "Norland", "0"),
    ],
    ids=["a person of a body", "a person alone", "a body", "a country"],
)
def test_person_organisation_and_agreement(line: str, person: str, organisation: str, agreement: str) -> None:
    (event,) = read_events(export(TARGETS, write_positions(line)))
    assert (event["person"], event["organization"], event["agreement"]) == (person, organisation, agreement)


def test_neutral_stances_frames_not_carried_and_narration_are_no_statements() -> None:
    lines = ("Ada Moor | talks | neutral | 2013-03-12", "Wire | talks | opposes | 2013-03-12 | outlet")
    assert read_events(export(TARGETS, write_positions(*lines))) == []
    (event,) = read_events(export(FRAMES, write_positions("Ada Moor | denial | | 2013-03-12")))
    assert (event["concept"], event["agreement"]) == ("Denial", "1")


def test_narration_is_exported_where_it_is_wanted() -> None:
    method = Dna(articles=1, concepts="targets", narrated=True)
    (event,) = read_events(export(method, write_positions("Wire | talks | opposes | 2013-03-12 | outlet")))
    assert (event["person"], event["organization"]) == ("", "Wire")


def test_a_side_is_the_type_of_its_speakers_and_a_name_the_alias_of_its_concept(tmp_path: Path) -> None:
    files = export(TARGETS, write_positions("Ada Moor | talks | favours | 2013-03-12 | person | Board | Norland"))
    query = """
        SELECT e.Value, a.AttributeVariable, v.AttributeValue FROM ATTRIBUTEVALUES v
        JOIN ENTITIES e ON e.ID = v.EntityId JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId
        WHERE e.VariableId = a.VariableId AND v.AttributeValue <> '' ORDER BY e.ID"""
    with closing(open_database(files, tmp_path)) as connection:
        assert connection.execute(query).fetchall() == [
            ("Ada Moor", "Type", "Norland"), ("Board", "Type", "Norland"), ("Norland", "Alias", "norland"),
            ("Talks", "Alias", "talks"),
        ]  # fmt: skip


def test_short_texts_are_as_short_as_dna_wants_them(tmp_path: Path) -> None:
    files = export(TARGETS, write_positions(f"{'N' * 300} | talks | favours | 2013-03-12"))
    with closing(open_database(files, tmp_path)) as connection:
        assert connection.execute("SELECT max(length(Value)) FROM ENTITIES").fetchall() == [(190,)]


def test_passwords_are_hashed_as_dna_hashes_them() -> None:
    # the administrator's in DNA's own sample database, whose password is "sample"
    known = "t7STqOHxpl+RXxRUgjsEno+e/38banaYjANbdYQ1geGfH6Xlc2roWgYrPbpCeg5M"
    assert hash_password("sample", base64.b64decode(known)[:16]) == known


def test_the_same_coding_gives_the_same_bytes(awkward: dict[str, bytes]) -> None:
    assert export(FRAMES, invent_awkward_corpus(300)) == awkward

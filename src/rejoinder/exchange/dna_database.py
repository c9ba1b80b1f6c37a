"""The database of Discourse Network Analyzer 3: SQLite, with the tables that DNA creates for a new one."""

import base64
import datetime
import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

VERSION = "3.0.7"  # of DNA; later ones open it
LONGEST = 190  # characters of a short text
CODER = "machine"
PASSWORD = "rejoinder"  # of both coders: a database must have one, and this one protects nothing
_SALT = b"rejoinder: salt."  # Jasypt draws one; a constant gives the same bytes
_CREATED = "2024-01-01"  # any date, but always the same
_ADMIN, _MACHINE = 1, 2  # coders
_TYPE = 1  # the only type of statements
_PERSON, _ORGANISATION, _CONCEPT, _AGREEMENT = 1, 2, 3, 4  # variables
_ENTITY_VARIABLES = (_PERSON, _ORGANISATION, _CONCEPT)
_ATTRIBUTES = ("Type", "Alias", "Notes")
_PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
_COLOUR = "Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0"
_KEY = "ID INTEGER NOT NULL PRIMARY KEY"


def _refer(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


_OF_STATEMENT = (
    f"{_refer('StatementId', 'STATEMENTS')}, {_refer('VariableId', 'VARIABLES')}, UNIQUE(StatementId, VariableId)"
)
_VALUE_OF = f"{_KEY}, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL"
_TABLES = {
    "SETTINGS": "Property TEXT PRIMARY KEY, Value TEXT NOT NULL DEFAULT ''",
    "CODERS": (
        f"{_KEY}, Name TEXT NOT NULL, {_COLOUR}, Refresh INTEGER NOT NULL DEFAULT 0,"
        " FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL, PopupWidth INTEGER DEFAULT 300,"
        " ColorByCoder INTEGER NOT NULL DEFAULT 0, PopupDecoration INTEGER NOT NULL DEFAULT 0,"
        " PopupAutoComplete INTEGER NOT NULL DEFAULT 1, "
        + ", ".join(f"Permission{name} INTEGER NOT NULL DEFAULT 1" for name in _PERMISSIONS)
    ),
    "DOCUMENTS": (
        f"{_KEY}, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER, Author TEXT NOT NULL DEFAULT '',"
        " Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '', Notes TEXT NOT NULL DEFAULT '',"
        f" Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL, {_refer('Coder', 'CODERS')}"
    ),
    "STATEMENTTYPES": f"{_KEY}, Label TEXT NOT NULL, {_COLOUR}",
    "VARIABLES": (
        f"{_KEY}, Variable TEXT NOT NULL, DataType TEXT NOT NULL DEFAULT 'short text', StatementTypeId INTEGER,"
        f" {_refer('StatementTypeId', 'STATEMENTTYPES')}, UNIQUE(Variable, StatementTypeId)"
    ),
    "VARIABLELINKS": (
        f"{_KEY}, SourceVariableId INTEGER, TargetVariableId INTEGER,"
        f" {_refer('SourceVariableId', 'VARIABLES')}, {_refer('TargetVariableId', 'VARIABLES')}"
    ),
    "REGEXES": f"Label TEXT PRIMARY KEY, {_COLOUR}",
    "CODERRELATIONS": (
        f"{_KEY}, Coder INTEGER, OtherCoder INTEGER, viewStatements INTEGER NOT NULL DEFAULT 1,"
        " editStatements INTEGER NOT NULL DEFAULT 1, viewDocuments INTEGER NOT NULL DEFAULT 1,"
        f" editDocuments INTEGER NOT NULL DEFAULT 1, {_refer('Coder', 'CODERS')}, {_refer('OtherCoder', 'CODERS')}"
    ),
    "STATEMENTS": (
        f"{_KEY}, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL, Stop INTEGER NOT NULL,"
        f" Coder INTEGER, CHECK(0 <= Start AND Start < Stop), {_refer('StatementTypeId', 'STATEMENTTYPES')},"
        f" {_refer('Coder', 'CODERS')}, {_refer('DocumentId', 'DOCUMENTS')}"
    ),
    "ENTITIES": (
        f"{_KEY}, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '', {_COLOUR}, ChildOf INTEGER,"
        f" UNIQUE(VariableId, Value), {_refer('ChildOf', 'ENTITIES')}, {_refer('VariableId', 'VARIABLES')}"
    ),
    "DATABOOLEAN": f"{_VALUE_OF}, Value INTEGER NOT NULL DEFAULT 1, {_OF_STATEMENT}",
    "DATAINTEGER": f"{_VALUE_OF}, Value INTEGER NOT NULL DEFAULT 0, {_OF_STATEMENT}",
    "DATASHORTTEXT": f"{_VALUE_OF}, Entity INTEGER NOT NULL, {_OF_STATEMENT}, {_refer('Entity', 'ENTITIES')}",
    "DATALONGTEXT": f"{_VALUE_OF}, Value TEXT DEFAULT '', {_OF_STATEMENT}",
    "ATTRIBUTEVARIABLES": (
        f"{_KEY}, VariableId INTEGER NOT NULL, AttributeVariable TEXT NOT NULL,"
        f" UNIQUE(VariableId, AttributeVariable), {_refer('VariableId', 'VARIABLES')}"
    ),
    "ATTRIBUTEVALUES": (
        f"{_KEY}, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL,"
        " AttributeValue TEXT NOT NULL DEFAULT '', UNIQUE(EntityId, AttributeVariableId),"
        f" {_refer('EntityId', 'ENTITIES')}, {_refer('AttributeVariableId', 'ATTRIBUTEVARIABLES')}"
    ),
}


class DnaStatement(NamedTuple):
    """A statement of DNA.

    Attributes:
        number: its id, from 1 in the database.
        person, organisation, concept: short texts, "" for none.
        side: of the speaker, the type of person and organisation; "" for none.
        agreement: whether the speaker agrees with the concept.
        start, stop: in UTF-16 units of the document's text.
        text: what lies between them.
    """

    number: int
    person: str
    organisation: str
    side: str
    concept: str
    agreement: bool
    start: int
    stop: int
    text: str


class DnaDocument(NamedTuple):
    """A document of DNA with its statements; the short texts are of at most `LONGEST` characters."""

    number: int
    title: str
    text: str
    source: str
    section: str
    type: str
    notes: str
    date: datetime.date
    statements: Sequence[DnaStatement]


def build_database(documents: Sequence[DnaDocument], concepts: Mapping[str, str]) -> bytes:
    """Build a database that DNA opens.

    Args:
        documents: with their statements, all of one coder, `CODER`.
        concepts: labels by name, in order; a label is the concept, and its name the concept's alias.

    Returns:
        The file; the same bytes for the same documents with any version of SQLite that lays out tables alike.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        for table, columns in _TABLES.items():
            connection.execute(f"CREATE TABLE {table}({columns})")
        _fill_settings(connection)
        entities = _fill_entities(connection, documents, concepts)
        for document in documents:
            _fill_document(connection, document, entities)
        connection.commit()
        return _clear_version(connection.serialize())


def _insert(connection: sqlite3.Connection, table: str, **cells: object) -> None:
    names, marks = ", ".join(cells), ", ".join("?" * len(cells))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(cells.values()))


def _fill_settings(connection: sqlite3.Connection) -> None:
    for name, value in (("version", VERSION), ("date", _CREATED)):
        _insert(connection, "SETTINGS", Property=name, Value=value)
    password = hash_password(PASSWORD, _SALT)
    for coder, name, red in ((_ADMIN, "Admin", 255), (_MACHINE, CODER, 0)):
        _insert(connection, "CODERS", ID=coder, Name=name, Red=red, Green=128, Blue=255 - red, Password=password)
    for coder, other in ((_ADMIN, _MACHINE), (_MACHINE, _ADMIN)):
        _insert(connection, "CODERRELATIONS", Coder=coder, OtherCoder=other)
    _insert(connection, "STATEMENTTYPES", ID=_TYPE, Label="DNA Statement", Red=239, Green=208, Blue=51)
    variables = {_PERSON: "person", _ORGANISATION: "organization", _CONCEPT: "concept", _AGREEMENT: "agreement"}
    for variable, name in variables.items():
        kind = "boolean" if variable == _AGREEMENT else "short text"
        _insert(connection, "VARIABLES", ID=variable, Variable=name, DataType=kind, StatementTypeId=_TYPE)
    for variable in _ENTITY_VARIABLES:
        for attribute in _ATTRIBUTES:
            _insert(connection, "ATTRIBUTEVARIABLES", VariableId=variable, AttributeVariable=attribute)


def hash_password(password: str, salt: bytes) -> str:
    """Hash a password as DNA does, by Jasypt's strong encryptor.

    That is SHA-256 a hundred thousand times, first of salt and password, in base 64 after the salt.

    Args:
        password: in ASCII.
        salt: 16 bytes.
    """
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(99_999):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def _fill_entities(
    connection: sqlite3.Connection, documents: Sequence[DnaDocument], concepts: Mapping[str, str]
) -> dict[tuple[int, str], int]:
    """Write persons, organisations and concepts with their attributes; "" is one of each, as in DNA.

    Returns:
        Their ids by variable and value.
    """
    attributes: dict[tuple[int, str], dict[str, str]] = {(variable, ""): {} for variable in _ENTITY_VARIABLES}
    for statement in _list_statements(documents):
        for variable, value in ((_PERSON, statement.person), (_ORGANISATION, statement.organisation)):
            entity = attributes.setdefault((variable, value), {})
            if value and statement.side:
                entity.setdefault("Type", statement.side)
    for name, label in concepts.items():
        attributes[_CONCEPT, label[:LONGEST]] = {"Alias": name[:LONGEST]}
    numbers = {key: number for number, key in enumerate(sorted(attributes), 1)}
    for (variable, value), number in numbers.items():
        _insert(connection, "ENTITIES", ID=number, VariableId=variable, Value=value)
        for place, attribute in enumerate(_ATTRIBUTES, 1 + len(_ATTRIBUTES) * _ENTITY_VARIABLES.index(variable)):
            text = attributes[variable, value].get(attribute, "")
            _insert(connection, "ATTRIBUTEVALUES", EntityId=number, AttributeVariableId=place, AttributeValue=text)
    return numbers


def _list_statements(documents: Sequence[DnaDocument]) -> Iterator[DnaStatement]:
    for document in documents:
        yield from document.statements


def _fill_document(
    connection: sqlite3.Connection, document: DnaDocument, entities: Mapping[tuple[int, str], int]
) -> None:
    midnight = datetime.datetime.combine(document.date, datetime.time(), datetime.UTC)
    _insert(
        connection, "DOCUMENTS", ID=document.number, Title=document.title, Text=document.text, Coder=_MACHINE,
        Source=document.source, Section=document.section, Notes=document.notes, Type=document.type,
        Date=int(midnight.timestamp()),
    )  # fmt: skip
    for statement in document.statements:
        number = statement.number
        _insert(
            connection, "STATEMENTS", ID=number, StatementTypeId=_TYPE, DocumentId=document.number,
            Start=statement.start, Stop=statement.stop, Coder=_MACHINE,
        )  # fmt: skip
        values = (statement.person, statement.organisation, statement.concept)
        for variable, value in zip(_ENTITY_VARIABLES, values, strict=True):
            entity = entities[variable, value]
            _insert(connection, "DATASHORTTEXT", StatementId=number, VariableId=variable, Entity=entity)
        agreement = int(statement.agreement)
        _insert(connection, "DATABOOLEAN", StatementId=number, VariableId=_AGREEMENT, Value=agreement)


def _clear_version(content: bytes) -> bytes:
    """Overwrite the version of SQLite that wrote a file, which its header has at offset 96."""
    return content[:96] + bytes(4) + content[100:]

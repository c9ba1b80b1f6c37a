"""Files of coding in the layouts of the tools that write them, of two texts of a study that began elsewhere."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing

import cassis

from rejoinder.zipped import pack
from tests.support.marks import build_project, write_source

HARBOUR = "Port shut\n\nWe deny it, Ada Moor said.\r\n\r\n\U0001f600 Talks go on."
FERRY = "Ferry lost\n\nThey sank our ferry."
DENY, SANK = "We deny it, Ada Moor said.", "They sank our ferry."
TEXTS = {"harbour": HARBOUR, "ferry": FERRY}


def count_utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def write_qdpx() -> bytes:
    start = HARBOUR.index(DENY)
    return build_project(write_source([(start, start + len(DENY))]), {"sources/t.txt": HARBOUR.encode()})


def write_dna() -> bytes:
    """A database with the tables of DNA 3 that hold coding, as its source code creates them."""
    tables = {
        "CODERS": "ID INTEGER PRIMARY KEY, Name TEXT",
        "DOCUMENTS": "ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT DEFAULT '',"
        " Source TEXT DEFAULT '', Section TEXT DEFAULT '', Notes TEXT DEFAULT '', Type TEXT DEFAULT '', Date INTEGER",
        "STATEMENTTYPES": "ID INTEGER PRIMARY KEY, Label TEXT",
        "VARIABLES": "ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER",
        "STATEMENTS": "ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,"
        " Stop INTEGER, Coder INTEGER",
        "ENTITIES": "ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT",
        "DATABOOLEAN": "ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER",
        "DATASHORTTEXT": "ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER",
        "ATTRIBUTEVARIABLES": "ID INTEGER PRIMARY KEY, VariableId INTEGER, AttributeVariable TEXT",
        "ATTRIBUTEVALUES": "ID INTEGER PRIMARY KEY, EntityId INTEGER, AttributeVariableId INTEGER, AttributeValue TEXT",
    }
    text = HARBOUR.replace("\r\n", "\n")
    start = count_utf16(text[: text.index(DENY)])
    rows = {
        "CODERS": [(1, "Ann")],
        "DOCUMENTS": [(1, "Port: shut?", text, 1, "", "The Karran Courier", "", "", "", 1620000000)],
        "STATEMENTTYPES": [(1, "DNA Statement")],
        "VARIABLES": [(1, "person", "short text", 1), (2, "concept", "short text", 1), (3, "agreement", "boolean", 1)],
        "STATEMENTS": [(1, 1, 1, start, start + count_utf16(DENY), 1)],
        "ENTITIES": [(1, 1, "Ada Moor"), (2, 2, "The harbour stays shut")],
        "DATABOOLEAN": [(1, 1, 3, 0)],
        "DATASHORTTEXT": [(1, 1, 1, 1), (2, 1, 2, 2)],
        "ATTRIBUTEVARIABLES": [(1, 1, "Type"), (2, 1, "Notes")],
        "ATTRIBUTEVALUES": [(1, 1, 1, "Government"), (2, 1, 2, "minister")],
    }
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, columns in tables.items():
            connection.execute(f"CREATE TABLE {name}({columns})")
            for row in rows[name]:
                connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
        connection.commit()
        return connection.serialize()


def write_events() -> bytes:
    """A list of events as DNA exports it, which has no texts."""
    header = (
        "statement_id;time;person;organization;concept;agreement;start_position;stop_position;text;coder;document_id;"
        "document_title;document_author;document_source;document_section;document_type\n"
    )
    row = f'1;2021-05-03 00:00:00;"Ada Moor";"";"Denial";1;11;37;"{DENY}";"Ann";1;"Port: shut?";"";"Courier";"";""\n'
    return (header + row).encode()


def write_label_studio() -> bytes:
    start = HARBOUR.index(DENY)
    value = {"start": start, "end": start + len(DENY), "text": DENY, "labels": ["Leugnung"]}
    result = {"id": "a", "from_name": "label", "to_name": "article", "type": "labels", "value": value}
    annotation = {"id": 1, "completed_by": 7, "result": [result], "was_cancelled": False}
    return json.dumps([{"id": 12, "data": {"article": HARBOUR, "source": "web"}, "annotations": [annotation]}]).encode()


def write_inception() -> bytes:
    """A document with a layer that a project had made for itself, packed with its layers."""
    types = cassis.TypeSystem()
    layer = types.create_type("webanno.custom.Frame")
    types.create_feature(layer, "value", "uima.cas.String")
    cas = cassis.Cas(types)
    cas.sofa_string = HARBOUR
    start = HARBOUR.index(DENY)
    cas.add(layer(begin=start, end=start + len(DENY), value="Leugnung"))
    return pack([("harbour.xmi", cas.to_xmi().encode()), ("TypeSystem.xml", types.to_xml().encode())])


def write_brat() -> Mapping[str, str]:
    """The files of a folder: two texts with standoff, of which one has no annotation, and one without."""
    start = HARBOUR.index(DENY)
    standoff = f"T1\tLeugnung {start} {start + len(DENY)}\t{DENY}\n#1\tAnnotatorNotes T1\tclear\n"
    return {
        "harbour.txt": HARBOUR, "harbour.ann": standoff, "ferry.txt": FERRY, "ferry.ann": "",
        "new.txt": "Not coded yet.", "annotation.conf": "[entities]\nLeugnung\n",
    }  # fmt: skip


def write_segments() -> bytes:
    """A list of coded segments as QualCoder exports it."""
    return f'"codename","filename","pos0","seltext","coder"\n"Leugnung","harbour.rtf","11","{DENY}","Ann"\n'.encode()

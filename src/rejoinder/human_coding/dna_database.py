"""Read a database of Discourse Network Analyzer 3 (.dna): documents with their texts, and statements in them."""

import datetime
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from rejoinder.human_coding.code_names import FAVOURS, OPPOSES, CodeNames
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.marked_texts import Mark, MarkedText
from rejoinder.human_coding.positions import count_units

_SPEAKERS = ("person", "organization", "organisation")  # variables, who speaks first
_AGREEMENT = "agreement"
_DOCUMENTS = "SELECT ID, Title, Text, Source, Section, Date FROM DOCUMENTS ORDER BY ID"
_STATEMENTS = """
    SELECT s.ID, s.DocumentId, s.Start, s.Stop, coalesce(c.Name, '') FROM STATEMENTS s
    LEFT JOIN CODERS c ON c.ID = s.Coder ORDER BY s.DocumentId, s.Start, s.ID"""
_TEXTS = """
    SELECT d.StatementId, v.Variable, e.Value FROM DATASHORTTEXT d
    JOIN VARIABLES v ON v.ID = d.VariableId JOIN ENTITIES e ON e.ID = d.Entity ORDER BY d.ID"""
_TRUTHS = "SELECT d.StatementId, v.Variable, d.Value FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId"


@dataclass
class _Values:
    """What a statement has: short texts, and what is true or not, by variable."""

    texts: dict[str, str] = field(default_factory=dict)
    truths: dict[str, bool] = field(default_factory=dict)

    def list_codes(self) -> list[str]:
        """The codes: concepts agreed with or not, and who speaks."""
        codes = [value for name, value in self.texts.items() if name not in _SPEAKERS and value]
        if _AGREEMENT in self.truths:
            stance = FAVOURS if self.truths[_AGREEMENT] else OPPOSES
            codes = [f"{stance} {code}" for code in codes]
        codes += [name for name, is_true in self.truths.items() if is_true and name != _AGREEMENT]
        speakers = [self.texts[name] for name in _SPEAKERS if self.texts.get(name)]
        return codes + [CodeNames.name_speaker(name) for name in speakers[:1]]


def read_dna_database(path: str, content: bytes) -> list[MarkedText]:
    """Read the documents of a database with their statements.

    A document's name is its section, as our export has it, else its title. Positions count UTF-16 units, a line end
    is one. What a speaker is like (the attribute Type) is no code: it is known of those alone who make statements, so
    all others would be on no side.

    Args:
        path: of the file, for errors.
        content: its bytes.

    Raises:
        GoldError: no database of DNA 3.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(content)
            documents = connection.execute(_DOCUMENTS).fetchall()
            statements = connection.execute(_STATEMENTS).fetchall()
            values = _read_values(connection)
    except (sqlite3.Error, MemoryError) as error:  # the latter for no bytes at all
        raise GoldError(
            f"{path}: expected a database of DNA 3, got another file ({error}); open it in DNA 3 and save it anew."
        ) from None
    marks: defaultdict[int, list[tuple[int, int, str, str]]] = defaultdict(list)
    for number, document, start, stop, coder in statements:
        marks[document] += [(start, stop, code, coder) for code in values[number].list_codes()]
    return [
        MarkedText(
            name=section or title,
            text=text,
            marks=_place(text, marks[number]),
            details={"title": title, "outlet": source, "published": _format_date(date)},
        )
        for number, title, text, source, section, date in documents
    ]


def _read_values(connection: sqlite3.Connection) -> Mapping[int, _Values]:
    values: defaultdict[int, _Values] = defaultdict(_Values)
    for statement, variable, value in connection.execute(_TEXTS):
        values[statement].texts[variable.casefold()] = value
    for statement, variable, truth in connection.execute(_TRUTHS):
        values[statement].truths[variable.casefold()] = bool(truth)
    return values


def _place(text: str, spans: Sequence[tuple[int, int, str, str]]) -> list[Mark]:
    units = count_units(text, surrogates=True, line_ends=True)
    marks = []
    for left, right, code, coder in spans:
        start, end = (min(bisect_left(units, place), len(text)) for place in (left, right))
        marks.append(Mark(start=start, end=end, words=text[start:end], code=code, coder=coder))
    return marks


def _format_date(seconds: int) -> str:
    """The day of seconds since 1970 in UTC; "" of 0, which stands for none."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat() if seconds else ""

"""Read a list of events of Discourse Network Analyzer: a row a statement, with its place and words but not its text."""

import csv
from collections import defaultdict
from collections.abc import Mapping

from rejoinder.human_coding.code_names import FAVOURS, OPPOSES, CodeNames
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.marked_texts import Mark, MarkedText

_OPENING = "statement_id;time;"  # of the first line
_COLUMNS = (
    "start_position", "stop_position", "text", "coder", "document_section", "document_title",
    "concept", "agreement", "person", "organization",
)  # fmt: skip


def is_event_list(content: bytes) -> bool:
    """Whether a CSV file is a list of events."""
    return content.removeprefix(b"\xef\xbb\xbf").replace(b'"', b"").startswith(_OPENING.encode())


def read_dna_events(path: str, content: bytes) -> list[MarkedText]:
    """Read the documents of a list of events, each with two marks an event: its concept and who speaks.

    Positions count UTF-16 units; marks are found by their words, and the position tells repeated words apart. An
    article's id is the document's section, as our export has it, else its title.

    Args:
        path: of the file, for errors.
        content: its bytes.

    Raises:
        GoldError: not UTF-8, a row that is none, a column that is missing, or a cell that holds none of what it may.
    """
    try:
        lines = content.decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: expected UTF-8, got byte {error.start} that is not; save it as UTF-8.") from None
    rows = csv.DictReader(lines, delimiter=";")
    try:
        events = [(rows.line_num, row) for row in rows]
    except csv.Error as error:
        raise GoldError(
            f"{path}, line {rows.reader.line_num}: expected a row of DNA's, got one that is none ({error});"
            " export it again."
        ) from None
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise GoldError(f"{path}, line 1: expected DNA's columns, found no {', '.join(missing)}; export it again.")
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for line, row in events:
        marks[row["document_section"] or row["document_title"]] += _read_event(f"{path}, line {line}", row)
    return [MarkedText(name=name, text="", marks=own) for name, own in marks.items()]


def _read_event(where: str, row: Mapping[str, str | None]) -> list[Mark]:
    cells = {column: row[column] or "" for column in _COLUMNS}
    positions = [cells["start_position"], cells["stop_position"]]
    if not all(position.isdecimal() for position in positions):
        raise GoldError(f"{where}: positions must be whole numbers. Got {' and '.join(positions)!r}; export it again.")
    if cells["agreement"] not in ("0", "1"):
        raise GoldError(f"{where}: agreement must be 1 or 0. Got {cells['agreement']!r} instead; correct it.")
    stance = FAVOURS if cells["agreement"] == "1" else OPPOSES
    speaker = cells["person"] or cells["organization"]
    codes = [f"{stance} {cells['concept']}", *([CodeNames.name_speaker(speaker)] if speaker else [])]
    start, end = map(int, positions)
    return [Mark(start=start, end=end, words=cells["text"], code=code, coder=cells["coder"]) for code in codes]

"""Read a list of events of Discourse Network Analyzer: a row a statement, with its place and words but not its text."""

from collections import defaultdict
from collections.abc import Mapping

from rejoinder.human_coding.code_names import FAVOURS, OPPOSES, CodeNames
from rejoinder.human_coding.files import GoldError, read_table
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
    table = read_table(path, content)
    missing = [column for column in _COLUMNS if column not in table.columns]
    if missing:
        raise GoldError(f"{path}, line 1: expected DNA's columns, found no {', '.join(missing)}; export it again.")
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for row in table.rows:
        where = f"{path}, line {row.number}"
        if row.flaw:
            raise GoldError(f"{where}: expected a row of DNA's, got one that is none ({row.flaw}); export it again.")
        marks[row.cells["document_section"] or row.cells["document_title"]] += _read_event(where, row.cells)
    return [MarkedText(name=name, text="", marks=own) for name, own in marks.items()]


def _read_event(where: str, cells: Mapping[str, str]) -> list[Mark]:
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

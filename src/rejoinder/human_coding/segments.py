"""Read a table of coded segments, as MAXQDA, ATLAS.ti, NVivo and QualCoder list them: a row a segment and its code."""

from collections import defaultdict
from collections.abc import Mapping

from rejoinder.human_coding.files import GoldError, read_table
from rejoinder.human_coding.marked_texts import Mark, MarkedText
from rejoinder.spreadsheets import Spreadsheet

# what tools call their columns, in small letters; of several the first
_CODE = ("code", "codename", "code name", "codes", "label")
_DOCUMENT = ("document", "document name", "filename", "file", "source", "article", "article_id", "dokumentname")
_WORDS = ("segment", "text", "seltext", "quotation content", "quotation", "coded text", "coded segment")
_START = ("start", "pos0", "start_position")
_CODER = ("coder", "owner", "user", "created by", "created_by")
_OURS = "sent_id"  # column of a coding pass of our own


def is_segment_list(content: bytes) -> bool:
    """Whether a CSV file is a table of coded segments: it has a code and its words, and is no pass of our own."""
    try:
        columns = _find_columns(read_table("", content))
    except GoldError:
        return False
    return bool(columns)


def read_segments(path: str, content: bytes) -> list[MarkedText]:
    """Read the documents of a table, each with a mark a row.

    The texts are elsewhere: marks are found by their words, and a position tells repeated words apart. In a table
    without a column of documents each row is a text of its own, all of which has the code.

    Args:
        path: of the file, for errors.
        content: its bytes.

    Raises:
        GoldError: not UTF-8, a row that is none, or no column of codes and words.
    """
    table = read_table(path, content)
    columns = _find_columns(table)
    if not columns:
        raise GoldError(f"{path}, line 1: expected columns such as 'document', 'code' and 'text', got {table.columns}.")
    documents: defaultdict[str, list[Mark]] = defaultdict(list)
    texts: dict[str, str] = {}
    for row in table.rows:
        if row.flaw:
            raise GoldError(f"{path}, line {row.number}: {row.flaw}.")
        cells = {key: str(row.cells.get(column) or "").strip() for key, column in columns.items()}
        words = cells["words"]
        name = cells["document"] if "document" in columns else texts.setdefault(words, f"text-{len(texts) + 1:04d}")
        start = int(cells["start"]) if cells.get("start", "").isdecimal() else 0
        codes = [code for code in [cells["code"]] if code]
        documents[name] += [
            Mark(start=start, end=start + len(words), words=words, code=code, coder=cells.get("coder", ""))
            for code in codes
        ]
    by_name = {name: words for words, name in texts.items()}
    return [MarkedText(name=name, text=by_name.get(name, ""), marks=marks) for name, marks in documents.items()]


def _find_columns(table: Spreadsheet) -> Mapping[str, str]:
    """Columns by what they hold; none where code or words are missing, or the table is a pass of our own."""
    names = {column.casefold(): column for column in table.columns}
    columns = {}
    for key, known in (
        ("code", _CODE), ("document", _DOCUMENT), ("words", _WORDS), ("start", _START), ("coder", _CODER),
    ):  # fmt: skip
        column = next((names[name] for name in known if name in names), None)
        if column is not None:
            columns[key] = column
    return columns if {"code", "words"} <= set(columns) and _OURS not in names else {}

"""Rows of CSV, TSV, JSON Lines, Parquet and XLSX files, whatever is wrong with some of them."""

import datetime
import json
import math
import re
from collections.abc import Callable
from typing import Any

from rejoinder import spreadsheets
from rejoinder.articles import text_repair
from rejoinder.articles.errors import ArticleError
from rejoinder.spreadsheets import SheetRow, Spreadsheet

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a sign, as a cut JSON text has it; no file can hold it


def read_delimited(content: bytes, encoding: str | None) -> Spreadsheet:
    """Read a CSV or TSV file.

    Raises:
        ArticleError: not text in the encoding, or no header that can be read.
    """
    try:
        return spreadsheets.read_csv(text_repair.decode(content, encoding))
    except spreadsheets.SpreadsheetError as error:
        raise ArticleError(str(error)) from None


def read_json_lines(content: bytes, encoding: str | None) -> Spreadsheet:
    """Read a JSON Lines file; the columns are all keys that occur.

    Raises:
        ArticleError: not text in the encoding, or no line that is an object with keys.
    """
    lines = enumerate(text_repair.decode(content, encoding).split("\n"), 1)
    rows = tuple(_read_json_object(number, line) for number, line in lines if line.strip())
    columns = tuple(dict.fromkeys(key for row in rows for key in row.cells))
    if not columns:
        first = next((f"{row.place}: {row.flaw}" for row in rows if row.flaw), "empty objects")
        raise ArticleError(f"no line is a JSON object with keys ({first}); expected one article per line")
    return Spreadsheet(columns=columns, rows=rows)


def read_parquet(content: bytes, encoding: str | None) -> Spreadsheet:
    """Read a Parquet file, whose text is always UTF-8."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.ParquetFile(pa.BufferReader(content)).read()
    rows = (SheetRow(number=n, place=f"row {n}", cells=cells) for n, cells in enumerate(table.to_pylist(), 1))
    return Spreadsheet(columns=tuple(table.column_names), rows=tuple(rows))


def read_xlsx(content: bytes, encoding: str | None) -> Spreadsheet:
    """Read a workbook, which states its own encoding."""
    return spreadsheets.read_xlsx(content)


READERS: dict[str, Callable[[bytes, str | None], Spreadsheet]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".parquet": read_parquet,
    ".xlsx": read_xlsx,
}


def format_cell(value: Any) -> str:
    """Format a cell's value as text.

    Returns:
        "" for none, ISO for dates, lists with commas, all else as Python writes it.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(format_cell(part) for part in value)
    return _LONE_SURROGATE.sub("\ufffd", str(value)).strip()


def _read_json_object(number: int, line: str) -> SheetRow:
    cells, flaw = {}, ""
    try:
        value = json.loads(line)
        if isinstance(value, dict):
            cells = value
        else:
            flaw = f"expected a JSON object, got {type(value).__name__}"
    except (ValueError, RecursionError) as error:
        flaw = f"not valid JSON ({str(error).partition(':')[0]})"
    return SheetRow(number=number, place=f"line {number}", cells=cells, flaw=flaw)

"""Rows of CSV, TSV, JSON Lines, Parquet and XLSX files, whatever is wrong with some of them."""

import csv
import datetime
import io
import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rejoinder.articles import mending
from rejoinder.articles.model import ArticleError

Cells = Mapping[str, Any] | str  # a row's values by column, or what is wrong with the row
Rows = tuple[list[str], list[tuple[str, Cells]]]  # the columns, and each row with its place in the file
_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 2**27  # characters; csv's own 131,072 are fewer than some articles have


def delimited(content: bytes, encoding: str | None) -> Rows:
    """Rows of a CSV or TSV file; the delimiter is the one that the header has most of."""
    text = mending.decode(content, encoding)
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = max(_DELIMITERS, key=text.lstrip().partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = _lines(reader)
    header = next((cells for _, cells in lines if cells), [])
    if isinstance(header, str):
        raise ArticleError(f"no readable header line ({header}); mend the file")
    columns = [name.strip() for name in header]
    return columns, [(place, _named(columns, cells)) for place, cells in lines if cells]


def json_lines(content: bytes, encoding: str | None) -> Rows:
    """Rows of a JSON Lines file; the columns are all keys that occur."""
    found: list[tuple[str, Cells]] = []
    for number, line in enumerate(mending.decode(content, encoding).split("\n"), 1):
        if line.strip():
            found.append((f"line {number}", _json_object(line)))
    columns = list(dict.fromkeys(key for _, row in found if not isinstance(row, str) for key in row))
    if not columns:
        first = next((f"{place}: {row}" for place, row in found if isinstance(row, str)), "empty objects")
        raise ArticleError(f"no line is a JSON object with keys ({first}); expected one article per line")
    return columns, found


def parquet(content: bytes, encoding: str | None) -> Rows:
    """Rows of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.ParquetFile(pa.BufferReader(content)).read()
    return table.column_names, [(f"row {number}", row) for number, row in enumerate(table.to_pylist(), 1)]


def xlsx(content: bytes, encoding: str | None) -> Rows:
    """Rows of a workbook's first sheet; a further sheet with anything in it counts as one row that is not read."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    first, *others = book.worksheets
    lines = ((n, row) for n, row in enumerate(first.iter_rows(values_only=True), 1) if any(v is not None for v in row))
    header = next((row for _, row in lines), ())
    columns = ["" if name is None else str(name).strip() for name in header]
    found: list[tuple[str, Cells]] = [(f"row {n}", dict(zip(columns, row, strict=False))) for n, row in lines]
    for sheet in others:
        if any(value is not None for row in sheet.iter_rows(values_only=True) for value in row):
            found.append((f"sheet {sheet.title!r}", "only the first sheet is read; save this one as a file of its own"))
    return columns, found


READERS: dict[str, Callable[[bytes, str | None], Rows]] = {
    ".csv": delimited,
    ".tsv": delimited,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".parquet": parquet,
    ".xlsx": xlsx,
}


def as_text(value: Any) -> str:
    """A cell's value as text: "" for none, ISO for dates, lists with commas."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(as_text(part) for part in value)
    return str(value).strip()


def _lines(reader: Any) -> Iterator[tuple[str, list[str] | str]]:
    """Each record with its lines; one that breaks the rules of CSV as what is wrong with it."""
    while True:
        start = reader.line_num + 1
        cells: list[str] | str
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = f"not valid CSV ({error}); check its quotation marks"
        end = reader.line_num
        yield (f"line {start}" if end <= start else f"lines {start} to {end}"), cells


def _named(columns: list[str], cells: list[str] | str) -> Cells:
    if isinstance(cells, str):
        return cells
    if len(cells) != len(columns):
        return f"{len(cells)} field(s), expected {len(columns)} as in the header; check delimiters and quotation marks"
    return dict(zip(columns, cells, strict=True))


def _json_object(line: str) -> Cells:
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not valid JSON ({str(error).partition(':')[0]})"
    return loaded if isinstance(loaded, dict) else f"expected a JSON object, got {type(loaded).__name__}"

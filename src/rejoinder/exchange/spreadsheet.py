"""The table of statements as CSV that Excel and LibreOffice open by a click."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import PositiveInt

from rejoinder.corpus.statement_table import read_statements
from rejoinder.exchange.coding import Coding
from rejoinder.spreadsheets import escape_formula

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, kw_only=True)
class StatementSheet:
    """The table of statements with no cell that a spreadsheet runs as a formula; `start` and `end` are the article's.

    Attributes:
        articles: how many are exported, the first by id.
        byte_order_mark: whether the file says that it is UTF-8, as Excel wants it.
    """

    articles: PositiveInt
    byte_order_mark: bool

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        ids = None if self.articles >= coding.count_articles() else coding.list_articles(self.articles)
        buffer = io.StringIO(_BYTE_ORDER_MARK if self.byte_order_mark else "", newline="")
        buffer.seek(0, io.SEEK_END)
        writer = csv.writer(buffer, lineterminator="\r\n")  # RFC 4180, and what Excel writes
        for number, batch in enumerate(read_statements(coding.corpus, coding.codebook, coding.actors, articles=ids)):
            if number == 0:
                writer.writerow(map(escape_formula, batch.schema.names))
            columns = [
                [escape_formula(cell) if isinstance(cell, str) else cell for cell in column.to_pylist()]
                for column in batch.columns
            ]
            writer.writerows(zip(*columns, strict=True))
        yield "spreadsheet/statements.csv", buffer.getvalue().encode()

"""The table of statements for spreadsheets."""

import csv
import io
from typing import Any

import pytest

from rejoinder.exchange.spreadsheet import StatementSheet
from rejoinder.spreadsheets import escape_formula
from tests.support.exchange import export, invent_awkward_corpus

METHOD = StatementSheet(articles=1000, byte_order_mark=True)


def read_rows(content: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_what_a_spreadsheet_would_run_stays_a_text(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Talks = peace", "'quoted", "“no,” she said", "5 ships"])
def test_what_no_spreadsheet_would_run_is_left_as_it_is(text: str) -> None:
    assert escape_formula(text) == text


def test_no_text_of_the_table_is_a_formula_and_numbers_are_numbers() -> None:
    datasets = invent_awkward_corpus(60)
    rows = read_rows(export(METHOD, datasets)["spreadsheet/statements.csv"])
    assert [row for row in rows if row["speaker"].startswith("=") or row["text"].startswith("=")] == []
    assert {"'=Cmd"} <= {row["speaker"] for row in rows}
    assert {row["favour_talks"] for row in rows} == {"0.5"}


def test_offsets_are_those_of_the_article() -> None:
    datasets = invent_awkward_corpus(60)
    texts = {row["article_id"]: row["text"] for row in datasets["articles"].to_pylist()}
    for row in read_rows(export(METHOD, datasets)["spreadsheet/statements.csv"]):
        statement = texts[row["article_id"]][int(row["start"]) : int(row["end"])]
        assert row["text"] == escape_formula(statement)


@pytest.mark.parametrize("mark", [True, False])
def test_the_byte_order_mark_is_an_option(mark: bool) -> None:
    files = export(StatementSheet(articles=1, byte_order_mark=mark), invent_awkward_corpus(1))
    assert files["spreadsheet/statements.csv"].startswith(b"\xef\xbb\xbf") == mark


def test_only_the_first_articles_are_exported() -> None:
    files = export(StatementSheet(articles=2, byte_order_mark=False), invent_awkward_corpus(9))
    assert {row["article_id"] for row in read_rows(files["spreadsheet/statements.csv"])} == {"a000", "a001"}

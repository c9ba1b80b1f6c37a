"""Lists of events of Discourse Network Analyzer, corrected there and brought back."""

import pytest

from rejoinder.exchange.dna import Dna
from rejoinder.human_coding.dna_events import is_event_list, read_dna_events
from rejoinder.human_coding.files import GoldError
from tests.support.exchange import build_datasets, export, invent_awkward_corpus
from tests.support.marks import lay_over, recode

CORPUS = invent_awkward_corpus(300)
HEADER = (
    "statement_id;time;person;organization;concept;agreement;start_position;stop_position;text;coder;document_id;"
    "document_title;document_author;document_source;document_section;document_type\n"
)
ROW = (
    '1;2013-03-12 00:00:00;"Ada Moor";"Board";"Talks";0;5;16;"We deny it.";"Ann";1;"Story";"";"Wire";"harbour";"news"\n'
)


def test_event_is_a_position_and_its_speaker_at_a_place() -> None:
    (text,) = read_dna_events("ann.csv", (HEADER + ROW).encode())
    assert (text.name, text.text) == ("harbour", "")
    assert [(mark.code, mark.start, mark.end, mark.words, mark.coder) for mark in text.marks] == [
        ("opposes Talks", 5, 16, "We deny it.", "Ann"),
        ("speaker: Ada Moor", 5, 16, "We deny it.", "Ann"),
    ]


def test_body_that_speaks_and_a_document_without_section_are_read() -> None:
    row = ROW.replace('"Ada Moor"', '""').replace('"harbour"', '""')
    (text,) = read_dna_events("ann.csv", (HEADER + row).encode())
    assert (text.name, text.marks[1].code) == ("Story", "speaker: Board")


def test_statement_longer_than_a_field_of_csv_is_read() -> None:
    row = ROW.replace("We deny it.", "no " * 50_000)
    (text,) = read_dna_events("ann.csv", (HEADER + row).encode())
    assert len(text.marks[0].words) == 150_000


@pytest.mark.parametrize("concepts", ["frames", "targets"])
def test_what_comes_back_unchanged_is_the_coding_and_its_export_the_same_bytes(concepts: str) -> None:
    method = Dna(articles=1000, concepts=concepts, narrated=False)  # type: ignore[arg-type]
    files = export(method, CORPUS)
    coding, skipped = lay_over(CORPUS, "ann.csv", read_dna_events("ann.csv", files["dna/events.csv"]))
    assert (len(coding.codes), skipped) == (900, [])
    rows = recode(CORPUS, coding)
    for row, before in zip(rows["statements"], CORPUS["statements"].to_pylist(), strict=True):
        row["side"] = before["side"]  # which a list of events does not have
        assert coding.codes[row["article_id"], row["sent_id"]].speaker == before["speaker"]
    assert export(method, build_datasets(rows)) == files


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEADER.encode(), True),
        (b"\xef\xbb\xbf" + HEADER.encode(), True),
        (b'"statement_id";"time";"person"\n', True),
        (b"article_id,sent_id,text\n", False),
    ],
)
def test_list_is_known_by_its_first_line(content: bytes, expected: bool) -> None:
    assert is_event_list(content) is expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (HEADER.replace("concept;", ""), "ann.csv, line 1: expected DNA's columns, found no concept"),
        (HEADER + ROW.replace(";0;5;", ";0;five;"), "ann.csv, line 2: positions must be whole numbers"),
        (HEADER + ROW.replace('"Ann";', ""), "ann.csv, line 2: expected a row of DNA's"),
        (HEADER + ROW.replace(";0;5;", ";2;5;"), "ann.csv, line 2: agreement must be 1 or 0"),
    ],
)
def test_flawed_list_is_one_error_naming_file_and_line(content: str, words: str) -> None:
    with pytest.raises(GoldError, match=words):
        read_dna_events("ann.csv", content.encode())

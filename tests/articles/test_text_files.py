"""Option `text_files` of stage `articles`: UTF-8 text, taken as it is."""

import pytest

from rejoinder.articles import Metadata, TextFiles
from tests.support.article_files import ENGLISH, read_articles

METHOD = TextFiles(folder="in", language="en", partition_size=200)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty file", id="empty"),
        pytest.param(b" \n\t\n", "nothing but white space", id="blank"),
        pytest.param(b"\x89PNG\0\0", "binary file (a zero byte at offset 4)", id="binary"),
        pytest.param(b"The caf\xe9 is closed", "byte 0xe9 at offset 7 is not UTF-8", id="undecodable byte"),
        pytest.param(
            "Le ministre a déclaré mardi que le port resterait fermé aux navires étrangers.".encode(),
            "language is fr, expected en",
            id="not in English",
        ),
        pytest.param(b"12345 67890", "language is not recognised, expected en", id="no language"),
    ],
)
def test_a_file_that_cannot_be_coded_is_listed_with_its_reason(content: bytes, reason: str) -> None:
    rows, left_out = read_articles(METHOD, [("in/x.txt", content), ("in/y.txt", ENGLISH.encode())])
    assert [row["article_id"] for row in rows] == ["y"]
    assert left_out[0].item == "in/x.txt"
    assert reason in left_out[0].reason


def test_a_byte_order_mark_is_no_text() -> None:
    (row,), _ = read_articles(METHOD, [("in/a.txt", b"\xef\xbb\xbf" + ENGLISH.encode())])
    assert row["text"] == ENGLISH


def test_the_sidecars_language_is_believed() -> None:
    rows, _ = read_articles(METHOD, [("in/a.txt", b"12345 67890")], {"in/a": Metadata(language="en")})
    assert rows[0]["language"] == "en"

"""Parsed articles and the encoder: runs of sentences, rows of readings."""

import numpy as np
import pytest

from rejoinder import schema
from rejoinder.parser import ParseRow
from rejoinder.parser.encoded import build_encoding_rows, list_runs
from tests.support.parsers import build_article

UNCODED = "credit"


def place_word(block: int, start: int, end: int) -> ParseRow:
    return {
        "token_id": 1, "form": "x", "lemma": "x", "upos": "X", "xpos": "X", "feats": "_", "head": 0, "deprel": "root",
        "start": start, "end": end, "mwt": 1, "article_id": "a", "sent_id": 1, "block": block,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "runs"),
    [
        pytest.param(["title", "paragraph"], [[(0, 9), (10, 19)]], id="what is coded is one run, across blocks"),
        pytest.param(["title", UNCODED, "paragraph"], [[(0, 9)], [(10, 19)], [(20, 29)]], id="a line between"),
        pytest.param([UNCODED, UNCODED], [[(0, 9), (10, 19)]], id="lines that nobody codes are read, too"),
        pytest.param([], [], id="no sentence"),
    ],
)
def test_runs_are_of_sentences_that_are_coded_or_that_are_not(
    kinds: list[str], runs: list[list[tuple[int, int]]]
) -> None:
    assert UNCODED not in schema.CODED_KINDS
    article = build_article("a", *((kind, "x x x x x") for kind in kinds))
    blocks = [(int(str(block["start"])), int(str(block["end"]))) for block in article["blocks"]]
    sentences = [
        [place_word(n, start, start + 1), place_word(n, end - 1, end)] for n, (start, end) in enumerate(blocks)
    ]
    assert list_runs(article, sentences) == runs


def test_rows_are_numbered_in_the_article() -> None:
    readings = np.array([[1.0, 2.0], [3.0, 4.0]], np.float32)
    rows = build_encoding_rows("a", np.array([[0, 3], [3, 6]]), readings)
    assert [(row["article_id"], row["subword"], row["start"], row["end"]) for row in rows] == [
        ("a", 1, 0, 3), ("a", 2, 3, 6),
    ]  # fmt: skip
    assert np.array_equal([row["readings"] for row in rows], readings)

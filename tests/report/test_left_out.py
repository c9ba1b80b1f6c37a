"""Corrections that set nothing are listed with their reason."""

import pyarrow as pa

from rejoinder.actors import Actors, Target
from rejoinder.codebook import Codebook
from rejoinder.corpus import open_corpus
from rejoinder.corrections.model import Correction, Corrections
from rejoinder.report.left_out import list_unanswered, list_unused_corrections
from tests.support.corpora import write_corpus

ACTORS = Actors(sides={}, targets={"port": Target(label="the port")})
BOOK = Codebook(unit="", source="", frames={})


def test_correction_that_matches_no_statement_is_listed() -> None:
    text = {"article_id": "harbour", "text": "It is shut."}
    corrections = [
        Correction(line=2, **text, variable="side", value="none"),
        Correction(line=3, **text, variable="stance_port", value="opposes"),
        Correction(line=4, **text, variable="frame_gone", value="yes"),
        Correction(line=5, article_id="", of_speaker="Moor", variable="side", value="none"),
    ]
    listed = list_unused_corrections(Corrections(tuple(corrections)), {3, 4}, BOOK, ACTORS)
    assert [(row["item"], row["reason"]) for row in listed] == [
        ("seeds/corrections.csv, line 2", "no statement of article 'harbour' has the text 'It is shut.'"),
        ("seeds/corrections.csv, line 4", "frame_gone: neither a frame of the codebook nor a target of conf/actors"),
        ("seeds/corrections.csv, line 5", "no statement is by 'Moor', or others correct all of them"),
    ]


def test_what_a_language_model_did_not_answer_is_listed_by_reason_with_an_example() -> None:
    corpus = write_corpus("A | N | denial", "A | N | ", "B | S | ")
    reasons = {"a/0001": "left out: refusal", "a/0002": "left out: refusal", "a/0003": "left out: empty answer"}
    rows = [row | {"decision": None, "rule": reasons[row["statement_id"]]} for row in corpus["frames"].to_pylist()]
    frames = pa.Table.from_pylist(rows, schema=corpus["frames"].schema)
    with open_corpus(corpus | {"frames": frames}) as opened:
        assert list_unanswered(opened) == [
            {"item": "2 statement(s), as a/0001", "stage": "frames", "reason": "left out: refusal"},
            {"item": "1 statement(s), as a/0003", "stage": "frames", "reason": "left out: empty answer"},
        ]

"""Corrections that set nothing are listed with their reason."""

from rejoinder.actors import Actors, Target
from rejoinder.codebook import Codebook
from rejoinder.corrections.model import Correction, Corrections
from rejoinder.report.left_out import list_unused_corrections

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

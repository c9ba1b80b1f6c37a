"""The stage's two options on one article, and the rows they give."""

from pathlib import Path
from typing import Any

import pytest

from rejoinder import schema, tables
from rejoinder.actors import Actors, Side
from rejoinder.statements import Language, Quotes, Syntactic, read_language
from rejoinder.statements.attributions.cue_lexicon import CueLexiconError
from tests.support.parses import parsed
from tests.support.project import ROOT

TEXT = 'Wardens Wait\n\nKenya said the herds had moved. "They are safe," warden Joyce Otieno said.'
PARSE = """
1 Wardens warden NOUN NNS Number=Plur 2 nsubj _ _
2 Wait wait VERB VBP _ 0 root _ _

1 Kenya Kenya PROPN NNP Number=Sing 2 nsubj _ _
2 said say VERB VBD _ 0 root _ _
3 the the DET DT _ 4 det _ _
4 herds herd NOUN NNS Number=Plur 6 nsubj _ _
5 had have AUX VBD _ 6 aux _ _
6 moved move VERB VBN _ 2 ccomp _ _
7 . . PUNCT . _ 2 punct _ _

1 " " PUNCT `` _ 4 punct _ _
2 They they PRON PRP Number=Plur|Person=3 4 nsubj _ _
3 are be AUX VBP _ 4 cop _ _
4 safe safe ADJ JJ _ 10 ccomp _ _
5 , , PUNCT , _ 4 punct _ _
6 " " PUNCT '' _ 4 punct _ _
7 warden warden NOUN NN Number=Sing 8 nmod:desc _ _
8 Joyce Joyce PROPN NNP Number=Sing 10 nsubj _ _
9 Otieno Otieno PROPN NNP Number=Sing 8 flat _ _
10 said say VERB VBD _ 0 root _ _
11 . . PUNCT . _ 10 punct _ _
"""
ARTICLE: dict[str, Any] = {
    "article_id": "herds",
    "text": TEXT,
    "blocks": [{"kind": "title", "start": 0, "end": 12}, {"kind": "paragraph", "start": 14, "end": len(TEXT)}],
    "outlet": "The Lantern",
}
SENTENCES = parsed(TEXT, PARSE, "herds")
ACTORS = Actors(sides={"South": Side(countries=["Kenya"])}, targets={})
SYNTACTIC = Syntactic(language="seeds/language", acts=["speech"], minor_share=0.33)
QUOTES = Quotes(language="seeds/language", minor_share=0.33)


@pytest.fixture(scope="module")
def language() -> Language:
    return read_language(ROOT / "seeds" / "language")


def _code(method: Syntactic | Quotes, language: Language) -> list[tuple[str, str, str]]:
    _, statements = method(ARTICLE, SENTENCES, language, ACTORS)
    return [(row["speaker"], row["form"], row["side"]) for row in statements]


def test_syntactic_codes_reports_and_quotations(language: Language) -> None:
    assert _code(SYNTACTIC, language) == [
        ("The Lantern", "narrated", ""),
        ("Kenya", "indirect", "South"),
        ("Joyce Otieno", "direct", "South"),
    ]


def test_quotes_leaves_reports_to_the_outlet(language: Language) -> None:
    assert [speaker for speaker, _, _ in _code(QUOTES, language)] == ["The Lantern", "The Lantern", "Joyce Otieno"]


def test_acts_that_are_not_listed_leave_the_sentence_narrated(language: Language) -> None:
    method = Syntactic(language="seeds/language", acts=["thought"], minor_share=0.33)
    assert {form for _, form, _ in _code(method, language)} == {"narrated"}


def test_rows_fit_the_tables_and_point_at_each_other(language: Language) -> None:
    attributions, statements = SYNTACTIC(ARTICLE, SENTENCES, language, ACTORS)
    assert tables.build_table(attributions, schema.ATTRIBUTIONS).num_rows == len(attributions)
    assert tables.build_table(statements, schema.STATEMENTS).num_rows == len(SENTENCES)
    assert [row["statement_id"] for row in statements] == ["herds/0001", "herds/0002", "herds/0003"]
    assert [row["unit"] for row in statements] == ["title", "paragraph", "paragraph"]
    assert attributions[0]["attribution_id"] == "herds/a0001"
    attribution_ids = {row["attribution_id"] for row in attributions}
    assert {row["attribution_id"] for row in statements} - {None} <= attribution_ids
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in statements)


def test_article_without_sentences_gives_no_rows(language: Language) -> None:
    assert SYNTACTIC({**ARTICLE, "text": "", "blocks": []}, [], language, ACTORS) == ([], [])


def test_missing_word_lists_are_named(tmp_path: Path) -> None:
    with pytest.raises(CueLexiconError, match=r"attribution_cues\.csv: language resource not found; restore the file"):
        read_language(tmp_path)

"""Stage `frames` on a partition: contexts, thresholds, and articles that do not depend on each other."""

from functools import partial
from typing import Any

import pytest

from rejoinder import schema, tables
from rejoinder.actors import Actors
from rejoinder.frames import CoderFrames, CueFrames, look_up_thresholds
from rejoinder.frames.stage import FrameCoding
from rejoinder.syntax import build_sentences
from tests.support.coders import CODEBOOK, DENIES, ENCODER, SINGS, build_unit, fit_coder


@pytest.fixture(scope="module")
def coding() -> FrameCoding:
    method = CoderFrames(variant="hybrid", threshold=None)
    code_units = partial(method, codebook=CODEBOOK, coder=fit_coder(), encoder=ENCODER)
    return FrameCoding(code_units, "hybrid", {"denial": 0.5}, Actors(sides={}, targets={}), ())


def build_partition(articles: dict[str, list[str]]) -> dict[str, Any]:
    """Statements and parses of articles whose sentences are given as hand-written parses."""
    statements, words = [], []
    for article_id, sources in articles.items():
        for number, source in enumerate(sources, 1):
            unit = build_unit(source)
            key = {"article_id": article_id, "sent_id": number}
            statements.append(
                key | {"statement_id": f"{article_id}/{number:04d}", "text": unit.text, "unit": "paragraph", "side": ""}
            )
            for word in unit.sentences[0].words:
                fields = ("form", "lemma", "upos", "xpos", "feats", "head", "deprel", "start", "end", "mwt")
                words.append(key | {"token_id": word.id, "block": 0} | {f: getattr(word, f) for f in fields})
    return {
        "statements": tables.build_table(statements, schema.STATEMENTS),
        "parses": tables.build_table(words, schema.PARSES),
    }


def test_the_context_of_a_statement_are_the_two_before_it_in_its_article(coding: FrameCoding) -> None:
    inputs = build_partition({"a": [DENIES, SINGS, SINGS, SINGS], "b": [SINGS]})
    parses = {(s.article_id, s.sent_id): s for s in build_sentences(inputs["parses"])}
    units = coding.build_units(inputs["statements"].to_pylist(), parses)
    denies, sings = build_unit(DENIES).text, build_unit(SINGS).text
    assert [unit.context for unit in units] == [(), (denies,), (denies, sings), (sings, sings), ()]


def test_an_articles_rows_do_not_depend_on_the_others_in_its_partition(coding: FrameCoding) -> None:
    articles = {"a": [DENIES, SINGS], "b": [SINGS, DENIES, DENIES]}
    together = coding(build_partition(articles))["frames"].to_pylist()
    alone = [coding(build_partition({a: sources}))["frames"].to_pylist() for a, sources in articles.items()]
    assert together == [row for rows in alone for row in rows]
    assert len(together) == 5


def test_the_options_threshold_wins_over_cross_validations() -> None:
    validation = [{"variant": "lexicon", "frame": "denial", "threshold": 0.3}]
    assert look_up_thresholds(CueFrames(threshold=None), validation) == {"denial": 0.3}
    assert look_up_thresholds(CueFrames(threshold=0.9), validation) == {"denial": 0.9}

"""Stage `frames` on a partition: contexts, thresholds, and articles that do not depend on each other."""

from functools import partial
from typing import Any

import pytest

from rejoinder import schema, tables
from rejoinder.actors import Actors
from rejoinder.frames import CoderFrames
from rejoinder.frames.model import ScoreBand, choose_bands
from rejoinder.frames.stage import FrameCoding, list_overgiven
from rejoinder.syntax import build_sentences
from tests.support.coders import CODEBOOK, DENIES, ENCODER, SINGS, build_unit, fit_coder


@pytest.fixture(scope="module")
def coding() -> FrameCoding:
    method = CoderFrames(variant="hybrid", threshold=None, margin=0.2)
    code_units = partial(method, codebook=CODEBOOK, coder=fit_coder(), encoder=ENCODER)
    return FrameCoding(code_units, "hybrid", {"denial": ScoreBand(0.5, 0.3, 0.7)}, Actors(sides={}, targets={}), ())


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
        "encodings": tables.build_table([], schema.ENCODINGS),
        "machine": tables.build_table([], schema.STATEMENTS),
        "corrections": tables.build_table([], schema.CORRECTIONS),
    }


def test_the_context_of_a_statement_are_the_two_before_it_in_its_article(coding: FrameCoding) -> None:
    inputs = build_partition({"a": [DENIES, SINGS, SINGS, SINGS], "b": [SINGS]})
    parses = {(s.article_id, s.sent_id): s for s in build_sentences(inputs["parses"])}
    units = coding.build_units(inputs["statements"].to_pylist(), parses)
    denies, sings = build_unit(DENIES).text, build_unit(SINGS).text
    assert [unit.context for unit in units] == ["", denies, f"{denies} {sings}", f"{sings} {sings}", ""]


def test_an_articles_rows_do_not_depend_on_the_others_in_its_partition(coding: FrameCoding) -> None:
    articles = {"a": [DENIES, SINGS], "b": [SINGS, DENIES, DENIES]}
    together = coding(build_partition(articles))["frames"].to_pylist()
    alone = [coding(build_partition({a: sources}))["frames"].to_pylist() for a, sources in articles.items()]
    assert together == [row for rows in alone for row in rows]
    assert len(together) == 5


def test_lines_that_are_no_statements_get_no_frames(coding: FrameCoding) -> None:
    inputs = build_partition({"a": [DENIES]})
    junk = inputs["statements"].set_column(6, "unit", [["furniture"]])
    assert coding(inputs | {"statements": junk})["frames"].num_rows == 0


VALIDATION = [{"variant": "lexicon", "frame": "denial", "threshold": 0.3, "withheld": False}]


@pytest.mark.parametrize(
    ("threshold", "band"),
    [
        pytest.param(None, ScoreBand(0.3, 0.1, 0.5), id="cross-validation's"),
        pytest.param(0.9, ScoreBand(0.9, 0.7, 1.1), id="the option's own wins"),
    ],
)
def test_scores_near_the_threshold_are_uncertain(threshold: float | None, band: ScoreBand) -> None:
    assert choose_bands(VALIDATION, "lexicon", threshold, 0.2) == {"denial": band}


@pytest.mark.parametrize(
    ("score", "withheld", "decision", "uncertain"),
    [
        pytest.param(0.2, False, False, False, id="surely not"),
        pytest.param(0.4, False, False, True, id="rather not"),
        pytest.param(0.5, False, True, True, id="rather so"),
        pytest.param(0.8, False, True, False, id="surely"),
        pytest.param(0.8, True, False, False, id="withheld"),
        pytest.param(0.5, True, False, False, id="withheld is never uncertain"),
    ],
)
def test_a_decision_says_whether_it_is_uncertain(score: float, withheld: bool, decision: bool, uncertain: bool) -> None:
    band = ScoreBand(0.5, 0.3, 0.7, withheld)
    assert (band.decide(score), band.is_uncertain(score)) == (decision, uncertain)


def test_frame_that_more_than_half_of_all_statements_are_given_is_named(coding: FrameCoding) -> None:
    parts = [
        coding(build_partition({"a": [DENIES, DENIES]}))["frames"],
        coding(build_partition({"b": [SINGS]}))["frames"],
    ]
    (line,) = list_overgiven(parts)
    assert line.startswith("denial is given to 2 of 3 statements, more than half")
    assert list(list_overgiven([*parts, parts[1]])) == []

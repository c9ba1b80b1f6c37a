"""Speakers whom a researcher should look at."""

import pytest

from rejoinder.actors import Actors
from rejoinder.corpus import open_corpus
from rejoinder.corpus.speakers import find_speakers_to_check
from tests.support.corpora import as_tuples, write_corpus


def test_speakers_with_a_side_and_outlets_that_narrate_are_not_listed() -> None:
    with open_corpus(write_corpus("Ana Thole | N | ", "Wire | | | narrated", " | | ")) as corpus:
        assert find_speakers_to_check(corpus).empty


@pytest.mark.parametrize(
    ("lines", "sides", "reasons", "number"),
    [
        pytest.param(["Ana Thole | | "], "side unknown (1)", "no side", 1, id="without a side"),
        pytest.param(
            ["A | N |", "A | |", "A | N |"], "N (2), side unknown (1)", "no side in some statements", 2, id="in part"
        ),
        pytest.param(
            ["Bo Ek | S |", "Bo Ek | S |", "Bo Ek | N |"], "S (2), N (1)", "contradicting sides", 3, id="contradicting"
        ),
        pytest.param(
            ["Bo Ek | N |", "Bo Ek | N |", "Ek | N |"], "N (3)", "merged across articles", 3, id="merged"
        ),
        pytest.param(["They | N |"], "N (1)", "pronoun", 1, id="pronoun"),
        pytest.param(["army | N |"], "N (1)", "common noun", 1, id="a single common noun"),
        pytest.param(["harbour board | N |"], "N (1)", "only lower case", 1, id="only lower case"),
        pytest.param(["1.5 | N |"], "N (1)", "no letters", 1, id="no letters"),
    ],
)  # fmt: skip
def test_reasons_come_with_the_first_statement_of_the_rarest_side(
    lines: list[str], sides: str, reasons: str, number: int
) -> None:
    with open_corpus(write_corpus(*lines)) as corpus:
        table = find_speakers_to_check(corpus)
    assert as_tuples(table, "statements", "sides", "reasons", "statement_id", "example") == [
        (len(lines), sides, reasons, f"a/{number:04d}", f"No. {number}.")
    ]


@pytest.mark.parametrize("name", ["王磊", "al-Thani", "bin Laden", "U.S. officials", "eBay", "حسن"])
def test_names_with_a_capital_or_in_scripts_without_case_are_not_odd(name: str) -> None:
    with open_corpus(write_corpus(f"{name} | N |")) as corpus:
        assert find_speakers_to_check(corpus).empty


def test_lines_are_yaml_and_a_pronoun_has_none() -> None:
    speakers = ["he", "Ana Thole", "No", "Lund: Bo, Jr.", "王磊"]
    with open_corpus(write_corpus(*(f"{name} | |" for name in [*speakers, "Ana Thole"]))) as corpus:
        table = find_speakers_to_check(corpus)
    assert as_tuples(table, "speaker", "line") == [
        ("Ana Thole", "members: [Ana Thole]"),
        ("Lund: Bo, Jr.", "members: ['Lund: Bo, Jr.']"),
        ("No", "members: ['No']"),
        ("he", ""),
        ("王磊", "members: [王磊]"),
    ]


def test_lines_keep_merged_names_apart_and_settle_doubtful_ones() -> None:
    lines = ["Bo Ek | N |", "Ek | N |", "Ada Moor | N |", "Ida Moor | N |", "Moor | N |"]
    with open_corpus(write_corpus(*lines)) as corpus:
        table = find_speakers_to_check(corpus)
    assert as_tuples(table, "speaker", "reasons", "names", "may_be", "line") == [
        ("Bo Ek", "merged across articles", "Bo Ek; Ek", "", "aliases: {Bo Ek: [], Ek: []}"),
        ("Moor", "may be somebody else", "", "Ada Moor; Ida Moor", "aliases: {Ada Moor: [Moor]}"),
    ]


def test_names_that_the_actors_aliases_merge_are_not_listed() -> None:
    actors = Actors(sides={}, targets={}, aliases={"Bo Ek": ["B. Ek", "Ek"]})
    with open_corpus(write_corpus("Bo Ek | N |", "Ek | N |", "B. Ek | N |"), actors=actors) as corpus:
        assert find_speakers_to_check(corpus).empty

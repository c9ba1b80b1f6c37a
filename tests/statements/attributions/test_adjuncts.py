"""Attributions by what stands beside a clause: "according to X", "as X put it", "allegedly"."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "adjuncts.conllu")

CASES: list[Case] = [
    (
        "reporting clause in the middle",
        "The border, the ministry said, will reopen in June.",
        [("the ministry", "said", "The border … will reopen in June", "indirect", "reporting-clause-within")],
    ),
    (
        "according to, leading",
        "According to the coast guard, two boats sank overnight.",
        [("the coast guard", "According to", "two boats sank overnight", "indirect", "according-to")],
    ),
    (
        "according to, closing",
        "Two boats sank overnight, according to the coast guard.",
        [("the coast guard", "according to", "Two boats sank overnight", "indirect", "according-to")],
    ),
    (
        "in somebody's view",
        "In the minister's view, the reform has failed.",
        [("the minister's", "In … view", "the reform has failed", "indirect", "in-the-view-of")],
    ),
    (
        "as somebody put it",
        "The reform, as the minister put it, has failed.",
        [("the minister", "put it", "The reform … has failed", "indirect", "as-clause")],
    ),
    (
        "reporting adverb",
        "The bank allegedly hid its losses.",
        [("", "allegedly", "The bank … hid its losses", "indirect", "reporting-adverb")],
    ),
    (
        "as-clause at the beginning",
        "But as Lind noted, the school will close.",
        [("Lind", "noted", "the school will close", "indirect", "as-clause")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_adjunct_is_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

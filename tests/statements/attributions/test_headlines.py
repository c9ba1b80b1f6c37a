"""What headlines leave out: the cue of a label, the verb of a plan."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "headlines.conllu")

CASES: list[Case] = [
    (
        "label behind a headline",
        "Chinese vessels stay 38 hours in waters: coast guard\n\nThe vessels left on Friday.",
        [("coast guard", ":", "Chinese vessels stay 38 hours in waters", "indirect", "headline-label")],
    ),
    (
        "label behind three words",
        "Ferry is safe - minister\n\nThe vote is on Friday.",
        [("minister", "-", "Ferry is safe", "indirect", "headline-label")],
    ),
    ("headline without a label", "Council votes on budget: a guide to it\n\nThe vote is on Friday.", []),
    (
        "plan of a name",
        "Norway to leave fishing pact in July\n\nThe pact has nine members.",
        [("Norway", "to", "leave fishing pact in July", "indirect", "headline-infinitive")],
    ),
    ("course of a thing", "Oil to flow again in July\n\nThe pipe is 90 miles long.", []),
    (
        "office before a colon",
        "Port governor: trains come late\n\nIt rained.",
        [("Port governor", ":", "trains come late", "indirect", "speaker-label")],
    ),
    ("thing before a colon", "Port dispute: trains come late\n\nIt rained.", []),
    (
        "who tells whom behind a colon",
        "Not one cup of water: minister tells Selt\n\nIt rained.",
        [("minister", "tells", "Not one cup of water", "indirect", "reporting-clause-after")],
    ),
    (
        "clause behind a colon that tells more",
        "Sand, mud and water: ministers argue over the port\n\nIt rained.",
        [("ministers", "argue over", "the port", "indirect", "prepositional-complement")],
    ),
    (
        "words from one to another",
        "Selt to Norland: our sand, your port\n\nSelt sued Norland.",
        [("Selt", ":", "our sand, your port", "direct", "speaker-label")],
    ),
    ("way from one place to another", "Selt to Norland: our best stops\n\nSelt sued Norland.", []),
    ("phrase before a colon", "Welcome to Norland: our sand, your port\n\nSelt sued Norland.", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_headline_is_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

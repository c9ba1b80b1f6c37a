"""Clauses that a comma sets off: who reports, and what, also where the tree goes wrong."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "reporting_clauses.conllu")

CASES: list[Case] = [
    (
        "between auxiliary and verb",
        "The plan would, she told the chamber, save a million.",
        [("she", "told", "The plan would … save a million", "indirect", "reporting-clause-within")],
    ),
    (
        "in brackets",
        "The plan will (she says) save a million.",
        [("she", "says", "The plan will … save a million", "indirect", "reporting-clause-within")],
    ),
    (
        "between copula and quoted complement",
        'It was, Lind said, "a wreck".',
        [("Lind", "said", 'It was … "a wreck"', "mixed", "reporting-clause-within")],
    ),
    (
        "as somebody put it, before a quoted complement",
        'The bridge is, as Lind put it, "a nail in a plank".',
        [("Lind", "put it", 'The bridge is … "a nail in a plank"', "mixed", "as-clause")],
    ),
    (
        "dashes",
        "The new line is – planners in Lyon believe – the quietest in Europe.",
        [
            (
                "planners in Lyon",
                "believe",
                "The new line is … the quietest in Europe",
                "indirect",
                "reporting-clause-within",
            )
        ],
    ),
    (
        "subject taken for an apposition",
        "The buds, his neighbour Ada Lind noted, were black by noon.",
        [("his neighbour Ada Lind", "noted", "The buds … were black by noon", "indirect", "reporting-clause-within")],
    ),
    (
        "subject taken for an apposition of the verb's",
        "Two lenders, the bank's deputy governor, Mutinta Hachonda, told lawmakers, will need new capital.",
        [
            (
                "the bank's deputy governor, Mutinta Hachonda",
                "told",
                "Two lenders … will need new capital",
                "indirect",
                "reporting-clause-within",
            )
        ],
    ),
    (
        "place behind the source",
        "Oslo has dropped a plan for joint flights this month, a diplomat in Brussels said.",
        [
            (
                "a diplomat in Brussels",
                "said",
                "Oslo has dropped a plan for joint flights this month",
                "indirect",
                "reporting-clause-after",
            )
        ],
    ),
    (
        "subject behind the verb taken for an object",
        "Gas was one file and fish another, replied the minister, and neither was for sale.",
        [
            (
                "the minister",
                "replied",
                "Gas was one file and fish another … and neither was for sale",
                "indirect",
                "reporting-clause-within",
            )
        ],
    ),
    (
        "no clause, but an inverted cue",
        "Never, said the harbour clerk.",
        [("the harbour clerk", "said", "Never", "indirect", "reporting-clause-after")],
    ),
    ("no subject, no inverted cue", "On Monday, officials said.", []),
    (
        "a subject on either side",
        "The pier, said the mayor, was never built for lorries.",
        [("the mayor", "said", "The pier … was never built for lorries", "indirect", "reporting-clause-within")],
    ),
    (
        "subject before the verb, hung on what is reported",
        "Rents in the city, a study argues, fell in May.",
        [("a study", "argues", "Rents in the city … fell in May", "indirect", "reporting-clause-within")],
    ),
    (
        "subject behind the verb, hung on what is reported",
        "The price, said one trader, would be higher.",
        [("one trader", "said", "The price … would be higher", "indirect", "reporting-clause-within")],
    ),
    (
        "behind one word",
        "Neither, they said, had been asked.",
        [("they", "said", "Neither … had been asked", "indirect", "reporting-clause-within")],
    ),
    (
        "behind a comma within quotation marks",
        'The ferry was "a bathtub," Lind said.',
        [("Lind", "said", 'The ferry was "a bathtub,"', "mixed", "reporting-clause-after")],
    ),
    (
        "no source in a passive",
        "The trial of Lind, a sailor charged with theft, resumes on Friday.",
        [("", "charged with", "a sailor … theft", "indirect", "passive-object-and-complement")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_reporting_clause_is_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

"""Reports whose tree takes subject, content or adverbial for one another."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "misread_clauses.conllu")

CASES: list[Case] = [
    (
        "infinitive with a finite auxiliary",
        "Lind said the buildings were to be moved.",
        [("Lind", "said", "the buildings were to be moved", "indirect", "that-clause")],
    ),
    (
        "verb with the name of a month",
        "Lind said that they had been marched into the desert.",
        [("Lind", "said", "that they had been marched into the desert", "indirect", "that-clause")],
    ),
    (
        "clause on a phrase within a phrase",
        'The airline said in a statement published on Friday that it was "studying every page".',
        [("The airline", "said", 'that it was "studying every page"', "mixed", "that-clause")],
    ),
    (
        "subject taken for a clause",
        "Two people briefed on the talks, who spoke on condition of anonymity, said a deal was close.",
        [("Two people", "said", "a deal was close", "indirect", "that-clause")],
    ),
    (
        "adverbial clause taken for the content",
        "Back when he wrote his book, Lind said that he feared debt.",
        [
            ("Lind", "said", "that he feared debt", "indirect", "that-clause"),
            ("he", "feared", "debt", "indirect", "object"),
        ],
    ),
    (
        "pronoun of a body taken for an expletive",
        "It said that the talks had failed.",
        [("It", "said", "that the talks had failed", "indirect", "that-clause")],
    ),
    (
        "opening participle",
        "Asked whether ferries would sail, she said that was a matter for the port.",
        [
            ("", "Asked", "whether ferries would sail", "indirect", "passive-question-clause"),
            ("she", "said", "that was a matter for the port", "indirect", "that-clause"),
        ],
    ),
    (
        "let it be known",
        "The ministry let it be known that no visas would be issued.",
        [("The ministry", "let it be known", "that no visas would be issued", "indirect", "that-clause")],
    ),
    (
        "as-clause of what somebody is asked",
        "Asked whether the talks might move, as the premier proposed, Lomtev said he had no plans.",
        [
            (
                "",
                "Asked",
                "whether the talks might move, as the premier proposed",
                "indirect",
                "passive-question-clause",
            ),
            ("Lomtev", "said", "he had no plans", "indirect", "that-clause"),
        ],
    ),
    (
        "adjective of what a court finds",
        "The bishop was found guilty of theft.",
        [
            ("", "was found", "The bishop … guilty of theft", "indirect", "passive-object-and-complement"),
            ("", "guilty of", "theft", "indirect", "adjective-with-prepositional-complement"),
        ],
    ),
    ("clause of time after a request", "He made the request when the lamps were lit.", []),
    (
        "participle joined to a passive",
        "Guests were shown in and told to wait.",
        [("", "told", "to wait", "indirect", "passive-open-complement")],
    ),
    (
        "subject of what was said, hung on the verb behind it",
        "No guard fired that night, says minister Ada Lind.",
        [("minister Ada Lind", "says", "No guard fired that night", "indirect", "that-clause")],
    ),
    (
        "subject taken for an apposition of a phrase before it",
        "In a note on his site Ivo Tarn writes that it leaks.",
        [("Ivo Tarn", "writes", "that it leaks", "indirect", "that-clause")],
    ),
    (
        "object taken for a predicate",
        "They expect hacking to be an issue.",
        [("They", "expect", "hacking to be an issue", "indirect", "object-and-complement")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_report_is_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

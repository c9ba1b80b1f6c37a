"""Quotation marks of other languages, and marks that are lost or ambiguous."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "quotation_marks.conllu")

CASES: list[Case] = [
    (
        "guillemets that face each other",
        "»Paint it blue«, said Lind.",
        [("Lind", "said", "»Paint it blue«", "direct", "quotation-with-inverted-cue")],
    ),
    (
        "low single marks",
        "‚We will paint it,‘ the mayor said.",
        [("the mayor", "said", "‚We will paint it,‘", "direct", "quotation-with-cue")],
    ),
    (
        "corner brackets",
        "「The market stays,」 said Haruka Sato.",
        [("Haruka Sato", "said", "「The market stays,」", "direct", "quotation-with-cue")],
    ),
    (
        "closing mark that opens",
        "”Keep the anchor,” said Lind.",
        [("Lind", "said", "”Keep the anchor,”", "direct", "quotation-with-inverted-cue")],
    ),
    (
        "elision within single marks",
        "Lind said: 'The rock 'n' roll days are over.'",
        [("Lind", "said", "'The rock 'n' roll days are over.'", "direct", "quotation-with-leading-cue")],
    ),
    (
        "brackets around a quotation and its cue",
        "The frost (“the worst since my father died,” Lind says) came at night.",
        [("Lind", "says", "“the worst since my father died,”", "direct", "quotation-with-cue")],
    ),
    (
        "closing mark lost before an inverted cue",
        '"The rule is plain, said Judge Lind. The clerk left.',
        [("Judge Lind", "said", '"The rule is plain,', "direct", "quotation-with-inverted-cue")],
    ),
    (
        "closing mark lost before a cue",
        '"The rule is plain, the judge said. The clerk left.',
        [("the judge", "said", '"The rule is plain,', "direct", "quotation-with-cue")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_quotation_is_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

"""Signed quotations and letters, and names that sign nothing."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "signatures.conllu")

CASES: list[Case] = [
    (
        "dash and name",
        "“The port needs a crane.” — Alderman Ruth Okafor",
        [("Alderman Ruth Okafor", "—", "“The port needs a crane.”", "direct", "quotation-signed")],
    ),
    (
        "name with role in brackets",
        "“The law is dead.” (Ruth Okafor, alderman)",
        [("Ruth Okafor, alderman", "", "“The law is dead.”", "direct", "quotation-signed")],
    ),
    (
        "description behind a dash",
        "• “I only carry the keys.” – a prison clerk",
        [("a prison clerk", "–", "“I only carry the keys.”", "direct", "quotation-signed")],
    ),
    (
        "name in the paragraph below",
        '"A lake is not a cup."\n\nSamir Nasser, Jordan\'s water minister, on the pipe talks',
        [("Samir Nasser, Jordan's water minister", "", '"A lake is not a cup."', "direct", "quotation-signed")],
    ),
    (
        "quotation over two paragraphs",
        "“The ships are too big.\n\n“Let them pay.”\n\n— Omar Haddad, docker",
        [("Omar Haddad, docker", "—", "“The ships are too big. … “Let them pay.”", "direct", "quotation-signed")],
    ),
    (
        "letters",
        "Letters\n\nSir, my pool closes at four.\n\nLena Berg, Uppsala\n\nI am glad that it closes.\n\nNils Ahl, Solna",
        [
            ("Lena Berg, Uppsala", "", "Sir, my pool closes at four.", "direct", "letter-signed"),
            ("Nils Ahl, Solna", "", "I am glad that it closes.", "direct", "letter-signed"),
            ("I", "am glad", "that it closes", "indirect", "adjective-with-that-clause"),
        ],
    ),
    (
        "letter with a farewell",
        "We ask that the hall be reopened.\n\nYours sincerely,\n\nDr Maja Lind",
        [
            ("Dr Maja Lind", "", "We ask that the hall be reopened.", "direct", "letter-signed"),
            ("We", "ask", "that the hall be reopened", "indirect", "that-clause"),
        ],
    ),
    (
        "letter with a name in capitals",
        "Sir, My street has no lamps. We walk in the dark. ADA LIND, Moray Place",
        [("ADA LIND, Moray Place", "", "Sir, My street has no lamps. We walk in the dark.", "direct", "letter-signed")],
    ),
    (
        "verb behind a dash",
        '"The road is closed." - Lind left the room.',
        [("", "", '"The road is closed."', "direct", "quotation-alone")],
    ),
    (
        "byline below a story",
        "We like the new fountain.\n\nJane Smith, Reuters",
        [("We", "like", "the new fountain", "indirect", "object")],
    ),
    (
        "phrase about a person behind",
        '"No comment." Judge Ada Lind to reporters outside',
        [("Judge Ada Lind", "", '"No comment."', "direct", "quotation-signed")],
    ),
    (
        "from somebody",
        '"Ten years," from one nurse on her way home.',
        [("one nurse", "", '"Ten years,"', "direct", "quotation-signed")],
    ),
    (
        "sentence about a person behind",
        '"No comment." Ada Lind left.',
        [("", "", '"No comment."', "direct", "quotation-alone")],
    ),
    (
        "phrase about a place behind",
        '"No comment." Another day in Karran.',
        [("", "", '"No comment."', "direct", "quotation-alone")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_signed_words_are_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

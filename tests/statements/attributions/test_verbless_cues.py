"""Words that are somebody's without a verb of speech: answers, views, replies."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "verbless_cues.conllu")

CASES: list[Case] = [
    (
        "label with an owner's words",
        'Petra Dale\'s answer: "We shall see."',
        [("Petra Dale's", ":", '"We shall see."', "direct", "speaker-label")],
    ),
    (
        "label with words of somebody",
        "The verdict of chief inspector Yasmin Hadi: “wet, but sound”.",
        [("chief inspector Yasmin Hadi", ":", "“wet, but sound”", "direct", "speaker-label")],
    ),
    (
        "label with an owner's words and a clause",
        "Kerr's message to the crew: you are late.",
        [("Kerr's", "message", "you are late", "indirect", "nominal-cue")],
    ),
    (
        "label in a clause",
        'Kerr\'s warning to the union was blunt: "Pay or leave."',
        [("Kerr's", ":", '"Pay or leave."', "direct", "speaker-label")],
    ),
    (
        "question for somebody's words",
        "The message of Mayor Luis Prado to the union? “Go home.”",
        [("Mayor Luis Prado to the union", "?", "“Go home.”", "direct", "quotation-announced")],
    ),
    (
        "reply that came",
        '"Never," came the reply from Ana Kerr.',
        [("Ana Kerr", "the reply", '"Never,"', "direct", "quotation-with-nominal-cue")],
    ),
    (
        "verdict that was",
        '"Late," was Kerr\'s verdict.',
        [("Kerr's", "verdict", '"Late,"', "direct", "quotation-with-nominal-cue")],
    ),
    (
        "in somebody's words",
        'In Amy Cho\'s words, "we wait".',
        [("Amy Cho's", "In … words", '"we wait"', "direct", "in-the-view-of")],
    ),
    (
        "in the phrase of somebody",
        "The form — “an antique”, in the phrase of one lawyer — was stamped.",
        [("one lawyer", "in … phrase", "“an antique”", "direct", "in-the-view-of")],
    ),
    (
        "in somebody's telling",
        "In the union's telling, the boss ran away.",
        [("the union's", "In … telling", "the boss ran away", "indirect", "in-the-view-of")],
    ),
    (
        "in a nation's view",
        "In the French view, the tests harm nobody.",
        [("French", "In … view", "the tests harm nobody", "indirect", "in-the-view-of")],
    ),
    (
        "quoted as telling",
        "The paper quoted Ana Kerr as telling Bo Lund that he was late.",
        [("Ana Kerr", "telling", "that he was late", "indirect", "that-clause")],
    ),
    (
        "as somebody put it, with a short quotation",
        'As Ana Kerr put it, "we lost".',
        [("Ana Kerr", "put it", '"we lost"', "direct", "as-clause")],
    ),
    (
        "word used by somebody",
        "“Reckless” is the word used by one dentist.",
        [("one dentist", "the word", "“Reckless”", "direct", "quotation-with-nominal-cue")],
    ),
    (
        "summary without a comma",
        "A “muddle” was Captain Moreau's summary.",
        [("Captain Moreau's", "summary", "“muddle”", "direct", "quotation-with-nominal-cue")],
    ),
    ("word of a day", "“Drizzle” was the word of the day.", []),
    (
        "words in the next paragraph",
        "Bakers shut their doors\n\n“We sell nothing today.”\n\nThat was baker Ilse Brandt's message on Monday.",
        [
            (
                "baker Ilse Brandt's",
                "message",
                "“We sell nothing today.”",
                "direct",
                "quotation-with-nominal-cue",
            )
        ],
    ),
    (
        "message that is short",
        "The guild's message was short: pay us first.",
        [("The guild's", "message", "pay us first", "indirect", "nominal-cue")],
    ),
    (
        "answer that somebody has",
        "Mayor Dunne has another explanation: the bridge is late.",
        [("Mayor Dunne", "has another explanation", "the bridge is late", "indirect", "nominal-cue")],
    ),
    ("warning that somebody ignores", "She ignored the warning: the ice was thin.", []),
    (
        "view before a colon",
        "Wrong, in Petra Dale's view: the fees are fair.",
        [("Petra Dale's", "in … view", "Wrong … the fees are fair", "indirect", "in-the-view-of")],
    ),
    (
        "per, behind a comma",
        "Rents rose by a third, per the housing board.",
        [("the housing board", "per", "Rents rose by a third", "indirect", "per")],
    ),
    ("per, of a measure", "The ferry carries 40 cars, per day and crew.", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_words_without_a_verb_are_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

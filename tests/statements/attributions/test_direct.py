"""Direct speech and speaker labels: which quotations are speech, and who speaks them."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "direct.conllu")

CASES: list[Case] = [
    (
        "quotation with cue",
        '"The dam will hold through the winter," the engineer said.',
        [("the engineer", "said", '"The dam will hold through the winter,"', "direct", "quotation-with-cue")],
    ),
    (
        "quotation with inverted cue",
        '"The dam will hold through the winter," said Ilona Varga, an engineer at the plant.',
        [
            (
                "Ilona Varga, an engineer at the plant",
                "said",
                '"The dam will hold through the winter,"',
                "direct",
                "quotation-with-inverted-cue",
            )
        ],
    ),
    (
        "source with a nickname",
        '"It held," said Gert "Boots" Amado.',
        [('Gert "Boots" Amado', "said", '"It held,"', "direct", "quotation-with-inverted-cue")],
    ),
    (
        "label that is a handle",
        "@ada_lind: it held.",
        [("@ada_lind", ":", "it held.", "direct", "speaker-label")],
    ),
    (
        "source cut in two subjects",
        '"It held," said stall holder Ada Lind.',
        [("stall holder Ada Lind", "said", '"It held,"', "direct", "quotation-with-inverted-cue")],
    ),
    (
        "quotation with leading cue",
        'The mayor said, "We will open the bridge in May."',
        [("The mayor", "said", '"We will open the bridge in May."', "direct", "quotation-with-leading-cue")],
    ),
    (
        "quotation after colon",
        'The mayor of Belmar put out a statement: "We will open the bridge in May."',
        [
            (
                "The mayor of Belmar",
                "put out a statement",
                '"We will open the bridge in May."',
                "direct",
                "quotation-after-colon",
            )
        ],
    ),
    (
        "quotation announced in the paragraph before",
        'The ministry said the border would reopen:\n\n"We will open it in June."',
        [
            ("The ministry", "said", "the border would reopen", "indirect", "that-clause"),
            ("The ministry", "said", '"We will open it in June."', "direct", "quotation-announced"),
        ],
    ),
    (
        "interrupted quotation",
        '"The river is rising," she said, "and nobody has warned the farms."',
        [
            (
                "she",
                "said",
                '"The river is rising," … "and nobody has warned the farms."',
                "direct",
                "quotation-interrupted",
            )
        ],
    ),
    (
        "two sentences around the cue",
        '"The river is rising," she said. "Nobody has warned the farms."',
        [("she", "said", '"The river is rising," … "Nobody has warned the farms."', "direct", "quotation-with-cue")],
    ),
    (
        "question mark ends the quotation",
        '"Who will pay for the bridge?" she asked.',
        [("she", "asked", '"Who will pay for the bridge?"', "direct", "quotation-with-cue")],
    ),
    (
        "curly marks",
        "“The harvest was poor,” the farmer said.",
        [("the farmer", "said", "“The harvest was poor,”", "direct", "quotation-with-cue")],
    ),
    (
        "doubled marks",
        "``The harvest was poor,'' the farmer said.",
        [("the farmer", "said", "``The harvest was poor,''", "direct", "quotation-with-cue")],
    ),
    (
        "single marks",
        "'The harvest was poor,' the farmer said.",
        [("the farmer", "said", "'The harvest was poor,'", "direct", "quotation-with-cue")],
    ),
    (
        "guillemets",
        "«The harvest was poor,» the farmer said.",
        [("the farmer", "said", "«The harvest was poor,»", "direct", "quotation-with-cue")],
    ),
    (
        "unclosed quotation",
        'The farmer said, "The harvest was poor and the mill has closed.',
        [
            (
                "The farmer",
                "said",
                '"The harvest was poor and the mill has closed.',
                "direct",
                "quotation-with-leading-cue",
            )
        ],
    ),
    (
        "second cue of one speaker",
        '"The line is open," Novak said, adding: "Trains will run on Sunday."',
        [
            ("Novak", "said", '"The line is open,"', "direct", "quotation-with-cue"),
            ("Novak", "adding", '"Trains will run on Sunday."', "direct", "quotation-with-leading-cue"),
        ],
    ),
    (
        "floating quotation",
        'The driver was calm. "The road was icy," he said. He shrugged. "It happens every year."',
        [("he", "said", '"The road was icy," … "It happens every year."', "direct", "quotation-with-cue")],
    ),
    (
        "floating quotation of a person told of",
        'Aune said, "We sold it." Her deputy was blunter. "They got it."',
        [
            ("Aune", "said", '"We sold it."', "direct", "quotation-with-leading-cue"),
            ("", "", '"They got it."', "direct", "quotation-alone"),
        ],
    ),
    (
        "quoted paragraph after a quoted one",
        '"The road was icy," the driver said.\n\n"It happens every year."',
        [("the driver", "said", '"The road was icy," … "It happens every year."', "direct", "quotation-with-cue")],
    ),
    (
        "reopened mark",
        'The driver said: "The road was icy.\n\n"It happens every year."',
        [
            (
                "The driver",
                "said",
                '"The road was icy. … "It happens every year."',
                "direct",
                "quotation-with-leading-cue",
            )
        ],
    ),
    ("scare quotes", 'The so-called "ghost fleet" left the harbour at dawn.', []),
    ("nickname", 'Karl "Kid" Brandt won the race.', []),
    ("title in quotes", 'The museum showed "Night Harbour" for a week.', []),
    (
        "headline with a speaker",
        "Lind: The School Will Close\n\nThe school will close in May.",
        [("Lind", ":", "The School Will Close", "indirect", "speaker-label")],
    ),
    (
        "headline with an office in small letters",
        "Selt governor: Base is a threat\n\nThe base was built in May.",
        [("Selt governor", ":", "Base is a threat", "indirect", "speaker-label")],
    ),
    (
        "headline with a topic that ends in an office",
        "Race for governor: Base is a threat\n\nThe base was built in May.",
        [],
    ),
    ("apostrophes and inches", "The '90s hit the farmers' market: a 6'2\" guard bought o'clock rolls.", []),
    (
        "source cut in two subjects, with a clause",
        '"It held," said clerk Ada Lind, whose boat it was.',
        [("clerk Ada Lind, whose boat it was", "said", '"It held,"', "direct", "quotation-with-inverted-cue")],
    ),
    (
        "label with an office before the name",
        "CEO Ada Lind: no dividend this year.",
        [("CEO Ada Lind", ":", "no dividend this year.", "direct", "speaker-label")],
    ),
    (
        "label of a list, an office in small letters",
        "- Union chief: strike ballot in May.",
        [("Union chief", ":", "strike ballot in May.", "direct", "speaker-label")],
    ),
    ("label of a fact", "Attendance: one dog.", []),
    (
        "label with age and trade",
        "Ada, 34, baker: I cycle now.",
        [("Ada, 34, baker", ":", "I cycle now.", "direct", "speaker-label")],
    ),
    (
        "label of somebody unnamed",
        "A baker who hid her name: I cycle now.",
        [("A baker who hid her name", ":", "I cycle now.", "direct", "speaker-label")],
    ),
    (
        "label of a party's name",
        "Labour's Ada Lind: eight percent now.",
        [("Labour's Ada Lind", ":", "eight percent now.", "direct", "speaker-label")],
    ),
    ("label of a post", "Referee: Ada Lind.", []),
    ("what befell somebody unnamed", "Baker, 34, hurt: lamp fell.", []),
    ("question about somebody unnamed", "Bakers: who are they?", []),
    (
        "label with what is spoken on",
        'From coach Ada Lind, on Karran: "No excuses."',
        [("coach Ada Lind", ":", '"No excuses."', "direct", "speaker-label")],
    ),
    (
        "phrase about a person before",
        'A mother of two, less so. "Six hours!"',
        [("A mother of two", ".", '"Six hours!"', "direct", "quotation-announced")],
    ),
    (
        "phrase about a thing before",
        'A murmur in the hall. "Six hours!"',
        [("", "", '"Six hours!"', "direct", "quotation-alone")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_quotation_is_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

"""Words quoted in a clause, and reports that go on without a cue."""

from time import perf_counter

import pytest

from rejoinder.statements.attributions import extract_attributions
from rejoinder.syntax import Sentence, Word
from tests.support.attribution_cases import FOLDER, LEXICON, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "continuations.conllu")

RECORD = (
    "Council meets\n\nThe delegate of Norway said that nets were whole. The harbour was open.\n\n"
    "The delegate of Chile said that time was short.\n\n"
    "The delegate of Ghana said that rain was near. The boats were ready."
)
MEETING = (
    "Council meets\n\nANA LIND (Norway) said that nets were whole. The harbour was open.\n\n"
    "IVO BERG (Chile) said that time was short.\n\nThe hall was cold."
)
MINUTES = (
    "Minutes of the sitting\n\nThe envoy said a deal was close. Norway concurred.\n\nThe envoy said time was short.\n\n"
    "It would be signed in May."
)
CASES: list[Case] = [
    (
        "words quoted in a clause",
        'The mayor said no. Lind sent a guard to the bridge "so that nobody gets ideas".',
        [("Lind", "", '"so that nobody gets ideas"', "mixed", "quoted-words")],
    ),
    (
        "words quoted in a clause without a name",
        'The museum took the boat off its list "until the grown-ups come home".',
        [("", "", '"until the grown-ups come home"', "mixed", "quoted-words")],
    ),
    ("words that name what stands behind them", 'The so-called "one boat, one flag" rule was dropped.', []),
    ("title in a clause", 'The memoir, "Letters from the quay", sold well.', []),
    (
        "report that goes on with would",
        "The envoy said a deal was close. It would be signed in May.",
        [("The envoy", "said", "a deal was close … It would be signed in May.", "indirect", "that-clause")],
    ),
    (
        "would after a report in the present",
        "Lind says the road is closed. It would cost a million to mend it.",
        [("Lind", "says", "the road is closed", "indirect", "that-clause")],
    ),
    (
        "would with a speaker of its own",
        "The envoy said a deal was close. It would fail, Lind said.",
        [
            ("The envoy", "said", "a deal was close", "indirect", "that-clause"),
            ("Lind", "said", "It would fail", "indirect", "that-clause"),
        ],
    ),
    (
        "record of a meeting",
        RECORD,
        [
            ("The delegate of Norway", "said", "that nets were whole", "indirect", "that-clause"),
            ("The delegate of Norway", "", "The harbour was open.", "indirect", "record-goes-on"),
            ("The delegate of Chile", "said", "that time was short", "indirect", "that-clause"),
            ("The delegate of Ghana", "said", "that rain was near", "indirect", "that-clause"),
            ("The delegate of Ghana", "", "The boats were ready.", "indirect", "record-goes-on"),
        ],
    ),
    (
        "two paragraphs are no record",
        RECORD.rpartition("\n\n")[0],
        [
            ("The delegate of Norway", "said", "that nets were whole", "indirect", "that-clause"),
            ("The delegate of Chile", "said", "that time was short", "indirect", "that-clause"),
        ],
    ),
    (
        "record by its title",
        MINUTES,
        [
            ("The envoy", "said", "a deal was close", "indirect", "that-clause"),
            ("Norway", "concurred", "concurred", "indirect", "verb-alone"),
            ("The envoy", "said", "time was short", "indirect", "that-clause"),
            ("The envoy", "", "It would be signed in May.", "indirect", "record-goes-on"),
        ],
    ),
    (
        "headline quotation before a colon",
        "'They shot over our heads': skipper tells court\n\nThe trial was open.",
        [("skipper", "tells", "'They shot over our heads'", "direct", "reporting-clause-after")],
    ),
    (
        "quotation that fills a sentence",
        'Lind laughs. "I never met her."',
        [("", "", '"I never met her."', "direct", "quotation-alone")],
    ),
    (
        "sentences behind who opens a paragraph in capitals",
        MEETING,
        [
            ("ANA LIND (Norway)", "said", "that nets were whole", "indirect", "that-clause"),
            ("ANA LIND (Norway)", "", "The harbour was open.", "indirect", "record-goes-on"),
            ("IVO BERG (Chile)", "said", "that time was short", "indirect", "that-clause"),
        ],
    ),
    (
        "headline quotation and who speaks of what",
        "'They shot over our heads': Selt's ex-minister on the war\n\nIt rained.",
        [("Selt's ex-minister", "", "'They shot over our heads'", "mixed", "quoted-words")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_speech_without_a_cue_is_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]


def test_long_runs_of_capitals_are_read_at_once():
    word = Word(1, "A" * 80, "a", "X", "XX", "_", 0, "root", 0, 80)
    sentence = Sentence(article_id="a", sent_id=1, block=0, words=(word,))
    start = perf_counter()
    assert not extract_attributions(word.form, [{"kind": "paragraph", "start": 0, "end": 80}], [sentence], LEXICON)
    assert perf_counter() - start < 5

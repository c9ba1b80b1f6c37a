"""Indirect speech and thought in clauses and infinitives."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "indirect_clauses.conllu")

CASES: list[Case] = [
    (
        "that-clause",
        "The ministry said that the border would reopen in June.",
        [("The ministry", "said", "that the border would reopen in June", "indirect", "that-clause")],
    ),
    (
        "that-clause without that",
        "The ministry said the border would reopen in June.",
        [("The ministry", "said", "the border would reopen in June", "indirect", "that-clause")],
    ),
    (
        "adverbial between cue and clause",
        "The ministry said last week that the border would reopen.",
        [("The ministry", "said", "that the border would reopen", "indirect", "that-clause")],
    ),
    (
        "recipient left out of content",
        "The minister told reporters that the border would reopen.",
        [("The minister", "told", "that the border would reopen", "indirect", "that-clause")],
    ),
    (
        "reporting clause after",
        "The border will reopen in June, the ministry said last week.",
        [("the ministry", "said", "The border will reopen in June", "indirect", "that-clause")],
    ),
    (
        "mixed quotation",
        'The minister said the plan was "a gift to smugglers."',
        [("The minister", "said", 'the plan was "a gift to smugglers."', "mixed", "that-clause")],
    ),
    (
        "question clause",
        "The judge asked whether the witness had been paid.",
        [("The judge", "asked", "whether the witness had been paid", "indirect", "question-clause")],
    ),
    (
        "open complement",
        "The union refused to sign the contract.",
        [("The union", "refused", "to sign the contract", "indirect", "open-complement")],
    ),
    (
        "auxiliaries and adverbs in the cue",
        "The president has repeatedly promised to lower the tax.",
        [("The president", "has repeatedly promised", "to lower the tax", "indirect", "open-complement")],
    ),
    (
        "negated cue",
        "The bank did not say when the branch would close.",
        [("The bank", "did not say", "when the branch would close", "indirect", "question-clause")],
    ),
    (
        "denial by a verb",
        "The company denied that its trucks had crossed the border.",
        [("The company", "denied", "that its trucks had crossed the border", "indirect", "that-clause")],
    ),
    (
        "thought",
        "Most analysts believe the price will fall.",
        [("Most analysts", "believe", "the price will fall", "indirect", "that-clause")],
    ),
    (
        "hope",
        "The team hopes to return in May.",
        [("The team", "hopes", "to return in May", "indirect", "open-complement")],
    ),
    (
        "intention",
        "The airline plans to drop the route.",
        [("The airline", "plans", "to drop the route", "indirect", "open-complement")],
    ),
    (
        "said it was happy",
        "The envoy said it was happy to wait.",
        [
            ("The envoy", "said", "it was happy to wait", "indirect", "that-clause"),
            ("it", "was happy", "to wait", "indirect", "adjective-with-open-complement"),
        ],
    ),
    (
        "it was reported that",
        "It was reported that the ship had sunk.",
        [("", "was reported", "that the ship had sunk", "indirect", "passive-that-clause")],
    ),
    (
        "was quoted as saying",
        "The general was quoted as saying that the war was over.",
        [("The general", "was quoted as saying", "that the war was over", "indirect", "that-clause")],
    ),
    (
        "seem",
        "The talks appeared to have stalled.",
        [("", "appeared", "The talks … to have stalled", "indirect", "raised-subject")],
    ),
    (
        "shared subject",
        "The minister left the room and said the talks had failed.",
        [("The minister", "said", "the talks had failed", "indirect", "that-clause")],
    ),
    (
        "participle with the clause's subject",
        "The minister resigned, saying she had lost the trust of the party.",
        [("The minister", "saying", "she had lost the trust of the party", "indirect", "that-clause")],
    ),
    (
        "relative pronoun as source",
        "The nurse, who said the ward was full, asked for help.",
        [
            ("The nurse, who said the ward was full", "asked for", "help", "indirect", "prepositional-complement"),
            ("who", "said", "the ward was full", "indirect", "that-clause"),
        ],
    ),
    (
        "title and apposition in the source",
        "Deputy Mayor Rosa Lind, a former teacher, said the school would close.",
        [("Deputy Mayor Rosa Lind, a former teacher", "said", "the school would close", "indirect", "that-clause")],
    ),
    (
        "day left out of the source",
        "The minister on Monday said the school would close.",
        [("The minister", "said", "the school would close", "indirect", "that-clause")],
    ),
    (
        "nested attribution",
        "The spokesman said the minister believed that the vote was fair.",
        [
            ("The spokesman", "said", "the minister believed that the vote was fair", "indirect", "that-clause"),
            ("the minister", "believed", "that the vote was fair", "indirect", "that-clause"),
        ],
    ),
    (
        "nested attribution of the speaker's own mind",
        "Officials say they expect a long dispute.",
        [
            ("Officials", "say", "they expect a long dispute", "indirect", "that-clause"),
            ("they", "expect", "a long dispute", "indirect", "object"),
        ],
    ),
    (
        "participle that goes on with the speaker",
        "The minister said the mine was safe, adding that it would stay open.",
        [
            ("The minister", "said", "the mine was safe", "indirect", "that-clause"),
            ("The minister", "adding", "that it would stay open", "indirect", "that-clause"),
        ],
    ),
    (
        "aside at the end",
        "The minister said he would visit Karsk, which has no road.",
        [("The minister", "said", "he would visit Karsk", "indirect", "that-clause")],
    ),
    (
        "asked whether",
        "Asked whether the mine was safe, the minister left.",
        [("", "Asked", "whether the mine was safe", "indirect", "passive-question-clause")],
    ),
    (
        "verb with particle",
        "The nurse pointed out that the ward was full.",
        [("The nurse", "pointed out", "that the ward was full", "indirect", "that-clause")],
    ),
    (
        "verb with adjective",
        "The bank made it clear that rates would rise.",
        [("The bank", "made it clear", "that rates would rise", "indirect", "that-clause")],
    ),
    (
        "it seems that",
        "It seems certain that the well will run dry.",
        [("", "seems", "certain that the well will run dry", "indirect", "that-clause")],
    ),
    (
        "question after whom it asks",
        "The judge asked the nurse if the ward was full.",
        [("The judge", "asked", "if the ward was full", "indirect", "question-clause")],
    ),
    ("no attribution", "The train left the station at noon.", []),
    (
        "credit line",
        "The school will close, Lind said.\n\n(Reporting by Ana Pop)",
        [("Lind", "said", "The school will close", "indirect", "that-clause")],
    ),
    (
        "say of unquoted and quoted",
        'Lind said the vote was "a farce" and that the party would "never accept it."',
        [
            (
                "Lind",
                "said",
                'the vote was "a farce" and that the party would "never accept it."',
                "mixed",
                "that-clause",
            )
        ],
    ),
    (
        "clause of time behind a report",
        "Nurse Patel said the ward was full, before leaving the room.",
        [("Nurse Patel", "said", "the ward was full", "indirect", "that-clause")],
    ),
    (
        "clause of time within a report",
        "Nurse Patel said the men ate before leaving the camp.",
        [("Nurse Patel", "said", "the men ate before leaving the camp", "indirect", "that-clause")],
    ),
    (
        "clause without that behind two with it",
        "Dale explained that the pump was dry and that crews would dig, and by noon the road was open.",
        [("Dale", "explained", "that the pump was dry and that crews would dig", "indirect", "that-clause")],
    ),
    (
        "appeal to somebody",
        "He appealed to the council to pay.",
        [("He", "appealed to", "the council to pay", "indirect", "object-and-complement")],
    ),
    (
        "verb that says all by itself",
        "Both sides have now accepted.",
        [("Both sides", "accepted", "have now accepted", "indirect", "verb-alone")],
    ),
    ("agreement that is asked for", "Have both sides accepted?", []),
    ("agreement that is supposed", "If prices fall and farmers agree, the dam rots.", []),
    (
        "agreement of neither",
        "Neither side has agreed.",
        [("Neither side", "agreed", "has agreed", "indirect", "verb-alone")],
    ),
    ("agreement that is denied", "They could not agree.", []),
    (
        "verb alone with an adverb",
        "The crew say otherwise.",
        [("The crew", "say otherwise", "say otherwise", "indirect", "verb-alone")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_clause_is_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

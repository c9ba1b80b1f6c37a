"""Indirect speech and thought in objects and phrases, and cues that are nouns and adjectives."""

import pytest

from tests.support.attribution_cases import FOLDER, Case, describe, extract, read_passages

PASSAGES = read_passages(FOLDER / "indirect_phrases.conllu")

CASES: list[Case] = [
    (
        "object and infinitive",
        "The governor urged residents to leave the coast.",
        [("The governor", "urged", "residents to leave the coast", "indirect", "object-and-complement")],
    ),
    (
        "call on somebody",
        "The envoy called on Norland to release the crew.",
        [("The envoy", "called on", "Norland to release the crew", "indirect", "object-and-complement")],
    ),
    (
        "accuse somebody of",
        "The opposition accused the premier of hiding the report.",
        [("The opposition", "accused", "the premier of hiding the report", "indirect", "object-and-complement")],
    ),
    (
        "call somebody something",
        'The senator called the treaty "a blank cheque."',
        [("The senator", "called", 'the treaty "a blank cheque."', "mixed", "object-and-complement")],
    ),
    (
        "describe as",
        "Critics described the law as a threat to privacy.",
        [("Critics", "described", "the law as a threat to privacy", "indirect", "object-and-complement")],
    ),
    (
        "criticism of an object",
        "The bishop condemned the raid.",
        [("The bishop", "condemned", "the raid", "indirect", "object")],
    ),
    (
        "prepositional cue",
        "The captain complained about the new schedule.",
        [("The captain", "complained about", "the new schedule", "indirect", "prepositional-complement")],
    ),
    (
        "nominal cue with that",
        "The claim that the vote was rigged angered the judge.",
        [("", "The claim", "that the vote was rigged", "indirect", "nominal-cue")],
    ),
    (
        "nominal cue with possessor",
        "The court rejected the minister's claim that the vote was rigged.",
        [
            ("The court", "rejected", "the minister's claim that the vote was rigged", "indirect", "object"),
            ("the minister's", "claim", "that the vote was rigged", "indirect", "nominal-cue"),
        ],
    ),
    (
        "nominal cue with of",
        "The report repeated government denials of a shortage.",
        [
            ("The report", "repeated", "government denials of a shortage", "indirect", "object"),
            ("government", "denials of", "a shortage", "indirect", "nominal-cue"),
        ],
    ),
    (
        "view as subject",
        "Our view is that the price will fall.",
        [("Our", "view", "that the price will fall", "indirect", "nominal-cue")],
    ),
    (
        "want",
        "The farmers want the ministry to act.",
        [("The farmers", "want", "the ministry to act", "indirect", "object-and-complement")],
    ),
    (
        "worry",
        "She is worried that the well will run dry.",
        [("She", "is worried", "that the well will run dry", "indirect", "adjective-with-that-clause")],
    ),
    (
        "willing",
        "The rebels are willing to talk.",
        [("The rebels", "are willing", "to talk", "indirect", "adjective-with-open-complement")],
    ),
    (
        "passive with agent",
        "The law was criticized by the bishops.",
        [("the bishops", "was criticized", "The law", "indirect", "passive-with-agent")],
    ),
    (
        "is accused of",
        "The pilot is accused of ignoring a warning.",
        [("", "is accused of", "The pilot … ignoring a warning", "indirect", "passive-object-and-complement")],
    ),
    (
        "was expected to",
        "The storm was expected to reach the coast by noon.",
        [("", "was expected", "The storm … to reach the coast by noon", "indirect", "passive-object-and-complement")],
    ),
    (
        "object that runs on",
        "The bishops condemned the ban on fishing in the lake.",
        [("The bishops", "condemned", "the ban on fishing in the lake", "indirect", "object")],
    ),
    (
        "survey that shows",
        "The survey shows most voters against the tax.",
        [("The survey", "shows", "most voters against the tax", "indirect", "object-of-document")],
    ),
    (
        "person who shows",
        "The guide shows the visitors a cave.",
        [],
    ),
    (
        "cue with the verb it completes",
        "The minister went on to praise the nurses.",
        [("The minister", "went on to praise", "the nurses", "indirect", "object")],
    ),
    (
        "particle that makes a cue",
        "The premier ruled out a vote.",
        [("The premier", "ruled out", "a vote", "indirect", "object")],
    ),
    (
        "claim of nobody named, rejected",
        "The court rejected the claim that the vote was rigged.",
        [
            ("The court", "rejected", "the claim that the vote was rigged", "indirect", "object"),
            ("", "the claim", "that the vote was rigged", "indirect", "nominal-cue"),
        ],
    ),
    (
        "what somebody seems to say",
        "The envoy seemed to offer a truce.",
        [("The envoy", "seemed to offer", "a truce", "indirect", "object")],
    ),
    (
        "gerund as object",
        "The bishops expect fishing to stop.",
        [("The bishops", "expect", "fishing to stop", "indirect", "object-and-complement")],
    ),
    (
        "day that is no content",
        "The report on Wednesday was long.",
        [],
    ),
    (
        "conjoined cue",
        "The bishop praised the nurses and criticized the ministry.",
        [
            ("The bishop", "praised", "the nurses", "indirect", "object"),
            ("The bishop", "criticized", "the ministry", "indirect", "object"),
        ],
    ),
    (
        "gerund behind to",
        "Lind confessed to cutting the net.",
        [("Lind", "confessed to", "cutting the net", "indirect", "prepositional-complement")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_phrase_is_attributed(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    assert [describe(text, attribution) for attribution in extract(PASSAGES[name])] == expected


def test_every_case_has_its_parse_and_every_parse_a_case():
    assert [(name, passage.text) for name, passage in PASSAGES.items()] == [case[:2] for case in CASES]

"""Acts of speech that are told without what was said, which make nobody the speaker, on hand-corrected parses."""

import pytest

from tests.support.attribution_cases import FOLDER, extract, read_passages

PASSAGES = read_passages(FOLDER / "speech_events.conllu")


@pytest.mark.parametrize(
    "name",
    [
        "signed thing",
        "called a meeting",
        "vote",
        "liking",
        "thing as subject",
        "agentless passive",
        "rumour",
        "unsaid",
        "without saying",
        "act on oneself",
        "saying that is imagined",
        "let us say",
        "answer to come",
        "verb with an object of another sense",
        "question behind a preposition",
        "exchange",
        "said by nobody",
        "said by no member of a group",
        "said by not everyone",
        "name that nobody says who gave",
    ],
)
def test_an_act_without_its_content_is_an_event(name: str) -> None:
    assert [attribution.act for attribution in extract(PASSAGES[name])] == ["event"]


@pytest.mark.parametrize(
    "name",
    [
        "group as subject",
        "somebody is told",
        "refusal",
        "denial undone",
        "predicate missed",
        "answer refused for good",
        "condition that is reported",
        "same verb with an object that is said",
        "count with its number",
        "idiom of verb and object",
    ],
)
def test_what_gives_a_content_is_speech(name: str) -> None:
    assert [attribution.act for attribution in extract(PASSAGES[name])] == ["speech"]


def test_what_things_show_is_perceived() -> None:
    assert [attribution.act for attribution in extract(PASSAGES["experience shows"])] == ["perception"]


def test_a_count_without_its_number_tells_nothing() -> None:
    assert extract(PASSAGES["count without a number"]) == []


def test_a_clause_of_time_is_no_question() -> None:
    assert extract(PASSAGES["time"]) == []

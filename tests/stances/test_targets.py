"""Where a sentence speaks of a target."""

import pytest

from rejoinder.syntax import Sentence, Span
from tests.support.stance_sentences import (
    CHINA_SAID,
    COUNTER_ACCUSATIONS,
    FIND_TARGETS,
    NOTHING_TO_DO,
    OFFICIALS_ACCUSE,
    THEY_TOLD_US,
    WE_THANK_US,
    surface,
)


@pytest.mark.parametrize(
    ("sentence", "target", "mentioned"),
    [
        pytest.param(CHINA_SAID, "china", ["China"], id="name of a country"),
        pytest.param(OFFICIALS_ACCUSE, "china", ["Chinese"], id="demonym"),
        pytest.param(OFFICIALS_ACCUSE, "united_states", ["U.S."], id="abbreviation with points"),
        pytest.param(OFFICIALS_ACCUSE, "accusation", ["accused"], id="phrase by lemma"),
        pytest.param(NOTHING_TO_DO, "accusation", ["had nothing to do with"], id="star stands for any one word"),
        pytest.param(COUNTER_ACCUSATIONS, "accusation", ["Counter - accusations"], id="the longest phrase wins"),
        pytest.param(WE_THANK_US, "united_states", ["US"], id="US is the country"),
        pytest.param(THEY_TOLD_US, "united_states", [], id="us is no country"),
    ],
)
def test_finds_mentions(sentence: Sentence, target: str, mentioned: list[str]) -> None:
    mentions = FIND_TARGETS(sentence, "").get(target, ())
    assert [surface(sentence)[words[0].start : words[-1].end] for words in mentions] == mentioned


@pytest.mark.parametrize(
    ("side", "targets"),
    [
        pytest.param("China", ["united_states", "china"], id="a Chinese we"),
        pytest.param("Brazil", ["united_states"], id="the we of a third side"),
        pytest.param("", ["united_states"], id="the we of a speaker of no side"),
    ],
)
def test_we_is_the_side_of_the_speaker(side: str, targets: list[str]) -> None:
    assert list(FIND_TARGETS(WE_THANK_US, side)) == targets


@pytest.mark.parametrize(
    ("sentence", "source", "targets"),
    [
        pytest.param(OFFICIALS_ACCUSE, (0, 14), ["china", "accusation"], id="whose officials speak"),
        pytest.param(CHINA_SAID, (0, 5), [], id="the subject of the reporting verb"),
        pytest.param(WE_THANK_US, (0, 2), ["united_states"], id="a pronoun that speaks"),
    ],
)
def test_the_words_that_name_the_speaker_speak_of_no_target(
    sentence: Sentence, source: Span, targets: list[str]
) -> None:
    assert list(FIND_TARGETS(sentence, "United States", [source])) == targets


def test_mentions_of_a_target_are_in_order_of_the_text() -> None:
    mentions = FIND_TARGETS(WE_THANK_US, "United States")["united_states"]
    assert [words[0].form for words in mentions] == ["We", "US"]

"""Where a sentence speaks of a target, and when only in passing."""

import pytest

from rejoinder.syntax import Sentence
from tests.support.stance_sentences import (
    CHINA_IS_A_VICTIM,
    CHINA_SAID,
    COUNTER_ACCUSATIONS,
    FIND_TARGETS,
    NOTHING_TO_DO,
    OFFICIALS_ACCUSE,
    THEY_TOLD_US,
    WE_THANK_US,
    parse_words,
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
    assert [surface(sentence)[slice(*mention.span)] for mention in mentions] == mentioned


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
    ("sentence", "side", "target", "passing"),
    [
        pytest.param(OFFICIALS_ACCUSE, "United States", "united_states", True, id="own side says whose officials"),
        pytest.param(OFFICIALS_ACCUSE, "United States", "china", False, id="another side's army"),
        pytest.param(CHINA_SAID, "China", "china", True, id="own side says who speaks"),
        pytest.param(CHINA_IS_A_VICTIM, "China", "china", False, id="own side is what is spoken of"),
        pytest.param(CHINA_SAID, "United States", "china", False, id="another side's words are reported"),
        pytest.param(WE_THANK_US, "United States", "united_states", False, id="own side as object"),
    ],
)
def test_own_side_in_passing_is_recognised(sentence: Sentence, side: str, target: str, passing: bool) -> None:
    assert FIND_TARGETS(sentence, side)[target][-1].passing is passing


def test_what_hangs_on_the_speakers_name_is_in_passing() -> None:
    sentence = parse_words(
        "General General PROPN 5 nsubj | Wu Wu PROPN 1 flat | of of ADP 4 case | China China PROPN 1 nmod | "
        "agreed agree VERB 0 root"
    )
    assert [FIND_TARGETS(sentence, "China", speaker)["china"][0].passing for speaker in ("Wu", "Li")] == [True, False]

"""Whom a statement speaks of that names no other side."""

import pytest

from rejoinder.stances.implied import Opponent, SentenceSides, find_opponents, find_stand_ins
from rejoinder.syntax import Sentence
from tests.support.stance_sentences import CHINA_SAID, THEY_TOLD_US, parse_words

ENEMY_STRIKES = parse_words("""
    The the DET 2 det
    enemy enemy NOUN 3 nsubj
    strikes strike VERB 0 root
    our our PRON 5 nmod:poss
    neighbour neighbour NOUN 3 obj
""")
REGIME_OF_TARIFFS = parse_words("""
    The the DET 2 det
    regime regime NOUN 5 nsubj
    of of ADP 4 case
    tariffs tariff NOUN 2 nmod
    ended end VERB 0 root
""")
MAPS_AND_THEY = parse_words("""
    Maps map NOUN:Number=Plur 2 nsubj
    help help VERB 0 root
    when when SCONJ 5 mark
    they they PRON 5 nsubj
    fit fit VERB 2 advcl
""")
NEAR, FAR = Opponent("Sudland", 2), Opponent("Sudland", 3)


def article(*sentences: str) -> list[SentenceSides]:
    """Sentences as "own side: sides that are named", the own one not being meant."""
    return [
        SentenceSides(own=own, named=frozenset(sides.split()), meant=frozenset(sides.split()) - {own})
        for own, sides in (sentence.split(":") for sentence in sentences)
    ]


@pytest.mark.parametrize(
    ("sentences", "opponent"),
    [
        pytest.param([": Sudland", "Norland:"], Opponent("Sudland", 1), id="the other side of the article"),
        pytest.param(
            [": Sudland", ":", "Norland:"], Opponent("Sudland", 2), id="named in the sentence before the last"
        ),
        pytest.param([": Sudland Norland", "Norland: Norland"], Opponent("Sudland", 1), id="the own side is none"),
        pytest.param([": Sudland Ostland", ": Sudland", "Norland:"], Opponent("Sudland", 1), id="the one named most"),
        pytest.param([": Sudland", ": Ostland", "Norland:"], Opponent("Ostland", 1), id="of equals the one named last"),
        pytest.param([": Sudland", "Norland: Ostland"], None, id="another side is named"),
        pytest.param([": Sudland", ":"], None, id="the speaker has no side"),
        pytest.param([": Sudland Ostland Westland", "Norland:"], None, id="an article of many sides"),
    ],
)
def test_the_side_that_an_article_speaks_of_most(sentences: list[str], opponent: Opponent | None) -> None:
    *_, found = find_opponents(article(*sentences))
    assert found == opponent


def test_a_side_that_is_named_later_is_not_meant() -> None:
    assert [*find_opponents(article("Norland:", ": Sudland"))] == [None, None]


@pytest.mark.parametrize(
    ("sentence", "opponent", "forms"),
    [
        pytest.param(THEY_TOLD_US, NEAR, ["They"], id="a pronoun near its antecedent"),
        pytest.param(THEY_TOLD_US, FAR, [], id="a pronoun far from it"),
        pytest.param(MAPS_AND_THEY, NEAR, [], id="a plural noun stands before the pronoun"),
        pytest.param(ENEMY_STRIKES, FAR, ["enemy", "neighbour"], id="definite nouns"),
        pytest.param(REGIME_OF_TARIFFS, NEAR, [], id="a noun that says what it means"),
        pytest.param(CHINA_SAID, NEAR, [], id="nothing"),
    ],
)
def test_words_that_stand_for_a_side(sentence: Sentence, opponent: Opponent, forms: list[str]) -> None:
    assert [word.form for (word,) in find_stand_ins(sentence, (), opponent)] == forms


def test_the_words_that_name_the_speaker_stand_for_nobody_else() -> None:
    assert find_stand_ins(THEY_TOLD_US, [(0, 4)], NEAR) == ()

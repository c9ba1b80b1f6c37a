"""Whom a statement speaks of without naming them."""

import pytest

from rejoinder.stances.implied import (
    Opponent,
    SentenceSides,
    find_dual_mentions,
    find_opponents,
    find_pair,
    find_stand_ins,
)
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
NEAR, FAR = Opponent("Sudland", 2, 1.0), Opponent("Sudland", 3, 1.0)


def article(*sentences: str) -> list[SentenceSides]:
    """Sentences as "own side: sides that are named", the own one not being meant."""
    return [
        SentenceSides(own=own, named=frozenset(sides.split()), meant=frozenset(sides.split()) - {own})
        for own, sides in (sentence.split(":") for sentence in sentences)
    ]


@pytest.mark.parametrize(
    ("sentences", "opponent"),
    [
        pytest.param([": Sudland", "Norland:"], Opponent("Sudland", 1, 1.0), id="the other side of the article"),
        pytest.param(
            [": Sudland", ":", "Norland:"], Opponent("Sudland", 2, 1.0), id="named in the sentence before the last"
        ),
        pytest.param([": Sudland Norland", "Norland: Norland"], Opponent("Sudland", 1, 1.0), id="the own side is none"),
        pytest.param(
            [": Sudland Ostland", ": Sudland", "Norland:"], Opponent("Sudland", 1, 2 / 3), id="the one named most"
        ),
        pytest.param(
            [": Sudland", ": Ostland", "Norland:"], Opponent("Ostland", 1, 0.5), id="of equals the one named last"
        ),
        pytest.param([": Sudland", "Norland: Ostland"], None, id="another side is named"),
        pytest.param([": Sudland", ":"], None, id="the speaker has no side"),
    ],
)
def test_the_side_that_an_article_speaks_of_most(sentences: list[str], opponent: Opponent | None) -> None:
    *_, found = find_opponents(article(*sentences))
    assert found == opponent


def test_a_side_that_is_named_later_is_not_meant() -> None:
    assert [*find_opponents(article("Norland:", ": Sudland"))] == [None, None]


@pytest.mark.parametrize(
    ("sentences", "pair"),
    [
        pytest.param([": Ostland Sudland", "Ostland: Sudland", ": Norland Ostland"], {"Sudland", "Ostland"}, id="most"),
        pytest.param([": Sudland", "Sudland:"], set(), id="an article of one side"),
    ],
)
def test_both_sides_are_the_two_that_an_article_speaks_of_most(sentences: list[str], pair: set[str]) -> None:
    assert find_pair(article(*sentences)) == pair


@pytest.mark.parametrize(
    ("phrase", "is_dual"),
    [
        pytest.param("both both DET 2 det | sides side NOUN 0 root", True, id="both sides"),
        pytest.param("the the DET 3 det | two two NUM 3 nummod | states state NOUN 0 root", True, id="the two states"),
        pytest.param("our we PRON 3 nmod:poss | two two NUM 3 nummod | nations nation NOUN 0 root", True, id="our two"),
        pytest.param("two two NUM 2 nummod | states state NOUN 0 root", False, id="any two states"),
        pytest.param("the the DET 2 det | states state NOUN 0 root", False, id="the states"),
        pytest.param("both both DET 2 det | ships ship NOUN 0 root", False, id="no parties"),
        pytest.param("both both DET 3 det | major major ADJ 3 amod | parties party NOUN 0 root", False, id="described"),
        pytest.param(
            "both both DET 2 det | sides side NOUN 0 root | of of ADP 5 case | it it PRON 2 nmod",
            False,
            id="sides of a thing",
        ),
    ],
)
def test_words_that_speak_of_two_sides_together(phrase: str, is_dual: bool) -> None:
    assert bool(find_dual_mentions(parse_words(phrase))) == is_dual


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

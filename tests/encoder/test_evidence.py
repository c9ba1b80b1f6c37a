"""Words behind a score, on hand-written parses and contributions."""

import numpy as np
import pytest

from rejoinder.encoder.evidence import rank_words
from rejoinder.syntax import Sentence, Span
from tests.support.stance_sentences import parse_words

TROOPS = parse_words("""
    On on ADP 2 case
    Monday Monday NOUN 6 obl
    the the DET 5 det
    Ruritanian Ruritanian ADJ 5 amod
    army army NOUN 6 nsubj
    said say VERB 0 root
    its its PRON 8 nmod:poss
    troops troop NOUN 11 nsubj
    were be AUX 11 aux
    not not PART 11 advmod
    firing fire VERB 6 ccomp
""")
QUOTED = parse_words("""
    " " PUNCT 2 punct
    Lies lie NOUN 5 ccomp
    , , PUNCT 5 punct
    " " PUNCT 5 punct
    said say VERB 0 root
    Novak Novak PROPN 5 nsubj
""")

HEADLINE = parse_words("""
    Ruritania Ruritania PROPN 2 nsubj
    Wants want VERB 0 root
    Peace Peace PROPN 2 obj
""")


def rank(sentence: Sentence, added: dict[str, float], aside: tuple[Span, ...] = ()) -> list[str]:
    """Ranked words of a sentence with a subword a word; all add 1 but those that are named."""
    spans = np.array([(word.start, word.end) for word in sentence.words])
    contributions = np.array([added.get(word.form, 1.0) for word in sentence.words])
    return [word.form for _, word in rank_words([sentence], spans, contributions, aside)]


def test_words_that_add_most_come_first() -> None:
    assert rank(TROOPS, {"troops": 0.5, "firing": 3, "not": 2}) == ["firing", "not", "army"]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("said", id="verb of saying"),
        pytest.param("Monday", id="weekday that was parsed as a noun"),
        pytest.param("Ruritanian", id="part of a name"),
        pytest.param("were", id="auxiliary"),
        pytest.param("its", id="pronoun"),
        pytest.param("the", id="determiner"),
    ],
)
def test_a_word_that_says_nothing_is_no_evidence(form: str) -> None:
    assert form not in rank(TROOPS, {form: 9})


def test_a_capital_after_a_quotation_mark_is_no_name() -> None:
    assert rank(QUOTED, {}) == ["Lies"]


def test_a_capitalised_verb_of_a_headline_is_no_name() -> None:
    assert rank(HEADLINE, {}) == ["Wants"]


def test_words_left_aside_are_no_evidence() -> None:
    (army,) = [word for word in TROOPS.words if word.form == "army"]
    assert "army" not in rank(TROOPS, {"army": 9}, aside=((army.start, army.end),))


def test_a_word_that_adds_little_or_takes_away_is_no_evidence() -> None:
    assert rank(TROOPS, {"army": 0.1, "troops": -2, "firing": 4, "not": 0.5}) == ["firing"]


def test_a_word_adds_what_all_subwords_add_that_touch_it() -> None:
    spans, contributions = np.array([(3, 5), (5, 9), (8, 9)]), np.array([1.0, 2.0, 4.0])
    (only,) = rank_words([parse_words("We we PRON 2 nsubj|agreed agree VERB 0 root")], spans, contributions)
    assert (only.word.form, only.logit) == ("agreed", 7.0)

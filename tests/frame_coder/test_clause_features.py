"""Clause features, on hand-written parses."""

import pytest

from rejoinder.frame_coder import clause_features
from rejoinder.frame_coder.cues import find_own_side
from tests.support.parses import parsed

DEFEND = """
1 We we PRON PRP Person=1 3 nsubj _ _
2 will will AUX MD _ 3 aux _ _
3 strike strike VERB VB _ 0 root _ _
4 back back ADV RB _ 3 advmod _ _
5 if if SCONJ IN _ 7 mark _ _
6 they they PRON PRP Person=3 7 nsubj _ _
7 attack attack VERB VBP _ 3 advcl _ _
8 us we PRON PRP Person=1 7 obj _ _
"""
SHELLED = """
1 Our our PRON PRP$ Person=1 2 nmod:poss _ _
2 ports port NOUN NNS _ 4 nsubj:pass _ _
3 were be AUX VBD _ 4 aux:pass _ _
4 shelled shell VERB VBN _ 0 root _ _
"""
DENIED = """
1 Ruritania Ruritania PROPN NNP _ 2 nsubj _ _
2 denied deny VERB VBD _ 0 root _ _
3 that that SCONJ IN _ 7 mark _ _
4 it it PRON PRP Person=3 7 nsubj _ _
5 had have AUX VBD _ 7 aux _ _
6 not not PART RB _ 7 advmod _ _
7 paid pay VERB VBN _ 2 ccomp _ _
"""
TALK = """
1 Urge urge VERB VB Mood=Imp 0 root _ _
2 them they PRON PRP Person=3 1 obj _ _
3 to to PART TO _ 4 mark _ _
4 talk talk VERB VB _ 1 xcomp _ _
"""


@pytest.mark.parametrize(
    ("source", "own_names", "expected"),
    [
        pytest.param(
            DEFEND,
            (),
            {
                "own side acts", "own side will act", "own side is acted on", "others act on own side", "future",
                "condition", "first person",
            },
            id="threat of the own side",
        ),
        pytest.param(SHELLED, (), {"own side is acted on", "first person"}, id="passive with a possessive"),
        pytest.param(
            DENIED,
            ("Ruritania",),
            {"own side acts", "own side does not act", "negated clause", "denial", "reported"},
            id="reported denial, the pronoun being the own side",
        ),
        pytest.param(TALK, (), {"imperative", "directive"}, id="imperative"),
    ],
)  # fmt: skip
def test_clause_features(source: str, own_names: tuple[str, ...], expected: set[str]) -> None:
    text = " ".join(line.split()[1] for line in source.strip().splitlines())
    sentences = parsed(text, source)
    marks = clause_features.compute_clause_features(
        text, sentences, [find_own_side(sentence, own_names) for sentence in sentences]
    )
    assert {name for name, mark in zip(clause_features.NAMES, marks, strict=True) if mark} == expected

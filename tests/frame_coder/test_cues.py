"""Cues of a codebook: when a word signals a frame, and when syntax says it does not."""

import pytest

from rejoinder.codebook import Codebook, CodebookCue, Frame
from rejoinder.frame_coder.cues import combine_weights, find_own_side, match_cues
from rejoinder.syntax import Sentence
from tests.support.parses import parsed


def book(**cues: CodebookCue) -> Codebook:
    frames = {
        name: Frame(label=name, definition="", include=[], exclude=[], examples=[], cues=[cue])
        for name, cue in cues.items()
    }
    return Codebook(unit="", source="", frames=frames)


WE_DENY = """
1 We we PRON PRP Number=Plur|Person=1 3 nsubj _ _
2 never never ADV RB _ 3 advmod _ _
3 denied deny VERB VBD _ 0 root _ _
4 the the DET DT _ 5 det _ _
5 attack attack NOUN NN _ 3 obj _ _
6 . . PUNCT . _ 3 punct _ _
"""

STRUCK = """
1 Ruritania Ruritania PROPN NNP _ 3 nsubj:pass _ _
2 was be AUX VBD _ 3 aux:pass _ _
3 attacked attack VERB VBN _ 0 root _ _
4 by by ADP IN _ 5 case _ _
5 pirates pirate NOUN NNS _ 3 obl:agent _ _
"""

REPORTED = """
1 Ruritania Ruritania PROPN NNP _ 2 nsubj _ _
2 said say VERB VBD _ 0 root _ _
3 it it PRON PRP _ 5 nsubj _ _
4 would would AUX MD _ 5 aux _ _
5 retaliate retaliate VERB VB _ 2 ccomp _ _
"""

CONTRAST = """
1 We we PRON PRP Number=Plur|Person=1 2 nsubj _ _
2 want want VERB VBP _ 0 root _ _
3 not not PART RB _ 4 advmod _ _
4 war war NOUN NN _ 2 obj _ _
5 but but CCONJ CC _ 6 cc _ _
6 rules rule NOUN NNS _ 4 conj _ _
7 and and CCONJ CC _ 8 cc _ _
8 cooperation cooperation NOUN NN _ 4 conj _ _
"""

TALKS = """
1 They they PRON PRP _ 3 nsubj _ _
2 may may AUX MD _ 3 aux _ _
3 offer offer VERB VB _ 0 root _ _
4 joint joint ADJ JJ _ 5 amod _ _
5 patrols patrol NOUN NNS _ 3 obj _ _
6 tomorrow tomorrow NOUN NN _ 3 obl:tmod _ _
"""


def sentence(source: str) -> Sentence:
    text = " ".join(line.split()[1] for line in source.strip().splitlines())
    return parsed(text, source)[0]


@pytest.mark.parametrize(
    ("source", "cue", "phrases"),
    [
        pytest.param(TALKS, CodebookCue(lemmas="joint patrol"), ["joint patrols"], id="a phrase by its lemmas"),
        pytest.param(TALKS, CodebookCue(lemmas="offer * patrol"), ["offer joint patrols"], id="a star is any one word"),
        pytest.param(TALKS, CodebookCue(lemmas="accept|offer joint"), ["offer joint"], id="either lemma"),
        pytest.param(TALKS, CodebookCue(lemmas="offer", upos="NOUN"), [], id="another part of speech"),
        pytest.param(TALKS, CodebookCue(lemmas="patrol joint"), [], id="another order"),
        pytest.param(STRUCK, CodebookCue(lemmas="ATTACK"), ["attacked"], id="any case"),
    ],
)
def test_a_cue_matches(source: str, cue: CodebookCue, phrases: list[str]) -> None:
    matches = match_cues(sentence(source), book(f=cue), frozenset())
    assert [" ".join(word.form for word in match.words) for match in matches] == phrases


@pytest.mark.parametrize(
    ("source", "cue", "own", "counts"),
    [
        pytest.param(WE_DENY, CodebookCue(lemmas="deny"), [], False, id="negation blocks"),
        pytest.param(WE_DENY, CodebookCue(lemmas="deny", negated="ignored"), [], True, id="negation ignored"),
        pytest.param(
            WE_DENY, CodebookCue(lemmas="deny", negated="required"), [], True, id="negation required and there"
        ),
        pytest.param(CONTRAST, CodebookCue(lemmas="cooperation"), [], True, id="negation ends at 'but'"),
        pytest.param(CONTRAST, CodebookCue(lemmas="war"), [], False, id="negation before 'but'"),
        pytest.param(
            STRUCK, CodebookCue(lemmas="attack", negated="required"), [], False, id="negation required and missing"
        ),
        pytest.param(WE_DENY, CodebookCue(lemmas="attack"), [], False, id="negation over the verb reaches its object"),
        pytest.param(
            STRUCK, CodebookCue(lemmas="attack", own_side="object"), ["Ruritania"], True, id="passive subject is struck"
        ),
        pytest.param(
            STRUCK, CodebookCue(lemmas="attack", own_side="object"), ["Pirates"], False, id="own side is the attacker"
        ),
        pytest.param(STRUCK, CodebookCue(lemmas="attack", own_side="any"), ["pirates"], True, id="own side anywhere"),
        pytest.param(STRUCK, CodebookCue(lemmas="attack", own_side="any"), [], False, id="own side nowhere"),
        pytest.param(
            WE_DENY, CodebookCue(lemmas="deny", own_side="subject", negated="ignored"), [], True, id="first person acts"
        ),
        pytest.param(
            REPORTED, CodebookCue(lemmas="retaliate", own_side="subject"), [], True, id="'it' is who is reported"
        ),
    ],
)
def test_a_cue_counts(source: str, cue: CodebookCue, own: list[str], counts: bool) -> None:
    tree = sentence(source)
    (match,) = match_cues(tree, book(f=cue), find_own_side(tree, own))
    assert match.counts == counts


def test_an_own_name_of_several_words_is_found_whole() -> None:
    source = """
    1 The the DET DT _ 3 det _ _
    2 Royal Royal PROPN NNP _ 3 compound _ _
    3 Navy Navy PROPN NNP _ 4 nsubj _ _
    4 left leave VERB VBD _ 0 root _ _
    """
    assert find_own_side(sentence(source), ["royal navy", "royal guard"]) == {2, 3}


def test_strengths_add_up_as_noisy_or() -> None:
    matches = match_cues(
        sentence(STRUCK),
        book(f=CodebookCue(lemmas="attack", weight=0.5), g=CodebookCue(lemmas="pirate", weight=0.4)),
        frozenset(),
    )
    assert combine_weights(matches, "f") == 0.5
    assert combine_weights([*matches, *matches], "f") == 0.75
    assert combine_weights(matches, "h") == 0.0


def test_the_reader_is_told_why_a_cue_does_not_count() -> None:
    (match,) = match_cues(sentence(WE_DENY), book(f=CodebookCue(lemmas="deny")), frozenset())
    assert str(match) == "cue 'denied' [deny] (does not count: negation)"


def test_a_cue_of_any_word_is_found_at_each() -> None:
    (tree,) = parsed("Talks failed", "1 Talks talk NOUN NNS _ 2 nsubj _ _\n2 failed fail VERB VBD _ 0 root _ _")
    cue = CodebookCue(lemmas="*")
    assert [match.words[0].form for match in match_cues(tree, book(f=cue), frozenset())] == ["Talks", "failed"]

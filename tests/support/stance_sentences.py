"""Sentences that speak of targets, parsed by hand, and what finds the targets in them."""

import re

from rejoinder.stances.targets import Finders, TargetFinder
from rejoinder.syntax import Sentence, Word


def parse_words(text: str, sent_id: int = 1) -> Sentence:
    """A sentence from "form lemma upos head deprel" for each word, by line or "|"; its words are one space apart.

    Features may follow the part of speech: "NOUN:Number=Plur".
    """
    words, position = [], 0
    for number, line in enumerate(re.split(r"[|\n]", text.strip()), 1):
        form, lemma, upos, head, deprel = line.split()
        upos, _, feats = upos.partition(":")
        end = position + len(form)
        words.append(Word(number, form, lemma, upos, "_", feats or "_", int(head), deprel, position, end))
        position += len(form) + 1
    return Sentence("article", sent_id, 0, tuple(words))


def surface(sentence: Sentence) -> str:
    return " ".join(word.form for word in sentence.words)


OFFICIALS_ACCUSE = parse_words("""
    U.S. U.S. PROPN 2 compound
    officials official NOUN 3 nsubj
    accused accuse VERB 0 root
    the the DET 6 det
    Chinese Chinese ADJ 6 amod
    army army NOUN 3 obj
""")
WE_THANK_US = parse_words("""
    We we PRON 2 nsubj
    thank thank VERB 0 root
    the the DET 4 det
    US US PROPN 2 obj
    for for ADP 6 case
    help help NOUN 2 obl
""")
THEY_TOLD_US = parse_words("""
    They they PRON 2 nsubj
    told tell VERB 0 root
    us we PRON 2 iobj
    nothing nothing PRON 2 obj
""")
CHINA_SAID = parse_words("""
    China China PROPN 2 nsubj
    said say VERB 0 root
    it it PRON 4 nsubj
    agreed agree VERB 2 ccomp
""")
NOTHING_TO_DO = parse_words("""
    They they PRON 2 nsubj
    had have VERB 0 root
    nothing nothing PRON 2 obj
    to to PART 5 mark
    do do VERB 3 acl
    with with ADP 7 case
    hacking hacking NOUN 5 obl
""")
WE_WILL_ANSWER = parse_words("""
    We we PRON 3 nsubj
    will will AUX 3 aux
    answer answer VERB 0 root
    any any DET 5 det
    attack attack NOUN 3 obj
""")
COUNTER_ACCUSATIONS = parse_words("""
    Counter counter NOUN 3 compound
    - - PUNCT 1 punct
    accusations accusation NOUN 4 nsubj
    flew fly VERB 0 root
""")

_SIDES = {
    "United States": ["United States", "U.S.", "US", "American"],
    "China": ["China", "Chinese", "People's Liberation Army"],
}
FIND_TARGETS = TargetFinder(
    phrases={
        "united_states": _SIDES["United States"],
        "china": _SIDES["China"],
        "accusation": ["accusation", "counter-accusation", "accuse", "have * to do with"],
    },
    own_sides={"united_states": frozenset({"United States"}), "china": frozenset({"China"}), "accusation": frozenset()},
)
FINDERS = Finders(
    targets=FIND_TARGETS,
    sides=TargetFinder(phrases=_SIDES, own_sides={side: frozenset({side}) for side in _SIDES}),
)

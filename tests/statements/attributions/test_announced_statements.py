"""Statements that a report announces and prints without quotation marks."""

import pytest

from rejoinder.statements.attributions import extract_attributions
from tests.support.attribution_cases import LEXICON
from tests.support.parses import parsed

ISSUED = """
# block = 0
1 The the DET DT _ 2 det _ _
2 party party NOUN NN Number=Sing 3 nsubj _ _
3 issued issue VERB VBD _ 0 root _ _
4 the the DET DT _ 6 det _ _
5 following following ADJ JJ _ 6 amod _ _
6 statement statement NOUN NN Number=Sing 3 obj _ _
7 : : PUNCT : _ 3 punct _ _
8 It it PRON PRP _ 9 nsubj _ _
9 leaks leak VERB VBZ _ 3 parataxis _ _
10 . . PUNCT . _ 3 punct _ _
"""
STAYS = """
# block = 1
1 The the DET DT _ 2 det _ _
2 dam dam NOUN NN Number=Sing 3 nsubj _ _
3 stays stay VERB VBZ _ 0 root _ _
4 . . PUNCT . _ 3 punct _ _
"""
RAINED = """
# block = 1
1 It it PRON PRP _ 2 nsubj _ _
2 rained rain VERB VBD _ 0 root _ _
3 . . PUNCT . _ 2 punct _ _
"""
WAS_BUILT = """
# block = 1
1 It it PRON PRP _ 3 nsubj:pass _ _
2 was be AUX VBD _ 3 aux:pass _ _
3 built build VERB VBN _ 0 root _ _
4 . . PUNCT . _ 3 punct _ _
"""
WAS_OURS = """
# block = 1
1 It it PRON PRP _ 3 nsubj _ _
2 was be AUX VBD _ 3 cop _ _
3 ours ours PRON PRP _ 0 root _ _
4 for for ADP IN _ 5 case _ _
5 us we PRON PRP _ 3 obl _ _
6 . . PUNCT . _ 3 punct _ _
"""
MEANWHILE = """
# block = 1
1 Meanwhile meanwhile ADV RB _ 4 advmod _ _
2 the the DET DT _ 3 det _ _
3 dam dam NOUN NN Number=Sing 4 nsubj _ _
4 stays stay VERB VBZ _ 0 root _ _
5 . . PUNCT . _ 4 punct _ _
"""


def _extract(text: str, source: str) -> list[tuple[str, str]]:
    starts = [0, *(n + 2 for n in range(len(text)) if text.startswith("\n\n", n))]
    ends = [*(start - 2 for start in starts[1:]), len(text)]
    blocks = [{"kind": "paragraph", "start": start, "end": end} for start, end in zip(starts, ends, strict=True)]
    found = extract_attributions(text, blocks, parsed(text, source), LEXICON)
    announced = [a for a in found if a.rule == "announced-statement"]
    return [(text[slice(*a.source[0])], " | ".join(text[slice(*span)] for span in a.content)) for a in announced]


@pytest.mark.parametrize(
    ("below", "parse", "said"),
    [
        ("The dam stays.", STAYS, "It leaks. | The dam stays."),
        ("It rained.", RAINED, "It leaks."),
        ("It was built.", WAS_BUILT, "It leaks."),
        ("It was ours for us.", WAS_OURS, "It leaks. | It was ours for us."),
        ("Meanwhile the dam stays.", MEANWHILE, "It leaks."),
    ],
    ids=["goes on", "is narrated", "is narrated in the passive", "tells of us", "turns to something else"],
)
def test_statement_without_marks_is_of_who_issues_it_until_the_report_goes_on(
    below: str, parse: str, said: str
) -> None:
    text = f"The party issued the following statement: It leaks.\n\n{below}"
    assert _extract(text, ISSUED + parse) == [("The party", said)]


def test_narrative_in_the_paragraph_of_the_statement_is_the_reports() -> None:
    text = "The party issued the following statement: It leaks. It rained. The dam stays."
    below = (RAINED + STAYS).replace("# block = 1", "")
    assert _extract(text, ISSUED + below) == [("The party", "It leaks.")]

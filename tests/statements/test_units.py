"""Each sentence's one speaker and form, on a hand-written parse of one article."""

from dataclasses import replace
from typing import Any

import pytest

from rejoinder.statements.model import Attribution, Span, Speaker
from rejoinder.statements.units import NO_ATTRIBUTION, Unit, code_units
from rejoinder.syntax import Sentence
from tests.support.parses import parsed

TEXT = (
    "Tarn said the dam would hold, although Mora fears a flood after every storm in the hills.\n\n"
    '"It will hold," Tarn said. "We checked."\n\n'
    "The engineers, whom Mora calls lazy, left the village on Sunday with three lorries and a crane.\n\n"
    'Tarn called Mora "a prophet of doom."\n\n'
    "(Reporting by Ana Reyes)"
)
PARSE = """
1  Tarn  Tarn PROPN NNP _ 2 nsubj _ _
2  said  say VERB VBD _ 0 root _ _
3  the  the DET DT _ 4 det _ _
4  dam  dam NOUN NN _ 6 nsubj _ _
5  would  would AUX MD _ 6 aux _ _
6  hold  hold VERB VB _ 2 ccomp _ _
7  ,  , PUNCT , _ 10 punct _ _
8  although  although SCONJ IN _ 10 mark _ _
9  Mora  Mora PROPN NNP _ 10 nsubj _ _
10  fears  fear VERB VBZ _ 2 advcl _ _
11  a  a DET DT _ 12 det _ _
12  flood  flood NOUN NN _ 10 obj _ _
13  after  after ADP IN _ 15 case _ _
14  every  every DET DT _ 15 det _ _
15  storm  storm NOUN NN _ 10 obl _ _
16  in  in ADP IN _ 18 case _ _
17  the  the DET DT _ 18 det _ _
18  hills  hill NOUN NNS _ 15 nmod _ _
19  .  . PUNCT . _ 2 punct _ _

1  "  " PUNCT `` _ 4 punct _ _
2  It  it PRON PRP _ 4 nsubj _ _
3  will  will AUX MD _ 4 aux _ _
4  hold  hold VERB VB _ 8 ccomp _ _
5  ,  , PUNCT , _ 4 punct _ _
6  "  " PUNCT '' _ 4 punct _ _
7  Tarn  Tarn PROPN NNP _ 8 nsubj _ _
8  said  say VERB VBD _ 0 root _ _
9  .  . PUNCT . _ 8 punct _ _

1  "  " PUNCT `` _ 3 punct _ _
2  We  we PRON PRP _ 3 nsubj _ _
3  checked  check VERB VBD _ 0 root _ _
4  .  . PUNCT . _ 3 punct _ _
5  "  " PUNCT '' _ 3 punct _ _

1  The  the DET DT _ 2 det _ _
2  engineers  engineer NOUN NNS _ 9 nsubj _ _
3  ,  , PUNCT , _ 6 punct _ _
4  whom  whom PRON WP _ 6 obj _ _
5  Mora  Mora PROPN NNP _ 6 nsubj _ _
6  calls  call VERB VBZ _ 2 acl:relcl _ _
7  lazy  lazy ADJ JJ _ 6 xcomp _ _
8  ,  , PUNCT , _ 6 punct _ _
9  left  leave VERB VBD _ 0 root _ _
10  the  the DET DT _ 11 det _ _
11  village  village NOUN NN _ 9 obj _ _
12  on  on ADP IN _ 13 case _ _
13  Sunday  Sunday PROPN NNP _ 9 obl _ _
14  with  with ADP IN _ 16 case _ _
15  three  three NUM CD _ 16 nummod _ _
16  lorries  lorry NOUN NNS _ 9 obl _ _
17  and  and CCONJ CC _ 19 cc _ _
18  a  a DET DT _ 19 det _ _
19  crane  crane NOUN NN _ 16 conj _ _
20  .  . PUNCT . _ 9 punct _ _

1  Tarn  Tarn PROPN NNP _ 2 nsubj _ _
2  called  call VERB VBD _ 0 root _ _
3  Mora  Mora PROPN NNP _ 2 obj _ _
4  "  " PUNCT `` _ 6 punct _ _
5  a  a DET DT _ 6 det _ _
6  prophet  prophet NOUN NN _ 2 xcomp _ _
7  of  of ADP IN _ 8 case _ _
8  doom  doom NOUN NN _ 6 nmod _ _
9  .  . PUNCT . _ 2 punct _ _
10  "  " PUNCT '' _ 6 punct _ _

1  (  ( PUNCT -LRB- _ 2 punct _ _
2  Reporting  reporting NOUN NN _ 0 root _ _
3  by  by ADP IN _ 4 case _ _
4  Ana  Ana PROPN NNP _ 2 nmod _ _
5  Reyes  Reyes PROPN NNP _ 4 flat _ _
6  )  ) PUNCT -RRB- _ 2 punct _ _
"""
SENTENCES = parsed(TEXT, PARSE)
BLOCKS = [{"kind": "paragraph"}] * 4 + [{"kind": "credit"}]
NARRATED = Unit(attribution=None, form="narrated", rule=NO_ATTRIBUTION)


def _span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return start, start + len(words)


def _attribute(sent_id: int, source: str, cue: str, *content: str, kind: str, **rest: Any) -> Attribution:
    begin = SENTENCES[sent_id - 1].start
    return Attribution(
        sent_id=sent_id,
        source=(_span(source, begin),) if source else (),
        cue=(_span(cue, begin),) if cue else (),
        content=tuple(_span(piece, begin) for piece in content),
        kind=kind,
        rule=f"{kind}-rule",
        **rest,
    )


def _code(
    attributions: list[Attribution],
    speakers: list[str],
    acts: tuple[str, ...] = ("speech", "thought"),
    minor: float = 0.33,
    resolution: str = "by-hand",
) -> list[Unit]:
    named = [Speaker(name=name, kind="person", resolution=resolution) for name in speakers]
    return code_units(BLOCKS, SENTENCES, attributions, named, acts=frozenset(acts), minor_share=minor)


DAM = _attribute(1, "Tarn", "said", "the dam would hold, although Mora fears a flood", kind="indirect")
SHORT_DAM = _attribute(1, "Tarn", "said", "the dam would hold", kind="indirect")
FEAR = _attribute(1, "Mora", "fears", "a flood after every storm in the hills", kind="indirect", act="thought")
QUOTE = _attribute(2, "Tarn", "said", '"It will hold,"', '"We checked."', kind="direct")
LAZY = _attribute(4, "Mora", "calls", "lazy", kind="indirect")
PROPHET = _attribute(5, "Tarn", "called", 'Mora "a prophet of doom."', kind="mixed")


def test_without_attributions_every_sentence_is_narrated() -> None:
    assert _code([], []) == [NARRATED] * len(SENTENCES)


def test_quotation_of_two_sentences_makes_both_direct() -> None:
    units = _code([QUOTE], ["Tarn"])
    assert units[1:3] == [Unit(attribution=0, form="direct", rule="direct-rule")] * 2


def test_quoted_words_in_a_report_make_it_mixed() -> None:
    assert _code([PROPHET], ["Tarn"])[4].form == "mixed"


def test_report_in_the_main_clause_is_indirect() -> None:
    assert _code([DAM], ["Tarn"])[0] == Unit(attribution=0, form="indirect", rule="indirect-rule")


def test_speech_act_in_a_relative_clause_leaves_the_sentence_narrated() -> None:
    assert _code([LAZY], ["Mora"])[3] == NARRATED


def test_everything_counts_with_a_minor_share_of_zero() -> None:
    assert _code([LAZY], ["Mora"], minor=0.0)[3].form == "indirect"


def test_thought_over_a_third_of_the_words_counts() -> None:
    assert _code([FEAR], ["Mora"])[0].attribution == 0


def test_thought_below_the_share_does_not() -> None:
    assert _code([FEAR], ["Mora"], minor=0.6)[0] == NARRATED


def test_noun_for_words_that_nobody_is_named_for_leaves_the_sentence_narrated() -> None:
    noun = replace(DAM, rule="nominal-cue")
    assert _code([noun], ["unnamed source"], resolution="no-source")[0] == NARRATED
    assert _code([noun], ["Tarn"])[0].attribution == 0


@pytest.mark.parametrize("resolution", ["no-source", "indefinite-pronoun", "unresolved"])
def test_side_clause_without_a_named_source_leaves_the_sentence_narrated(resolution: str) -> None:
    nobody = Speaker(name="each", kind="group", resolution=resolution)
    units = code_units(BLOCKS, SENTENCES, [FEAR], [nobody], acts=frozenset({"thought"}), minor_share=0.33)
    assert units[0] == NARRATED


def test_acts_that_are_not_listed_never_count() -> None:
    assert _code([FEAR], ["Mora"], acts=("speech",))[0] == NARRATED


def test_nested_attribution_gives_way_to_the_outer_one() -> None:
    inner = _attribute(
        1, "Mora", "fears", "a flood after every storm in the hills", kind="indirect", act="thought", parent=0
    )
    assert _code([DAM, inner], ["Tarn", "Mora"])[0].attribution == 0


def test_a_report_in_a_clause_of_time_does_not_count() -> None:
    text = "He fled after Mora said the dam leaked."
    rows = """
1  He  he PRON PRP _ 2 nsubj _ _
2  fled  flee VERB VBD _ 0 root _ _
3  after  after SCONJ IN _ 5 mark _ _
4  Mora  Mora PROPN NNP _ 5 nsubj _ _
5  said  say VERB VBD _ 2 advcl _ _
6  the  the DET DT _ 7 det _ _
7  dam  dam NOUN NN _ 8 nsubj _ _
8  leaked  leak VERB VBD _ 5 ccomp _ _
9  .  . PUNCT . _ 2 punct _ _
"""
    report = Attribution(
        sent_id=1, source=((14, 18),), cue=((19, 23),), content=((24, 38),), kind="indirect", rule="by-hand"
    )
    mora = Speaker(name="Mora", kind="person", resolution="by-hand")
    units = code_units(BLOCKS[:1], parsed(text, rows), [report], [mora], acts={"speech"}, minor_share=0.33)
    assert units == [NARRATED]


def test_nested_attribution_counts_where_the_outer_one_does_not() -> None:
    outer = _attribute(
        1, "Tarn", "said", "the dam would hold, although Mora fears a flood", kind="indirect", act="feeling"
    )
    inner = _attribute(
        1, "Mora", "fears", "a flood after every storm in the hills", kind="indirect", act="thought", parent=0
    )
    assert _code([outer, inner], ["Tarn", "Mora"])[0].attribution == 1


def test_parents_in_a_circle_are_no_endless_loop() -> None:
    first = _attribute(1, "Tarn", "said", "the dam would hold", kind="indirect", parent=1)
    second = _attribute(1, "Mora", "fears", "a flood after every storm in the hills", kind="indirect", parent=0)
    assert _code([first, second], ["Tarn", "Mora"])[0] == NARRATED


def test_speech_outweighs_as_many_words_of_thought() -> None:
    longer = _attribute(1, "Mora", "fears", "a flood after every storm", kind="indirect", act="thought")
    assert _code([SHORT_DAM, longer], ["Tarn", "Mora"])[0].attribution == 0


def test_little_report_beside_a_quotation_leaves_it_direct() -> None:
    aside = _attribute(2, "Tarn", "said", "It", kind="indirect")
    assert _code([QUOTE, aside], ["Tarn", "Tarn"])[1].form == "direct"


def test_credit_line_is_never_coded() -> None:
    credit = _attribute(6, "Ana Reyes", "", "Reporting by", kind="direct")
    assert _code([credit], ["Ana Reyes"])[5] == NARRATED


@pytest.mark.parametrize("sentences", [[], SENTENCES[:1]], ids=["no sentence", "one sentence"])
def test_content_beyond_the_sentences_raises_nothing(sentences: list[Sentence]) -> None:
    speaker = Speaker(name="Tarn", kind="person", resolution="by-hand")
    units = code_units(BLOCKS, sentences, [QUOTE], [speaker], acts=frozenset({"speech"}), minor_share=0.33)
    assert units == [NARRATED] * len(sentences)


@pytest.mark.parametrize(("rule", "form"), [("object", "narrated"), ("that-clause", "indirect")])
def test_what_is_no_person_and_no_body_speaks_in_clauses_only(rule: str, form: str) -> None:
    attribution = replace(DAM, rule=rule)
    assert _code([attribution], ["the storm"], resolution="description-thing")[0].form == form


def test_label_that_only_names_the_place_speaks_nothing() -> None:
    assert _code([DAM], ["Norway"], resolution="label-topic")[0].form == "narrated"


def test_what_somebody_is_asked_in_passing_is_nobodys() -> None:
    asked = replace(FEAR, rule="passive-question-clause", act="speech")
    assert _code([SHORT_DAM, asked], ["Tarn", "Mora"])[0].attribution == 0
    assert _code([asked], ["Mora"])[0].form == "narrated"


QUOTED = "The paper quoted Ri as saying the harvest was good."
QUOTED_PARSE = """
1  The  the DET DT _ 2 det _ _
2  paper  paper NOUN NN _ 3 nsubj _ _
3  quoted  quote VERB VBD _ 0 root _ _
4  Ri  Ri PROPN NNP _ 3 obj _ _
5  as  as SCONJ IN _ 6 mark _ _
6  saying  say VERB VBG _ 3 advcl _ _
7  the  the DET DT _ 8 det _ _
8  harvest  harvest NOUN NN _ 10 nsubj _ _
9  was  be AUX VBD _ 10 cop _ _
10  good  good ADJ JJ _ 6 ccomp _ _
11  .  . PUNCT . _ 3 punct _ _
"""


def test_who_is_quoted_as_saying_speaks_and_not_who_quotes() -> None:
    outer = Attribution(
        sent_id=1, source=((0, 9),), cue=((10, 16),), content=((17, 50),), kind="indirect", rule="object-and-complement"
    )
    inner = Attribution(
        sent_id=1,
        source=((17, 19),),
        cue=((23, 29),),
        content=((30, 50),),
        kind="indirect",
        rule="that-clause",
        parent=0,
    )
    speakers = [Speaker(name=name, kind="person", resolution="full-name") for name in ("paper", "Ri")]
    blocks = [{"kind": "paragraph", "start": 0, "end": len(QUOTED)}]
    (unit,) = code_units(
        blocks, parsed(QUOTED, QUOTED_PARSE), [outer, inner], speakers, acts=["speech"], minor_share=0.4
    )
    assert unit.attribution == 1

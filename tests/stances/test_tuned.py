"""Option `tuned`: stance by what the encoder's heads read from mentions and statement."""

import numpy as np
import pytest

from rejoinder.encoder.heads import Heads
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.stances.implied import Opponent
from rejoinder.stances.model import Judgement, SourceClause, TargetInStatement
from rejoinder.stances.tuned import TunedStances, compute_probabilities
from rejoinder.syntax import Sentence
from tests.support.stance_sentences import WE_THANK_US

METHOD = TunedStances(least_polar=0.5, least_implied=0.3)
# one frame, which comes first among the readings; the biases are those of opposes, neutral, favours
HEADS = Heads(
    weights=np.zeros((7, 4)),
    frames={"deterrence": ""},
    frame_biases=np.zeros(1, np.float32),
    stance_biases=np.array([0, 0.5, 0], np.float32),
)

NO_CLAUSE = SourceClause()


def read(sentence: Sentence, **polarity: float) -> ArticleReadings:
    """Readings with a subword for each word, that of the named words being so much for favours and against opposes."""
    values = np.zeros((len(sentence.words), 7), np.float32)
    for number, word in enumerate(sentence.words):
        values[number, 4:] = np.array([-1, 0, 1]) * polarity.get(word.form, 0)
    starts, ends = ([getattr(word, name) for word in sentence.words] for name in ("start", "end"))
    return ArticleReadings(np.array(starts, np.int32), np.array(ends, np.int32), values)


def judge(sentence: Sentence, mention: int, readings: ArticleReadings, clause: SourceClause = NO_CLAUSE) -> Judgement:
    span, mentions = (sentence.start, sentence.end), ((sentence.word(mention),),)
    target = TargetInStatement(span=span, sentence=sentence, mentions=mentions, source_clause=clause)
    (judgement,) = METHOD.judge_targets([target], {"article": readings}, HEADS)
    assert judgement is not None
    return judgement


def test_logits_are_means_over_mentions_and_statement_and_a_bias() -> None:
    readings = read(WE_THANK_US, thank=6)
    readings.values[3, 1:4] = [0, 0, 2]  # of the mention
    probabilities = compute_probabilities(readings, (0, 24), [(13, 15)], HEADS)
    logits = np.array([-1, 0.5, 3])
    assert probabilities == pytest.approx(np.exp(logits) / np.exp(logits).sum(), abs=1e-6)


@pytest.mark.parametrize(
    ("thank", "label"),
    [
        pytest.param(12, "favours", id="favours is likely enough"),
        pytest.param(-12, "opposes", id="opposes is likely enough"),
        pytest.param(2, "neutral", id="favours is likelier than opposes, but not likely enough"),
    ],
)
def test_a_stance_is_polar_from_a_probability_on(thank: float, label: str) -> None:
    judgement = judge(WE_THANK_US, 4, read(WE_THANK_US, thank=thank))
    assert judgement.label == label
    assert (judgement.score > 0) == (thank > 0)


def test_evidence_are_content_words_outside_the_mention_the_strongest_first() -> None:
    judgement = judge(WE_THANK_US, 4, read(WE_THANK_US, We=9, thank=6, the=9, US=9, **{"for": 9, "help": 8}))
    assert judgement.evidence == ((20, 24), (3, 8))


def test_words_that_say_who_speaks_are_no_evidence() -> None:
    clause = SourceClause(source=((0, 2),), cue=((3, 8),))
    assert judge(WE_THANK_US, 4, read(WE_THANK_US, thank=18, help=8), clause).evidence == ((20, 24),)


def test_words_that_speak_against_a_stance_are_no_evidence_of_it() -> None:
    assert judge(WE_THANK_US, 4, read(WE_THANK_US, thank=18, help=-2)).evidence == ((3, 8),)


def test_a_neutral_stance_has_no_evidence() -> None:
    assert judge(WE_THANK_US, 4, read(WE_THANK_US, thank=2)).evidence == ()


def judge_implied(
    frame: float, *stand_ins: int, share: float = 0.75, method: TunedStances = METHOD, opponent: bool = True
) -> Judgement | None:
    """Judge an implied target of a statement with so high a logit of deterrence, all its words alike."""
    readings = read(WE_THANK_US, thank=12)
    readings.values[:, 0] = frame
    target = TargetInStatement(
        span=(0, 24),
        sentence=WE_THANK_US,
        mentions=tuple((WE_THANK_US.word(number),) for number in stand_ins),
        implied=True,
        opponent=Opponent("United States", 1, share) if opponent else None,
    )
    (judgement,) = method.judge_targets([target], {"article": readings}, HEADS)
    return judgement


def test_a_threat_opposes_whom_the_article_speaks_of() -> None:
    judgement = judge_implied(2, 1)  # whatever the words that stand for the target say
    assert judgement is not None
    assert (judgement.label, judgement.evidence) == ("opposes", ((3, 8), (20, 24)))
    assert judgement.rule == "implied: P(opposes)=0.67, as 75 % of what the article says of other sides is on this one"


def test_an_article_of_many_sides_implies_one_less_surely() -> None:
    shares = [judge_implied(2, share=share) for share in (0.9, 0.5)]
    assert [judgement and round(judgement.score, 2) for judgement in shares] == [-0.72, -0.58]


def test_words_that_stand_for_an_implied_target_are_judged_as_mentions() -> None:
    judgement = judge_implied(-9, 1)
    assert judgement is not None
    assert (judgement.label, judgement.rule[:23]) == ("favours", "implied: tuned: P(oppos")


def test_who_speaks_well_of_both_sides_favours_neither() -> None:
    judgement = judge_implied(-9, 1, opponent=False)
    assert judgement is not None
    assert judgement.label == "neutral"


@pytest.mark.parametrize(
    ("frame", "method"),
    [
        pytest.param(-9, METHOD, id="no threat"),
        pytest.param(2, TunedStances(least_polar=0.5, least_implied=None), id="switched off"),
    ],
)
def test_an_implied_target_that_is_not_meant(frame: float, method: TunedStances) -> None:
    assert judge_implied(frame, method=method) is None

"""Frames by cues."""

from rejoinder.frames import CueFrames
from rejoinder.frames.model import CodedFrame
from tests.support.coders import CODEBOOK, DENIES, SINGS, build_unit


def code(source: str) -> CodedFrame:
    method = CueFrames(variant="lexicon", threshold=0.5, margin=0.2)
    ((frame,),) = method([build_unit(source)], {}, CODEBOOK)
    return frame


def test_cues_give_a_score_and_are_the_evidence() -> None:
    assert code(DENIES) == CodedFrame("denial", 0.7, ((10, 16),), "cue 'denied' [deny]")


def test_a_statement_without_cues_scores_0_and_says_so() -> None:
    assert code(SINGS) == CodedFrame("denial", 0.0, (), "no cue")

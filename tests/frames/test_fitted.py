"""Frames by the fitted coder: scores, and the evidence behind them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from rejoinder.frame_coder.features import CodingUnit
from rejoinder.frame_coder.model import FittedCoder
from rejoinder.frames import CoderFrames
from rejoinder.frames.model import CodedFrame
from tests.support.coders import CODEBOOK, DENIES, ENCODER, SINGS, build_unit, fit_coder

DENIAL, SONG = build_unit(DENIES), build_unit(SINGS)
HYBRID = CoderFrames(variant="hybrid", threshold=None, margin=0.2)


@pytest.fixture(scope="module")
def coder() -> FittedCoder:
    return fit_coder()


def code(units: Sequence[CodingUnit], coder: FittedCoder) -> list[CodedFrame]:
    """The one frame of each unit."""
    return [frame for (frame,) in HYBRID(units, {}, CODEBOOK, coder, ENCODER)]


def test_a_frame_that_was_not_fitted_is_coded_by_its_cues_and_says_so(coder: FittedCoder) -> None:
    unfitted = replace(coder, classifiers={"denial": None}, duals=coder.duals[:, :0])
    rule = "cues alone, as training statements are too few: cue 'denied' [deny]"
    assert code([DENIAL], unfitted) == [CodedFrame("denial", 0.7, ((10, 16),), rule)]


def test_a_fitted_coder_tells_the_frame_and_points_at_its_words(coder: FittedCoder) -> None:
    denial, song = code([DENIAL, SONG], coder)
    assert denial.score > 0.8 > 0.2 > song.score
    assert (10, 16) in denial.evidence
    assert "meaning of denial +" in denial.rule


def test_words_are_named_only_where_the_frame_is_likely(coder: FittedCoder) -> None:
    denial, song = code([DENIAL, SONG], coder)
    assert "'" in denial.rule
    assert song.score < 0.2
    assert "'" not in song.rule
    assert song.evidence == ()


def test_the_features_named_add_up_to_the_score(coder: FittedCoder) -> None:
    (denial,) = code([DENIAL], coder)
    parts = [part.rsplit(" ", 1) for part in denial.rule.split("; ")]
    logit = sum(float(value) for name, value in parts if not name.startswith("'"))
    assert 1 / (1 + np.exp(-logit)) == pytest.approx(denial.score, abs=0.01)


def test_scores_do_not_depend_on_order_or_batch(coder: FittedCoder) -> None:
    units = [DENIAL, SONG, replace(SONG, context=DENIAL.text)]
    forward = code(units, coder)
    assert forward == code(units[::-1], coder)[::-1]
    assert forward == [code([unit], coder)[0] for unit in units]

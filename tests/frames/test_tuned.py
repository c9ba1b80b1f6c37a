"""Frames by the tuned network, on hand-written readings."""

from dataclasses import replace

import numpy as np
import pytest

from rejoinder.encoder.heads import Heads
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.frames.model import CodedFrame
from rejoinder.frames.tuned import TunedFrames
from tests.support.coders import DENIES, build_unit

HEADS = Heads(
    weights=np.zeros((8, 4)),
    frames={"victimhood": "", "denial": ""},
    frame_biases=np.array([0.0, -1.0], np.float32),
    stance_biases=np.zeros(3, np.float32),
)
METHOD = TunedFrames(variant="tuned", threshold=0.3, margin=0.1)
DENIAL = build_unit(DENIES)  # Ruritania denied the charge


def code(denial_readings: list[float], frames: tuple[str, ...] = ("denial",)) -> list[CodedFrame]:
    """The frames of "Ruritania denied the charge", one subword a word, after a subword of the sentence before."""
    values = np.zeros((len(denial_readings), 8), np.float32)
    values[:, 1] = denial_readings
    starts, ends = np.array([[0, 9], [10, 16], [17, 20], [21, 27]])[: len(values)].T
    readings = ArticleReadings(np.append(starts, 30), np.append(ends, 33), np.vstack([values, np.full((1, 8), 99)]))
    article = DENIAL.sentences[0].article_id
    (coded,) = METHOD([DENIAL], {article: readings}, frames, HEADS)
    return coded


def test_the_score_is_that_of_the_statements_own_readings_pooled_by_attention() -> None:
    (denial,) = code([2.0, 2.0, 2.0, 2.0])
    assert denial.score == pytest.approx(1 / (1 + np.exp(-(2.0 - 1.0))), abs=1e-4)
    assert denial.rule.startswith("network +1.00")


def test_evidence_are_the_content_words_that_add_most() -> None:
    (denial,) = code([0.0, 4.0, 6.0, 3.0])
    assert denial.evidence == ((10, 16), (21, 27))  # "the" adds most, but says nothing
    assert denial.rule.endswith("; 'denied' +1.05; 'charge' +0.62")


def test_a_word_that_adds_little_is_no_evidence() -> None:
    (denial,) = code([0.5, 8.0, 0.0, 0.5])
    assert denial.evidence == ((10, 16),)


def test_an_unlikely_frame_has_no_evidence() -> None:
    (denial,) = code([-9.0, 1.0, -9.0, -9.0])
    assert denial.score < 0.2
    assert denial.evidence == ()


def test_frames_come_in_the_codebooks_order_not_the_networks() -> None:
    assert [coded.frame for coded in code([0.0] * 4, ("denial", "victimhood"))] == ["denial", "victimhood"]


def test_a_statement_without_subwords_gets_what_the_bias_says() -> None:
    (denial,) = code([])
    assert denial.score == pytest.approx(1 / (1 + np.exp(1.0)), abs=1e-4)


def test_a_word_of_several_subwords_adds_what_they_add_together() -> None:
    article = DENIAL.sentences[0].article_id
    values = np.zeros((3, 8), np.float32)
    values[:, 1] = [3.0, 3.0, 3.0]
    readings = ArticleReadings(np.array([10, 13, 21]), np.array([13, 16, 27]), values)
    ((denial,),) = METHOD([replace(DENIAL)], {article: readings}, ("denial",), HEADS)
    assert denial.rule.endswith("'denied' +2.00; 'charge' +1.00")  # equal readings weigh the same

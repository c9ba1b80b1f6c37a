"""Frames by the network as it ships: linear heads on subword states, tuned on the codebook's frames."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from scipy.special import expit

from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.encoder import Floats
from rejoinder.encoder.heads import Heads
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.frame_coder.tuned import load_frame_heads
from rejoinder.frames import evidence
from rejoinder.frames.model import CodedFrame, PreparedMethod, ScoreBand, build_frame

_THRESHOLD = 0.5  # scores are measured from the logit that calibration chose


@dataclass(frozen=True, kw_only=True)
class TunedFrames:
    """Frames by what the heads of the tuned network read from a statement's subwords, whose mean decides.

    Attributes:
        variant: what stage `coder` makes for it: a table of the scores that came with the network, no coder.
    """

    variant: Literal["tuned"]

    def prepare(self, run: Run) -> PreparedMethod:
        """Load the heads; see `FrameMethod`.

        Raises:
            CodebookError: the codebook has frames that the network did not learn.
        """
        codebook: Codebook = run.load("codebook")
        heads = load_frame_heads(run.options["encodings"]["model"], codebook)
        bands = {frame: _read_band(heads, frame) for frame in codebook.frames}
        return PreparedMethod(partial(self, frames=tuple(codebook.frames), heads=heads), bands)

    def __call__(
        self,
        units: Sequence[CodingUnit],
        readings: Mapping[str, ArticleReadings],
        frames: Sequence[str],
        heads: Heads,
    ) -> list[list[CodedFrame]]:
        """Code each unit, in order, with each frame.

        A score is the probability by the heads, shifted so that the calibrated threshold is .5. Evidence are the
        content words that add most to the logit; each adds the readings of its subwords over the number of all.

        Args:
            units: the statements.
            readings: by article.
            frames: of the codebook.
            heads: the network's.
        """
        return [_code_unit(unit, readings[unit.sentences[0].article_id], frames, heads) for unit in units]


def _code_unit(unit: CodingUnit, readings: ArticleReadings, frames: Sequence[str], heads: Heads) -> list[CodedFrame]:
    where = readings.select([unit.span])
    logits = readings.mean(where)[heads.frame_columns] + heads.frame_biases
    spans = np.column_stack([readings.starts[where], readings.ends[where]])
    contributions = readings.values[where] / np.float32(max(len(spans), 1))
    columns = {frame: column for column, frame in enumerate(heads.frames)}
    return [
        _code_frame(unit, frame, logits[columns[frame]], heads, spans, contributions[:, columns[frame]])
        for frame in frames
    ]


def _code_frame(
    unit: CodingUnit, frame: str, logit: float, heads: Heads, spans: np.ndarray, contributions: Floats
) -> CodedFrame:
    threshold = heads.calibration[frame].threshold
    score = float(expit(float(logit) - threshold))
    words = evidence.rank_words(unit, spans, contributions) if score >= evidence.LIKELY else []
    rule = "; ".join([f"network {logit:+.2f}, threshold {threshold:+.2f}", *evidence.name_words(words)])
    return build_frame(frame, score, evidence.list_spans(words), rule)


def _read_band(heads: Heads, frame: str) -> ScoreBand:
    threshold, low, high = heads.calibration[frame]
    low, high = (round(float(expit(edge - threshold)), 4) for edge in (low, high))
    return ScoreBand(_THRESHOLD, low, high)

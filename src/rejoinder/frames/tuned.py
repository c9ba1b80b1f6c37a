"""Frames by the network as it ships: linear heads on subword states, tuned on the codebook's frames."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from scipy.special import expit

from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.config.ranges import Share
from rejoinder.encoder import evidence
from rejoinder.encoder.heads import Heads
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.frame_coder.tuned import load_frame_heads
from rejoinder.frames.model import LIKELY, CodedFrame, PreparedMethod, ScoreBand, build_frame


@dataclass(frozen=True, kw_only=True)
class TunedFrames:
    """Frames by what the heads of the tuned network read from a statement's subwords, pooled by attention.

    Attributes:
        variant: what stage `coder` makes for it: a table of the scores that came with the network, no coder.
        threshold: probability from which a frame is given. The highest F1 of calibrated probabilities is reached from
            half of that F1 on (Lipton, Elkan and Naryanaswamy 2014, doi:10.1007/978-3-662-44851-9_15), however
            frequent a frame is.
        margin: how near to the threshold a probability is uncertain.
    """

    variant: Literal["tuned"]
    threshold: Share
    margin: Share

    def prepare(self, run: Run) -> PreparedMethod:
        """Load the heads; see `FrameMethod`.

        Raises:
            CodebookError: the codebook has frames that the network did not learn.
        """
        codebook: Codebook = run.load("codebook")
        heads = load_frame_heads(run.options["parses"]["encoder"], codebook)
        band = ScoreBand(self.threshold, self.threshold - self.margin, self.threshold + self.margin)
        return PreparedMethod(
            partial(self, frames=tuple(codebook.frames), heads=heads), dict.fromkeys(codebook.frames, band)
        )

    def __call__(
        self,
        units: Sequence[CodingUnit],
        readings: Mapping[str, ArticleReadings],
        frames: Sequence[str],
        heads: Heads,
    ) -> list[list[CodedFrame]]:
        """Code each unit, in order, with each frame.

        A score is the probability by the heads. Evidence are the content words that add most to the logit; each adds
        the weighted readings of its subwords.

        Args:
            units: the statements.
            readings: by article.
            frames: of the codebook.
            heads: the network's.
        """
        return [_code_unit(unit, readings[unit.sentences[0].article_id], frames, heads) for unit in units]


def _code_unit(unit: CodingUnit, readings: ArticleReadings, frames: Sequence[str], heads: Heads) -> list[CodedFrame]:
    where = readings.select([unit.span])
    spans = np.column_stack([readings.starts[where], readings.ends[where]])
    contributions, logits = heads.pool_frames(readings.values[where])
    columns = {frame: column for column, frame in enumerate(heads.frames)}
    return [
        _code_frame(unit, frame, float(logits[columns[frame]]), spans, contributions[:, columns[frame]])
        for frame in frames
    ]


def _code_frame(unit: CodingUnit, frame: str, logit: float, spans: np.ndarray, contributions: np.ndarray) -> CodedFrame:
    score = float(expit(logit))
    words = evidence.rank_words(unit.sentences, spans, contributions) if score >= LIKELY else []
    rule = "; ".join([f"network {logit:+.2f}", *evidence.name_words(words)])
    return build_frame(frame, score, evidence.list_spans(words), rule)

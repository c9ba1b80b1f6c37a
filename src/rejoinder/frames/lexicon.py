"""Frames by the codebook's cues, with negation and the speaker's side resolved by syntax."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from rejoinder import paths, tables
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.config.ranges import Share
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.frame_coder.cues import FrameCueMatch, combine_weights
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.frames.model import CodedFrame, PreparedMethod, build_frame, choose_bands


@dataclass(frozen=True, kw_only=True)
class CueFrames:
    """Frames by cues alone; a score is the noisy-or of the weights of those that count.

    Attributes:
        variant: what stage `coder` makes for it: cross-validation of the cues.
        threshold: score in [0, 1] from which a frame is given; None means the one chosen by cross-validation.
        margin: how near to the threshold a score is uncertain.
    """

    variant: Literal["lexicon"]
    threshold: Share | None
    margin: Share

    def prepare(self, run: Run) -> PreparedMethod:
        """Load codebook and thresholds; see `FrameMethod`."""
        validation = tables.read(paths.CODER).to_pylist()
        bands = choose_bands(validation, self.variant, self.threshold, self.margin)
        return PreparedMethod(partial(self, codebook=run.load("codebook")), bands, str(bands))

    def __call__(
        self, units: Sequence[CodingUnit], readings: Mapping[str, ArticleReadings], codebook: Codebook
    ) -> list[list[CodedFrame]]:
        """Code each unit, in order, with each frame of the codebook; readings are not used."""
        matches = [unit.match_cues(codebook) for unit in units]
        return [[code_by_cues(frame, unit_matches) for frame in codebook.frames] for unit_matches in matches]


def code_by_cues(frame: str, matches: Sequence[FrameCueMatch]) -> CodedFrame:
    """Code a statement with a frame by its cues, which are the evidence."""
    own = [match for match in matches if match.frame == frame]
    counting = sorted((match for match in own if match.counts), key=lambda match: -match.cue.weight)
    spans = [(match.words[0].start, match.words[-1].end) for match in counting]
    return build_frame(frame, combine_weights(own, frame), spans, "; ".join(map(str, own)) or "no cue")

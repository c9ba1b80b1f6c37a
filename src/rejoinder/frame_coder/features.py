"""Statements as the frame coder reads them, and their named features: the codebook's cues."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rejoinder.codebook import Codebook
from rejoinder.frame_coder.cues import FrameCueMatch, combine_weights, find_own_side, match_cues
from rejoinder.syntax import Sentence

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CodingUnit:
    """A statement to be coded.

    Attributes:
        text: the statement.
        sentences: its parse.
        own_names: words that name the speaker's own side.
        context: what stands before it, mostly two sentences; "" for nothing.
        speaker, side, form: who says it and how; "" for what is not known.
    """

    text: str
    sentences: tuple[Sentence, ...]
    own_names: tuple[str, ...] = ()
    context: str = ""
    speaker: str = ""
    side: str = ""
    form: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in its article, half-open."""
        start = self.sentences[0].start
        return start, start + len(self.text)

    @cached_property
    def own_side(self) -> tuple[frozenset[int], ...]:
        """For each sentence the ids of the words that name the own side."""
        return tuple(find_own_side(sentence, self.own_names) for sentence in self.sentences)

    def match_cues(self, codebook: Codebook) -> list[FrameCueMatch]:
        """Match the codebook's cues in it; they come in the order of sentences, frames and cues."""
        pairs = zip(self.sentences, self.own_side, strict=True)
        return [match for sentence, own_side in pairs for match in match_cues(sentence, codebook, own_side)]


def list_feature_names(codebook: Codebook) -> list[str]:
    """List the names of the columns that `compute_features` gives, in order."""
    return [f"{state} of {frame}" for state in ("cues", "blocked cues") for frame in codebook.frames]


def compute_features(matches: Sequence[Sequence[FrameCueMatch]], codebook: Codebook) -> Matrix:
    """Compute how strongly cues signal each frame.

    Args:
        matches: of the codebook's cues in each statement.
        codebook: whose cues they are.

    Returns:
        *Shape* (statements, 2 * frames), in [0, 1]: for each frame the strength of the cues that count, then that of
        those which negation or the speaker's side blocks.
    """
    rows = [
        [score(own, frame) for score in (combine_weights, _score_blocked) for frame in codebook.frames]
        for own in matches
    ]
    return np.array(rows, dtype=np.float64).reshape(len(matches), -1)


def _score_blocked(matches: Sequence[FrameCueMatch], frame: str) -> float:
    """The strength of the strongest cue of a frame that does not count."""
    return max((match.cue.weight for match in matches if match.frame == frame and not match.counts), default=0.0)

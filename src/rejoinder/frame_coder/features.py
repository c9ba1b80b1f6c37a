"""Features of statements: their embeddings, the codebook's cues, and clause features."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rejoinder.codebook import Codebook
from rejoinder.encoder import Floats
from rejoinder.frame_coder import clause_features
from rejoinder.frame_coder.cues import FrameCueMatch, combine_weights, find_own_side, match_cues
from rejoinder.syntax import Sentence

Matrix = npt.NDArray[np.float64]

_EMBEDDED = ("embedding", "context")  # kinds of features whose columns have no names


@dataclass(frozen=True)
class CodingUnit:
    """A statement to be coded.

    Attributes:
        text: the statement.
        sentences: its parse.
        own_names: words that name the speaker's own side.
        context: texts that stand before it, mostly the two sentences before.
    """

    text: str
    sentences: tuple[Sentence, ...]
    own_names: tuple[str, ...] = ()
    context: tuple[str, ...] = ()

    @cached_property
    def own_side(self) -> tuple[frozenset[int], ...]:
        """For each sentence the ids of the words that name the own side."""
        return tuple(find_own_side(sentence, self.own_names) for sentence in self.sentences)

    def match_cues(self, codebook: Codebook) -> list[FrameCueMatch]:
        """Match the codebook's cues in it; they come in the order of sentences, frames and cues."""
        pairs = zip(self.sentences, self.own_side, strict=True)
        return [match for sentence, own_side in pairs for match in match_cues(sentence, codebook, own_side)]


def list_feature_names(kinds: Sequence[str], codebook: Codebook) -> list[str]:
    """List the names of the columns that `compute_features` gives, in order."""
    names = {
        "cues": [f"{state} of {frame}" for state in ("cues", "blocked cues") for frame in codebook.frames],
        "grammar": list(clause_features.NAMES),
    }
    return [name for kind in kinds if kind not in _EMBEDDED for name in names[kind]]


def compute_features(
    kinds: Sequence[str], units: Sequence[CodingUnit], matches: Sequence[Sequence[FrameCueMatch]], codebook: Codebook
) -> Matrix:
    """Compute the features that have names: "cues" by `compute_cue_features`, "grammar" by `clause_features`.

    Args:
        kinds: of features, by name; those of embeddings add no column.
        units: the statements.
        matches: of the codebook's cues in each unit.
        codebook: whose cues they are.

    Returns:
        *Shape* (units, features), in [0, 1]: the columns of each kind side by side.
    """
    columns: dict[str, Callable[[], Matrix]] = {
        "cues": lambda: compute_cue_features(matches, codebook),
        "grammar": lambda: np.array(
            [clause_features.compute_clause_features(u.text, u.sentences, u.own_side) for u in units]
        ),
    }
    return np.hstack([np.zeros((len(units), 0)), *(columns[kind]() for kind in kinds if kind not in _EMBEDDED)])


def compute_cue_features(matches: Sequence[Sequence[FrameCueMatch]], codebook: Codebook) -> Matrix:
    """Compute how strongly cues signal each frame.

    Args:
        matches: of the codebook's cues in each unit.
        codebook: whose cues they are.

    Returns:
        *Shape* (units, 2 * frames), in [0, 1]: first for each frame the strength of the cues that count, then that of
        those which negation or the speaker's side blocks.
    """
    return np.array([[*_score_counting(own, codebook), *_score_blocked(own, codebook)] for own in matches])


def _score_counting(matches: Sequence[FrameCueMatch], codebook: Codebook) -> list[float]:
    return [combine_weights(matches, frame) for frame in codebook.frames]


def _score_blocked(matches: Sequence[FrameCueMatch], codebook: Codebook) -> list[float]:
    blocked = [match for match in matches if not match.counts]
    return [max((m.cue.weight for m in blocked if m.frame == frame), default=0.0) for frame in codebook.frames]


def mix_context(embeddings: Floats, contexts: Floats, weight: float) -> Floats:
    """Mix the embeddings of statements with those of their contexts.

    Args:
        embeddings: of the statements, *shape* (units, width).
        contexts: of their contexts, *shape* (units, width); a row of zeros is no context.
        weight: of a context, against 1 for its statement.

    Returns:
        *Shape* (units, width), rows of unit length.
    """
    mixed = embeddings + np.float32(weight) * contexts
    unit: Floats = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32)
    return unit

"""What the frame coder sees of a statement: its meaning as a vector, the codebook's cues, and its grammar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rejoinder.codebook import Codebook
from rejoinder.frame_coder import grammar
from rejoinder.frame_coder.cues import Hit, hits, own_words, strength
from rejoinder.syntax import Sentence

Matrix = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]

MEANING = ("embedding", "context")  # kinds of features that are vectors


@dataclass(frozen=True)
class Item:
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
    context: tuple[str, ...] = field(default=())

    @cached_property
    def own(self) -> tuple[frozenset[int], ...]:
        """For each sentence the ids of the words that name the own side."""
        return tuple(own_words(sentence, self.own_names) for sentence in self.sentences)

    def hits(self, codebook: Codebook) -> list[Hit]:
        """The codebook's cues in it, in the order of sentences, frames and cues."""
        return [hit for s, own in zip(self.sentences, self.own, strict=True) for hit in hits(s, codebook, own)]


def names(kinds: Sequence[str], codebook: Codebook) -> list[str]:
    """Names of the columns that `named` makes, in order."""
    made = {
        "cues": [f"{what} of {frame}" for what in ("cues", "blocked cues") for frame in codebook.frames],
        "grammar": list(grammar.NAMES),
    }
    return [name for kind in kinds if kind not in MEANING for name in made[kind]]


def named(kinds: Sequence[str], items: Sequence[Item], found: Sequence[Sequence[Hit]], codebook: Codebook) -> Matrix:
    """Features with names, *shape* (items, features): those of each kind side by side; kinds of meaning give none.

    "cues" gives for each frame the strength of the cues that count and of those blocked by negation or side, in
    [0, 1], told from the items' hits `found`; "grammar" gives marks of person, mood and speech act, 0 or 1.
    """
    made: dict[str, Callable[[], Matrix]] = {
        "cues": lambda: cue_strengths(found, codebook),
        "grammar": lambda: np.array([grammar.marks(i.text, i.sentences, i.own) for i in items]),
    }
    return np.hstack([np.zeros((len(items), 0)), *(made[kind]() for kind in kinds if kind not in MEANING)])


def cue_strengths(found: Sequence[Sequence[Hit]], codebook: Codebook) -> Matrix:
    """Strength in [0, 1] of the counting cues of each frame, then of the blocked ones, *shape* (items, 2 * frames)."""
    return np.array([[*_counting(hits_, codebook), *_blocked(hits_, codebook)] for hits_ in found])


def _counting(found: Sequence[Hit], codebook: Codebook) -> list[float]:
    return [strength(found, frame) for frame in codebook.frames]


def _blocked(found: Sequence[Hit], codebook: Codebook) -> list[float]:
    return [max((h.cue.weight for h in found if h.frame == f and not h.counts), default=0.0) for f in codebook.frames]


def meaning(vectors: Floats, contexts: Floats, weight: float) -> Floats:
    """Meaning of statements in their context, *shape* (items, width), rows of unit length.

    `vectors` and `contexts` are as the encoder makes them, *shape* (items, width); a context counts `weight` times as
    much as its statement, and a row of zeros is no context.
    """
    mixed = vectors + np.float32(weight) * contexts
    made: Floats = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32)
    return made

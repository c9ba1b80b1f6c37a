"""What the frame coder sees of a statement: its meaning as a vector, the codebook's cues, and its grammar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rejoinder import grammar
from rejoinder.codebook import Codebook
from rejoinder.cues import Hit, hits, own_words, strength
from rejoinder.encoder import Encoder
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

    def hits(self, codebook: Codebook) -> list[Hit]:
        """The codebook's cues in it, in the order of sentences, frames and cues."""
        return [hit for s in self.sentences for hit in hits(s, codebook, own_words(s, self.own_names))]


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
        "grammar": lambda: np.array([grammar.marks(i.text, i.sentences, i.own_names) for i in items]),
    }
    return np.hstack([np.zeros((len(items), 0)), *(made[kind]() for kind in kinds if kind not in MEANING)])


def cue_strengths(found: Sequence[Sequence[Hit]], codebook: Codebook) -> Matrix:
    """Strength in [0, 1] of the counting cues of each frame, then of the blocked ones, *shape* (items, 2 * frames)."""
    return np.array([[*_counting(hits_, codebook), *_blocked(hits_, codebook)] for hits_ in found])


def _counting(found: Sequence[Hit], codebook: Codebook) -> list[float]:
    return [strength(found, frame) for frame in codebook.frames]


def _blocked(found: Sequence[Hit], codebook: Codebook) -> list[float]:
    return [max((h.cue.weight for h in found if h.frame == f and not h.counts), default=0.0) for f in codebook.frames]


def embed(texts: Sequence[str], encoder: Encoder) -> Floats:
    """Vectors of the texts, *shape* (texts, width): a part of unit length for each of the encoder's `layers`."""
    return encoder(texts)


def meaning(vectors: Floats, contexts: Floats, weight: float) -> Floats:
    """Meaning of statements in their context, *shape* (items, width), rows of unit length.

    `vectors` and `contexts` are as `embed` makes them, *shape* (items, width); a context counts `weight` times as much
    as its statement, and a row of zeros is no context.
    """
    mixed = vectors + np.float32(weight) * contexts
    made: Floats = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32)
    return made

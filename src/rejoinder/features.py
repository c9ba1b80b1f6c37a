"""What the frame coder sees of a statement: its meaning as a vector, the codebook's cues, and its grammar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rejoinder.codebook import Codebook
from rejoinder.cues import Hit, hits, own_words, strength
from rejoinder.encoder import Encoder
from rejoinder.syntax import Sentence

Matrix = npt.NDArray[np.float64]

LAYERS = (1, 4)  # of the encoder, counted from the top; the lower one, nearer to the words, adds most to the last
GRAMMAR = ("first person", "negation", "obligation", "possibility", "future", "condition", "question", "reported")
_NEGATION = {"not", "n't", "n’t", "never", "no", "nobody", "nothing", "none"}
_FIRST = {"we", "i", "us", "our", "my", "me", "ourselves"}
_MODALS = {"obligation": {"must", "shall", "should"}, "possibility": {"can", "may", "could", "might", "would"}}


@dataclass(frozen=True)
class Item:
    """A statement to be coded.

    Attributes:
        text: the statement.
        sentences: its parse.
        own_names: words that name the speaker's own side.
    """

    text: str
    sentences: tuple[Sentence, ...]
    own_names: tuple[str, ...] = ()

    def hits(self, codebook: Codebook) -> list[Hit]:
        """The codebook's cues in it, in the order of sentences, frames and cues."""
        return [hit for s in self.sentences for hit in hits(s, codebook, own_words(s, self.own_names))]


def names(kinds: Sequence[str], codebook: Codebook, width: int) -> list[str]:
    """Names of the columns that `matrix` makes, in order."""
    made = {
        "embedding": [f"embedding {i}" for i in range(width)],
        "cues": [f"{what} of {frame}" for what in ("cues", "blocked cues") for frame in codebook.frames],
        "grammar": list(GRAMMAR),
    }
    return [name for kind in kinds for name in made[kind]]


def matrix(kinds: Sequence[str], items: Sequence[Item], codebook: Codebook, vectors: npt.NDArray[np.float32]) -> Matrix:
    """Features of the items, *shape* (items, features): those of each kind side by side.

    "embedding" gives the `vectors` (items, width); "cues" for each frame the strength of the cues that
    count and of those blocked by negation or side, in [0, 1]; "grammar" marks of person, mood and speech, 0 or 1.
    """
    made: dict[str, Callable[[], Matrix]] = {
        "embedding": lambda: vectors.astype(np.float64),
        "cues": lambda: np.array([_cues(item, codebook) for item in items]),
        "grammar": lambda: np.array([_grammar(item) for item in items]),
    }
    return np.hstack([made[kind]() for kind in kinds])


def embed(texts: Sequence[str], encoder: Encoder) -> npt.NDArray[np.float32]:
    """Vectors of the statements, *shape* (texts, width): for each of LAYERS a part of unit length."""
    return encoder(texts, LAYERS)


def _cues(item: Item, codebook: Codebook) -> list[float]:
    found = item.hits(codebook)
    counting = [strength(found, frame) for frame in codebook.frames]
    blocked = [
        max((h.cue.weight for h in found if h.frame == f and not h.counts), default=0.0) for f in codebook.frames
    ]
    return counting + blocked


def _grammar(item: Item) -> list[float]:
    words = [word for sentence in item.sentences for word in sentence.words]
    lemmas = {word.lemma.lower() for word in words}
    marks = {
        "first person": bool(lemmas & _FIRST),
        "negation": bool(lemmas & _NEGATION),
        "obligation": bool(lemmas & _MODALS["obligation"]),
        "possibility": bool(lemmas & _MODALS["possibility"]),
        "future": any(w.lemma.lower() in {"will", "shall"} and w.upos == "AUX" for w in words),
        "condition": any(w.lemma.lower() in {"if", "unless"} and w.relation == "mark" for w in words),
        "question": item.text.rstrip("\"'”’ ").endswith("?"),
        "reported": any(s.children(s.root, "ccomp") and s.children(s.root, "nsubj") for s in item.sentences),
    }
    return [float(marks[name]) for name in GRAMMAR]

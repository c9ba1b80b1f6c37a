"""A small coder, its codebook, a tiny encoder and hand-written statements to code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from rejoinder.codebook import Codebook, CodebookCue, Frame
from rejoinder.coder import Stacked
from rejoinder.coder.training_set import TrainingFeatures
from rejoinder.encoder import Encoder, TextStates
from rejoinder.encoder.statements import encode_statements
from rejoinder.frame_coder.features import CodingUnit, compute_features
from rejoinder.frame_coder.model import FittedCoder
from tests.support.parses import parsed

METHOD = Stacked(
    gamma=1.0,
    ridge=0.1,
    strength=10.0,
    folds=2,
    least_examples=3,
    few_examples=5,
    least_f1=0.4,
    resamples=10,
)
CODEBOOK = Codebook(
    unit="",
    source="",
    frames={
        "denial": Frame(
            label="Denial",
            definition="",
            include=[],
            exclude=[],
            examples=[],
            cues=[CodebookCue(lemmas="deny", weight=0.7)],
        )
    },
)


@dataclass(frozen=True)
class TinyEncoder:
    """Two layers of states, a subword a word: its letters, and in the second layer those of the word before, too."""

    layers: tuple[int, ...] = (1, 2)

    def compute_states(self, texts: Sequence[str], layers: Sequence[int]) -> Iterator[TextStates]:
        """States and spans of the words of each text; one special subword stands first, as in real encoders."""
        for index, text in enumerate(texts):
            spans, position = [(0, 0)], 0
            for word in text.split():
                start = text.index(word, position)
                position = start + len(word)
                spans.append((start, position))
            letters = np.array([_count_letters(text[start:end]) for start, end in spans], np.float32)
            before = np.vstack([letters[:1], letters[:-1]])
            yield TextStates(index, np.stack([letters, letters + before / 4]), np.array(spans))


def _count_letters(word: str) -> list[float]:
    return [1.0 + word.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"]


ENCODER = cast(Encoder, TinyEncoder())

DENIES = """
1 Ruritania Ruritania PROPN NNP _ 2 nsubj _ _
2 denied deny VERB VBD _ 0 root _ _
3 the the DET DT _ 4 det _ _
4 charge charge NOUN NN _ 2 obj _ _
"""
SINGS = """
1 Ruritania Ruritania PROPN NNP _ 2 nsubj _ _
2 sang sing VERB VBD _ 0 root _ _
"""


def build_unit(source: str) -> CodingUnit:
    """A statement of the words of a hand-written parse."""
    text = " ".join(line.split()[1] for line in source.strip().splitlines())
    return CodingUnit(text, tuple(parsed(text, source)))


def embed(texts: Sequence[str], contexts: Sequence[str] = ()) -> Any:
    """Vectors of statements in their contexts, *shape* (texts, width)."""
    encoded = encode_statements(texts, contexts or [""] * len(texts), ENCODER)
    return np.array([states.vector for states in sorted(encoded, key=lambda states: states.number)])


def fit_coder() -> FittedCoder:
    """A coder that learned that denying is denial and singing is not."""
    units = [build_unit(DENIES), build_unit(SINGS)] * 4
    named = compute_features([unit.match_cues(CODEBOOK) for unit in units], CODEBOOK)
    features = TrainingFeatures(embed([unit.text for unit in units]), named, list("aabbaabb"))
    coder, _ = METHOD.fit(features, {"denial": np.array([True, False] * 4)})
    return coder

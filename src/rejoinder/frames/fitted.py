"""Frames by the coder that stage `coder` fitted on a codebook's training statements."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np
from scipy.special import expit

from rejoinder import paths, tables
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.config.ranges import Share
from rejoinder.encoder import TextEncoder, evidence
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.encoder.statements import StatementStates, encode_statements
from rejoinder.frame_coder.cues import FrameCueMatch
from rejoinder.frame_coder.features import CodingUnit, Matrix, compute_features, list_feature_names
from rejoinder.frame_coder.model import FittedCoder, FrameClassifier
from rejoinder.frames.lexicon import code_by_cues
from rejoinder.frames.model import LIKELY, CodedFrame, FrameError, PreparedMethod, build_frame, choose_bands

_CUES_ALONE = "cues alone, as training statements are too few"
_REASONS = 5  # features named in a rule
_LEAST = 0.05  # of the logit, for a feature to be named


@dataclass(frozen=True, kw_only=True)
class CoderFrames:
    """Frames by the fitted coder, and by cues where there were too few training statements to fit one.

    Attributes:
        variant: what stage `coder` makes for it: the coder, and its cross-validation.
        threshold: score in [0, 1] from which a frame is given; None means the one chosen by cross-validation.
        margin: how near to the threshold a score is uncertain.
    """

    variant: Literal["hybrid"]
    threshold: Share | None
    margin: Share

    def prepare(self, run: Run) -> PreparedMethod:
        """Load codebook, coder, thresholds and encoder; see `FrameMethod`.

        Raises:
            FrameError: the coder is missing, or was fitted for another codebook.
        """
        codebook: Codebook = run.load("codebook")
        coder = load_coder(codebook)
        validation = tables.read(paths.CODER).to_pylist()
        bands = choose_bands(validation, self.variant, self.threshold, self.margin)
        digest = hashlib.sha256(paths.FITTED_CODER.read_bytes()).hexdigest()
        code_units = partial(self, codebook=codebook, coder=coder, encoder=run.load("encoder"))
        return PreparedMethod(code_units, bands, f"{digest} {bands}")

    def __call__(
        self,
        units: Sequence[CodingUnit],
        readings: Mapping[str, ArticleReadings],
        codebook: Codebook,
        coder: FittedCoder,
        encoder: TextEncoder,
    ) -> list[list[CodedFrame]]:
        """Code each unit, in order, with each frame of the codebook; readings are not used.

        Evidence are the cues and, where the score is likely, the content words that add most to the frame's logit.
        """
        matches = [unit.match_cues(codebook) for unit in units]
        batch = read_batch(units, matches, codebook, coder, encoder)
        columns = [
            [_code_by_cues_alone(frame, own) for own in matches]
            if classifier is None
            else _code_by_classifier(frame, classifier, batch, coder)
            for frame, classifier in coder.classifiers.items()
        ]
        return [[column[number] for column in columns] for number in range(len(units))]


@dataclass(frozen=True)
class CodingBatch:
    """Statements as the coder reads them.

    Attributes:
        units: the statements.
        matches: of cues in each unit.
        encoded: the units in their contexts; empty where no frame is fitted.
        features: outputs of the first stage and named features, *shape* (units, features).
        names: of the features.
    """

    units: Sequence[CodingUnit]
    matches: Sequence[Sequence[FrameCueMatch]]
    encoded: Sequence[StatementStates]
    features: Matrix
    names: Sequence[str]


def read_batch(
    units: Sequence[CodingUnit],
    matches: Sequence[Sequence[FrameCueMatch]],
    codebook: Codebook,
    coder: FittedCoder,
    encoder: TextEncoder,
) -> CodingBatch:
    """Encode statements and compute their features; see `CodingBatch`."""
    texts, contexts = [unit.text for unit in units], [unit.context for unit in units]
    encoded = sorted(encode_statements(texts, contexts, encoder), key=lambda s: s.number) if coder.fitted else []
    outputs = coder.predict_outputs(np.array([s.vector for s in encoded])) if encoded else np.zeros((len(units), 0))
    return CodingBatch(
        units=units,
        matches=matches,
        encoded=encoded,
        features=np.hstack([outputs, compute_features(matches, codebook)]),
        names=[f"meaning of {frame}" for frame in coder.fitted] + list_feature_names(codebook),
    )


def _code_by_cues_alone(frame: str, matches: Sequence[FrameCueMatch]) -> CodedFrame:
    coded = code_by_cues(frame, matches)
    return replace(coded, rule=f"{_CUES_ALONE}: {coded.rule}")


def _code_by_classifier(
    frame: str, classifier: FrameClassifier, batch: CodingBatch, coder: FittedCoder
) -> list[CodedFrame]:
    contributions = batch.features * classifier.weights
    scores = expit(contributions.sum(axis=1) + classifier.intercept).tolist()
    words = _rank_likely_words(frame, scores, batch, coder)
    coded = []
    for number, (score, matches) in enumerate(zip(scores, batch.matches, strict=True)):
        reasons = explain_logit(batch.names, contributions[number], classifier.intercept)
        own_words = words.get(number, [])
        spans = [*code_by_cues(frame, matches).evidence, *evidence.list_spans(own_words)]
        coded.append(build_frame(frame, score, spans, "; ".join([*reasons, *evidence.name_words(own_words)])))
    return coded


def _rank_likely_words(
    frame: str, scores: Sequence[float], batch: CodingBatch, coder: FittedCoder
) -> dict[int, list[evidence.WordContribution]]:
    """For each unit whose score is likely the words that add most to the frame's logit, to a first order.

    A word adds its share in the vector, which is a mean over subwords, of one length by layer, times the gradient of
    the logit there (Simonyan, Vedaldi and Zisserman 2014, arXiv:1312.6034).
    """
    likely = [number for number, score in enumerate(scores) if score >= LIKELY]
    if not likely:
        return {}
    gradients = coder.compute_gradients(frame, np.array([batch.encoded[number].vector for number in likely]))
    words = {}
    for number, gradient in zip(likely, gradients, strict=True):
        unit, (_, _, states, offsets) = batch.units[number], batch.encoded[number]
        lengths = np.linalg.norm(states.sum(axis=1), axis=1) * np.sqrt(len(states))
        parts = zip(states, np.split(gradient, len(states)), lengths, strict=True)
        shares = np.sum([own @ part / length for own, part, length in parts], axis=0)
        words[number] = evidence.rank_words(unit.sentences, offsets + unit.span[0], shares)
    return words


def explain_logit(names: Sequence[str], contributions: Matrix, intercept: float) -> list[str]:
    """Explain a logit by its strongest features; what is named adds up to it.

    Args:
        names: of the features.
        contributions: of the features, *shape* (features,).
        intercept: the logit where all features are 0.
    """
    strongest = sorted(zip(contributions.tolist(), names, strict=True), key=lambda pair: (-abs(pair[0]), pair[1]))
    reasons = [(value, name) for value, name in strongest[:_REASONS] if abs(value) >= _LEAST]
    rest = float(contributions.sum()) - sum(value for value, _ in reasons)
    return [*(f"{name} {value:+.2f}" for value, name in reasons), f"all else {rest:+.2f}", f"base {intercept:+.2f}"]


def load_coder(codebook: Codebook) -> FittedCoder:
    """Load the coder that stage `coder` fitted.

    Raises:
        FrameError: it is missing, or was fitted for another codebook.
    """
    if not paths.FITTED_CODER.exists():
        raise FrameError(f"{paths.FITTED_CODER}: expected the fitted coder, found none; run `dvc repro coder`.")
    coder = FittedCoder.load(paths.FITTED_CODER)
    if list(coder.classifiers) != list(codebook.frames):
        raise FrameError(
            f"{paths.FITTED_CODER}: fitted for the frames {', '.join(coder.classifiers)}, but the codebook has"
            f" {', '.join(codebook.frames)}; run `dvc repro coder`."
        )
    return coder

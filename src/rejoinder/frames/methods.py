"""How statements are coded with frames (`conf/frames/`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Protocol

import numpy as np
from pydantic import Field

from rejoinder import paths
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.encoder import Encoder
from rejoinder.frame_coder.cues import FrameCueMatch, combine_weights
from rejoinder.frame_coder.features import CodingUnit, Matrix
from rejoinder.frame_coder.model import FittedCoder, FrameClassifier
from rejoinder.frames import evidence
from rejoinder.frames.batches import CodingBatch, read_batch

_SPANS = 3  # words or phrases shown as evidence
_CUES_ALONE = "cues alone, as training statements are too few"
_LIKELY = 0.2  # score from which the words behind it are ranked; four statements in five have no such score


class FrameError(ValueError):
    """A coder that does not fit the codebook: one sentence saying what to do."""


@dataclass(frozen=True)
class CodedFrame:
    """What a method says of one frame in one statement.

    Attributes:
        frame: its name in the codebook.
        score: in [0, 1].
        evidence: up to three spans of the article, in order of the text, that do not overlap.
        rule: why, to read.
    """

    frame: str
    score: float
    evidence: tuple[tuple[int, int], ...]
    rule: str


Threshold = Annotated[float, Field(ge=0, le=1)]
CodeUnits = Callable[[Sequence[CodingUnit]], list[list[CodedFrame]]]


class FrameMethod(Protocol):
    """A way to code frames: an option of conf/frames.

    Attributes:
        threshold: score in [0, 1] from which a frame is given; None means the one chosen by cross-validation.
    """

    @property
    def threshold(self) -> float | None: ...

    @property
    def variant(self) -> str:
        """The variant of the coder by whose cross-validation thresholds are chosen."""

    def prepare(self, run: Run) -> CodeUnits:
        """Load what the method needs.

        Returns:
            A picklable function. For each unit, in order, it gives each frame of the codebook, in order.
        """


@dataclass(frozen=True, kw_only=True)
class CueFrames:
    """Frames by the codebook's cues alone, with negation and the speaker's side resolved by syntax.

    A score is the noisy-or of the weights of the cues that count.

    Attributes:
        threshold: score in [0, 1] from which a frame is given; None means the one chosen by cross-validation.
    """

    threshold: Threshold | None

    @property
    def variant(self) -> str:
        """The variant of the coder by whose cross-validation thresholds are chosen."""
        return "lexicon"

    def prepare(self, run: Run) -> CodeUnits:
        """Load the codebook; see `FrameMethod`."""
        return partial(self, codebook=run.load("codebook"))

    def __call__(self, units: Sequence[CodingUnit], codebook: Codebook) -> list[list[CodedFrame]]:
        """Code each unit, in order, with each frame of the codebook."""
        matches = [unit.match_cues(codebook) for unit in units]
        return [[_code_by_cues(frame, unit_matches) for frame in codebook.frames] for unit_matches in matches]


@dataclass(frozen=True, kw_only=True)
class CoderFrames:
    """Frames by the coder that stage `coder` fitted, and by cues where there were too few statements to fit one.

    Attributes:
        variant: which of the coder's variants to use.
        threshold: score in [0, 1] from which a frame is given; None means the one chosen by cross-validation.
    """

    variant: str
    threshold: Threshold | None

    def prepare(self, run: Run) -> CodeUnits:
        """Load codebook, coder and encoder; see `FrameMethod`.

        Raises:
            FrameError: the coder has no such variant, or was fitted for another codebook.
        """
        codebook: Codebook = run.load("codebook")
        coder = load_coder(self.variant, codebook)
        return partial(self, codebook=codebook, coder=coder, encoder=run.load("encoder"))

    def __call__(
        self, units: Sequence[CodingUnit], codebook: Codebook, coder: FittedCoder, encoder: Encoder
    ) -> list[list[CodedFrame]]:
        """Code each unit, in order, with each frame of the codebook.

        Evidence are the cues and, where the score is `_LIKELY` or more, the words that add most to the frame's logit.
        A frame that was not fitted is scored by its cues.
        """
        if not units:
            return []
        batch = read_batch(units, codebook, coder, encoder)
        columns = [
            _code_by_cues_alone(frame, batch)
            if classifier is None
            else _code_by_classifier(frame, classifier, batch, coder)
            for frame, classifier in coder.classifiers.items()
        ]
        return [[column[number] for column in columns] for number in range(len(units))]


def _code_by_classifier(
    frame: str, classifier: FrameClassifier, batch: CodingBatch, coder: FittedCoder
) -> list[CodedFrame]:
    contributions = batch.features * classifier.weights
    scores = 1 / (1 + np.exp(-(contributions.sum(axis=1) + classifier.intercept)))
    words = _rank_likely_words(frame, scores, batch, coder)
    rules = evidence.explain_logits(batch.names, contributions, classifier.intercept, words)
    columns = zip(scores.tolist(), batch.matches, words, rules, strict=True)
    return [
        _code_frame(frame, score, [*_code_by_cues(frame, matches).evidence, *evidence.select_spans(own_words)], rule)
        for score, matches, own_words, rule in columns
    ]


def _rank_likely_words(
    frame: str, scores: Matrix, batch: CodingBatch, coder: FittedCoder
) -> list[list[evidence.WordContribution]]:
    """For each unit the words that add most to the frame's logit; none where its score is below `_LIKELY`."""
    likely = np.flatnonzero(scores >= _LIKELY)
    gradients = coder.compute_gradients(frame, batch.embeddings[likely])
    words: list[list[evidence.WordContribution]] = [[] for _ in batch.units]
    for number, gradient in zip(likely.tolist(), gradients, strict=True):
        words[number] = evidence.rank_words(batch.units[number], batch.text_states[number], gradient)
    return words


def _code_by_cues_alone(frame: str, batch: CodingBatch) -> list[CodedFrame]:
    coded = [_code_by_cues(frame, matches) for matches in batch.matches]
    return [replace(one, rule=f"{_CUES_ALONE}: {one.rule}") for one in coded]


def _code_by_cues(frame: str, matches: Sequence[FrameCueMatch]) -> CodedFrame:
    own = [match for match in matches if match.frame == frame]
    counting = sorted((match for match in own if match.counts), key=lambda match: -match.cue.weight)
    spans = [(match.words[0].start, match.words[-1].end) for match in counting]
    return _code_frame(frame, combine_weights(own, frame), spans, "; ".join(map(str, own)) or "no cue")


def _code_frame(frame: str, score: float, spans: Sequence[tuple[int, int]], rule: str) -> CodedFrame:
    """The frame with as many of the spans, best first, as are shown."""
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if len(apart) < _SPANS and all(end <= s or e <= start for s, e in apart):
            apart.append((start, end))
    return CodedFrame(frame, round(float(score), 4), tuple(sorted(apart)), rule)


def load_coder(variant: str, codebook: Codebook) -> FittedCoder:
    """Load a variant of the coder that stage `coder` fitted.

    Raises:
        FrameError: the coder has no such variant, or was fitted for another codebook.
    """
    path = paths.CODER / f"{variant}.safetensors"
    if not path.exists():
        variants = ", ".join(sorted(p.stem for p in paths.CODER.glob("*.safetensors"))) or "none"
        raise FrameError(
            f"conf/frames: key 'variant' names {variant!r}, but the coder fitted {variants};"
            " correct it, or add the variant in conf/coder."
        )
    coder = FittedCoder.load(path)
    if list(coder.classifiers) != list(codebook.frames):
        raise FrameError(
            f"{path}: fitted for the frames {', '.join(coder.classifiers)}, but the codebook has"
            f" {', '.join(codebook.frames)}; run `dvc repro coder`."
        )
    return coder

"""What every way to code frames takes and gives (`conf/frames/`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypedDict

import pyarrow as pa

from rejoinder import schema
from rejoinder.config import Run
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.llm import Asking, StatementToAsk
from rejoinder.syntax import Span

LIKELY = 0.2  # score from which the words behind it are ranked; four statements in five have no such score

_SPANS = 3  # words or phrases shown as evidence


class StatementToCode(TypedDict):
    """What is read of a row of the statements table."""

    statement_id: str
    article_id: str
    sent_id: int
    unit: str
    text: str
    speaker: str | None
    side: str | None
    form: str | None


class FrameError(ValueError):
    """A coder that does not fit the codebook: one sentence saying what to do."""


@dataclass(frozen=True)
class CodedFrame:
    """What a method says of one frame in one statement.

    Attributes:
        frame: its name in the codebook.
        score: in [0, 1], rounded to 4 decimals; None where a model gave no usable answer.
        evidence: up to three spans of the article, in order of the text, that do not overlap.
        rule: why, to read.
    """

    frame: str
    score: float | None
    evidence: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class ScoreBand:
    """How the scores of a frame are read.

    Attributes:
        threshold: score from which it is given.
        low, high: scores from and to which that is uncertain.
        withheld: its scores tell too little: it is given to no statement.
    """

    threshold: float
    low: float
    high: float
    withheld: bool = False

    def decide(self, score: float | None) -> bool | None:
        """Whether a statement with this score is given the frame; None without a score."""
        return None if score is None else score >= self.threshold and not self.withheld

    def is_uncertain(self, score: float | None) -> bool:
        """Whether that is uncertain."""
        return score is not None and self.low <= score <= self.high and not self.withheld


# Codes each unit with each frame of the codebook, in order; readings are by article.
CodeUnits = Callable[[Sequence[CodingUnit], Mapping[str, ArticleReadings]], list[list[CodedFrame]]]


@dataclass(frozen=True)
class PreparedMethod:
    """A method with what it needs.

    Attributes:
        code_units: codes statements; picklable.
        bands: by frame, how its scores are read.
        fingerprint: of what it was fitted with, "" where code and options say all.
        context: statements before each that it reads.
        asking: of a method that asks a language model, how it asks; else None.
    """

    code_units: CodeUnits
    bands: Mapping[str, ScoreBand]
    fingerprint: str = ""
    context: int = 2
    asking: Asking | None = None


class FrameMethod(Protocol):
    """A way to code frames: an option of conf/frames.

    Attributes:
        variant: what stage `coder` makes for it: "tuned", "hybrid", "lexicon" or "llm".
    """

    @property
    def variant(self) -> str: ...

    def prepare(self, run: Run) -> PreparedMethod:
        """Load what the method needs."""


def choose_bands(
    validation: Sequence[Mapping[str, Any]], variant: str, threshold: float | None, margin: float
) -> dict[str, ScoreBand]:
    """Choose how the scores of each frame are read.

    Args:
        validation: rows of the cross-validation table, which stage `coder` writes.
        variant: whose rows hold.
        threshold: from which every frame is given; None means the one that its row names.
        margin: how near to the threshold a score is uncertain.
    """
    bands = {}
    for row in validation:
        if row["variant"] == variant:
            own = row["threshold"] if threshold is None else threshold
            low, high = round(own - margin, 4), round(own + margin, 4)
            bands[row["frame"]] = ScoreBand(own, low, high, row["withheld"])
    return bands


def build_frame(frame: str, score: float, spans: Sequence[Span], rule: str) -> CodedFrame:
    """The frame with as many of the spans, best first, as are shown."""
    apart: list[Span] = []
    for start, end in spans:
        if len(apart) < _SPANS and all(end <= s or e <= start for s, e in apart):
            apart.append((start, end))
    return CodedFrame(frame, round(float(score), 4), tuple(sorted(apart)), rule)


def read_statement(unit: CodingUnit) -> StatementToAsk:
    """Read of a unit what a language model sees."""
    return StatementToAsk(text=unit.text, context=unit.context, speaker=unit.speaker, side=unit.side, form=unit.form)


def select_coded(table: pa.Table) -> list[StatementToCode]:
    """Select the rows of the statements table that are statements."""
    return [row for row in table.to_pylist() if row["unit"] in schema.CODED_KINDS]

"""Rows of the tables that this stage reads and writes; `rejoinder.schema` describes their columns."""

from typing import TypedDict


class CodedStatement(TypedDict):
    """What is read of a row of data/statements."""

    statement_id: str
    article_id: str
    sent_id: int
    unit: str
    start: int
    text: str
    speaker: str | None
    speaker_kind: str | None
    side: str | None
    form: str | None


class FrameDecision(TypedDict):
    """What is read of a row of data/frames."""

    statement_id: str
    frame: str
    score: float | None
    threshold: float
    decision: bool | None


class StanceLabel(TypedDict):
    """What is read of a row of data/stances."""

    statement_id: str
    target: str
    label: str | None


class OutOfFoldScore(TypedDict):
    """What is read of a row of data/coder/out_of_fold."""

    frame: str
    topic: str
    score: float
    truth: bool


class IntervalColumns(TypedDict):
    """The bounds of a value, or why there are none."""

    low: float | None
    high: float | None
    interval_note: str


class AgreementRow(IntervalColumns):
    """A row of `AGREEMENT`."""

    first: str
    second: str
    variable: str
    category: str
    measure: str
    n: int
    articles: int
    weighted: bool
    value: float | None
    note: str


class Example(TypedDict):
    """A statement shown for a cell of a confusion."""

    statement_id: str
    text: str


class ConfusionRow(TypedDict):
    """A row of `CONFUSION`."""

    first: str
    second: str
    frame: str
    cell: str
    n: int
    examples: list[Example]


class ThresholdRow(TypedDict):
    """A row of `THRESHOLDS`."""

    coder: str
    frame: str
    threshold: float
    used: float
    n: int
    precision: float | None
    recall: float | None
    f1: float | None
    alpha: float | None


class CalibrationRow(IntervalColumns):
    """A row of `CALIBRATION`."""

    coder: str
    frame: str
    n: int
    articles: int
    brier: float | None
    base: float | None
    calibration_error: float | None
    note: str


class ReliabilityRow(TypedDict):
    """A row of `RELIABILITY`."""

    coder: str
    frame: str
    bin: int
    n: int
    weight: float
    score: float
    share: float


class PrevalenceRow(TypedDict):
    """A row of `PREVALENCE`."""

    coder: str
    side: str
    frame: str
    statements: int
    marked: int
    machine: float | None
    n: int
    corrected: float | None
    low: float | None
    high: float | None
    tuning: float | None
    note: str


class CorrectnessRow(TypedDict):
    """A row of `CORRECTNESS`."""

    coder: str
    variable: str
    category: str
    n: int
    right: float | None
    low: float | None
    high: float | None
    note: str


class CodedSampleRow(TypedDict):
    """A row of `CODED_SAMPLE`."""

    coder: str
    statement_id: str
    frame: str
    stratum: str
    size: int
    truth: bool
    machine: bool

"""Rows of data/ as the report reads them, of the columns that it shows; `schema` has all, with their ranges."""

from typing import TypedDict


class SpanRecord(TypedDict):
    """Half-open offsets `[start, end)` into the article's text."""

    start: int
    end: int


class BlockRecord(TypedDict):
    """A title, paragraph or line that is no statement, with its offsets."""

    kind: str
    start: int
    end: int


class ArticleRecord(TypedDict):
    """A row of data/articles."""

    article_id: str
    title: str
    text: str
    blocks: list[BlockRecord]
    outlet: str | None
    published: str | None
    genre: str | None
    speaker: str | None
    url: str
    rights: str | None
    path: str
    sha256: str


class StatementRecord(TypedDict):
    """A row of data/statements."""

    statement_id: str
    article_id: str
    sent_id: int
    unit: str
    start: int
    end: int
    text: str
    speaker: str | None
    speaker_kind: str | None
    organisation: str | None
    role: str | None
    side: str | None
    resolution: str | None
    form: str | None
    attribution_id: str | None
    rule: str | None


class AttributionRecord(TypedDict):
    """A row of data/attributions."""

    attribution_id: str
    article_id: str
    sent_id: int
    source: list[SpanRecord] | None
    cue: list[SpanRecord] | None
    content: list[SpanRecord] | None
    kind: str
    act: str
    rule: str
    parent: str | None
    speaker: str | None
    resolution: str | None


class FrameRecord(TypedDict):
    """A row of data/frames."""

    statement_id: str
    frame: str
    score: float
    decision: bool
    uncertain: bool | None
    threshold: float
    evidence: list[SpanRecord] | None
    rule: str | None


class StanceRecord(TypedDict):
    """A row of data/stances."""

    statement_id: str
    target: str
    score: float
    label: str
    evidence: list[SpanRecord] | None
    rule: str | None


class ExampleRecord(TypedDict):
    """A statement in a cell of a confusion."""

    statement_id: str
    text: str


class ConfusionRecord(TypedDict):
    """A row of data/agreement/confusion."""

    first: str
    second: str
    frame: str
    cell: str
    n: int
    examples: list[ExampleRecord]


class LeftOutRecord(TypedDict):
    """A row of data/left_out, or of the `left_out` of a stage's own data."""

    item: str
    stage: str
    reason: str

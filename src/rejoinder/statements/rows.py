"""Rows of the tables that this stage reads and writes; all columns are described in `rejoinder.schema`."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict


class BlockRow(TypedDict):
    """A block of an article; its kind is "title", "paragraph" or what a line is instead."""

    kind: str
    start: int
    end: int


class ArticleToCode(TypedDict):
    """What this stage reads of one row of data/articles.

    Attributes:
        speaker: who speaks the text as a whole, as the input states it; "" where nobody does.
        side: theirs, as the input states it.
    """

    article_id: str
    text: str
    blocks: Sequence[BlockRow]
    outlet: str | None
    speaker: NotRequired[str | None]
    side: NotRequired[str | None]


class SpanRow(TypedDict):
    """A half-open span `[start, end)`, in characters of the article's text."""

    start: int
    end: int


class SpeakerColumns(TypedDict):
    """What both tables say of a speaker."""

    speaker: str
    speaker_kind: str
    organisation: str
    role: str
    side: str
    resolution: str


class AttributionRow(SpeakerColumns):
    """One row of data/attributions."""

    attribution_id: str
    article_id: str
    sent_id: int
    source: list[SpanRow]
    cue: list[SpanRow]
    content: list[SpanRow]
    kind: str
    act: str
    rule: str
    parent: str | None


class StatementRow(SpeakerColumns):
    """One row of data/statements."""

    statement_id: str
    article_id: str
    sent_id: int
    block: int
    unit: str
    start: int
    end: int
    text: str
    form: str
    attribution_id: str | None
    rule: str

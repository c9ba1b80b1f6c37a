"""What the reading view shows: articles cut into plain text and coded statements, as the templates meet them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rejoinder import schema
from rejoinder.report.records import ArticleRecord, StatementRecord


@dataclass(frozen=True, kw_only=True)
class FrameSign:
    """A frame as the reader sees it.

    Attributes:
        number: its place in the codebook, from 1.
        label: its name in words.
        sign: one or two letters that tell it from the others.
    """

    number: int
    label: str
    sign: str


@dataclass(frozen=True, kw_only=True)
class QuotedSpan:
    """A span and the words in it.

    Attributes:
        text: the words.
        start, end: half-open offsets into the article's text.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A stretch of a statement.

    Attributes:
        text: its words.
        frames: those whose evidence it is, empty for the rest.
    """

    text: str
    frames: tuple[FrameSign, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FrameNote:
    """A statement's score on one frame, with the words and the rule behind it.

    Attributes:
        score: in [0, 1].
        threshold: from which the frame is given.
        decision: whether it is given.
        uncertain: whether that is uncertain.
        evidence: words that speak for it.
        rule: "" where none is named.
    """

    frame: FrameSign
    score: float
    threshold: float
    decision: bool
    uncertain: bool
    evidence: tuple[QuotedSpan, ...]
    rule: str


@dataclass(frozen=True, kw_only=True)
class StanceNote:
    """A statement's stance toward one target.

    Attributes:
        target: its label.
        score: in [-1, 1].
        label: favours, neutral or opposes.
        evidence: words that speak for it.
        rule: "" where none is named.
    """

    target: str
    score: float
    label: str
    evidence: tuple[QuotedSpan, ...]
    rule: str


@dataclass(frozen=True, kw_only=True)
class AttributionNote:
    """Who is said to say what.

    Attributes:
        speaker: "" where nobody is named.
        rule: which found the attribution.
        kind: direct, indirect or mixed.
        act: speech, thought, intention, feeling, perception or event.
        resolution: the rule that found the speaker, "" where there is none.
        source, cue, content: spans of the parts.
    """

    id: str
    speaker: str
    rule: str
    kind: str
    act: str
    resolution: str
    source: tuple[QuotedSpan, ...]
    cue: tuple[QuotedSpan, ...]
    content: tuple[QuotedSpan, ...]


@dataclass(frozen=True, kw_only=True)
class StatementView:
    """A coding unit as it is shown.

    Attributes:
        frames: the decided ones, in the codebook's order.
        inner: attributions within the words of the speaker: what he says that others say, or that he himself thinks.
    """

    anchor: str
    row: StatementRecord
    segments: tuple[Segment, ...]
    frames: tuple[FrameSign, ...]
    scores: tuple[FrameNote, ...]
    stances: tuple[StanceNote, ...]
    attribution: AttributionNote | None
    inner: tuple[AttributionNote, ...] = ()

    @property
    def number(self) -> str:
        """Of the sentence, from 1 in its article."""
        return str(self.row["sent_id"])

    @property
    def has_guessed_side(self) -> bool:
        """Whether the side is that of the context or of the country where the article is at home."""
        return "+" in (self.row["resolution"] or "")

    @property
    def coded(self) -> bool:
        """Whether it is a statement at all: a by-line is not."""
        return self.row["unit"] in schema.CODED_KINDS


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Consecutive statements of one speaker in one block, as the margin names them."""

    statements: tuple[StatementView, ...]

    @property
    def forms(self) -> list[tuple[str, str]]:
        """Statement numbers ("12", "13–14") and the form they share, in order."""
        groups = groupby(self.statements, key=lambda statement: statement.row["form"] or "no form")
        return [(_join_numbers(list(statements)), form) for form, statements in groups]


def _join_numbers(statements: Sequence[StatementView]) -> str:
    first, last = statements[0].number, statements[-1].number
    return first if first == last else f"{first}–{last}"


@dataclass(frozen=True, kw_only=True)
class BlockView:
    """A title, a paragraph, or a line that is no statement.

    Attributes:
        kind: which of them.
        parts: plain text and statements, in order.
    """

    kind: str
    parts: tuple[str | StatementView, ...]

    @property
    def statements(self) -> list[StatementView]:
        """All of them, those that are not coded included."""
        return [part for part in self.parts if isinstance(part, StatementView)]

    @property
    def turns(self) -> list[Turn]:
        """The coded statements, those side by side of one speaker and side together."""
        coded = (statement for statement in self.statements if statement.coded)
        groups = groupby(coded, key=lambda statement: (statement.row["speaker"], statement.row["side"]))
        return [Turn(statements=tuple(statements)) for _, statements in groups]


@dataclass(frozen=True, kw_only=True)
class ArticleView:
    """An article as it is shown.

    Attributes:
        anchor: its id on the page, as in "a1".
        row: of data/articles.
        blocks: in order.
    """

    anchor: str
    row: ArticleRecord
    blocks: tuple[BlockView, ...]

    @property
    def statements(self) -> list[StatementView]:
        """The coded ones."""
        return [statement for block in self.blocks for statement in block.statements if statement.coded]

    @property
    def has_title(self) -> bool:
        return any(block.kind == "title" for block in self.blocks)


@dataclass(frozen=True, kw_only=True)
class FilterChoice:
    """One value that readers can filter by.

    Attributes:
        value: a number as text.
        label: in words.
        count: statements shown that have it.
        sign: of a frame, None for other kinds.
    """

    value: str
    label: str
    count: int
    sign: FrameSign | None = None

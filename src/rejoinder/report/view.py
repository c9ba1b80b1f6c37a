"""What the reading view is made of: articles cut into plain text and coded statements, as the template meets them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A frame as the reader sees it: its place in the codebook from 1, its label and a short sign for it."""

    number: int
    label: str
    sign: str


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A span and the words in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of a statement; `frames` are those whose evidence it is, empty for the rest."""

    text: str
    frames: tuple[Letter, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FrameNote:
    """A statement's score on one frame, in [0, 1], with the words and the rule behind it."""

    frame: Letter
    score: float
    threshold: float
    decision: bool
    evidence: tuple[Quote, ...]
    rule: str


@dataclass(frozen=True, kw_only=True)
class StanceNote:
    """A statement's stance toward one target, in [-1, 1]."""

    target: str
    score: float
    label: str
    evidence: tuple[Quote, ...]
    rule: str


@dataclass(frozen=True, kw_only=True)
class AttributionNote:
    """Who is said to say what, and the rules that say so."""

    id: str
    speaker: str
    rule: str
    kind: str
    act: str
    resolution: str
    source: tuple[Quote, ...]
    cue: tuple[Quote, ...]
    content: tuple[Quote, ...]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A coding unit as it is shown.

    Attributes:
        frames: the decided ones, in the codebook's order.
        inner: attributions within the words of the speaker: what he says that others say, or that he himself thinks.
    """

    anchor: str
    row: Row
    pieces: tuple[Piece, ...]
    frames: tuple[Letter, ...]
    scores: tuple[FrameNote, ...]
    stances: tuple[StanceNote, ...]
    attribution: AttributionNote | None
    inner: tuple[AttributionNote, ...] = ()

    @property
    def number(self) -> str:
        return str(self.row["sent_id"])

    @property
    def coded(self) -> bool:
        return bool(self.row["unit"] != "credit")


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Consecutive statements of one speaker in one block, as the margin names them."""

    statements: tuple[Statement, ...]

    @property
    def forms(self) -> list[tuple[str, str]]:
        """Statement numbers ("12", "13–14") and the form they share, in order."""
        runs = [(f, list(g)) for f, g in groupby(self.statements, key=lambda s: s.row["form"] or "no form")]
        return [("–".join(dict.fromkeys((g[0].number, g[-1].number))), form) for form, g in runs]


@dataclass(frozen=True, kw_only=True)
class Block:
    """A title, paragraph or credit line; its parts are plain text and statements, in order."""

    kind: str
    parts: tuple[str | Statement, ...]

    @property
    def statements(self) -> list[Statement]:
        return [part for part in self.parts if isinstance(part, Statement)]

    @property
    def turns(self) -> list[Turn]:
        coded = [s for s in self.statements if s.coded]
        return [Turn(statements=tuple(g)) for _, g in groupby(coded, key=lambda s: (s.row["speaker"], s.row["side"]))]


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article as it is shown."""

    anchor: str
    row: Row
    blocks: tuple[Block, ...]

    @property
    def statements(self) -> list[Statement]:
        return [s for block in self.blocks for s in block.statements if s.coded]

    @property
    def has_title(self) -> bool:
        return any(block.kind == "title" for block in self.blocks)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One value readers can filter by, and how many statements shown have it; `value` is a number as text."""

    value: str
    label: str
    count: int
    letter: Letter | None = None

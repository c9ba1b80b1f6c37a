"""What the finder of targets and the methods of this stage hand to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rejoinder.stances.targets import Mention
from rejoinder.syntax import Sentence

Span = tuple[int, int]

LABELS = ("opposes", "neutral", "favours")


@dataclass(frozen=True, kw_only=True)
class Item:
    """A target in a statement.

    Attributes:
        text: the statement's.
        start: where it begins in the article.
        sentence: its parse, with offsets into the article.
        mentions: where it speaks of the target, in order, without those in passing; never empty.
    """

    text: str
    start: int
    sentence: Sentence
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A stance: score in [-1, 1]; label; up to three spans of the article that moved it most, strongest first; why."""

    score: float
    label: str
    evidence: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A word of the polarity lexicon.

    Attributes:
        polarity: in [-1, 1], of one who says it of the target.
        role: where the target stands: "subject", "object", "modifier" (the word describes it), "any", or "itself"
            (the word is the mention). "shifter" marks words that turn the polarity of what they govern.
    """

    polarity: float
    role: str


Lexicon = Mapping[tuple[str, str], Sequence[Entry]]


class Method(Protocol):
    """A way to tell stances."""

    def __call__(self, items: Sequence[Item], polarity: Lexicon) -> list[Judgement]: ...

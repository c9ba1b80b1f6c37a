"""What the finder of targets and the methods of this stage hand to each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypedDict

from rejoinder.stances.targets import TargetMention
from rejoinder.syntax import Sentence, Span

LABELS = ("opposes", "neutral", "favours")


class StatementToJudge(TypedDict):
    """What this stage reads of a row of data/statements; see `schema.STATEMENTS`."""

    statement_id: str
    article_id: str
    sent_id: int
    unit: str
    start: int
    text: str
    side: str | None
    speaker: str | None


class ArticleSpan(TypedDict):
    """A half-open span of an article's characters, as tables hold it."""

    start: int
    end: int


class StanceRow(TypedDict):
    """A row of data/stances; see `schema.STANCES`."""

    statement_id: str
    target: str
    mention: list[ArticleSpan]
    score: float
    label: str
    evidence: list[ArticleSpan]
    rule: str


@dataclass(frozen=True, kw_only=True)
class TargetInStatement:
    """A target in a statement, to be judged.

    Attributes:
        text: the statement's.
        start: where it begins in the article.
        sentence: its parse, with offsets into the article.
        mentions: where it speaks of the target, in order, without those in passing; never empty.
    """

    text: str
    start: int
    sentence: Sentence
    mentions: tuple[TargetMention, ...]


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A stance.

    Attributes:
        score: in [-1, 1], from opposition to favour.
        label: one of `LABELS`.
        evidence: up to three spans of the article that moved the score most, strongest first.
        rule: why, in words.
    """

    score: float
    label: str
    evidence: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, kw_only=True)
class PolarityEntry:
    """A word of the polarity lexicon.

    Attributes:
        polarity: in [-1, 1], of one who says it of the target.
        role: where the target stands: "subject", "object", "modifier" (the word describes it), "any", or "itself"
            (the word is the mention). "shifter" marks words that turn the polarity of what they govern.
    """

    polarity: float
    role: str


PolarityLexicon = Mapping[tuple[str, str], Sequence[PolarityEntry]]  # by lemma and part of speech


JudgeTargets = Callable[[Sequence[TargetInStatement]], list[Judgement]]  # in order, each independent of the others


class StanceMethod(Protocol):
    """An option of this stage."""

    def prepare(self) -> JudgeTargets:
        """Read the files of the method, so that what is wrong with them stops the run before it begins.

        Returns:
            What judges targets of any statements.
        """

"""What the finder of targets and the methods of this stage hand to each other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypedDict

from rejoinder.config import Run
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.llm import Asking
from rejoinder.llm.stance_questions import StatementWithTargets
from rejoinder.stances.implied import Opponent
from rejoinder.stances.targets import Words
from rejoinder.syntax import Sentence, Span

LABELS = ("opposes", "neutral", "favours")
MOST_CONTEXT = 20  # statements before a statement that a method may read


class StatementToJudge(TypedDict):
    """What this stage reads of a row of data/statements; see `schema.STATEMENTS`."""

    statement_id: str
    article_id: str
    sent_id: int
    unit: str
    start: int
    end: int
    text: str
    speaker: str | None
    side: str | None
    form: str
    attribution_id: str | None


class ArticleSpan(TypedDict):
    """A half-open span of an article's characters, as tables hold it."""

    start: int
    end: int


class AttributionSource(TypedDict):
    """What this stage reads of a row of data/attributions; see `schema.ATTRIBUTIONS`."""

    attribution_id: str
    source: list[ArticleSpan]
    cue: list[ArticleSpan]


@dataclass(frozen=True, kw_only=True)
class SourceClause:
    """The words of an attribution that are not what is said.

    Attributes:
        source: spans of the words that name who speaks.
        cue: spans of those that say that they speak.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


class StanceRow(TypedDict):
    """A row of data/stances; see `schema.STANCES`."""

    statement_id: str
    target: str
    mention: list[ArticleSpan]
    implied: bool
    score: float | None
    label: str | None
    evidence: list[ArticleSpan]
    rule: str


@dataclass(frozen=True, kw_only=True)
class TargetInStatement:
    """A target in a statement, to be judged.

    Attributes:
        span: of the statement in the article.
        sentence: its parse, with offsets into the article.
        mentions: the phrases that speak of the target, in order; there may be none where it is implied.
        source_clause: who is said to speak; none of these words is evidence.
        implied: whether the sentence does not name the target.
        opponent: what the article tells of the target where the sentence names no other side than the speaker's, so
            that it could be meant.
        target: its name in conf/actors.
        row: of the statement, for methods that read more of it than its parse.
        preceding: texts of up to `MOST_CONTEXT` statements before it in its article.
    """

    span: Span
    sentence: Sentence
    mentions: tuple[Words, ...]
    source_clause: SourceClause = SourceClause()
    implied: bool = False
    opponent: Opponent | None = None
    target: str = ""
    row: StatementToJudge | None = None
    preceding: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A stance.

    Attributes:
        score: in [-1, 1], from opposition to favour; None where a model gave no usable answer.
        label: one of `LABELS`, or None likewise.
        evidence: up to three spans of the article that moved the score most, strongest first.
        rule: why, in words.
    """

    score: float | None
    label: str | None
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


# Judges targets in order, each independent of the others; given are also the readings of their articles, by article_id.
# None stands for an implied target that is not meant.
JudgeTargets = Callable[[Sequence[TargetInStatement], Mapping[str, ArticleReadings]], list[Judgement | None]]


@dataclass(frozen=True)
class PreparedStances:
    """A method with what it needs.

    Attributes:
        judge_targets: judges targets of any statements; picklable.
        fingerprint: of what it read beside what dvc.yaml lists, "" for nothing.
        asking: of a method that asks a language model, how it asks about targets; else None.
        list_units: of such a method, what it asks about at a time, by statement_id, of targets.
    """

    judge_targets: JudgeTargets
    fingerprint: str = ""
    asking: Asking | None = None
    list_units: Callable[[Sequence[TargetInStatement]], Iterator[tuple[str, StatementWithTargets]]] | None = None


class StanceMethod(Protocol):
    """An option of this stage."""

    def prepare(self, run: Run) -> PreparedStances:
        """Read the files of the method, so that what is wrong with them stops the run before it begins."""

"""What the encoder learns from: passages whose statements carry frames, and whose mentions of targets carry stances."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rejoinder.encoder.passages import CONTENT
from rejoinder.syntax import Span

FRAMES = ("victimhood", "denial", "deterrence", "cooperation")
_HELD_OUT = 10  # one document in so many
_JOINED = (1, 1, 2, 3)  # texts that become one passage


@dataclass(frozen=True, kw_only=True)
class Stance:
    """A reader's judgement of one target.

    Attributes:
        mentions: spans of the passage that name the target.
        label: its place in LABELS.
    """

    mentions: tuple[Span, ...]
    label: int


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement in a passage.

    Attributes:
        span: of the passage.
        frames: probability of each of FRAMES, () where nobody coded them.
        stances: that were coded, of targets that it names.
    """

    span: Span
    frames: tuple[float, ...] = ()
    stances: tuple[Stance, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A text with one or more statements.

    Attributes:
        text: white space is single blanks, so that spans hold.
        statements: in order.
        source: what kind of text it comes from.
        document: which one.
    """

    text: str
    statements: tuple[Statement, ...]
    source: str
    document: str

    @property
    def is_held_out(self) -> bool:
        """Whether scores are measured on its document, so that nothing is learnt from it."""
        return int(hashlib.sha256(self.document.encode()).hexdigest(), 16) % _HELD_OUT == 0


def join_passages(passages: Sequence[Passage], rng: random.Random) -> list[Passage]:
    """Join some passages at random, so that the network learns to tell a statement from its neighbours.

    Args:
        passages: in any order.
        rng: draws order and number.
    """
    queue = rng.sample(passages, len(passages))
    joined = []
    while queue:
        passage, more = queue.pop(), rng.choice(_JOINED) - 1
        while more and queue and len(passage.text) + len(queue[-1].text) < CONTENT:
            passage, more = _append(passage, queue.pop()), more - 1
        joined.append(passage)
    return joined


def _append(passage: Passage, other: Passage) -> Passage:
    by = len(passage.text) + 1
    statements = tuple(_shift(statement, by) for statement in other.statements)
    return replace(passage, text=f"{passage.text} {other.text}", statements=passage.statements + statements)


def _shift(statement: Statement, by: int) -> Statement:
    stances = tuple(
        replace(stance, mentions=tuple((start + by, end + by) for start, end in stance.mentions))
        for stance in statement.stances
    )
    return replace(statement, span=(statement.span[0] + by, statement.span[1] + by), stances=stances)

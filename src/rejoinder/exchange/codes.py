"""What is said of a statement, as the names of codes that other tools show and `rejoinder.human_coding` reads back."""

from collections.abc import Sequence
from dataclasses import dataclass

from rejoinder.corpus import NARRATION, UNKNOWN_SIDE
from rejoinder.exchange.coding import Coding, Row
from rejoinder.human_coding.code_names import FAVOURS, OPPOSES, CodeNames


@dataclass(frozen=True, kw_only=True)
class StatementCodes:
    """The codes of a statement.

    Attributes:
        frames: that it carries, by the names of their codes, in order.
        speaker: as in the table of statements; "" where none is known.
        side: the speaker's; "" where none is known, and of what the outlet says itself.
        stances: other than neutral, by the names of their codes, in order of the targets.
    """

    frames: Sequence[str]
    speaker: str
    side: str
    stances: Sequence[str]


def name_codes(coding: Coding) -> CodeNames:
    """Name the codes of a run."""
    frames = {name: frame.label for name, frame in coding.codebook.frames.items()}
    targets = {name: target.label for name, target in coding.actors.targets.items()}
    return CodeNames(frames, list(coding.actors.sides), targets)


def read_side(statement: Row) -> str:
    """Read the speaker's side; "" where none is known, and of what the outlet says itself."""
    return "" if statement["side"] in (NARRATION, UNKNOWN_SIDE) else statement["side"] or ""


def list_codes(statement: Row, names: CodeNames) -> StatementCodes:
    """List the codes of a row of the table of statements."""
    stances = {target: statement[f"stance_{target}"] for target in names.targets}
    return StatementCodes(
        frames=[names.name_frame(frame) for frame in names.frames if statement[f"frame_{frame}"]],
        speaker=statement["speaker"] or "",
        side=read_side(statement),
        stances=[names.name_stance(target, own) for target, own in stances.items() if own in (FAVOURS, OPPOSES)],
    )

"""The machine as one of the coders."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rejoinder import schema
from rejoinder.agreement.rows import CodedStatement, FrameDecision, StanceLabel
from rejoinder.human_coding.files import MACHINE
from rejoinder.human_coding.model import NEUTRAL, NO_SIDE, Code, CodingPass, Unit


@dataclass(frozen=True, kw_only=True)
class MachineCoding:
    """What the machine says of the articles that passes code.

    Attributes:
        coding: its codes.
        statements: their rows by unit.
        scores: in [0, 1], by frame and unit.
        thresholds: score from which a frame is assigned, by frame.
    """

    coding: CodingPass
    statements: Mapping[Unit, CodedStatement]
    scores: Mapping[str, Mapping[Unit, float]]
    thresholds: Mapping[str, float]


def build_machine_coding(
    statements: Sequence[CodedStatement],
    decisions: Sequence[FrameDecision],
    frames: Sequence[str],
    stances: Iterable[StanceLabel] = (),
    targets: Sequence[str] = (),
) -> MachineCoding:
    """Build the machine's coding.

    Args:
        statements: rows of the statements table about the articles that passes code.
        decisions: rows of the frames table about them.
        frames: names of the codebook's frames; scores and thresholds of others are left out.
        stances: rows of the stances table about them.
        targets: names of what stances are taken toward.
    """
    units = {row["statement_id"]: (row["article_id"], row["sent_id"]) for row in statements}
    ours = [row for row in decisions if row["frame"] in frames]
    scores: dict[str, dict[Unit, float]] = {}
    for row in ours:
        if row["statement_id"] in units and row["score"] is not None:
            scores.setdefault(row["frame"], {})[units[row["statement_id"]]] = row["score"]
    return MachineCoding(
        coding=code_by_machine(statements, decisions, stances, targets),
        statements={(row["article_id"], row["sent_id"]): row for row in statements},
        scores=scores,
        thresholds={row["frame"]: row["threshold"] for row in ours},
    )


def code_by_machine(
    statements: Iterable[CodedStatement],
    decisions: Iterable[FrameDecision],
    stances: Iterable[StanceLabel] = (),
    targets: Sequence[str] = (),
) -> CodingPass:
    """The machine's codes as a coding pass; lines that are no statement have none.

    Nor has, for the frames, a statement of which a language model gave no usable answer.
    """
    labels: defaultdict[str, dict[str, str]] = defaultdict(lambda: dict.fromkeys(targets, NEUTRAL))
    for stance in stances:
        if stance["label"] is None:  # a language model gave no usable answer: coded neither so nor so
            labels[stance["statement_id"]].pop(stance["target"], None)
        else:
            labels[stance["statement_id"]][stance["target"]] = stance["label"]
    marked: dict[str, set[str]] = {}
    for decision in decisions:
        if decision["decision"] is None:
            continue
        frames = marked.setdefault(decision["statement_id"], set())
        if decision["decision"]:
            frames.add(decision["frame"])
    codes = {
        (row["article_id"], row["sent_id"]): Code(
            speaker=row["speaker"] or "",
            form=row["form"] or "",
            frames=frozenset(marked[row["statement_id"]]) if row["statement_id"] in marked else None,
            side=row["side"] or NO_SIDE,
            stances=labels[row["statement_id"]],
        )
        for row in statements
        if row["unit"] in schema.CODED_KINDS
    }
    return CodingPass(name=MACHINE, codes=codes)

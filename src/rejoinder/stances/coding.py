"""Rows of stances, of the targets that are found and what a method judges of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from rejoinder import engine, schema, tables
from rejoinder.corrections.apply import correct_stances
from rejoinder.encoder.readings import group_readings
from rejoinder.stances.model import (
    ArticleSpan,
    Judgement,
    JudgeTargets,
    StanceRow,
    StatementToJudge,
    TargetInStatement,
)
from rejoinder.stances.statement_targets import (
    SourceClauses,
    StatementTarget,
    find_statement_targets,
    read_source_clauses,
)
from rejoinder.stances.targets import Finders
from rejoinder.syntax import Sentence, Span, build_sentences

_DECIMALS = 4


def code_stances(
    statements: Iterable[StatementToJudge],
    sentences: Iterable[Sentence],
    source_clauses: SourceClauses,
    finders: Finders,
    judge_targets: Callable[[Sequence[TargetInStatement]], list[Judgement | None]],
) -> list[StanceRow]:
    """Code the stance of each statement's speaker toward each target that it mentions, and toward one it implies.

    A statement that nobody is said to make is neutral, and so is every speaker toward the own side. Lines that are no
    statement are not coded.

    Args:
        statements: rows of the statements table, all of each article.
        sentences: parses of all of them, in any order.
        source_clauses: of their attributions.
        finders: find the mentions.
        judge_targets: judges them, in order.

    Returns:
        Rows of the stances table, by article, in the order of the text.
    """
    targets = list(find_statement_targets(statements, sentences, source_clauses, finders))
    judgements = iter(judge_targets([one.target for one in targets if not one.judgement]))
    judged = ((one, one.judgement or next(judgements)) for one in targets)
    return [_build_row(one, judgement) for one, judgement in judged if judgement]


def _build_row(one: StatementTarget, judgement: Judgement) -> StanceRow:
    return {
        "statement_id": one.statement_id,
        "target": one.target.target,
        "mention": _build_spans({(words[0].start, words[-1].end) for words in one.target.mentions}),
        "implied": one.target.implied,
        "score": None if judgement.score is None else round(judgement.score, _DECIMALS) + 0.0,  # no negative zero
        "label": judgement.label,
        "evidence": _build_spans(judgement.evidence),
        "rule": judgement.rule,
    }


def _build_spans(spans: Iterable[Span]) -> list[ArticleSpan]:
    return [{"start": start, "end": end} for start, end in sorted(spans)]


@dataclass(frozen=True)
class StanceCoding:
    """The stage's work on one partition.

    Attributes:
        judge_targets: what the method prepared.
        finders: of targets and sides.
        targets: names of the debate's targets.
    """

    judge_targets: JudgeTargets
    finders: Finders
    targets: tuple[str, ...]

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        sentences = list(build_sentences(inputs["parses"]))
        clauses = read_source_clauses(inputs["attributions"].to_pylist())
        readings = group_readings(inputs["encodings"])

        def code(statements: pa.Table) -> list[StanceRow]:
            return code_stances(
                statements.to_pylist(),
                sentences,
                clauses,
                self.finders,
                lambda targets: self.judge_targets(targets, readings),
            )

        rows = correct_stances(code(inputs["statements"]), inputs["corrections"].to_pylist(), self.targets)
        return {
            "stances": tables.build_table(rows, schema.STANCES),
            "machine": tables.build_table(code(inputs["machine"]), schema.STANCES),
        }

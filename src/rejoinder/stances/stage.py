"""Stage `stances`: codes data/statements into data/stances, partition by partition."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors, countries
from rejoinder.config import Run
from rejoinder.corrections.apply import correct_stances
from rejoinder.encoder.readings import group_readings
from rejoinder.llm import Inquiry, write_behaviour, write_effort
from rejoinder.llm.stance_questions import StatementWithTargets
from rejoinder.stances.implied import (
    Opponent,
    SentenceSides,
    find_dual_mentions,
    find_opponents,
    find_pair,
    find_stand_ins,
)
from rejoinder.stances.model import (
    MOST_CONTEXT,
    ArticleSpan,
    AttributionSource,
    Judgement,
    JudgeTargets,
    PreparedStances,
    SourceClause,
    StanceMethod,
    StanceRow,
    StatementToJudge,
    TargetInStatement,
)
from rejoinder.stances.targets import Finders, TargetFinder, Words, build_finders
from rejoinder.syntax import Sentence, Span, build_sentences

_DECIMALS = 4
_NARRATED = Judgement(score=0.0, label="neutral", evidence=(), rule="narrated: nobody takes a stance")
# what sounds bad for the speaker's own side is harm done to it, and what sounds good is no stance between sides
_OWN = Judgement(score=0.0, label="neutral", evidence=(), rule="own side: nobody takes a stance toward it")

SourceClauses = Mapping[str, SourceClause]  # by attribution_id


@dataclass(frozen=True)
class _StatementTarget:
    """A target that a statement mentions or could imply.

    Attributes:
        opponent, preceding: see `TargetInStatement`.
        given: the judgement, where it needs no method.
    """

    statement: StatementToJudge
    sentence: Sentence
    target: str
    mentions: tuple[Words, ...]
    source_clause: SourceClause
    preceding: tuple[str, ...]
    implied: bool = False
    opponent: Opponent | None = None
    given: Judgement | None = None


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
    targets = list(_find_targets(statements, sentences, source_clauses, finders))
    judgements = iter(judge_targets([_locate(target) for target in targets if not target.given]))
    judged = ((target, target.given or next(judgements)) for target in targets)
    return [_build_row(target, judgement) for target, judgement in judged if judgement]


def _find_targets(
    statements: Iterable[StatementToJudge],
    sentences: Iterable[Sentence],
    source_clauses: SourceClauses,
    finders: Finders,
) -> Iterator[_StatementTarget]:
    by_key = {(sentence.article_id, sentence.sent_id): sentence for sentence in sentences}
    coded = [
        (
            row,
            by_key[row["article_id"], row["sent_id"]],
            source_clauses.get(row["attribution_id"] or "", SourceClause()),
        )
        for row in sorted(statements, key=lambda row: (row["article_id"], row["sent_id"]))
        if row["unit"] in schema.CODED_KINDS
    ]
    for _, group in groupby(coded, key=lambda item: item[0]["article_id"]):
        article = list(group)
        sides = [_find_sides(row, sentence, clause, finders.sides) for row, sentence, clause in article]
        pair = find_pair(sides)
        texts = [row["text"] for row, *_ in article]
        for number, ((row, sentence, clause), opponent) in enumerate(zip(article, find_opponents(sides), strict=True)):
            before = tuple(texts[max(number - MOST_CONTEXT, 0) : number])
            mentions = finders.targets(sentence, row["side"] or "", clause.source)
            for target, words in mentions.items():
                given = _judge_at_once(row, finders.targets.own_sides[target])
                yield _StatementTarget(row, sentence, target, words, clause, before, given=given)
            if row["form"] != "narrated":
                for side, words, meant in _find_implied(row, sentence, clause, pair, opponent):
                    for target in finders.targets.list_targets(side):
                        if target not in mentions:
                            yield _StatementTarget(
                                row, sentence, target, words, clause, before, implied=True, opponent=meant
                            )


def _find_implied(
    row: StatementToJudge,
    sentence: Sentence,
    clause: SourceClause,
    pair: frozenset[str],
    opponent: Opponent | None,
) -> Iterator[tuple[str, tuple[Words, ...], Opponent | None]]:
    """Find the sides that a statement could mean without naming them, with the words that stand for each."""
    dual = find_dual_mentions(sentence)
    if dual:
        yield from ((side, dual, None) for side in sorted(pair - {row["side"]}))
    elif opponent:
        yield opponent.side, find_stand_ins(sentence, clause.source, opponent), opponent


def _find_sides(
    row: StatementToJudge, sentence: Sentence, clause: SourceClause, find_sides: TargetFinder
) -> SentenceSides:
    own = row["side"] or ""
    return SentenceSides(
        own=own, named=frozenset(find_sides(sentence, "")), meant=frozenset(find_sides(sentence, own, clause.source))
    )


def _judge_at_once(row: StatementToJudge, own_sides: frozenset[str]) -> Judgement | None:
    if row["form"] == "narrated":
        return _NARRATED
    return _OWN if row["side"] in own_sides else None


def _locate(target: _StatementTarget) -> TargetInStatement:
    return TargetInStatement(
        span=(target.statement["start"], target.statement["end"]),
        sentence=target.sentence,
        mentions=target.mentions,
        source_clause=target.source_clause,
        implied=target.implied,
        opponent=target.opponent,
        target=target.target,
        row=target.statement,
        preceding=target.preceding,
    )


def _build_row(target: _StatementTarget, judgement: Judgement) -> StanceRow:
    return {
        "statement_id": target.statement["statement_id"],
        "target": target.target,
        "mention": _build_spans({(words[0].start, words[-1].end) for words in target.mentions}),
        "implied": target.implied,
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


def read_source_clauses(attributions: Iterable[AttributionSource]) -> SourceClauses:
    """Read source and cue of each attribution, by attribution_id."""
    return {
        row["attribution_id"]: SourceClause(source=_read_spans(row["source"]), cue=_read_spans(row["cue"]))
        for row in attributions
    }


def _read_spans(spans: Iterable[ArticleSpan]) -> tuple[Span, ...]:
    return tuple((span["start"], span["end"]) for span in spans)


def load_finders(run: Run) -> Finders:
    """Load what finds the targets and sides that the configuration names."""
    actors: Actors = run.load("actors")
    return build_finders(actors, countries.read_countries(paths.COUNTRIES))


def main(run: Run) -> None:
    """Code data/statements into data/stances, partition by partition."""
    method: StanceMethod = run.load("stances")
    prepared, finders = method.prepare(run), load_finders(run)
    inquiry = _build_inquiry(prepared, finders)
    if inquiry:
        inquiry.require_answers()
    inputs = {
        "statements": paths.STATEMENTS,
        "parses": paths.PARSES,
        "attributions": paths.ATTRIBUTIONS,
        "encodings": paths.ENCODINGS,
        "machine": paths.MACHINE / paths.STATEMENTS.name,
        "corrections": paths.CORRECTIONS,
    }
    actors: Actors = run.load("actors")
    fingerprint = f"{engine.fingerprint('stances', run, without=(paths.ANSWERS, paths.PROMPTS))} {prepared.fingerprint}"
    job = engine.Job(
        stage="stances",
        inputs=inputs,
        outputs={
            "stances": (paths.STANCES, schema.STANCES),
            "machine": (paths.MACHINE / paths.STANCES.name, schema.STANCES),
        },
        compute=StanceCoding(prepared.judge_targets, finders, tuple(actors.targets)),
        fingerprint=hashlib.sha256(fingerprint.encode()).hexdigest(),
    )
    engine.run_job(job, run)
    tests = prepared.asking.tests if prepared.asking else None
    write_behaviour(paths.BEHAVIOUR["stances"], tests, _iterate_units(prepared, finders))
    write_effort(paths.EFFORT["stances"], inquiry)


def build_inquiry(run: Run) -> Inquiry | None:
    """What the option of stances asks a model about this run's statements; None for one that asks nothing."""
    method: StanceMethod = run.load("stances")
    return _build_inquiry(method.prepare(run), load_finders(run))


def _build_inquiry(prepared: PreparedStances, finders: Finders) -> Inquiry | None:
    asking = prepared.asking
    if asking is None:
        return None

    def iterate_requests() -> Iterator[bytes]:
        for dataset in (paths.STATEMENTS, paths.MACHINE / paths.STATEMENTS.name):
            for targets in _iterate_targets(dataset, finders):
                yield from asking.list_requests(targets)

    def iterate_tests() -> Iterator[bytes]:
        if asking.tests:
            yield from asking.tests.list_requests(_iterate_units(prepared, finders))

    return Inquiry("stances", asking, iterate_requests, iterate_tests)


def _iterate_units(prepared: PreparedStances, finders: Finders) -> Iterator[tuple[str, StatementWithTargets]]:
    """The statements of the run that a model is asked about, as it sees them, by their ids."""
    if prepared.list_units:
        for targets in _iterate_targets(paths.STATEMENTS, finders):
            yield from prepared.list_units(targets)


def _iterate_targets(dataset: Path, finders: Finders) -> Iterator[list[TargetInStatement]]:
    """The targets to be judged of each partition."""
    for name in tables.list_partitions(dataset):
        sentences = list(build_sentences(tables.read_partition(paths.PARSES, name)))
        clauses = read_source_clauses(tables.read_partition(paths.ATTRIBUTIONS, name).to_pylist())
        statements = tables.read_partition(dataset, name).to_pylist()
        targets = _find_targets(statements, sentences, clauses, finders)
        yield [_locate(target) for target in targets if not target.given]

"""Stage `stances`: codes data/statements into data/stances, partition by partition."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors, countries
from rejoinder.config import Run
from rejoinder.encoder.readings import group_readings
from rejoinder.stances.model import (
    ArticleSpan,
    AttributionSource,
    Judgement,
    JudgeTargets,
    SourceClause,
    StanceMethod,
    StanceRow,
    StatementToJudge,
    TargetInStatement,
)
from rejoinder.stances.targets import TargetFinder, Words, build_target_finder
from rejoinder.syntax import Sentence, Span, build_sentences

_OWN_SIDE_LEAST = 0.0  # what sounds bad for the speaker's own side is harm done to it, not opposition to it
_DECIMALS = 4
_NARRATED = Judgement(score=0.0, label="neutral", evidence=(), rule="narrated: nobody takes a stance")

SourceClauses = Mapping[str, SourceClause]  # by attribution_id


@dataclass(frozen=True)
class _StatementTarget:
    """A target that a statement mentions; `own` says whether it is the speaker's own side."""

    statement: StatementToJudge
    sentence: Sentence
    target: str
    mentions: tuple[Words, ...]
    source_clause: SourceClause
    own: bool

    @property
    def narrated(self) -> bool:
        return self.statement["form"] == "narrated"


def code_stances(
    statements: Iterable[StatementToJudge],
    sentences: Iterable[Sentence],
    source_clauses: SourceClauses,
    find_targets: TargetFinder,
    judge_targets: Callable[[Sequence[TargetInStatement]], list[Judgement]],
) -> list[StanceRow]:
    """Code the stance of each statement's speaker toward each target that it mentions.

    A statement that nobody is said to make is neutral. Lines that are no statement are not coded.

    Args:
        statements: rows of the statements table.
        sentences: parses of all of them, in any order.
        source_clauses: of their attributions.
        find_targets: finds the mentions.
        judge_targets: judges them, in order.

    Returns:
        Rows of the stances table, in the order of the statements.
    """
    targets = list(_find_targets(statements, sentences, source_clauses, find_targets))
    judgements = iter(judge_targets([_locate(target) for target in targets if not target.narrated]))
    return [_build_row(target, _NARRATED if target.narrated else next(judgements)) for target in targets]


def _find_targets(
    statements: Iterable[StatementToJudge],
    sentences: Iterable[Sentence],
    source_clauses: SourceClauses,
    find_targets: TargetFinder,
) -> Iterator[_StatementTarget]:
    by_key = {(sentence.article_id, sentence.sent_id): sentence for sentence in sentences}
    for statement in statements:
        if statement["unit"] not in schema.CODED_KINDS:
            continue
        sentence = by_key[statement["article_id"], statement["sent_id"]]
        side = statement["side"] or ""
        clause = source_clauses.get(statement["attribution_id"] or "", SourceClause())
        for target, mentions in find_targets(sentence, side, clause.source).items():
            own = side in find_targets.own_sides[target]
            yield _StatementTarget(statement, sentence, target, mentions, clause, own)


def _locate(target: _StatementTarget) -> TargetInStatement:
    span = target.statement["start"], target.statement["end"]
    return TargetInStatement(
        span=span, sentence=target.sentence, mentions=target.mentions, source_clause=target.source_clause
    )


def _build_row(target: _StatementTarget, judgement: Judgement) -> StanceRow:
    if target.own and judgement.score < _OWN_SIDE_LEAST:
        rule = f"{judgement.rule}, but of the speaker's own side"
        judgement = replace(judgement, score=_OWN_SIDE_LEAST, label="neutral", evidence=(), rule=rule)
    return {
        "statement_id": target.statement["statement_id"],
        "target": target.target,
        "mention": _build_spans({(words[0].start, words[-1].end) for words in target.mentions}),
        "score": round(judgement.score, _DECIMALS) + 0.0,  # no negative zero
        "label": judgement.label,
        "evidence": _build_spans(judgement.evidence),
        "rule": judgement.rule,
    }


def _build_spans(spans: Iterable[Span]) -> list[ArticleSpan]:
    return [{"start": start, "end": end} for start, end in sorted(spans)]


@dataclass(frozen=True)
class _Stance:
    """The stage's work on one partition."""

    judge_targets: JudgeTargets
    find_targets: TargetFinder

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        statements, sentences = inputs["statements"].to_pylist(), build_sentences(inputs["parses"])
        clauses = read_source_clauses(inputs["attributions"].to_pylist())
        readings = group_readings(inputs["encodings"])
        rows = code_stances(
            statements, sentences, clauses, self.find_targets, lambda targets: self.judge_targets(targets, readings)
        )
        return {"stances": tables.build_table(rows, schema.STANCES)}


def read_source_clauses(attributions: Iterable[AttributionSource]) -> SourceClauses:
    """Read source and cue of each attribution, by attribution_id."""
    return {
        row["attribution_id"]: SourceClause(source=_read_spans(row["source"]), cue=_read_spans(row["cue"]))
        for row in attributions
    }


def _read_spans(spans: Iterable[ArticleSpan]) -> tuple[Span, ...]:
    return tuple((span["start"], span["end"]) for span in spans)


def load_target_finder(run: Run) -> TargetFinder:
    """Load what finds the targets that the configuration names."""
    actors: Actors = run.load("actors")
    names = countries.read_countries(paths.COUNTRIES)
    return build_target_finder(actors, {side: countries.list_side_names(side, actors, names) for side in actors.sides})


def main(run: Run) -> None:
    """Code data/statements into data/stances, partition by partition."""
    method: StanceMethod = run.load("stances")
    inputs = {
        "statements": paths.STATEMENTS,
        "parses": paths.PARSES,
        "attributions": paths.ATTRIBUTIONS,
        "encodings": paths.ENCODINGS,
    }
    job = engine.Job(
        stage="stances",
        inputs=inputs,
        outputs={"stances": (paths.STANCES, schema.STANCES)},
        compute=_Stance(method.prepare(run), load_target_finder(run)),
        fingerprint=engine.fingerprint("stances", run),
    )
    engine.run_job(job, run)

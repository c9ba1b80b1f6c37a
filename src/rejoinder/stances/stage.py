"""Stage `stances`: codes data/statements into data/stances, partition by partition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors, countries
from rejoinder.config import Run
from rejoinder.stances.model import (
    ArticleSpan,
    Judgement,
    JudgeTargets,
    StanceMethod,
    StanceRow,
    StatementToJudge,
    TargetInStatement,
)
from rejoinder.stances.targets import TargetFinder, TargetMention, build_target_finder
from rejoinder.syntax import Sentence, Span, build_sentences

_OWN_SIDE_LEAST = 0.0  # what sounds bad for the speaker's own side is harm done to it, not opposition to it
_DECIMALS = 4
_PASSING = Judgement(score=0.0, label="neutral", evidence=(), rule="the speaker's own side, mentioned in passing")


@dataclass(frozen=True)
class _StatementTarget:
    """A target that a statement mentions; `own` says whether it is the speaker's own side."""

    statement: StatementToJudge
    sentence: Sentence
    target: str
    mentions: Sequence[TargetMention]
    own: bool

    @property
    def spoken(self) -> tuple[TargetMention, ...]:
        """The mentions that are not in passing."""
        return tuple(mention for mention in self.mentions if not mention.passing)


def code_stances(
    statements: Iterable[StatementToJudge],
    sentences: Iterable[Sentence],
    find_targets: TargetFinder,
    judge_targets: JudgeTargets,
) -> list[StanceRow]:
    """Code the stance of each statement toward each target that it mentions.

    A target that a statement mentions only in passing (see `targets.TargetMention`) gets a neutral 0. Lines that
    are no statement are not coded.

    Args:
        statements: rows of the statements table.
        sentences: parses of all of them, in any order.
        find_targets: finds the mentions.
        judge_targets: judges them, as `StanceMethod.prepare` gives it.

    Returns:
        Rows of the stances table, in the order of the statements.
    """
    targets = _find_targets(statements, sentences, find_targets)
    judgements = iter(judge_targets([_locate(target) for target in targets if target.spoken]))
    return [_build_row(target, next(judgements) if target.spoken else _PASSING) for target in targets]


def _find_targets(
    statements: Iterable[StatementToJudge], sentences: Iterable[Sentence], find_targets: TargetFinder
) -> list[_StatementTarget]:
    by_key = {(sentence.article_id, sentence.sent_id): sentence for sentence in sentences}
    targets = []
    for statement in statements:
        if statement["unit"] not in schema.CODED_KINDS:
            continue
        sentence = by_key[statement["article_id"], statement["sent_id"]]
        side = statement["side"] or ""
        for target, mentions in find_targets(sentence, side, statement["speaker"] or "").items():
            own = side in find_targets.own_sides[target]
            targets.append(_StatementTarget(statement, sentence, target, mentions, own))
    return targets


def _locate(target: _StatementTarget) -> TargetInStatement:
    text, start = target.statement["text"], target.statement["start"]
    return TargetInStatement(text=text, start=start, sentence=target.sentence, mentions=target.spoken)


def _build_row(target: _StatementTarget, judgement: Judgement) -> StanceRow:
    if target.own and judgement.score < _OWN_SIDE_LEAST:
        rule = f"{judgement.rule}, but of the speaker's own side"
        judgement = replace(judgement, score=_OWN_SIDE_LEAST, label="neutral", evidence=(), rule=rule)
    return {
        "statement_id": target.statement["statement_id"],
        "target": target.target,
        "mention": _build_spans({mention.span for mention in target.mentions}),
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
        rows = code_stances(statements, sentences, self.find_targets, self.judge_targets)
        return {"stances": tables.build_table(rows, schema.STANCES)}


def load_target_finder(run: Run) -> TargetFinder:
    """Load what finds the targets that the configuration names."""
    actors: Actors = run.load("actors")
    names = countries.read_countries(paths.COUNTRIES)
    return build_target_finder(actors, {side: countries.list_side_names(side, actors, names) for side in actors.sides})


def main(run: Run) -> None:
    """Code data/statements into data/stances, partition by partition."""
    method: StanceMethod = run.load("stances")
    job = engine.Job(
        stage="stances",
        inputs={"statements": paths.STATEMENTS, "parses": paths.PARSES},
        outputs={"stances": (paths.STANCES, schema.STANCES)},
        compute=_Stance(method.prepare(), load_target_finder(run)),
        fingerprint=engine.fingerprint("stances", run),
    )
    engine.run_job(job, run)

"""The targets of each statement: those that it mentions, and the one that it could mean without naming it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from rejoinder import schema
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
    SourceClause,
    StatementToJudge,
    TargetInStatement,
)
from rejoinder.stances.targets import Finders, TargetFinder, Words
from rejoinder.syntax import Sentence, Span

_NARRATED = Judgement(score=0.0, label="neutral", evidence=(), rule="narrated: nobody takes a stance")
# what sounds bad for the speaker's own side is harm done to it, and what sounds good is no stance between sides
_OWN = Judgement(score=0.0, label="neutral", evidence=(), rule="own side: nobody takes a stance toward it")

SourceClauses = Mapping[str, SourceClause]  # by attribution_id


class StatementTarget(NamedTuple):
    """A target of a statement, with the judgement where it needs no method."""

    statement_id: str
    target: TargetInStatement
    judgement: Judgement | None


def find_statement_targets(
    statements: Iterable[StatementToJudge],
    sentences: Iterable[Sentence],
    source_clauses: SourceClauses,
    finders: Finders,
) -> Iterator[StatementTarget]:
    """Find the targets that each statement mentions or could imply; see `code_stances`."""
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
            in_statement = TargetInStatement(
                span=(row["start"], row["end"]),
                sentence=sentence,
                mentions=(),
                source_clause=clause,
                row=row,
                preceding=tuple(texts[max(number - MOST_CONTEXT, 0) : number]),
            )
            mentions = finders.targets(sentence, row["side"] or "", clause.source)
            for target, words in mentions.items():
                mentioned = replace(in_statement, target=target, mentions=words)
                judgement = _judge_at_once(row, finders.targets.own_sides[target])
                yield StatementTarget(row["statement_id"], mentioned, judgement)
            if row["form"] != "narrated":
                for side, words, meant in _find_implied(row, sentence, clause, pair, opponent):
                    for target in finders.targets.list_targets(side):
                        if target not in mentions:
                            implied = replace(in_statement, target=target, mentions=words, implied=True, opponent=meant)
                            yield StatementTarget(row["statement_id"], implied, None)


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


def read_source_clauses(attributions: Iterable[AttributionSource]) -> SourceClauses:
    """Read source and cue of each attribution, by attribution_id."""
    return {
        row["attribution_id"]: SourceClause(source=_read_spans(row["source"]), cue=_read_spans(row["cue"]))
        for row in attributions
    }


def _read_spans(spans: Iterable[ArticleSpan]) -> tuple[Span, ...]:
    return tuple((span["start"], span["end"]) for span in spans)

"""Stage `stances`: what a statement's speaker thinks of the targets that the statement mentions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors, countries
from rejoinder.config import Run
from rejoinder.stances.embedding import Embedding
from rejoinder.stances.lexicon import Lexical, LexiconError, read_polarity
from rejoinder.stances.model import Item, Judgement, Lexicon, Method
from rejoinder.stances.targets import Finder, Mention, finder
from rejoinder.syntax import Sentence, build_sentences

__all__ = ["Embedding", "Lexical", "LexiconError", "main", "stances", "target_finder"]

POLARITY = paths.LANGUAGE / "polarity.csv"
_OWN_SIDE_LEAST = 0.0  # what sounds bad for the speaker's own side is harm done to it, not opposition to it
_DECIMALS = 4
_NEVER_CODED = "credit"


def stances(
    statements: Iterable[Mapping[str, Any]],
    parses: Iterable[Sentence],
    find: Finder,
    method: Method,
    polarity: Lexicon,
) -> list[dict[str, Any]]:
    """Rows of the stances table for rows of the statements table, one for each target that a statement mentions.

    A target that a statement mentions only in passing (see targets.Mention) gets a neutral 0.
    """
    by_key = {(sentence.article_id, sentence.sent_id): sentence for sentence in parses}
    rows, items = [], []
    for statement in statements:
        if statement["unit"] == _NEVER_CODED:
            continue
        sentence = by_key[statement["article_id"], statement["sent_id"]]
        side = statement["side"] or ""
        for target, mentions in find(sentence, side, statement["speaker"] or "").items():
            spoken = tuple(mention for mention in mentions if not mention.passing)
            row = {"statement_id": statement["statement_id"], "target": target, "mention": _spans(mentions)}
            if spoken:
                text, start = statement["text"], statement["start"]
                items.append(Item(text=text, start=start, sentence=sentence, mentions=spoken))
            rows.append((row, bool(spoken), side in find.own[target]))
    judged = iter(method(items, polarity))
    return [row | _coded(next(judged) if spoken else _PASSING, own) for row, spoken, own in rows]


_PASSING = Judgement(score=0.0, label="neutral", evidence=(), rule="the speaker's own side, mentioned in passing")


def _coded(judgement: Judgement, own: bool) -> dict[str, Any]:
    if own and judgement.score < _OWN_SIDE_LEAST:
        rule = f"{judgement.rule}, but of the speaker's own side"
        judgement = replace(judgement, score=_OWN_SIDE_LEAST, label="neutral", evidence=(), rule=rule)
    return {
        "score": round(judgement.score, _DECIMALS) + 0.0,  # no negative zero
        "label": judgement.label,
        "evidence": [{"start": start, "end": end} for start, end in sorted(judgement.evidence)],
        "rule": judgement.rule,
    }


def _spans(mentions: Sequence[Mention]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in sorted({mention.span for mention in mentions})]


@dataclass(frozen=True)
class _Stance:
    """The stage's work on one partition."""

    method: Method
    find: Finder
    polarity: Lexicon

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        statements, parses = inputs["statements"].to_pylist(), build_sentences(inputs["parses"])
        rows = stances(statements, parses, self.find, self.method, self.polarity)
        return {"stances": tables.build_table(rows, schema.STANCES)}


def target_finder(run: Run) -> Finder:
    """What finds the targets that the configuration names."""
    actors: Actors = run.load("actors")
    known = countries.read_countries(paths.COUNTRIES)
    return finder(actors, {side: countries.list_side_names(side, actors, known) for side in actors.sides})


def main(run: Run) -> None:
    """Code data/statements into data/stances, partition by partition."""
    job = engine.Job(
        stage="stances",
        inputs={"statements": paths.STATEMENTS, "parses": paths.PARSES},
        outputs={"stances": (paths.STANCES, schema.STANCES)},
        compute=_Stance(run.load("stances"), target_finder(run), read_polarity(POLARITY)),
        fingerprint=engine.fingerprint("stances", run),
    )
    engine.run_job(job, run)

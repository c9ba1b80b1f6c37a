"""Stage `stances`: codes data/statements into data/stances, partition by partition."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors, countries
from rejoinder.config import Run
from rejoinder.llm import Inquiry, write_behaviour, write_effort
from rejoinder.llm.stance_questions import StatementWithTargets
from rejoinder.stances.coding import StanceCoding
from rejoinder.stances.model import PreparedStances, StanceMethod, TargetInStatement
from rejoinder.stances.statement_targets import find_statement_targets, read_source_clauses
from rejoinder.stances.targets import Finders, build_finders
from rejoinder.syntax import build_sentences


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
        targets = find_statement_targets(statements, sentences, clauses, finders)
        yield [one.target for one in targets if not one.judgement]

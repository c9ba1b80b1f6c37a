"""What the option of frames asks a language model about a run: all statements, and the tests of its behaviour."""

import hashlib
import heapq
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from rejoinder import paths, schema, tables
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.frames.behaviour import SampledStatement
from rejoinder.frames.model import PreparedMethod, StatementToCode, read_statement, select_coded
from rejoinder.llm import Inquiry
from rejoinder.syntax import Sentence, build_sentences

BuildUnits = Callable[[Sequence[StatementToCode], Mapping[tuple[str, int], Sentence]], list[CodingUnit]]


def list_inquiry(prepared: PreparedMethod, build_units: BuildUnits) -> Inquiry | None:
    """List what a method asks about this run's statements; None for one that asks nothing.

    Args:
        prepared: the method.
        build_units: joins statements with their parses.
    """
    asking, tests = prepared.asking, prepared.tests
    if asking is None:
        return None

    def iterate_requests() -> Iterator[bytes]:
        for dataset in (paths.STATEMENTS, paths.MACHINE / paths.STATEMENTS.name):
            for _, units in _iterate_units(dataset, build_units):
                yield from asking.list_requests(units)
        if tests and prepared.tested:
            yield from tests.list_requests(_draw_sample(prepared, build_units))

    return Inquiry("frames", asking, iterate_requests)


def write_behaviour(prepared: PreparedMethod, build_units: BuildUnits) -> None:
    """Write data/frames/behaviour; no table stays where no model is tested."""
    shutil.rmtree(paths.BEHAVIOUR, ignore_errors=True)
    if prepared.tests and prepared.tested:
        rows = prepared.tests.code(_draw_sample(prepared, build_units))
        tables.write_partition(paths.BEHAVIOUR, tables.name_partition(), tables.build_table(rows, schema.BEHAVIOUR))


def _iterate_units(dataset: Path, build_units: BuildUnits) -> Iterator[tuple[list[StatementToCode], list[CodingUnit]]]:
    """The statements of each partition, with their units."""
    for name in tables.list_partitions(dataset):
        sentences = build_sentences(tables.read_partition(paths.PARSES, name))
        parses = {(sentence.article_id, sentence.sent_id): sentence for sentence in sentences}
        statements = select_coded(tables.read_partition(dataset, name))
        yield statements, build_units(statements, parses)


def _draw_sample(prepared: PreparedMethod, build_units: BuildUnits) -> list[SampledStatement]:
    """Draw the statements on which a model's behaviour is tested, whatever partitions they are in."""
    statements = (
        (hashlib.sha256(f"{prepared.seed} {row['statement_id']}".encode()).digest(), row["statement_id"], unit)
        for rows, units in _iterate_units(paths.STATEMENTS, build_units)
        for row, unit in zip(rows, units, strict=True)
    )
    drawn = heapq.nsmallest(prepared.tested, statements, key=itemgetter(0, 1))
    return [(statement_id, read_statement(unit)) for _, statement_id, unit in sorted(drawn, key=itemgetter(1))]

"""What the option of frames asks a language model about a run: all statements, and the tests of its behaviour."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from rejoinder import paths, tables
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.frames.model import PreparedMethod, StatementToCode, read_statement, select_coded
from rejoinder.llm import Inquiry, StatementToAsk
from rejoinder.syntax import Sentence, build_sentences

BuildUnits = Callable[[Sequence[StatementToCode], Mapping[tuple[str, int], Sentence]], list[CodingUnit]]


def list_inquiry(prepared: PreparedMethod, build_units: BuildUnits) -> Inquiry | None:
    """List what a method asks about this run's statements; None for one that asks nothing.

    Args:
        prepared: the method.
        build_units: joins statements with their parses.
    """
    asking = prepared.asking
    if asking is None:
        return None

    def iterate_requests() -> Iterator[bytes]:
        for dataset in (paths.STATEMENTS, paths.MACHINE / paths.STATEMENTS.name):
            for _, units in _iterate_units(dataset, build_units):
                yield from asking.list_requests(units)

    def iterate_tests() -> Iterator[bytes]:
        if asking.tests:
            yield from asking.tests.list_requests(iterate_statements(build_units))

    return Inquiry("frames", asking, iterate_requests, iterate_tests)


def iterate_statements(build_units: BuildUnits) -> Iterator[tuple[str, StatementToAsk]]:
    """The statements of the run as a model sees them, by their ids."""
    for rows, units in _iterate_units(paths.STATEMENTS, build_units):
        yield from ((row["statement_id"], read_statement(unit)) for row, unit in zip(rows, units, strict=True))


def _iterate_units(dataset: Path, build_units: BuildUnits) -> Iterator[tuple[list[StatementToCode], list[CodingUnit]]]:
    """The statements of each partition, with their units."""
    for name in tables.list_partitions(dataset):
        sentences = build_sentences(tables.read_partition(paths.PARSES, name))
        parses = {(sentence.article_id, sentence.sent_id): sentence for sentence in sentences}
        statements = select_coded(tables.read_partition(dataset, name))
        yield statements, build_units(statements, parses)

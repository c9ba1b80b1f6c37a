"""How a language model behaves when what should not matter is changed (Halterman and Keith 2025, arXiv:2407.10747).

Does it answer as asked, give definitions their own label, code the same with the labels in another order or under
meaningless names, and follow the definitions where the names say otherwise? The labels are the frames of the codebook,
or the three stances. Stage `agreement` holds its codes under each change against those without.
"""

import hashlib
import heapq
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from rejoinder import schema, tables
from rejoinder.llm.answers import ModelAnswer
from rejoinder.llm.record import Answers

AS_CODED, DEFINED = "as coded", "definitions"
# The label whose definition stands under each name, by the names in the order that they are shown.
Shown = Mapping[str, str]
Unit = TypeVar("Unit")  # what is asked about: a statement, as the questions want it
Sample = Iterable[tuple[str, Unit]]  # with its statement_id


class ChangeableQuestions(Protocol[Unit]):
    """Questions that can be asked under changes of their labels."""

    @property
    def labels(self) -> Sequence[str]:
        """Names of the labels, in the order that they are shown."""

    def write_changed(self, shown: Shown, unit: Unit) -> list[bytes]:
        """Write the requests about a unit, one for each prompt; unchanged labels make those of every statement."""

    def read_codes(self, shown: Shown, unit: Unit, usable: Sequence[ModelAnswer]) -> Mapping[str, str]:
        """Read codes by category; a label is called by its own name again."""

    def list_categories(self, unit: Unit) -> Sequence[str]:
        """List what of a unit is coded."""

    def list_definitions(self) -> Iterable[tuple[str, Unit]]:
        """List the definitions as statements, by the names of their labels."""


@dataclass(frozen=True, kw_only=True)
class BehaviourTests(Generic[Unit]):
    """Asks about a sample of statements under each change.

    Attributes:
        questions: as all statements are asked about.
        answers: what was answered.
        tested: statements in the sample.
        seed: of the draw.
    """

    questions: ChangeableQuestions[Unit]
    answers: Answers
    tested: int
    seed: int

    def list_requests(self, units: Sample[Unit]) -> Iterator[bytes]:
        """Write all requests about a sample of the run's statements, those without a change among them."""
        for _, shown, _, unit in self._list_tests(units):
            yield from self.questions.write_changed(shown, unit)

    def code(self, units: Sample[Unit]) -> Iterator[dict[str, Any]]:
        """Code the sample under each change.

        Yields:
            Rows of `schema.BEHAVIOUR`; the code is None where no answer can be used.
        """
        for test, shown, statement_id, unit in self._list_tests(units):
            usable, _ = self.answers.collect(self.questions.write_changed(shown, unit))
            codes = self.questions.read_codes(shown, unit, usable) if usable else {}
            for category in self.questions.list_categories(unit):
                row = {"test": test, "statement_id": statement_id, "category": category}
                yield row | {"code": codes.get(category)}

    def _list_tests(self, units: Sample[Unit]) -> Iterator[tuple[str, Shown, str, Unit]]:
        """Each test with the labels that are shown, and each statement of it."""
        if not self.tested:
            return
        sample = draw_sample(units, self.tested, self.seed)
        unchanged = {label: label for label in self.questions.labels}
        for label, unit in self.questions.list_definitions():
            yield DEFINED, unchanged, f"{label}/0000", unit
        for test, shown in [(AS_CODED, unchanged), *list_changes(self.questions.labels)]:
            for statement_id, unit in sample:
                yield test, shown, statement_id, unit


def list_changes(labels: Sequence[str]) -> Iterator[tuple[str, Shown]]:
    """List the changes of labels that should change no code; there are none of a single label."""
    if len(labels) < 2:
        return
    yield "labels reversed", {label: label for label in reversed(labels)}
    yield "labels renamed", {f"category_{number}": label for number, label in enumerate(labels, 1)}
    yield "definitions swapped", dict(zip(labels, [labels[-1], *labels[:-1]], strict=True))


def draw_sample(units: Sample[Unit], n: int, seed: int) -> list[tuple[str, Unit]]:
    """Draw statements by hash, whatever partitions they are in; they come in the order of their ids."""
    numbered = ((hashlib.sha256(f"{seed} {name}".encode()).digest(), name, unit) for name, unit in units)
    drawn = heapq.nsmallest(n, numbered, key=itemgetter(0, 1))
    return sorted(((name, unit) for _, name, unit in drawn), key=itemgetter(0))


def write_behaviour(folder: Path, tests: BehaviourTests[Any] | None, units: Sample[Any]) -> None:
    """Write the codes of a sample to the dataset of a stage's output; none stays where no model is tested."""
    shutil.rmtree(folder, ignore_errors=True)
    if tests and tests.tested:
        tables.write_partition(folder, tables.name_partition(), tables.build_table(tests.code(units), schema.BEHAVIOUR))

"""Coders of other runs, kept in seeds/coders: held against the machine, each other and people, as the machine is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rejoinder import tables
from rejoinder.agreement.compare import Agreement
from rejoinder.agreement.machine import MachineCoding, build_machine_coding
from rejoinder.agreement.population import Population, count_population
from rejoinder.agreement.prevalence import compute_prevalence
from rejoinder.agreement.rows import AgreementRow, PrevalenceRow
from rejoinder.human_coding.model import CodingPass, SkippedRows


@dataclass(frozen=True)
class KeptCoder:
    """A coder of another run.

    Attributes:
        machine: its coding of the articles that passes code; of frames alone.
        population: what it says of all statements.
    """

    machine: MachineCoding
    population: Population


def read_kept(
    folder: Path, statements: Sequence[Any], partitions: Sequence[pa.Table], frames: Sequence[str]
) -> tuple[list[KeptCoder], list[SkippedRows]]:
    """Read the coders of a folder.

    Args:
        folder: seeds/coders.
        statements: rows of the statements table about the articles that passes code.
        partitions: of the statements table.
        frames: names of the codebook's frames.

    Returns:
        The coders by name, and codes about statements that this run does not have.
    """
    kept, skipped = [], []
    current = {key for part in partitions for key in part["statement_id"].to_pylist()}
    shown = {row["statement_id"] for row in statements}
    for file in sorted(folder.glob("*.parquet")):
        table = tables.read_partition(folder, file.name)
        rows: list[Any] = table.to_pylist()
        strange = {row["statement_id"] for row in rows} - current
        if strange:
            reason = (
                f"{len(strange):,} statement(s) that this run does not have; run `rejoinder keep {file.stem}` again"
            )
            skipped.append(SkippedRows(item=file.as_posix(), reason=reason))
        machine = build_machine_coding(statements, [row for row in rows if row["statement_id"] in shown], frames)
        codes = {unit: replace(code, **_FRAMES_ALONE) for unit, code in machine.coding.codes.items()}
        coding = replace(machine.coding, name=file.stem, codes=codes, is_kept=True)
        marked = ((part, table.filter(pc.is_in(table["statement_id"], part["statement_id"]))) for part in partitions)
        kept.append(KeptCoder(replace(machine, coding=coding), count_population(marked)))
    return kept, skipped


_FRAMES_ALONE: dict[str, Any] = {"speaker": "", "form": "", "side": "", "stances": {}}


def compare_kept(
    method: Agreement,
    machine: CodingPass,
    kept: Sequence[KeptCoder],
    passes: Sequence[CodingPass],
    frames: Sequence[str],
    seed: int,
) -> Iterator[AgreementRow]:
    """Compare each kept coder with the machine, the other kept ones and each pass; rows of frames alone."""
    coders = [coder.machine.coding for coder in kept]
    pairs = [*((machine, coder) for coder in coders), *combinations(coders, 2), *product(coders, passes)]
    yield from (row for row in method(pairs, frames, seed) if row["variable"] == "frames")


def correct_by_kept(
    method: Agreement, kept: Sequence[KeptCoder], passes: Sequence[CodingPass], frames: Sequence[str]
) -> Iterator[PrevalenceRow]:
    """Correct the shares by each pass, with a kept coder as the machine; the row's coder names both."""
    for coder, one in product(kept, passes):
        for row in compute_prevalence(coder.machine, one, coder.population, frames, method):
            yield {**row, "coder": f"{one.name}, machine {coder.machine.coding.name}"}

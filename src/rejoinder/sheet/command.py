"""Command `sheet`: draw statements at random for people to code, and write them as a coding sheet.

`rejoinder sheet --n 200 --seed 13` is no stage: it reads what a run made and writes outside of it. The sheet,
filled in and put into seeds/gold, is what `dvc repro` reads.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rejoinder import paths, schema, tables
from rejoinder.actors import Actors
from rejoinder.agreement.population import count_population
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.human_coding.design import Design
from rejoinder.sheet.draw import Draw, SheetError, stratify
from rejoinder.sheet.rows import build_rows, collect_contexts, list_columns
from rejoinder.sheet.workbook import build_workbook
from rejoinder.spreadsheets import escape_formula


def main(run: Run, *, n: int, seed: int | None, codes: bool, out: Path) -> None:
    """Draw from data/statements and data/frames; write the sheet as CSV and as a workbook.

    Args:
        run: its codebook is coded by, its actors have the sides and targets.
        n: rows of the sheet.
        seed: of the draw; None for the run's.
        codes: whether the machine's codes are shown.
        out: the folder to write to.

    Raises:
        SheetError: there are no statements, too few rows for the strata, a frame named as a column, or a file of that
            name that is another sheet or was filled in.
    """
    seed = run.seed if seed is None else seed
    codebook: Codebook = run.load("codebook")
    frames = tuple(codebook.frames)
    actors: Actors = run.load("actors")
    targets = {name: target.label for name, target in actors.targets.items()}
    clashing = [name for name in list_columns((), tuple(targets), False) if name in frames]
    if clashing:
        raise SheetError(
            f"conf/codebook: frame {clashing[0]!r} is the name of a column of the sheet; rename the frame."
        )
    marked, uncertain = _read_marks()
    drawn, sizes = Draw(n=n, seed=seed)(marked, frames, uncertain)
    population = count_population(_read_partitions()).fingerprint
    design = Design(
        rows=len(drawn),
        seed=seed,
        sizes=sizes,
        frames=frames,
        population=population,
        kinds=tuple(sorted(stratify(marked, frames, uncertain))),
    )
    statements = _read_articles({statement_id.rpartition("/")[0] for statement_id in drawn})
    by_id = {statement["statement_id"]: statement for statement in statements}
    rows = list(build_rows(drawn, design, by_id, collect_contexts(statements), marked if codes else None))
    columns = list_columns(frames, tuple(targets), codes)
    sides = list(dict.fromkeys([*actors.sides, *sorted({str(row["side"]) for row in rows if row["side"]})]))
    stem = out / f"sheet-n{len(drawn)}-seed{seed}"
    workbook = build_workbook(columns, rows, codebook, targets, sides)
    text = _format_csv(columns, rows)
    _refuse_to_overwrite({stem.with_suffix(".xlsx"): workbook, stem.with_suffix(".csv"): text.encode()})
    tables.write_text(stem.with_suffix(".csv"), text)
    stem.with_suffix(".xlsx").write_bytes(workbook)
    print(f"sheet: {len(drawn)} of {len(marked)} statements in {stem}.xlsx and {stem}.csv")


def _refuse_to_overwrite(drawn: Mapping[Path, bytes]) -> None:
    """Let stand what people may have filled in: files that are there must be the same as those drawn."""
    for path, content in drawn.items():
        if path.exists() and path.read_bytes() != content:
            raise SheetError(
                f"{path}: there is a sheet of this name, filled in or drawn from other statements, which stays as it"
                " is; move it away, or choose another --out or --seed. Nothing was written."
            )


def _read_partitions() -> Iterable[tuple[pa.Table, pa.Table]]:
    """The statements and frames tables, partition by partition."""
    names = tables.list_partitions(paths.FRAMES)
    if not names:
        raise SheetError(f"{paths.FRAMES}: there are no statements to draw from; run `dvc repro` first.")
    return ((tables.read_partition(paths.STATEMENTS, n), tables.read_partition(paths.FRAMES, n)) for n in names)


def _read_marks() -> tuple[dict[str, frozenset[str]], set[str]]:
    """The machine's frames of each statement that can be coded, by statement_id, and which are uncertain."""
    marked: dict[str, set[str]] = {}
    uncertain: set[str] = set()
    for statements, frames in _read_partitions():
        for statement_id in statements.filter(pc.field("unit").isin(schema.CODED_KINDS))["statement_id"].to_pylist():
            marked[statement_id] = set()
        decided = frames.filter(pc.field("decision"))
        for statement_id, frame in zip(*(decided[c].to_pylist() for c in ("statement_id", "frame")), strict=True):
            marked[statement_id].add(frame)
        uncertain.update(frames.filter(pc.field("uncertain"))["statement_id"].to_pylist())
    return {statement_id: frozenset(frames) for statement_id, frames in marked.items()}, uncertain


def _read_articles(articles: set[str]) -> list[Any]:
    """Statements of some articles, in order of the text."""
    return sorted(tables.read_rows(paths.STATEMENTS, articles), key=lambda row: (row["article_id"], row["sent_id"]))


def _format_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str | int]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: escape_formula(cell) if isinstance(cell, str) else cell for name, cell in row.items()})
    return text.getvalue()

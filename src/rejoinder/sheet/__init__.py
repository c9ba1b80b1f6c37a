"""Command `sheet`: draw statements at random for people to code, and write them as a coding sheet.

`python -m rejoinder sheet --n 200 --seed 13` is no stage: it reads what a run made and writes outside of it. The sheet,
filled in and put into seeds/gold, is what `dvc repro` reads.
"""

import argparse
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rejoinder import paths, tables
from rejoinder.agreement.population import count
from rejoinder.agreement.sheets import DESIGN, FIXED, NO, ROW, STRATUM, YES, Design
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.sheet.draw import Draw, SheetError
from rejoinder.sheet.workbook import workbook

__all__ = ["Draw", "SheetError", "columns", "contexts", "main", "rows"]

_FOLDER = Path("sheets")
_CONTEXT = 2  # sentences before a statement

Statement = Mapping[str, Any]


def columns(frames: Sequence[str], codes: bool) -> list[str]:
    """The sheet's columns in order: what to read, what to fill in, the machine's codes, how it was drawn."""
    shown = [f"machine_{frame}" for frame in frames] if codes else []
    return [*FIXED, *frames, "note", *shown, STRATUM, DESIGN]


def rows(
    drawn: Mapping[str, str],
    design: Design,
    statements: Mapping[str, Statement],
    context: Mapping[str, str],
    marked: Mapping[str, frozenset[str]] | None,
) -> Iterator[dict[str, str | int]]:
    """Rows of the sheet in the order drawn, frames left empty; the mappings but `design` are by statement_id.

    `marked` are the machine's codes to show, None for none.
    """
    for number, (statement_id, stratum) in enumerate(drawn.items(), 1):
        one = statements[statement_id]
        made: dict[str, str | int] = {ROW: number, "article_id": one["article_id"], "sent_id": one["sent_id"]}
        made |= {"context": context[statement_id], "text": one["text"]}
        made |= {name: one[name] or "" for name in ("speaker", "side", "form")}
        if marked is not None:
            made |= {f"machine_{f}": YES if f in marked[statement_id] else NO for f in design.frames}
        yield made | {STRATUM: stratum, DESIGN: str(design)}


def contexts(statements: Sequence[Statement]) -> dict[str, str]:
    """The sentences before each statement, up to two, by statement_id; `statements` are whole articles in order."""
    made = {}
    for number, one in enumerate(statements):
        before = [s for s in statements[max(number - _CONTEXT, 0) : number] if s["article_id"] == one["article_id"]]
        made[one["statement_id"]] = " ".join(s["text"] for s in before)
    return made


def main(arguments: Sequence[str], run: Run) -> None:
    """Draw from data/statements and data/frames; write the sheet as CSV and as a workbook."""
    given = _arguments(arguments, run.seed)
    codebook: Codebook = run.load("codebook")
    frames = tuple(codebook.frames)
    taken = [name for name in columns((), False) if name in frames]
    if taken:
        raise SheetError(f"conf/codebook: frame {taken[0]!r} is the name of a column of the sheet; rename the frame.")
    marked, population = _population()
    drawn, sizes = Draw(n=given.n, seed=given.seed)(marked, frames)
    design = Design(rows=len(drawn), seed=given.seed, sizes=sizes, frames=frames, population=population)
    whole = _articles({statement_id.rpartition("/")[0] for statement_id in drawn})
    known = {one["statement_id"]: one for one in whole}
    made = list(rows(drawn, design, known, contexts(whole), marked if given.codes else None))
    heads = columns(frames, given.codes)
    stem = given.out / f"sheet-n{len(drawn)}-seed{given.seed}"
    tables.write_text(stem.with_suffix(".csv"), _csv(heads, made))
    stem.with_suffix(".xlsx").write_bytes(workbook(heads, made, codebook))
    print(f"sheet: {len(drawn)} of {len(marked)} statements in {stem}.xlsx and {stem}.csv")


def _arguments(arguments: Sequence[str], seed: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m rejoinder sheet", description="Draw statements at random for people to code."
    )
    parser.add_argument("--n", type=int, default=200, help="rows of the sheet (default: 200)")
    parser.add_argument("--seed", type=int, default=seed, help=f"what the draw is made with (params.yaml: {seed})")
    parser.add_argument("--codes", action="store_true", help="show the machine's codes, which sway coders")
    parser.add_argument("--out", type=Path, default=_FOLDER, help=f"folder to write to (default: {_FOLDER})")
    return parser.parse_args(arguments)


def _parts() -> Iterable[tuple[pa.Table, pa.Table]]:
    names = tables.list_partitions(paths.FRAMES)
    if not names:
        raise SheetError(f"{paths.FRAMES}: there are no statements to draw from; run `dvc repro` first.")
    return ((tables.read_partition(paths.STATEMENTS, n), tables.read_partition(paths.FRAMES, n)) for n in names)


def _population() -> tuple[dict[str, frozenset[str]], str]:
    """The machine's frames of each statement that can be coded, and the fingerprint of these statements."""
    marked: dict[str, set[str]] = {}
    for statements, frames in _parts():
        for statement_id in statements.filter(pc.field("unit") != "credit")["statement_id"].to_pylist():
            marked[statement_id] = set()
        decided = frames.filter(pc.field("decision"))
        for statement_id, frame in zip(*(decided[c].to_pylist() for c in ("statement_id", "frame")), strict=True):
            marked[statement_id].add(frame)
    return {key: frozenset(found) for key, found in marked.items()}, count(_parts()).fingerprint


def _articles(wanted: set[str]) -> list[Statement]:
    """Statements of some articles, in order of the text."""
    return sorted(tables.read_rows(paths.STATEMENTS, wanted), key=lambda row: (row["article_id"], row["sent_id"]))


def _csv(heads: Sequence[str], lines: Iterable[Mapping[str, str | int]]) -> str:
    made = io.StringIO()
    writer = csv.DictWriter(made, heads, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return made.getvalue()

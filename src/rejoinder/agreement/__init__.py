"""Stage `agreement`: the machine's coding against every coding pass, and the passes against each other."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pyarrow as pa

from rejoinder import paths, schema, tables
from rejoinder.agreement import calibration, files, gold, sheets
from rejoinder.agreement.compare import Agreement
from rejoinder.agreement.confusion import confusion
from rejoinder.agreement.files import GoldError
from rejoinder.agreement.gold import Coding, LeftOut, Units
from rejoinder.agreement.population import Population, count
from rejoinder.agreement.prevalence import prevalence
from rejoinder.codebook import Codebook
from rejoinder.config import Run

__all__ = ["AGREEMENT", "Agreement", "Coding", "GoldError", "LeftOut", "compared", "main"]

_SHOWN = {"frames": ("f1", "alpha"), "form": ("kappa",), "speaker": ("equal",)}

AGREEMENT = pa.schema(
    [
        pa.field("first", pa.string(), False),  # "machine", or the name of a coding pass
        pa.field("second", pa.string(), False),  # the coder it is held against: precision is of first, recall of second
        pa.field("variable", pa.string(), False),  # "frames", "form" or "speaker"
        pa.field("category", pa.string(), False),  # a frame, "micro" or "macro"; "" for form and speaker
        pa.field("measure", pa.string(), False),  # as in agreement/measures.py
        pa.field("n", pa.int64()),  # units coded by both
        pa.field("articles", pa.int64()),  # articles these units are from
        pa.field("weighted", pa.bool_()),  # whether units weigh as many statements as they stand for
        pa.field("value", pa.float64()),  # null where undefined, see note
        pa.field("low", pa.float64()),  # bounds of the interval, null where withheld, see interval_note
        pa.field("high", pa.float64()),
        pa.field("note", pa.string()),  # why there is no value, or which frames it leaves out
        pa.field("interval_note", pa.string()),  # why there is no interval
    ],
    metadata={"key": "first second variable category measure"},
)


def metrics(rows: Iterable[Mapping[str, Any]], passes: Sequence[Coding]) -> dict[str, float | int | None]:
    """The few numbers of `dvc metrics show`, flat and sorted: "machine:pass-1:f1:denial" and the like."""
    found: dict[str, float | int | None] = {
        "n": len({unit for coding in passes for unit in coding.codes}),
        "passes": len(passes),
    }
    for row in rows:
        overall = row["category"] in ("macro", "micro", "")
        if row["measure"] in _SHOWN[row["variable"]] and (overall or row["measure"] == "f1"):
            category = row["category"] or row["variable"]
            found[f"{row['first']}:{row['second']}:{row['measure']}:{category}"] = row["value"]
    return dict(sorted(found.items()))


def gold_articles(passes: Iterable[Coding]) -> list[dict[str, Any]]:
    """Rows of `GOLD_ARTICLES`: the articles that coding passes hold codes of."""
    counts = Counter(article for coding in passes for article in {unit[0] for unit in coding.codes})
    return [{"article_id": article, "passes": n} for article, n in counts.items()]


def main(run: Run) -> None:
    """Compare seeds/gold with data/statements and data/frames; write data/agreement and reports/metrics."""
    method: Agreement = run.load("agreement")
    book: Codebook = run.load("codebook")
    given = _files()
    named = {row.cells.get("article_id", "") for table in given for row in table.rows}
    statements, frames = (tables.read_rows(dataset, named) for dataset in (paths.STATEMENTS, paths.FRAMES))
    names = tables.list_partitions(paths.STATEMENTS)
    everything = count(tuple(tables.read_partition(d, n) for d in (paths.STATEMENTS, paths.FRAMES)) for n in names)
    passes, left_out = _passes(given, statements, list(book.frames), everything.fingerprint)
    used = set(tables.read_partition(paths.FRAMES, names[0])["variant"].to_pylist()) if names else set()
    validated = [r for r in tables.read(paths.CODER / "out_of_fold").to_pylist() if r["variant"] in used]
    made = compared(method, statements, frames, passes, everything, list(book.frames), run.seed, validated)
    for name, (rows, columns) in made.items():
        _write(name, rows, columns)
    listed = [{"item": item.item, "stage": "agreement", "reason": item.reason} for item in left_out]
    _write("left_out", listed, schema.LEFT_OUT)
    shown = json.dumps(metrics(made[""][0], passes), indent=2, ensure_ascii=False)
    tables.write_text(paths.METRICS / "agreement.json", shown)
    print(f"agreement: {len(passes)} coding pass(es), {len(left_out)} item(s) left out")


def compared(
    method: Agreement,
    statements: Sequence[Mapping[str, Any]],
    coded: Sequence[Mapping[str, Any]],
    passes: Sequence[Coding],
    everything: Population,
    frames: Sequence[str],
    seed: int,
    validated: Sequence[Mapping[str, Any]] = (),
) -> dict[str, tuple[list[dict[str, Any]], pa.Schema]]:
    """The stage's tables with their columns, by the name of their dataset within data/agreement ("" for the main one).

    `statements` and `coded` are rows of the statements and frames tables about the articles that passes code,
    `validated` those of the coder's out-of-fold table for the variant in use.
    """
    machine = gold.machine(statements, coded)
    units = {(s["article_id"], s["sent_id"]): s for s in statements}
    scores = {frame: known for frame, known in gold.scores(statements, coded).items() if frame in frames}
    thresholds = {row["frame"]: row["threshold"] for row in coded if row["frame"] in frames}
    framed = [one for one in passes if any(code.frames is not None for code in one.codes.values())]
    judged = list(calibration.judged(framed, scores))
    curves = [row for part in judged for row in calibration.curve(part, thresholds[part.frame])]
    judged += calibration.validated(validated, frames)
    bins = [row for part in judged for row in calibration.reliability(part, method)]
    shares = [row for one in framed for row in prevalence(machine, one, units, everything, frames, method)]
    return {
        "": (method([machine, *passes], frames, seed), AGREEMENT),
        "articles": (gold_articles(passes), schema.GOLD_ARTICLES),
        "confusion": (confusion([machine, *passes], units, scores, thresholds, method.examples), schema.CONFUSION),
        "thresholds": (curves, schema.THRESHOLDS),
        "calibration": ([calibration.brier(part, method, seed) for part in judged], schema.CALIBRATION),
        "reliability": (bins, schema.RELIABILITY),
        "prevalence": (shares, schema.PREVALENCE),
    }


def _write(name: str, rows: Iterable[Mapping[str, Any]], columns: pa.Schema) -> None:
    tables.write_partition(paths.AGREEMENT / name, tables.name_partition(0), tables.build_table(rows, columns))


def _files() -> list[files.Table]:
    """The files of seeds/gold by path; "~$" is how Excel begins the lock beside a workbook that is open."""
    found = [p for e in files.ENDINGS for p in paths.GOLD.glob(f"*{e}") if not p.name.startswith("~$")]
    for path, other in pairwise(sorted(found, key=lambda p: p.stem)):
        if path.stem == other.stem:
            raise GoldError(f"{other}: there is {path} too; a coding pass is one file, remove or rename the other.")
    return [files.read(path.as_posix(), path.read_bytes()) for path in sorted(found)]


def _passes(
    given: Iterable[files.Table], statements: Iterable[Mapping[str, Any]], frames: Sequence[str], drawn_from: str
) -> tuple[list[Coding], list[LeftOut]]:
    """Coding passes with codes, and what of them is not compared; a file with a design is a sheet."""
    texts: dict[str, dict[int, str]] = {}
    credit_lines = set()
    for row in statements:
        texts.setdefault(row["article_id"], {})[row["sent_id"]] = row["text"]
        if row["unit"] == "credit":
            credit_lines.add((row["article_id"], row["sent_id"]))
    units = Units(texts, frozenset(credit_lines))
    read = [
        sheets.read_sheet(table, units, frames, drawn_from)
        if sheets.DESIGN in table.columns
        else gold.read_pass(table, units, frames)
        for table in given
    ]
    passes = [coding for coding, _ in read if coding.codes]
    return passes, [item for _, items in read for item in items]

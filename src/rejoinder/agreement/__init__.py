"""Stage `agreement`: the machine's coding against every human coding pass, and the passes against each other."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rejoinder import paths, schema, tables
from rejoinder.agreement import gold
from rejoinder.agreement.compare import Agreement
from rejoinder.agreement.gold import Coding, GoldError, LeftOut, Units
from rejoinder.codebook import Codebook
from rejoinder.config import Run

__all__ = ["AGREEMENT", "LEFT_OUT", "Agreement", "Coding", "GoldError", "LeftOut", "main"]

LEFT_OUT = paths.AGREEMENT / "left_out"  # a dataset of its own within the stage's output
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


def main(run: Run) -> None:
    """Compare seeds/gold with data/statements and data/frames; write data/agreement and reports/metrics."""
    method: Agreement = run.load("agreement")
    book: Codebook = run.load("codebook")
    frames = list(book.frames)
    files = {path.as_posix(): path.read_bytes() for path in sorted(paths.GOLD.glob("*.csv"))}
    named = {article for path, content in files.items() for article in gold.articles(path, content)}
    statements = _of(tables.read(paths.STATEMENTS), named)
    passes, left_out = _passes(files, statements, frames)
    machine = gold.machine(statements, _of(tables.read(paths.FRAMES), named))
    rows = method([machine, *passes], frames, run.seed)
    tables.write_partition(paths.AGREEMENT, tables.partition_name(0), tables.table(rows, AGREEMENT))
    listed = [{"item": item.item, "stage": "agreement", "reason": item.reason} for item in left_out]
    tables.write_partition(LEFT_OUT, tables.partition_name(0), tables.table(listed, schema.LEFT_OUT))
    shown = json.dumps(metrics(rows, passes), indent=2, ensure_ascii=False)
    tables.write_text(paths.METRICS / "agreement.json", shown)
    print(f"agreement: {len(passes)} coding pass(es), {len(left_out)} item(s) left out")


def _of(rows: pa.Table, articles: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of some articles; those of frames name theirs in the statement_id, before the last "/"."""
    if "article_id" in rows.column_names:
        ids = rows.column("article_id")
    else:
        ids = pc.replace_substring_regex(rows.column("statement_id"), pattern=r"/[^/]*$", replacement="")
    return list(rows.filter(pc.is_in(ids, value_set=pa.array(sorted(articles), pa.string()))).to_pylist())


def _passes(
    files: Mapping[str, bytes], statements: Iterable[Mapping[str, Any]], frames: Sequence[str]
) -> tuple[list[Coding], list[LeftOut]]:
    texts: dict[str, dict[int, str]] = {}
    credit_lines = set()
    for row in statements:
        texts.setdefault(row["article_id"], {})[row["sent_id"]] = row["text"]
        if row["unit"] == "credit":
            credit_lines.add((row["article_id"], row["sent_id"]))
    units = Units(texts, frozenset(credit_lines))
    read = [gold.read_pass(path, content, units, frames) for path, content in files.items()]
    passes = [coding for coding, _ in read if coding.codes]
    return passes, [item for _, items in read for item in items]

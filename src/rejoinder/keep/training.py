"""Make training statements of what a language model coded, so that our own coder learns from it (distillation).

After Hinton, Vinyals and Dean (2015, arXiv:1503.02531), with decisions for soft targets: a corpus of a million
statements then takes as many answers as a sample of two thousand does.
"""

import hashlib
import heapq
import json
from collections.abc import Iterator, Mapping
from typing import Any

from rejoinder import paths, schema, tables
from rejoinder.config import Run
from rejoinder.corrections.machine_rows import read_machine_partition
from rejoinder.formats.examples_option import format_examples_option
from rejoinder.keep.coder import KeepError, require_name
from rejoinder.llm import load_answers

_CONTEXT = 2  # statements before each, as the coder reads them

_COMMENT = """\
# Training statements that a language model coded: {n} of this study's, drawn by hash, by
#   {model} ({identity}).
# What is in seeds/gold is left out when they are read. A coder fitted on them is as right as that model at best: its
# cross-validated F1 tells how well it repeats the model, agreement with people how right it is.
"""


def distil(run: Run, name: str, n: int) -> None:
    """Write up to n coded statements to seeds/examples, and their option to conf/examples.

    Args:
        run: with `frames: llm`.
        name: of the option.
        n: statements at most; those without a usable answer are none.

    Raises:
        KeepError: the option, or what is coded, is not a language model's, or there are files of that name.
    """
    require_name(name)
    if run.options["frames"].get("variant") != "llm":
        raise KeepError("params.yaml: expected frames: llm, which is learned from; choose it, then run `dvc repro`.")
    server = run.load("frames").server
    identity = load_answers(paths.ANSWERS, server).identity
    _require_variant()
    option, lines = paths.CONF / "examples" / f"{name}.yaml", paths.SEEDS / "examples" / f"{name}.jsonl"
    for file in (option, lines):
        if file.exists():
            raise KeepError(f"{file}: is already there, and nothing was written; choose another name.")
    drawn = heapq.nsmallest(n, _iterate_coded(f"coded by {server.model} ({identity})"))
    tables.write_text(lines, "\n".join(line for _, line in drawn))
    comment = _COMMENT.format(n=f"{len(drawn):,}", model=server.model, identity=identity)
    tables.write_text(option, format_examples_option(name, comment))
    print(
        f"distil: {len(drawn):,} statements in {lines}; now set `examples: {name}`, `coder: stacked` and"
        " `frames: hybrid` in params.yaml, and run `dvc repro`"
    )


def _require_variant() -> None:
    """Refuse frames that were coded before the option was chosen."""
    for part in tables.list_partitions(paths.FRAMES):
        others = {row["variant"] for row in read_machine_partition(paths.FRAMES, part).to_pylist()} - {"llm"}
        if others:
            raise KeepError(
                f"{paths.FRAMES}: expected what a language model coded, got frames of variant {min(others)!r}; run"
                " `dvc repro` first."
            )


def _iterate_coded(note: str) -> Iterator[tuple[str, str]]:
    """The statements that were coded as lines of JSON, each text once, with the hash of the text."""
    from rejoinder.examples.lines import fold_text  # late: the stage takes a second to load

    met: set[str] = set()
    for part in tables.list_partitions(paths.FRAMES):
        frames = _collect_frames(read_machine_partition(paths.FRAMES, part).to_pylist())
        before: list[Mapping[str, Any]] = []
        for row in read_machine_partition(paths.STATEMENTS, part).to_pylist():
            if row["unit"] not in schema.CODED_KINDS:
                continue
            context = [other["text"] for other in before if other["article_id"] == row["article_id"]]
            before = [*before, row][-_CONTEXT:]
            digest = hashlib.sha256(fold_text(row["text"]).encode()).hexdigest()
            if row["statement_id"] in frames and digest not in met:
                met.add(digest)
                statement = {
                    "text": row["text"],
                    "frames": sorted(frames[row["statement_id"]]),
                    "topic": row["article_id"],
                    "context": " ".join(context),
                    "side": row["side"] or "",
                    "register": row["form"] or "",
                    "note": note,
                }
                yield digest, json.dumps(statement, ensure_ascii=False)


def _collect_frames(rows: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Frames of each statement that has a usable answer."""
    frames: dict[str, set[str]] = {}
    for row in rows:
        if row["decision"] is not None:
            own = frames.setdefault(row["statement_id"], set())
            if row["decision"]:
                own.add(row["frame"])
    return frames

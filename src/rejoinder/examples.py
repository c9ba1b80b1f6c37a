"""Stage `examples`: the coder's training statements, checked against the codebook, parsed and turned into vectors."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rejoinder import engine, paths, schema, tables
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.encoder import Encoder

_NEEDED = {"text", "frames", "topic", "register"}
_KNOWN = _NEEDED | {"side", "context", "note"}
_BREAK = "\n\n"


class ExampleError(ValueError):
    """A training statement that cannot be used: one sentence with file, line, what was expected and got."""


@dataclass(frozen=True, kw_only=True)
class Examples:
    """Training statements in JSON Lines with text, frames, topic, register and optionally side, context and note.

    Attributes:
        file: where they are, from the project's root.
        most: how many are used at most, drawn by hash of their text, so that a new one changes no other's lot; 0 means
            all.
        partition_size: statements per partition; partitions are read side by side.
    """

    file: str
    most: int
    partition_size: int

    def __call__(self, lines: Sequence[str], codebook: Codebook) -> list[dict[str, Any]]:
        """Rows of the examples table, in the order of the lines; all lines are checked, `most` are used.

        Raises:
            ExampleError: a line that is not such a statement, an unknown frame, or the same text twice.
        """
        rows: list[dict[str, Any]] = []
        seen: dict[str, int] = {}
        for number, line in enumerate(lines, 1):
            where = f"{self.file}: line {number}"
            row = _statement(where, line, codebook)
            first = seen.setdefault(row["text"], number)
            if first != number:
                raise ExampleError(f"{where}: same text as line {first}; remove one.")
            rows.append({"example_id": f"{Path(self.file).stem}/{number:04d}", **row})
        drawn = sorted(rows, key=lambda row: hashlib.sha256(row["text"].encode()).hexdigest())[: self.most or None]
        return sorted(drawn, key=lambda row: row["example_id"])


def _statement(where: str, line: str, codebook: Codebook) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise ExampleError(f"{where}: not valid JSON ({error}); mend the line.") from None
    if not isinstance(given, dict) or not _NEEDED <= given.keys() <= _KNOWN:
        got = sorted(given) if isinstance(given, dict) else given
        raise ExampleError(f"{where}: expected the fields {sorted(_NEEDED)}, got {got}; mend the line.")
    if not str(given["text"]).strip():
        raise ExampleError(f"{where}: field 'text' is empty; fill or remove the line.")
    for frame in given["frames"]:
        if frame not in codebook.frames:
            raise ExampleError(
                f"{where}: frame {frame!r} is not in the codebook, which has {', '.join(codebook.frames)}; correct it."
            )
    return {"side": "", "context": "", "note": "", **given, "text": str(given["text"]).strip()}


def parse(rows: Sequence[Mapping[str, Any]], parser: Any) -> list[dict[str, Any]]:
    """Parse the statements in one go; each is its own article in the rows of the parses table, its id the example's."""
    spans, position = [], 0
    for row in rows:
        spans.append((position, position + len(row["text"])))
        position = spans[-1][1] + len(_BREAK)
    joined = _BREAK.join(row["text"] for row in rows)
    made: list[dict[str, Any]] = []
    first_sentence: dict[int, int] = {}
    for word in parser({"": (joined, spans)}):
        block = word["block"]
        first = first_sentence.setdefault(block, word["sent_id"])
        made.append(
            word
            | {
                "article_id": rows[block]["example_id"],
                "sent_id": word["sent_id"] - first + 1,
                "block": 0,
                "start": word["start"] - spans[block][0],
                "end": word["end"] - spans[block][0],
            }
        )
    return made


@dataclass(frozen=True)
class _Read:
    """The reading of one partition by parser and encoder."""

    parser: Any
    encoder: Encoder

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        rows = inputs["examples"].to_pylist()
        texts = dict.fromkeys(text for row in rows for text in (row["text"], row["context"]) if text)
        known = dict(zip(texts, self.encoder(list(texts)), strict=True))
        none = np.zeros_like(next(iter(known.values())))
        named = [
            {"example_id": r["example_id"], "vector": known[r["text"]], "context": known.get(r["context"], none)}
            for r in rows
        ]
        return {
            "parses": tables.build_table(parse(rows, self.parser), schema.PARSES),
            "vectors": tables.build_table(named, schema.EXAMPLE_VECTORS),
        }


def main(run: Run) -> None:
    """Read the training statements, write data/examples, data/example_parses and data/example_vectors."""
    method: Examples = run.load("examples")
    try:
        lines = Path(method.file).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise ExampleError(
            f"{method.file}: training statements not found; restore the file or correct 'file'."
        ) from None
    rows = method(lines, run.load("codebook"))
    names = []
    for number, begin in enumerate(range(0, len(rows), method.partition_size)):
        part = rows[begin : begin + method.partition_size]
        keys = {r["example_id"]: hashlib.sha256(f"{r['context']}\n{r['text']}".encode()).hexdigest() for r in part}
        names.append(tables.name_partition(number))
        tables.write_partition(paths.EXAMPLES, names[-1], tables.build_table(part, schema.EXAMPLES), keys)
    tables.keep_only(paths.EXAMPLES, names)
    job = engine.Job(
        stage="examples",
        inputs={"examples": paths.EXAMPLES},
        outputs={
            "parses": (paths.EXAMPLE_PARSES, schema.PARSES),
            "vectors": (paths.EXAMPLE_VECTORS, schema.EXAMPLE_VECTORS),
        },
        compute=_Read(run.load("parses"), run.load("encoder")),
        fingerprint=engine.fingerprint("examples", run, ignoring=("codebook", "examples")),
        at_once=method.partition_size,
        most_failures=0,  # the coder is fitted on all of them
    )
    engine.run_job(job, run)
    print(f"examples: {len(rows)} of {len(lines)} training statements used")

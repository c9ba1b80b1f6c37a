"""Stage `examples`: the coder's training statements, checked against the codebook, parsed and encoded."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypedDict

from pydantic import NonNegativeInt, PositiveInt

from rejoinder import engine, paths, schema, tables
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.config.ranges import InputFile
from rejoinder.encoder import TextEncoder
from rejoinder.encoder.statements import encode_statements
from rejoinder.parser import ArticleToParse, TextParser

_REQUIRED = {"text", "frames", "topic"}
_FIELDS = _REQUIRED | {"register", "side", "context", "note"}


class ExampleError(ValueError):
    """A training statement that cannot be used: one sentence with file, line, what was expected and got."""


class ExampleRow(TypedDict):
    """A row of the examples table."""

    example_id: str
    text: str
    side: str
    context: str
    frames: list[str]
    topic: str
    register: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Examples:
    """Training statements in JSON Lines with text, frames, topic and optionally register, side, context and note.

    Attributes:
        file: where they are, from the project's root.
        most: how many are used at most, drawn by hash of their text, so that a new one changes no other's lot; 0 means
            all.
        partition_size: statements per partition; partitions are read side by side.
        with_codebook: whether the codebook's definitions, include lines and examples are training statements, too.
    """

    file: InputFile
    most: NonNegativeInt
    partition_size: PositiveInt
    with_codebook: bool

    def __call__(self, lines: Sequence[str], codebook: Codebook) -> list[ExampleRow]:
        """Check all lines, and draw those that are used.

        Args:
            lines: of the file.
            codebook: whose frames the statements carry.

        Returns:
            Rows of the examples table, in the order of the lines.

        Raises:
            ExampleError: a line that is not such a statement, an unknown frame, or the same text twice.
        """
        rows: list[ExampleRow] = []
        first_line: dict[str, int] = {}
        for number, line in enumerate(lines, 1):
            place = f"{self.file}: line {number}"
            row = _read_statement(place, f"{Path(self.file).stem}/{number:04d}", line, codebook)
            first = first_line.setdefault(row["text"], number)
            if first != number:
                raise ExampleError(f"{place}: same text as line {first}; remove one.")
            rows.append(row)
        drawn = sorted(rows, key=lambda row: hashlib.sha256(row["text"].encode()).hexdigest())[: self.most or None]
        if self.with_codebook:
            drawn += _list_codebook_lines(codebook)
        return sorted(drawn, key=lambda row: row["example_id"])


def _list_codebook_lines(codebook: Codebook) -> Iterator[ExampleRow]:
    """The lines of the codebook that say what carries a frame; a topic are the first lines of all frames, and so on."""
    for name, frame in codebook.frames.items():
        lines = chain([frame.definition], frame.include, frame.examples)
        for number, text in enumerate(filter(str.strip, lines), 1):  # a codebook may wait to be filled in
            yield _build_row(f"codebook/{name}/{number:04d}", {"text": text, "frames": [name], "topic": str(number)})


def _read_statement(place: str, example_id: str, line: str, codebook: Codebook) -> ExampleRow:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise ExampleError(f"{place}: not valid JSON ({error}); mend the line.") from None
    if not isinstance(fields, dict) or not _REQUIRED <= fields.keys() <= _FIELDS:
        got = sorted(fields) if isinstance(fields, dict) else fields
        raise ExampleError(f"{place}: expected the fields {sorted(_REQUIRED)}, got {got}; mend the line.")
    text = str(fields["text"]).strip()
    if not text:
        raise ExampleError(f"{place}: field 'text' is empty; fill or remove the line.")
    for frame in fields["frames"]:
        if frame not in codebook.frames:
            raise ExampleError(
                f"{place}: frame {frame!r} is not in the codebook, which has {', '.join(codebook.frames)}; correct it."
            )
    return _build_row(example_id, fields | {"text": text})


def _build_row(example_id: str, fields: Mapping[str, Any]) -> ExampleRow:
    return ExampleRow(
        example_id=example_id,
        text=fields["text"],
        side=fields.get("side", ""),
        context=fields.get("context", ""),
        frames=fields["frames"],
        topic=fields["topic"],
        register=fields.get("register", ""),
        note=fields.get("note", ""),
    )


def _as_article(example_id: str, text: str) -> ArticleToParse:
    return {"article_id": example_id, "text": text, "blocks": [{"kind": "paragraph", "start": 0, "end": len(text)}]}


@dataclass(frozen=True)
class ExampleReading:
    """The reading of one partition by parser and encoder; None where nothing is to be encoded."""

    parser: TextParser
    encoder: TextEncoder | None

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        columns = ("example_id", "text", "context")
        example_ids, texts, contexts = (inputs["examples"][name].to_pylist() for name in columns)
        encoded = encode_statements(texts, contexts, self.encoder) if self.encoder else ()
        vectors = [{"example_id": example_ids[states.number], "vector": states.vector} for states in encoded]
        statements = [_as_article(example_id, text) for example_id, text in zip(example_ids, texts, strict=True)]
        return {
            "parses": tables.build_table(self.parser(statements).words, schema.PARSES),
            "vectors": tables.build_table(vectors, schema.EXAMPLE_VECTORS),
        }


def main(run: Run) -> None:
    """Read the training statements, write data/examples, data/example_parses and data/example_vectors.

    Nothing is read where the chosen option of conf/frames is the tuned network, and nothing encoded where it is the
    lexicon.
    """
    method: Examples = run.load("examples")
    variant = run.options["frames"].get("variant")
    lines = [] if variant == "tuned" else _read_lines(method.file)
    rows = [] if variant == "tuned" else method(lines, run.load("codebook"))
    _write_examples(rows, method.partition_size)
    job = engine.Job(
        stage="examples",
        inputs={"examples": paths.EXAMPLES},
        outputs={
            "parses": (paths.EXAMPLE_PARSES, schema.PARSES),
            "vectors": (paths.EXAMPLE_VECTORS, schema.EXAMPLE_VECTORS),
        },
        compute=ExampleReading(run.load("parses"), None if variant == "lexicon" else run.load("encoder")),
        fingerprint=engine.fingerprint("examples", run, ignoring=("codebook", "examples")),
        at_once=method.partition_size,
        most_failures=0,  # the coder is fitted on all of them
    )
    engine.run_job(job, run)
    print(f"examples: {len(rows)} training statements used; {method.file} has {len(lines)}")


def _read_lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise ExampleError(f"{file}: training statements not found; restore the file or correct 'file'.") from None


def _write_examples(rows: Sequence[ExampleRow], partition_size: int) -> None:
    """Write the statements in partitions, of which there is one even where there are no statements."""
    names = []
    for number, begin in enumerate(range(0, max(len(rows), 1), partition_size)):
        part = rows[begin : begin + partition_size]
        keys = {r["example_id"]: hashlib.sha256(f"{r['context']}\n{r['text']}".encode()).hexdigest() for r in part}
        names.append(tables.name_partition(number))
        tables.write_partition(paths.EXAMPLES, names[-1], tables.build_table(part, schema.EXAMPLES), keys)
    tables.keep_only(paths.EXAMPLES, names)

"""Stage `examples`: the coder's training statements, checked against the codebook, parsed and encoded."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from rejoinder import engine, paths, schema, tables
from rejoinder.config import Run
from rejoinder.encoder import TextEncoder
from rejoinder.encoder.statements import encode_statements
from rejoinder.examples.lines import ExampleRow
from rejoinder.examples.selection import Examples, SelectedExamples, collect_examples
from rejoinder.parser import ArticleToParse, TextParser


def _as_article(example_id: str, text: str) -> ArticleToParse:
    return {"article_id": example_id, "text": text, "blocks": [{"kind": "paragraph", "start": 0, "end": len(text)}]}


@dataclass(frozen=True)
class ExampleReading:
    """The reading of one partition by parser and encoder; None where nothing is to be parsed or encoded."""

    parser: TextParser | None
    encoder: TextEncoder | None

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        columns = ("example_id", "text", "context")
        example_ids, texts, contexts = (inputs["examples"][name].to_pylist() for name in columns)
        encoded = encode_statements(texts, contexts, self.encoder) if self.encoder else ()
        vectors = [{"example_id": example_ids[states.number], "vector": states.vector} for states in encoded]
        statements = [_as_article(example_id, text) for example_id, text in zip(example_ids, texts, strict=True)]
        return {
            "parses": tables.build_table(self.parser(statements).words if self.parser else (), schema.PARSES),
            "vectors": tables.build_table(vectors, schema.EXAMPLE_VECTORS),
        }


def main(run: Run) -> None:
    """Read the training statements, write data/examples, data/example_parses and data/example_vectors.

    What is left out is listed in data/examples/left_out.

    Nothing is read where the chosen option of conf/frames is the tuned network, nothing parsed where it asks a language
    model, and nothing encoded where no coder is fitted.
    """
    method: Examples = run.load("examples")
    variant = run.options["frames"].get("variant")
    selected = SelectedExamples(rows=[], left_out=[]) if variant == "tuned" else collect_examples(run)
    _write_examples(selected.rows, method.partition_size)
    left_out = tables.build_table(selected.left_out, schema.LEFT_OUT)
    tables.write_partition(paths.EXAMPLES / "left_out", tables.name_partition(), left_out)
    job = engine.Job(
        stage="examples",
        inputs={"examples": paths.EXAMPLES},
        outputs={
            "parses": (paths.select_readings(paths.EXAMPLE_PARSES, run.choices), schema.PARSES),
            "vectors": (paths.select_readings(paths.EXAMPLE_VECTORS, run.choices), schema.EXAMPLE_VECTORS),
        },
        compute=ExampleReading(
            parser=None if variant == "llm" else run.load("parses"),
            encoder=run.load("encoder") if variant == "hybrid" else None,
        ),
        fingerprint=engine.fingerprint(
            "examples", run, ignoring=("codebook", "examples"), without=(paths.GOLD, paths.EXAMPLE_SHEETS)
        ),
        at_once=method.partition_size,
        item="training statement",
        most_failures=0,  # the coder is fitted on all of them
    )
    engine.run_job(job, run)
    print(f"examples: {len(selected.rows)} training statements used, {len(selected.left_out)} item(s) left out")


def _write_examples(rows: Sequence[ExampleRow], partition_size: int) -> None:
    """Write the statements in partitions, of which there is one even where there are no statements."""
    names = []
    for number, begin in enumerate(range(0, max(len(rows), 1), partition_size)):
        part = rows[begin : begin + partition_size]
        keys = {r["example_id"]: hashlib.sha256(f"{r['context']}\n{r['text']}".encode()).hexdigest() for r in part}
        names.append(tables.name_partition(number))
        tables.write_partition(paths.EXAMPLES, names[-1], tables.build_table(part, schema.EXAMPLES), keys)
    tables.keep_only(paths.EXAMPLES, names)

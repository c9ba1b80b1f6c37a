"""Stage `parses`: tokens, lemmas, tags, features and trees, and what the encoder's heads read from each subword."""

from dataclasses import dataclass

import pyarrow as pa

from rejoinder import engine, paths, schema, tables
from rejoinder.config import Run
from rejoinder.parser import TextParser


@dataclass(frozen=True)
class _ParsePartition:
    """The stage's work on one partition."""

    parse: TextParser

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        parsed = self.parse(inputs["articles"].to_pylist())
        columns = {name: [row[name] for row in parsed.subwords] for name in schema.ENCODINGS.names}  # type: ignore[literal-required]
        return {
            "parses": tables.build_table(parsed.words, schema.PARSES),
            "encodings": pa.table(columns, schema.ENCODINGS),
        }


def main(run: Run) -> None:
    """Parse data/articles into data/parses and data/encodings, partition by partition."""
    job = engine.Job(
        stage="parses",
        inputs={"articles": paths.ARTICLES},
        outputs={"parses": (paths.PARSES, schema.PARSES), "encodings": (paths.ENCODINGS, schema.ENCODINGS)},
        compute=_ParsePartition(run.load("parses")),
        fingerprint=engine.fingerprint("parses", run),
    )
    engine.run_job(job, run)

"""Stage `parses`: tokens, lemmas, tags, features and dependency trees by Stanza (Qi et al. 2020)."""

from dataclasses import dataclass

from rejoinder import engine, paths, schema, tables
from rejoinder.config import Run
from rejoinder.parser import TextParser


@dataclass(frozen=True)
class _ParsePartition:
    """The stage's work on one partition."""

    parse: TextParser

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        texts = {
            row["article_id"]: (row["text"], [(block["start"], block["end"]) for block in row["blocks"]])
            for row in inputs["articles"].to_pylist()
        }
        return {"parses": tables.build_table(self.parse(texts), schema.PARSES)}


def main(run: Run) -> None:
    """Parse data/articles into data/parses, partition by partition."""
    job = engine.Job(
        stage="parses",
        inputs={"articles": paths.ARTICLES},
        outputs={"parses": (paths.PARSES, schema.PARSES)},
        compute=_ParsePartition(run.load("parses")),
        fingerprint=engine.fingerprint("parses", run),
    )
    engine.run_job(job, run)

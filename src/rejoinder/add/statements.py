"""Who says what in the corpus, with countries as the only sides: what a draft of its actors is counted from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rejoinder import articles, engine, parses, paths, schema
from rejoinder.actors import Actors
from rejoinder.config import Run
from rejoinder.corpus import Corpus, open_corpus
from rejoinder.statements import Language
from rejoinder.statements.stage import StatementCoding

_NO_ACTORS = Actors(sides={}, targets={})


@contextmanager
def open_statements(run: Run, language: Language) -> Iterator[Corpus]:
    """Open the corpus of a study whose sides nobody has named yet: a speaker's country is the side.

    Articles and parses are made as `dvc repro` makes them, which then only copies them. The statements are put aside,
    and gone when the context is left: those of the study have its sides.

    Args:
        run: the configuration; its actors are not read.
        language: the word lists.

    Yields:
        The corpus, without frames and stances.
    """
    articles.main(run)
    parses.main(run)
    with TemporaryDirectory(dir=paths.DATA, prefix="draft-") as folder:
        statements = Path(folder) / "statements"
        job = engine.Job(
            stage="statements",
            inputs={"articles": paths.ARTICLES, "parses": paths.PARSES},
            outputs={
                "attributions": (Path(folder) / "attributions", schema.ATTRIBUTIONS),
                "statements": (statements, schema.STATEMENTS),
            },
            compute=StatementCoding(run.load("statements"), language, _NO_ACTORS),
            fingerprint="draft",
        )
        engine.run_job(job, run)
        uncoded = {"frames": schema.FRAMES.empty_table(), "stances": schema.STANCES.empty_table()}
        with open_corpus({"articles": paths.ARTICLES, "statements": statements, **uncoded}) as corpus:
            yield corpus

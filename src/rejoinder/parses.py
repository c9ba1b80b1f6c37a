"""Stage `parses`: tokens, lemmas, tags, features and dependency trees by Stanza (Qi et al. 2020)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rejoinder import engine, paths, schema, tables
from rejoinder.config import Run
from rejoinder.parser.rows import Read, Row, Texts, one_by_one, read_articles
from rejoinder.runtime import checksums

if TYPE_CHECKING:
    from stanza import Pipeline

PROCESSORS = "tokenize,mwt,pos,lemma,depparse"


class ParserError(ValueError):
    """A parser that cannot be loaded: one sentence saying which file or package, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Compact:
    """The compact English models bundled with this package (their card: `src/rejoinder/models/en/MODEL_CARD.md`).

    Attributes:
        models: folder of the models, "" for the bundled ones.
    """

    models: str

    def load(self) -> "Pipeline":
        """The Stanza pipeline, from files alone.

        Raises:
            ChecksumError: a model file is missing or differs from the folder's SHA256SUMS.
        """
        folder = Path(self.models or str(files("rejoinder") / "models" / "en"))
        checksums.verify_checksums(folder)
        given = {f"{name}_model_path": str(folder / f"{name}.pt") for name in PROCESSORS.split(",")}
        given |= {f"{name}_pretrain_path": str(folder / "pretrain.pt") for name in ("pos", "depparse")}
        return _pipeline(str(folder), download=False, **given)

    def __call__(self, texts: Texts) -> list[Row]:
        """Parse texts, given by id with the spans of their blocks, into rows of the parses table, in order."""
        return read_articles(_reading(self), texts)


@dataclass(frozen=True, kw_only=True)
class Hub:
    """Stanza's official models, downloaded once into a folder.

    Attributes:
        folder: where the models are kept, in Stanza's resource layout; "" for Stanza's own default.
        package: Stanza's name of the set of models ("default", "default_fast", "default_accurate").
        download: whether missing models may be fetched; if not, the folder must hold them.
    """

    folder: str
    package: str
    download: bool

    def load(self) -> "Pipeline":
        """The Stanza pipeline.

        Raises:
            ParserError: the models are neither in the folder nor to be had from the network.
        """
        given = {"package": self.package}
        try:
            return _pipeline(self.folder, download=self.download, **given)
        except Exception as error:  # Stanza lets the network library's own errors through
            where = self.folder or "Stanza's default folder"
            raise ParserError(
                f"conf/parses/hub.yaml: expected Stanza's English package {self.package!r} in {where} or a network to"
                f" fetch it from, got {type(error).__name__}: {' '.join(str(error).split())[:200]};"
                " run once online, or set `parses: compact` in params.yaml."
            ) from error

    def __call__(self, texts: Texts) -> list[Row]:
        """Parse texts, given by id with the spans of their blocks, into rows of the parses table, in order."""
        return read_articles(_reading(self), texts)


def _pipeline(folder: str, *, download: bool, **given: Any) -> "Pipeline":
    import stanza

    from rejoinder.parser import untrained
    from rejoinder.parser.batched import trees

    trees.quicken()
    if folder:
        given["dir"] = folder
    method = stanza.DownloadMethod.REUSE_RESOURCES if download else None
    with untrained.without_optimizers():
        pipeline = stanza.Pipeline(
            lang="en", processors=PROCESSORS, use_gpu=False, logging_level="WARN", download_method=method, **given
        )
    for name in ("pos", "depparse"):
        # word vectors may be stored in half precision, and Stanza would multiply them as they are
        pipeline.processors[name].trainer.model.float()
    return pipeline


@cache
def _reading(method: Compact | Hub) -> Read:
    """What reads texts with the method's models, loaded once per process."""
    pipeline = method.load()
    from rejoinder.parser.batched import quick

    return quick.Reader(pipeline) if quick.readable(pipeline) else one_by_one(pipeline)


@dataclass(frozen=True)
class _Parse:
    """The stage's work on one partition."""

    method: Compact | Hub

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        texts = {
            row["article_id"]: (row["text"], [(block["start"], block["end"]) for block in row["blocks"]])
            for row in inputs["articles"].to_pylist()
        }
        return {"parses": tables.build_table(self.method(texts), schema.PARSES)}


def main(run: Run) -> None:
    """Parse data/articles into data/parses, partition by partition."""
    job = engine.Job(
        stage="parses",
        inputs={"articles": paths.ARTICLES},
        outputs={"parses": (paths.PARSES, schema.PARSES)},
        compute=_Parse(run.load("parses")),
        fingerprint=engine.fingerprint("parses", run),
    )
    engine.run_job(job, run)

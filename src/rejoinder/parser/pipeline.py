"""Stanza's pipeline, loaded from files, and what reads texts with its models."""

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal, Protocol

from rejoinder.parser.rows import SentenceReader
from rejoinder.parser.stanza_reader import StanzaReader

if TYPE_CHECKING:
    from stanza import Pipeline

PROCESSORS = "tokenize,mwt,pos,lemma,depparse"
STANZA_VERSION = "1.15.0"  # whose internals `parser/batched/` replaces

_CUT_OFF = frozenset({"s", "r", "se", "re"})  # of words whose apostrophe the training texts forgot ("it s", "you r")

Inference = Literal["batched", "stanza"]  # the rewritten inference, or Stanza's own


class ParserError(ValueError):
    """A parser that cannot be loaded or run: one sentence with the reason and what to do."""


class StanzaModels(Protocol):
    """An option of `conf/parses`: which models, and how they are run.

    Attributes:
        inference: "batched" or "stanza".
    """

    @property
    def inference(self) -> Inference: ...

    def load(self) -> "Pipeline": ...


def check_inference(inference: Inference) -> None:
    """Check that the installed Stanza is the one that batched inference is written for.

    Raises:
        ParserError: it is another.
    """
    installed = version("stanza")
    if inference == "batched" and installed != STANZA_VERSION:
        raise ParserError(
            f"key 'inference': 'batched' needs Stanza {STANZA_VERSION}, got {installed};"
            f" set `inference: stanza`, or install stanza=={STANZA_VERSION}."
        )


def load_pipeline(folder: str, *, download: bool, **settings: Any) -> "Pipeline":
    """Load Stanza's English pipeline of `PROCESSORS` for use without a GPU.

    Args:
        folder: of the models, in Stanza's resource layout; "" for Stanza's own default.
        download: whether missing models may be fetched.
        settings: further arguments of `stanza.Pipeline`.
    """
    import stanza

    if folder:
        settings["dir"] = folder
    method = stanza.DownloadMethod.REUSE_RESOURCES if download else None
    pipeline = stanza.Pipeline(
        lang="en", processors=PROCESSORS, use_gpu=False, logging_level="WARN", download_method=method, **settings
    )
    for name in ("pos", "depparse"):
        # word vectors may be stored in half precision, and Stanza would multiply them as they are
        pipeline.processors[name].trainer.model.float()
    _keep_words_whole(pipeline.processors["mwt"].trainer.expansion_dict)
    return pipeline


def _keep_words_whole(expansions: dict[str, str]) -> None:
    """Let "its", "your" or "doctors" be one word each.

    Stanza's dictionary of multi-word tokens has them from its training texts, where they are misspelt "it's", "you're"
    and "doctor's".
    """
    for token, words in expansions.items():
        if token.isalpha() and words.split()[-1].lower() in _CUT_OFF:
            expansions[token] = token


@cache
def load_reader(models: StanzaModels) -> SentenceReader:
    """Load what parses texts with an option's models, once per process.

    Raises:
        ParserError: batched inference is not written for these models.
    """
    if models.inference == "stanza":
        return StanzaReader(models.load())
    from rejoinder.parser.batched.reader import BatchedReader, is_supported

    pipeline = models.load()
    if not is_supported(pipeline):
        raise ParserError(
            "conf/parses: key 'inference': 'batched' needs models without a language model or a transformer, got"
            " others; set `inference: stanza`."
        )
    return BatchedReader(pipeline)

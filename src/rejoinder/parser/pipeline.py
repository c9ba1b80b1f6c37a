"""Stanza's pipeline, loaded from files."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stanza import Pipeline

_CUT_OFF = frozenset({"s", "r", "se", "re"})  # of words whose apostrophe the training texts forgot ("it s", "you r")


class ParserError(ValueError):
    """A parser that cannot be loaded or run: one sentence with the reason and what to do."""


def load_pipeline(folder: str, processors: str, *, download: bool, **settings: Any) -> "Pipeline":
    """Load processors of Stanza's English pipeline for use without a GPU.

    Args:
        folder: of the models, in Stanza's resource layout; "" for Stanza's own default.
        processors: their names, with commas between; "tokenize,mwt" at least.
        download: whether missing models may be fetched.
        settings: further arguments of `stanza.Pipeline`.
    """
    import stanza

    if folder:
        settings["dir"] = folder
    method = stanza.DownloadMethod.REUSE_RESOURCES if download else None
    pipeline = stanza.Pipeline(
        lang="en", processors=processors, use_gpu=False, logging_level="WARN", download_method=method, **settings
    )
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

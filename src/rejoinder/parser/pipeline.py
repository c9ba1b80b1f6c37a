"""Stanza's pipeline, loaded from files, for sentences whose words are known."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stanza import Pipeline


class ParserError(ValueError):
    """A parser that cannot be loaded or run: one sentence with the reason and what to do."""


def load_pipeline(processors: str, *, download: bool, **settings: Any) -> "Pipeline":
    """Load processors of Stanza's English pipeline for use without a GPU.

    Args:
        processors: their names, with commas between.
        download: whether missing models may be fetched.
        settings: further arguments of `stanza.Pipeline`.
    """
    import stanza

    return stanza.Pipeline(
        lang="en",
        processors=f"tokenize,{processors}",
        tokenize_pretokenized=True,
        use_gpu=False,
        logging_level="WARN",
        download_method=stanza.DownloadMethod.REUSE_RESOURCES if download else None,
        **settings,
    )

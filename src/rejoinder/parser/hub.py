"""Option `hub`: Stanza's official English models."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rejoinder.parser.pipeline import Inference, ParserError, check_inference, load_pipeline, load_reader
from rejoinder.parser.rows import ArticleTexts, ParseRow, parse_articles

if TYPE_CHECKING:
    from stanza import Pipeline


@dataclass(frozen=True, kw_only=True)
class Hub:
    """Stanza's official models, downloaded once into a folder.

    Attributes:
        folder: where the models are kept, in Stanza's resource layout; "" for Stanza's own default.
        package: Stanza's name of the set of models ("default", "default_fast", "default_accurate").
        download: whether missing models may be fetched; if not, the folder must hold them.
        inference: "stanza" runs them by Stanza's own pipeline; "batched" by `parser/batched/`, for models without a
            language model or a transformer.
    """

    folder: str
    package: str
    download: bool
    inference: Inference = "stanza"

    def __post_init__(self) -> None:
        """Check the installed Stanza.

        Raises:
            ParserError: `inference` does not fit it.
        """
        check_inference(self.inference)

    def load(self) -> "Pipeline":
        """Load the Stanza pipeline.

        Raises:
            ParserError: the models are neither in the folder nor to be had from the network.
        """
        try:
            return load_pipeline(self.folder, download=self.download, package=self.package)
        except Exception as error:  # Stanza lets the network library's own errors through
            folder = self.folder or "Stanza's default folder"
            raise ParserError(
                f"conf/parses/hub.yaml: expected Stanza's English package {self.package!r} in {folder} or a network to"
                f" fetch it from, got {type(error).__name__}: {' '.join(str(error).split())[:200]};"
                " run once online, or set `parses: compact` in params.yaml."
            ) from error

    def __call__(self, texts: ArticleTexts) -> list[ParseRow]:
        """Parse texts into rows of the parses table, in order.

        Raises:
            ParserError: the models are not to be had, or `inference` does not fit them.
        """
        return parse_articles(load_reader(self), texts)

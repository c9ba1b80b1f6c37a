"""Option `compact`: the small English models that are bundled with this package."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from rejoinder.parser.pipeline import PROCESSORS, Inference, check_inference, load_pipeline, load_reader
from rejoinder.parser.rows import ArticleTexts, ParseRow, parse_articles
from rejoinder.runtime import checksums

if TYPE_CHECKING:
    from stanza import Pipeline


@dataclass(frozen=True, kw_only=True)
class Compact:
    """The compact English models bundled with this package (their card: `src/rejoinder/models/en/MODEL_CARD.md`).

    Attributes:
        models: folder of the models, "" for the bundled ones.
        inference: "batched" runs them by `parser/batched/`, "stanza" by Stanza's own pipeline, to the same rows.
    """

    models: str
    inference: Inference = "batched"

    def __post_init__(self) -> None:
        """Check the installed Stanza.

        Raises:
            ParserError: `inference` does not fit it.
        """
        check_inference(self.inference)

    def load(self) -> "Pipeline":
        """Load the Stanza pipeline from files alone.

        Raises:
            ChecksumError: a model file is missing or differs from the folder's SHA256SUMS.
        """
        folder = Path(self.models or str(files("rejoinder") / "models" / "en"))
        checksums.verify_checksums(folder)
        model_files = {f"{name}_model_path": str(folder / f"{name}.pt") for name in PROCESSORS.split(",")}
        model_files |= {f"{name}_pretrain_path": str(folder / "pretrain.pt") for name in ("pos", "depparse")}
        return load_pipeline(str(folder), download=False, **model_files)

    def __call__(self, texts: ArticleTexts) -> list[ParseRow]:
        """Parse texts into rows of the parses table, in order.

        Raises:
            ParserError: `inference` does not fit the models.
        """
        return parse_articles(load_reader(self), texts)

"""Option `text_files`: UTF-8 text, one article per file, taken as it is; a headline gets its blank line."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import ClassVar

from pydantic import PositiveInt

from rejoinder.articles import text_repair
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.errors import ArticleError
from rejoinder.articles.input_types import LanguageCode
from rejoinder.articles.model import InputArticle, LeftOutItem, ReadResult, SidecarLookup
from rejoinder.config.ranges import InputFolder


@dataclass(frozen=True, kw_only=True)
class TextFiles:
    """One article per text file: a title line, then paragraphs; an optional sidecar `NAME.yaml` beside it.

    Attributes:
        folder: where the files are, from the project's root.
        language: ISO 639-1 code of the articles that are coded; others are listed as left out.
        partition_size: articles per partition of the tables, about.
    """

    endings: ClassVar[tuple[str, ...]] = (".txt",)
    duplicates: ClassVar[Duplicates] = Duplicates()

    folder: InputFolder
    language: LanguageCode
    partition_size: PositiveInt

    def __call__(self, files: Iterable[tuple[str, bytes]], find_sidecar: SidecarLookup) -> Iterator[ReadResult]:
        """Read articles; see `ArticleReader`."""
        for path, content in files:
            stated = asdict(find_sidecar(path))
            try:
                text = text_repair.part_headline(text_repair.decode_utf8(content))
                yield InputArticle(item=path, text=text, article_id=PurePath(path).stem, **stated)
            except ArticleError as error:
                yield LeftOutItem(item=path, reason=str(error))

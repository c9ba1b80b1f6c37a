"""Option `text_files`: UTF-8 text, one article per file, taken as it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import ClassVar

from rejoinder.articles import mending, sidecars
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.model import Article, ArticleError, Found, LeftOut, Row, Sidecar
from rejoinder.articles.selection import select


@dataclass(frozen=True, kw_only=True)
class TextFiles:
    """One article per text file: a title line, then paragraphs; an optional sidecar `NAME.yaml` beside it.

    Attributes:
        folder: where the files are, from the project's root.
        language: ISO 639-1 code of the articles that are coded; others are listed as left out.
        partition_size: articles per partition of the tables, about.
    """

    endings: ClassVar[tuple[str, ...]] = (".txt",)

    folder: str
    language: str
    partition_size: int

    def __call__(
        self, files: Iterable[tuple[str, bytes]], beside: Mapping[str, Sidecar]
    ) -> tuple[list[Row], list[LeftOut]]:
        """Turn named file contents into rows of the articles table and a list of what was left out.

        `beside` holds the sidecars, by the path they share with their article, without its ending.
        """
        return select(_read(files, beside), self.language, Duplicates())


def _read(files: Iterable[tuple[str, bytes]], beside: Mapping[str, Sidecar]) -> Iterator[Found]:
    for path, content in files:
        known = asdict(beside.get(sidecars.name(path), Sidecar()))
        try:
            yield Article(item=path, text=mending.strict(content), article_id=PurePath(path).stem, **known)
        except ArticleError as error:
            yield LeftOut(item=path, reason=str(error))

"""Option `text_files`: UTF-8 text, one article per file, taken as it is."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import ClassVar

from rejoinder.articles import mending
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.model import Article, ArticleError, Beside, Found, LeftOut


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

    folder: str
    language: str
    partition_size: int

    def __call__(self, files: Iterable[tuple[str, bytes]], beside: Beside) -> Iterator[Found]:
        """Turn named file contents into articles, and into what is left out, as they are read.

        `beside` gives the sidecar of a file by its path.
        """
        for path, content in files:
            known = asdict(beside(path))
            try:
                yield Article(item=path, text=mending.strict(content), article_id=PurePath(path).stem, **known)
            except ArticleError as error:
                yield LeftOut(item=path, reason=str(error))

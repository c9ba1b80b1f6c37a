"""Option `folder`: one article per file, of any usual kind, in any usual encoding."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import PurePath
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from rejoinder.articles import dates, documents, ids, languages, mending
from rejoinder.articles.blocks import compose
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.model import Article, ArticleError, Beside, Found, LeftOut, Sidecar

Read = TypeVar("Read")


@dataclass(frozen=True, kw_only=True)
class Folder:
    """One article per file: plain text, Markdown, HTML, PDF or Word; an optional sidecar `NAME.yaml` beside it.

    What the sidecar says comes first, then what the file says of itself. The article_id is the path in the folder,
    without the ending of a .txt file.

    Attributes:
        folder: where the files are, in subfolders too, from the project's root.
        language: ISO 639-1 code of the articles that are coded; others are listed as left out.
        partition_size: articles per partition of the tables, about.
        encoding: of text, Markdown and HTML; null finds it out.
        day_first: whether 3/4/2013 is 3 April.
        duplicates: which articles are copies of another.
    """

    endings: ClassVar[tuple[str, ...]] = tuple(documents.READERS)

    folder: str
    language: str
    partition_size: Annotated[int, Field(ge=1)]
    encoding: str | None = None
    day_first: bool = False
    duplicates: Duplicates = field(default_factory=Duplicates)

    def __call__(self, files: Iterable[tuple[str, bytes]], beside: Beside) -> Iterator[Found]:
        """Turn named file contents into articles, and into what is left out, as they are read.

        `beside` gives the sidecar of a file by its path.
        """
        for path, content in files:
            try:
                yield self._article(path, content, beside(path))
            except ArticleError as error:
                yield LeftOut(item=path, reason=str(error))

    def _article(self, path: str, content: bytes, sidecar: Sidecar) -> Article:
        ending = PurePath(path).suffix.lower()
        read = _document(ending, content, self.encoding)
        known = {key: value or getattr(read.known, key) for key, value in asdict(sidecar).items()}
        title = mending.line(known["title"])
        published, notes = dates.read(known["published"], self.day_first)
        inner = PurePath(path).relative_to(self.folder)
        return Article(
            item=path,
            text=compose(title, "", read.body),
            title=title,
            outlet=mending.line(known["outlet"]),
            published=published,
            url=known["url"].strip(),
            language=languages.code(known["language"]),
            rights=mending.line(known["rights"]),
            article_id=ids.safe((inner.with_suffix("") if ending == ".txt" else inner).as_posix()),
            notes=(*read.notes, *notes),
        )


def _document(ending: str, content: bytes, encoding: str | None) -> documents.Document:
    if not content:
        raise ArticleError("empty file")
    return read(documents.READERS[ending], ending, content, encoding)


def read(reader: Callable[[bytes, str | None], Read], ending: str, content: bytes, encoding: str | None) -> Read:
    """What the reader of a kind of file makes of it.

    Raises:
        ArticleError: the reader gives up, in whatever way.
    """
    try:
        return reader(content, encoding)
    except ArticleError:
        raise
    except Exception as error:  # a torn file makes the readers of others raise whatever they like
        said = " ".join(str(error).split())[:200]
        raise ArticleError(
            f"not a readable {ending} file ({type(error).__name__}{': ' + said if said else ''}); save it anew"
        ) from None

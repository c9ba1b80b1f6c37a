"""Option `folder`: one article per file, of any usual kind, in any usual encoding."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import PurePath
from typing import ClassVar

from pydantic import PositiveInt

from rejoinder.articles import dates, documents, ids, languages
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.errors import ArticleError, read_content
from rejoinder.articles.input_types import EncodingName, LanguageCode
from rejoinder.articles.layout import compose_text
from rejoinder.articles.model import InputArticle, LeftOutItem, Metadata, ReadResult, SidecarLookup
from rejoinder.articles.text_repair import repair_line
from rejoinder.config.ranges import InputFolder


@dataclass(frozen=True, kw_only=True)
class FolderFiles:
    """One article per file: plain text, Markdown, HTML, PDF or Word; an optional sidecar `NAME.yaml` beside it.

    What the sidecar states comes first, then what the file states of itself. The article_id is the path in the folder,
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

    folder: InputFolder
    language: LanguageCode
    partition_size: PositiveInt
    encoding: EncodingName | None = None
    day_first: bool = False
    duplicates: Duplicates = field(default_factory=Duplicates)

    def __call__(self, files: Iterable[tuple[str, bytes]], find_sidecar: SidecarLookup) -> Iterator[ReadResult]:
        """Read articles; see `ArticleReader`."""
        for path, content in files:
            try:
                yield self._read_article(path, content, find_sidecar(path))
            except ArticleError as error:
                yield LeftOutItem(item=path, reason=str(error))

    def _read_article(self, path: str, content: bytes, sidecar: Metadata) -> InputArticle:
        ending = PurePath(path).suffix.lower()
        document = _read_document(ending, content, self.encoding)
        stated = {key: value or getattr(document.metadata, key) for key, value in asdict(sidecar).items()}
        title = repair_line(stated["title"])
        published, date_notes = dates.read_date(stated["published"], self.day_first)
        relative = PurePath(path).relative_to(self.folder)
        return InputArticle(
            item=path,
            text=compose_text(title, "", document.body),
            title=title,
            outlet=repair_line(stated["outlet"]),
            published=published,
            published_otherwise=dates.read_date(stated["published"], not self.day_first)[0],
            url=stated["url"].strip(),
            language=languages.parse_language(stated["language"]),
            rights=repair_line(stated["rights"]),
            genre=stated["genre"],
            speaker=repair_line(stated["speaker"]),
            side=stated["side"].strip(),
            article_id=ids.make_safe_id((relative.with_suffix("") if ending == ".txt" else relative).as_posix()),
            notes=(*document.notes, *date_notes),
        )


def _read_document(ending: str, content: bytes, encoding: str | None) -> documents.Document:
    if not content:
        raise ArticleError("empty file")
    return read_content(documents.READERS[ending], ending, content, encoding)

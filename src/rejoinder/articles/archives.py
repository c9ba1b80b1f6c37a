"""What the options for news archives have in common: many articles in one file, each with stated fields."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import ClassVar

from pydantic import PositiveInt

from rejoinder.articles import dates, ids, languages
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.errors import ArticleError, read_content
from rejoinder.articles.input_types import LanguageCode
from rejoinder.articles.layout import compose_text
from rejoinder.articles.model import InputArticle, LeftOutItem, Notes, ReadResult, SidecarLookup
from rejoinder.articles.sidecars import fill_from_sidecar
from rejoinder.articles.text_repair import repair_line, repair_text
from rejoinder.config.ranges import InputFolder, Share

_NO_DATE: Notes = (("date", "no date is stated; the article is kept without a date"),)


@dataclass(frozen=True, kw_only=True)
class ArchiveArticle:
    """One article of an archive's file, its fields as they are stated there.

    Attributes:
        place: where in the file it is ("document 3").
        length: as stated ("543 words"), or "".
        accession: the archive's own number, or "".
    """

    place: str
    title: str
    body: Sequence[str]
    outlet: str = ""
    published: str = ""
    length: str = ""
    credit: str = ""
    language: str = ""
    rights: str = ""
    accession: str = ""


@dataclass(frozen=True, kw_only=True)
class ArchiveFiles(ABC):
    """Base of the options that read an archive's files: many articles in each.

    A sidecar `NAME.yaml` beside a file states what holds for all its articles that do not state it themselves.

    Attributes:
        folder: where the files are, in subfolders too, from the project's root.
        language: ISO 639-1 code of the articles that are coded; others are listed as left out.
        partition_size: articles per partition of the tables, about.
        day_first: whether 3/4/2013 is 3 April.
        length_tolerance: the share, in [0, 1], by which an article's words may differ from its stated length
            before that is listed.
        duplicates: which articles are copies of another.
    """

    endings: ClassVar[tuple[str, ...]]

    folder: InputFolder
    language: LanguageCode
    partition_size: PositiveInt
    day_first: bool = False
    length_tolerance: Share = 0.2
    duplicates: Duplicates = field(default_factory=Duplicates)

    def __call__(self, files: Iterable[tuple[str, bytes]], find_sidecar: SidecarLookup) -> Iterator[ReadResult]:
        """Read articles; see `ArticleReader`."""
        for path, content in files:
            sidecar = find_sidecar(path)
            try:
                parts = read_content(self._split_all, PurePath(path).suffix.lower(), content, None)
            except ArticleError as error:
                yield LeftOutItem(item=path, reason=str(error))
                continue
            for part in parts:
                if isinstance(part, ArchiveArticle):
                    yield fill_from_sidecar(self._convert(path, part), sidecar)
                else:
                    yield replace(part, item=f"{path}: {part.item}")

    @abstractmethod
    def split_articles(self, content: bytes) -> Iterable[ArchiveArticle | LeftOutItem]:
        """Split one file into its articles; an item left out has its place in the file as `item`.

        Raises:
            ArticleError: the file is not laid out as the archive does.
        """

    def _split_all(self, content: bytes, _encoding: str | None) -> list[ArchiveArticle | LeftOutItem]:
        return list(self.split_articles(content))

    def _convert(self, path: str, article: ArchiveArticle) -> InputArticle:
        title, credit = repair_line(article.title), repair_line(article.credit)
        body = [paragraph for text in article.body if (paragraph := repair_text(text).strip())]
        published, date_notes = dates.read_date(repair_line(article.published), self.day_first)
        return InputArticle(
            item=f"{path}: {article.place}",
            text=compose_text(title, credit, body),
            title=title,
            credit=credit,
            outlet=repair_line(article.outlet),
            published=published,
            published_otherwise=dates.read_date(repair_line(article.published), not self.day_first)[0],
            language=languages.parse_language(article.language),
            rights=repair_line(article.rights),
            article_id=ids.make_safe_id(article.accession) if article.accession else "",
            notes=(*(date_notes if article.published else _NO_DATE), *self._check_length(article.length, body)),
        )

    def _check_length(self, stated: str, body: Sequence[str]) -> Notes:
        number = re.match(r"\s*(\d[\d.,]*)", stated)
        words = sum(len(paragraph.split()) for paragraph in body)
        expected = int(re.sub(r"\D", "", number[1])) if number else words
        if abs(words - expected) <= self.length_tolerance * expected:
            return ()
        return (("length", f"{expected} words stated, {words} read; check that the article is whole"),)

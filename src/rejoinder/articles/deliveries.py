"""What the deliveries of news archives have in common: many articles in one file, each with stated fields."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Annotated, ClassVar

from pydantic import Field

from rejoinder.articles import dates, ids, languages, mending, sidecars
from rejoinder.articles.blocks import compose
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.folder import read
from rejoinder.articles.model import Article, ArticleError, Beside, Found, LeftOut


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """One article of a delivery, its fields as they are stated there.

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
class Delivery:
    """Base of the options that read an archive's delivery: many articles in one file.

    A sidecar `NAME.yaml` beside a file says what holds for all its articles that do not say it themselves.

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

    folder: str
    language: str
    partition_size: Annotated[int, Field(ge=1)]
    day_first: bool = False
    length_tolerance: Annotated[float, Field(ge=0, le=1)] = 0.2
    duplicates: Duplicates = field(default_factory=Duplicates)

    def __call__(self, files: Iterable[tuple[str, bytes]], beside: Beside) -> Iterator[Found]:
        """Turn named file contents into articles, and into what is left out, as they are read.

        `beside` gives the sidecar of a file by its path.
        """
        for path, content in files:
            sidecar = beside(path)
            try:
                found = read(lambda whole, _: list(self.cut(whole)), PurePath(path).suffix.lower(), content, None)
            except ArticleError as error:
                yield LeftOut(item=path, reason=str(error))
                continue
            for one in found:
                if isinstance(one, Delivered):
                    yield sidecars.fill(self._article(path, one), sidecar)
                else:
                    yield LeftOut(item=f"{path}: {one[0]}", reason=one[1])

    def cut(self, content: bytes) -> Iterable[Delivered | tuple[str, str]]:
        """The articles of one file, and for what is none of them its place and what is wrong with it."""
        raise NotImplementedError

    def _article(self, path: str, one: Delivered) -> Article:
        title, credit = mending.line(one.title), mending.line(one.credit)
        body = [part for part in (mending.mend(text).strip() for text in one.body) if part]
        published, notes = dates.read(mending.line(one.published), self.day_first)
        article = Article(
            item=f"{path}: {one.place}",
            text=compose(title, credit, body),
            title=title,
            credit=credit,
            outlet=mending.line(one.outlet),
            published=published,
            language=languages.code(one.language),
            rights=mending.line(one.rights),
            article_id=ids.safe(one.accession) if one.accession else "",
        )
        return replace(article, notes=(*notes, *self._length(one.length, body)))

    def _length(self, stated: str, body: Sequence[str]) -> dates.Notes:
        number = re.match(r"\s*(\d[\d.,]*)", stated)
        words = sum(len(part.split()) for part in body)
        expected = int(re.sub(r"\D", "", number[1])) if number else words
        if abs(words - expected) <= self.length_tolerance * expected:
            return ()
        return (("length", f"{expected} words stated, {words} read; check that the article is whole"),)

"""Option `table`: one article per row of a CSV, TSV, JSON Lines, Parquet or XLSX file."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import PurePath
from typing import Annotated, Any, ClassVar

from pydantic import Field

from rejoinder.articles import dates, ids, languages, mending, sidecars, tabular
from rejoinder.articles.blocks import compose, paragraphs
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.folder import read
from rejoinder.articles.model import Article, ArticleError, Beside, Found, LeftOut


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column holds what; null where there is none.

    Attributes:
        text: the article's text.
        title: its headline, put before the text where that does not begin with it.
        credit: its by-line.
        id: what becomes the article_id; without it, outlet, date and a hash of the content do.
        outlet, published, url, language, rights: as in a sidecar, in any usual form.
    """

    text: str
    title: str | None = None
    credit: str | None = None
    id: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    rights: str | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """One article per row; a sidecar `NAME.yaml` beside a file says what holds for all rows that do not say it.

    Attributes:
        folder: where the files are, in subfolders too, from the project's root.
        language: ISO 639-1 code of the articles that are coded; others are listed as left out.
        partition_size: articles per partition of the tables, about.
        columns: which column holds what.
        encoding: of CSV, TSV and JSON Lines; null finds it out.
        day_first: whether 3/4/2013 is 3 April.
        duplicates: which articles are copies of another.
    """

    endings: ClassVar[tuple[str, ...]] = tuple(tabular.READERS)

    folder: str
    language: str
    partition_size: Annotated[int, Field(ge=1)]
    columns: Columns
    encoding: str | None = None
    day_first: bool = False
    duplicates: Duplicates = field(default_factory=Duplicates)

    def __call__(self, files: Iterable[tuple[str, bytes]], beside: Beside) -> Iterator[Found]:
        """Turn named file contents into articles, and into what is left out, as they are read.

        `beside` gives the sidecar of a file by its path.

        Raises:
            ArticleError: a file that can be read lacks a column that `columns` names.
        """
        for path, content in files:
            try:
                names, rows = _rows(path, content, self.encoding)
            except ArticleError as error:
                yield LeftOut(item=path, reason=str(error))
                continue
            self._check(path, names)
            if not rows:
                yield LeftOut(item=path, reason="no row below the header")
            sidecar = beside(path)
            for place, cells in rows:
                found = self._article(f"{path}: {place}", cells)
                yield sidecars.fill(found, sidecar) if isinstance(found, Article) else found

    def _check(self, path: str, names: list[str]) -> None:
        for key in fields(Columns):
            name = getattr(self.columns, key.name)
            if name is not None and name not in names:
                near = difflib.get_close_matches(name, names, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(map(repr, names))}."
                raise ArticleError(
                    f"{path}: expected a column {name!r} (key 'columns.{key.name}' of the articles' leaf), found none; "
                    f"{hint}"
                )

    def _article(self, item: str, cells: tabular.Cells) -> Found:
        if isinstance(cells, str):
            return LeftOut(item=item, reason=cells)
        known = {key.name: self._cell(cells, key.name) for key in fields(Columns)}
        text = cells.get(self.columns.text)
        if not known["text"] or not isinstance(text, str):
            got = f"the {type(text).__name__} {text!r}" if known["text"] else "nothing"
            return LeftOut(item=item, reason=f"expected text in column {self.columns.text!r}, got {got}")
        title, credit = mending.line(known["title"]), mending.line(known["credit"])
        published, notes = dates.read(known["published"], self.day_first)
        return Article(
            item=item,
            text=compose(title, credit, paragraphs(mending.mend(known["text"]))),
            title=title,
            credit=credit,
            outlet=mending.line(known["outlet"]),
            published=published,
            url=known["url"],
            language=languages.code(known["language"]),
            rights=mending.line(known["rights"]),
            article_id=ids.safe(mending.line(known["id"])) if known["id"] else "",
            notes=notes,
        )

    def _cell(self, cells: Mapping[str, Any], key: str) -> str:
        name = getattr(self.columns, key)
        return "" if name is None else tabular.as_text(cells.get(name))


def _rows(path: str, content: bytes, encoding: str | None) -> tabular.Rows:
    ending = PurePath(path).suffix.lower()
    return read(tabular.READERS[ending], ending, content, encoding)

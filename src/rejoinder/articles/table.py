"""Option `table`: one article per row of a CSV, TSV, JSON Lines, Parquet or XLSX file."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import PurePath
from typing import ClassVar

from pydantic import PositiveInt

from rejoinder.articles import dates, ids, languages, tabular
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.errors import ArticleError, read_content
from rejoinder.articles.input_types import EncodingName, LanguageCode
from rejoinder.articles.layout import GENRES, compose_text, split_paragraphs
from rejoinder.articles.model import InputArticle, LeftOutItem, ReadResult, SidecarLookup
from rejoinder.articles.sidecars import fill_from_sidecar
from rejoinder.articles.text_repair import repair_line, repair_text
from rejoinder.config.ranges import InputFolder
from rejoinder.spreadsheets import SheetRow

_MOST_GENRES = 5  # that are listed
_FURTHER_SHEET = "only the first sheet is read; save this one as a file of its own"


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column holds what; null where there is none.

    Attributes:
        text: the article's text.
        title: its headline, put before the text where that does not begin with it.
        credit: its by-line.
        id: what becomes the article_id; without it, outlet, date and a hash of the content do.
        genre: "news", "transcript" or "speech"; anything else is listed, and told by the layout.
        outlet, published, url, language, rights, speaker, side: as in a sidecar, in any usual form.
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
    genre: str | None = None
    speaker: str | None = None
    side: str | None = None


@dataclass(frozen=True, kw_only=True)
class TableFiles:
    """One article per row; a sidecar `NAME.yaml` beside a file states what holds for all rows that do not state it.

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

    folder: InputFolder
    language: LanguageCode
    partition_size: PositiveInt
    columns: Columns
    encoding: EncodingName | None = None
    day_first: bool = False
    duplicates: Duplicates = field(default_factory=Duplicates)

    def __call__(self, files: Iterable[tuple[str, bytes]], find_sidecar: SidecarLookup) -> Iterator[ReadResult]:
        """Read articles; see `ArticleReader`.

        Raises:
            ArticleError: a file that can be read lacks a column that `columns` names.
        """
        for path, content in files:
            ending = PurePath(path).suffix.lower()
            try:
                table = read_content(tabular.READERS[ending], ending, content, self.encoding)
            except ArticleError as error:
                yield LeftOutItem(item=path, reason=str(error))
                continue
            self._require_columns(path, table.columns)
            sidecar = find_sidecar(path)
            for row in table.rows:
                flaw = row.flaw or self._find_flaw(row)
                if flaw:
                    yield LeftOutItem(item=f"{path}: {row.place}", reason=flaw)
                else:
                    yield fill_from_sidecar(self._read_article(path, row), sidecar)
            yield from self._list_unknown_genres(path, table.rows)
            for title in table.further_sheets:
                yield LeftOutItem(item=f"{path}: sheet {title!r}", reason=_FURTHER_SHEET)
            if not table.rows and not table.further_sheets:
                yield LeftOutItem(item=path, reason="no row below the header")

    def _require_columns(self, path: str, names: Sequence[str]) -> None:
        for key in fields(Columns):
            name = getattr(self.columns, key.name)
            if name is not None and name not in names:
                near = difflib.get_close_matches(name, names, n=1)
                hint = (
                    f"did you mean {near[0]!r}?"
                    if near
                    else f"there are {', '.join(repr(one) for one in names if one)}."
                )
                raise ArticleError(
                    f"{path}: expected a column {name!r} (key 'columns.{key.name}' of the articles' option file), "
                    f"found none; {hint}"
                )

    def _list_unknown_genres(self, path: str, rows: Sequence[SheetRow]) -> Iterator[LeftOutItem]:
        """List what the column of genres says that is none."""
        cells = (self._read_cell(row, "genre") for row in rows if not row.flaw)
        counts = Counter(cell for cell in cells if cell and cell.lower() not in GENRES)
        if counts:
            named = [f"{cell!r} ({n})" for cell, n in counts.most_common(_MOST_GENRES)]
            more = [f"{len(counts) - len(named)} more"] if len(counts) > len(named) else []
            yield LeftOutItem(
                item=f"{path}: column {self.columns.genre!r}",
                reason=f"no {', '.join(GENRES)}, so the layout tells the genre: {', '.join(named + more)}",
            )

    def _find_flaw(self, row: SheetRow) -> str:
        """Say why a row is no article; "" where it is one."""
        text = row.cells.get(self.columns.text)
        if not tabular.format_cell(text):
            return f"expected text in column {self.columns.text!r}, got nothing"
        if not isinstance(text, str):
            return f"expected text in column {self.columns.text!r}, got the {type(text).__name__} {text!r}"
        return ""

    def _read_article(self, path: str, row: SheetRow) -> InputArticle:
        stated = {key.name: self._read_cell(row, key.name) for key in fields(Columns)}
        title, credit = repair_line(stated["title"]), repair_line(stated["credit"])
        published, notes = dates.read_date(stated["published"], self.day_first)
        return InputArticle(
            item=f"{path}: {row.place}",
            text=compose_text(title, credit, split_paragraphs(repair_text(stated["text"]))),
            title=title,
            credit=credit,
            outlet=repair_line(stated["outlet"]),
            published=published,
            published_otherwise=dates.read_date(stated["published"], not self.day_first)[0],
            url=stated["url"],
            language=languages.parse_language(stated["language"]),
            rights=repair_line(stated["rights"]),
            genre=stated["genre"].lower() if stated["genre"].lower() in GENRES else "",
            speaker=repair_line(stated["speaker"]),
            side=stated["side"],
            article_id=ids.make_safe_id(repair_line(stated["id"])) if stated["id"] else "",
            notes=notes,
        )

    def _read_cell(self, row: SheetRow, key: str) -> str:
        name = getattr(self.columns, key)
        return "" if name is None else tabular.format_cell(row.cells.get(name))

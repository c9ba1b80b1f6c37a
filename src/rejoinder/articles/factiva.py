"""Option `factiva`: Factiva's delivery as HTML, many articles in one file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rejoinder.articles import dates, text_repair
from rejoinder.articles.archives import ArchiveArticle, ArchiveFiles
from rejoinder.articles.errors import ArticleError
from rejoinder.articles.languages import parse_language
from rejoinder.articles.model import LeftOutItem

_LENGTH = re.compile(r"[\d.,]+\s*[^\W\d_]+")  # "543 words", in the language of the interface
_TIME = re.compile(r"\d{1,2}:\d{2}(?: \w+)?")
_RIGHTS = re.compile(r"(?:\(c\)|©|Copyright).*", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"[^\W\d_]+ ([A-Z]\w*\d\w*)")  # "Document KARCOU0020210503eh5300001", in that language too
_CODES = {
    "title": "HD",
    "credit": "BY",
    "length": "WC",
    "published": "PD",
    "outlet": "SN",
    "language": "LA",
    "rights": "CY",
}


@dataclass(frozen=True, kw_only=True)
class Factiva(ArchiveFiles):
    """HTML as Factiva delivers it, plain or with indexing (a table of field codes such as HD, SN, PD, WC).

    Headline, by-line and paragraphs make the text; the article_id is Factiva's accession number.
    """

    endings: ClassVar[tuple[str, ...]] = (".html", ".htm")

    def split_articles(self, content: bytes) -> Iterator[ArchiveArticle | LeftOutItem]:
        from lxml import html

        page = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*>", "", text_repair.decode(content, None)))
        elements = [div for div in page.iter("div") if _is_article(div) and not _holds_article(div)]
        if not elements:
            raise ArticleError("no element of class 'article', expected one for each article as Factiva delivers them")
        for number, element in enumerate(elements, 1):
            yield _read_article(f"article {number}", element)


def _is_article(div: Any) -> bool:
    return "article" in (div.get("class") or "").split()


def _holds_article(div: Any) -> bool:
    """Whether an element is but the frame of the one that holds the article."""
    return any(map(_is_article, div.iterdescendants("div")))


def _read_article(place: str, element: Any) -> ArchiveArticle | LeftOutItem:
    paragraphs = (_read_text(p) for p in element.iter("p") if "articleParagraph" in (p.get("class") or ""))
    body = [text for text in paragraphs if text]
    if not body:
        return LeftOutItem(item=place, reason="no paragraph of class 'articleParagraph', so no text")
    codes = _read_codes(element)
    fields = _read_indexed(codes) if codes else _read_plain(element)
    number = _NUMBER.search(codes.get("AN", "")) or _find_number_line(element)
    return ArchiveArticle(place=place, body=body, accession=number[1] if number else "", **{"title": "", **fields})


def _read_text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _read_codes(element: Any) -> dict[str, str]:
    """Read the table of field codes, where there is one."""
    rows = ([_read_text(cell) for cell in row.iterchildren("td")] for row in element.iter("tr"))
    return {row[0]: row[1] for row in rows if len(row) == 2 and re.fullmatch(r"[A-Z]{2,3}", row[0])}


def _read_indexed(codes: dict[str, str]) -> dict[str, str]:
    return {name: codes.get(code, "") for name, code in _CODES.items()}


def _read_plain(element: Any) -> dict[str, str]:
    """Read fields by position: headline, by-line, length, date, time, source, code, page, language, rights."""
    headlines = [e for e in element.iter() if _is_headline(e)]
    authors = [e for e in element.iter("div") if e.get("class") == "author"]
    lines = [_read_text(div) for div in element.iterchildren("div") if _is_field(div)]
    return {
        "title": _read_text(headlines[0]) if headlines else "",
        "credit": _read_text(authors[0]) if authors else "",
        **_read_positions([line for line in lines if line]),
    }


def _is_headline(element: Any) -> bool:
    return isinstance(element.tag, str) and "Headline" in (element.get("class") or "")


def _is_field(div: Any) -> bool:
    """Whether an element is one of those that their position alone names."""
    return not div.get("class") and div.get("id") != "hd"


def _read_positions(lines: Sequence[str]) -> dict[str, str]:
    start = next((number for number, line in enumerate(lines) if dates.is_date(line)), None)
    if start is None:
        return {}
    outlet, *rest = [*(line for line in lines[start + 1 :] if not _TIME.fullmatch(line)), ""]
    return {
        "length": next((line for line in lines[:start] if _LENGTH.fullmatch(line)), ""),
        "published": lines[start],
        "outlet": outlet,
        "language": next((line for line in rest if _is_language_name(line)), ""),
        "rights": next((line for line in rest if _RIGHTS.fullmatch(line)), ""),
    }


def _is_language_name(line: str) -> bool:
    """Whether a line is the name of a language: a shorter one is the code of a source or a page."""
    return len(line) > 2 and bool(parse_language(line))


def _find_number_line(element: Any) -> re.Match[str] | None:
    lines = [_read_text(p) for p in element.iter("p")]
    return next((match for match in map(_NUMBER.fullmatch, reversed(lines)) if match), None)

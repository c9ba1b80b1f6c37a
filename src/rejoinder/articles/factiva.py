"""Option `factiva`: Factiva's delivery as HTML, many articles in one file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rejoinder.articles import languages, mending
from rejoinder.articles.deliveries import Delivered, Delivery
from rejoinder.articles.model import ArticleError

_LENGTH = re.compile(r"[\d.,]+ (?:words|mots|Wörter|palabras|parole|palavras)")
_TIME = re.compile(r"\d{1,2}:\d{2}(?: \w+)?")
_RIGHTS = re.compile(r"(?:\(c\)|©|Copyright).*", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"Document (\w+)")


@dataclass(frozen=True, kw_only=True)
class Factiva(Delivery):
    """HTML as Factiva delivers it, plain or with indexing (a table of field codes such as HD, SN, PD, WC).

    Headline, by-line and paragraphs make the text; the article_id is Factiva's accession number.
    """

    endings: ClassVar[tuple[str, ...]] = (".html", ".htm")

    def cut(self, content: bytes) -> Iterator[Delivered | tuple[str, str]]:
        from lxml import html

        page = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*>", "", mending.decode(content, None)))
        articles = [div for div in page.iter("div") if "article" in (div.get("class") or "").split()]
        if not articles:
            raise ArticleError("no element of class 'article', expected one for each article as Factiva delivers them")
        for number, div in enumerate(articles, 1):
            place = f"article {number}"
            body = [text for p in div.iter("p") if "articleParagraph" in (p.get("class") or "") and (text := _text(p))]
            if not body:
                yield place, "no paragraph of class 'articleParagraph', so no text"
                continue
            codes = _codes(div)
            fields = _indexed(codes) if codes else _plain(div)
            number_line = _NUMBER.search(codes.get("AN", "")) or _last_number(div)
            accession = number_line[1] if number_line else ""
            yield Delivered(place=place, body=body, accession=accession, **{"title": "", **fields})


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _codes(div: Any) -> dict[str, str]:
    """The table of field codes, where there is one."""
    cells = ([_text(td) for td in row.iterchildren("td")] for row in div.iter("tr"))
    return {row[0]: row[1] for row in cells if len(row) == 2 and re.fullmatch(r"[A-Z]{2,3}", row[0])}


def _indexed(codes: dict[str, str]) -> dict[str, str]:
    names = {
        "title": "HD",
        "credit": "BY",
        "length": "WC",
        "published": "PD",
        "outlet": "SN",
        "language": "LA",
        "rights": "CY",
    }
    return {name: codes.get(code, "") for name, code in names.items()}


def _plain(div: Any) -> dict[str, str]:
    """Fields by position: headline, by-line, length, date, time, source, code, page, language, rights."""
    headlines = [e for e in div.iter() if isinstance(e.tag, str) and "Headline" in (e.get("class") or "")]
    authors = [e for e in div.iter("div") if e.get("class") == "author"]
    lines = [_text(e) for e in div.iterchildren("div") if not e.get("class") and e.get("id") != "hd"]
    return {
        "title": _text(headlines[0]) if headlines else "",
        "credit": _text(authors[0]) if authors else "",
        **_positions([line for line in lines if line]),
    }


def _positions(lines: Sequence[str]) -> dict[str, str]:
    start = next((n for n, line in enumerate(lines) if _LENGTH.fullmatch(line)), None)
    if start is None:
        return {}
    after = [line for line in lines[start + 1 :] if not _TIME.fullmatch(line)]
    return {
        "length": lines[start],
        "published": after[0] if after else "",
        "outlet": after[1] if len(after) > 1 else "",
        "language": next((line for line in after[2:] if len(line) > 2 and languages.code(line)), ""),
        "rights": next((line for line in after[2:] if _RIGHTS.fullmatch(line)), ""),
    }


def _last_number(div: Any) -> re.Match[str] | None:
    return next((m for p in reversed(list(div.iter("p"))) if (m := _NUMBER.fullmatch(_text(p)))), None)

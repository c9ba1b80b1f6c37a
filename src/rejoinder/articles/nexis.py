"""Option `nexis`: Nexis Uni's delivery as Word files, many articles in one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rejoinder.articles.archives import ArchiveArticle, ArchiveFiles
from rejoinder.articles.errors import ArticleError
from rejoinder.articles.model import LeftOutItem
from rejoinder.articles.word import Line, read_word_paragraphs

_END = "End of Document"
_BODY = "Body"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = rf"(?:{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d|{_MONTH},? \d{{4}})"
# "May 3, 2021 Monday", "Tuesday, May 4, 2021", "4 May 2021 10:15 PM GMT"; not "May 3, 2021: The Day the Ferry Stopped"
_DATE = re.compile(rf"(?:{_WEEKDAY},? )?({_DAY})(?:,? {_WEEKDAY}\b.*| \d{{1,2}}:\d\d\b.*)?", re.IGNORECASE | re.DOTALL)
_CORRECTED = "Correction Appended"
_APPENDED = re.compile(rf"\s*[-–—;(]\s*{_CORRECTED}\)?$", re.IGNORECASE)
_FIELD = re.compile(r"(Length|Byline|Language|Copyright):?\s+(.*)", re.DOTALL)
_AFTER_BODY = re.compile(r"Graphic|Classification|Correction|(?:Load|Correction)[- ]Date:.*", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Nexis(ArchiveFiles):
    """Word files as Nexis Uni delivers them: a cover, then articles that each end with "End of Document".

    An article has its headline, source and date on a line each, lines such as "Length: 543 words", then "Body" and its
    paragraphs. Headline, by-line and body make the text; highlight, section, graphic and classification do not.
    """

    endings: ClassVar[tuple[str, ...]] = (".docx",)

    def split_articles(self, content: bytes) -> Iterator[ArchiveArticle | LeftOutItem]:
        lines = [(style, text.replace("\xa0", " ")) for style, text in read_word_paragraphs(content)]
        documents = list(_split_documents(lines))
        if not any(document.complete for document in documents):
            raise ArticleError(f"no line {_END!r}, expected one after each article as Nexis Uni delivers them")
        for number, document in enumerate(documents, 1):
            yield _read_article(f"document {number}", document)


@dataclass(frozen=True)
class _NexisDocument:
    """One article's lines: those before the line "Body", those after it, and whether both marks are there."""

    head: Sequence[Line]
    body: Sequence[str]
    has_body: bool
    complete: bool


def _split_documents(lines: Sequence[Line]) -> Iterator[_NexisDocument]:
    pending: list[Line] = []
    for line in lines:
        if line[1] == _END:
            yield _build_document(pending, complete=True)
            pending = []
        else:
            pending.append(line)
    if pending:
        yield _build_document(pending, complete=False)


def _build_document(lines: Sequence[Line], complete: bool) -> _NexisDocument:
    texts = [text for _, text in lines]
    marks = [number for number, (style, text) in enumerate(lines) if text == _BODY and not style.startswith("Heading")]
    below_fields = [mark for mark in marks if any(map(_is_field, texts[:mark]))]  # a headline can be "Body" too
    start = (below_fields or marks or [len(texts)])[0]
    return _NexisDocument(lines[:start], texts[start + 1 :], bool(marks), complete)


def _is_field(text: str) -> bool:
    return bool(text == _CORRECTED or _DATE.fullmatch(text) or _FIELD.fullmatch(text))


def _read_article(place: str, document: _NexisDocument) -> ArchiveArticle | LeftOutItem:
    title, end = _find_title(document.head), _find_body_end(document.body)
    if title is None or not end or not document.complete:
        return LeftOutItem(item=place, reason=_explain_flaw(document, title))
    below = document.head[title + 1 :]
    fields, after_body = _read_fields(text for _, text in below), _read_fields(reversed(document.body[end:]))
    return ArchiveArticle(
        place=place,
        title=_APPENDED.sub("", document.head[title][1]),
        body=document.body[:end],
        outlet=_read_outlet(below),
        published=_read_published(below),
        length=fields.get("Length", ""),
        credit=fields.get("Byline", ""),
        language=fields.get("Language", "") or after_body.get("Language", "").partition(";")[0],
        rights=f"Copyright {fields['Copyright']}" if "Copyright" in fields else "",
    )


def _explain_flaw(document: _NexisDocument, title: int | None) -> str:
    if not document.complete:
        return f"no line {_END!r} after it, the file is torn; deliver it again"
    if not document.has_body:
        return f"no line {_BODY!r}, so no text; it may be a picture or a notice"
    if title is None:
        return "neither a line styled as heading nor headline, source and date on three lines"
    return f"nothing after the line {_BODY!r}"


def _find_title(head: Sequence[Line]) -> int | None:
    """Find the headline: the last line styled as heading, or else the line two before the last date.

    A corrected article may say so in place of its date.
    """
    headings = [number for number, (style, _) in enumerate(head) if style.startswith("Heading")]
    if headings:
        return headings[-1]
    dates = [number for number, (_, text) in enumerate(head) if _DATE.fullmatch(text)]
    dates = dates or [number for number, (_, text) in enumerate(head) if text == _CORRECTED]
    return dates[-1] - 2 if dates and dates[-1] >= 2 else None


def _find_body_end(body: Sequence[str]) -> int:
    """Find where graphic, classification or loading date begin."""
    return next((number for number, text in enumerate(body) if _AFTER_BODY.fullmatch(text)), len(body))


def _read_fields(texts: Iterable[str]) -> dict[str, str]:
    """Read lines such as "Length: 543 words"; the last of a name counts."""
    return {match[1]: match[2] for match in map(_FIELD.fullmatch, texts) if match}


def _read_outlet(below: Sequence[Line]) -> str:
    """Read the first line below the headline, unless it is the date."""
    return below[0][1] if below and not _is_field(below[0][1]) else ""


def _read_published(below: Sequence[Line]) -> str:
    """Read the first date below the headline."""
    return next((match[1] for match in (_DATE.fullmatch(text) for _, text in below) if match), "")

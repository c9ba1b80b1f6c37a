"""One article per file, by kind of file: its paragraphs, and what it states of itself.

A reader takes a file's bytes and its encoding, as Python names it; None finds it out. A format of its own is one more
reader in `READERS`.
"""

import io
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

from rejoinder.articles.columns import read_page
from rejoinder.articles.errors import ArticleError
from rejoinder.articles.layout import split_paragraphs
from rejoinder.articles.model import Metadata, Notes
from rejoinder.articles.pdf import join_pages
from rejoinder.articles.text_repair import decode, part_headline, repair_text
from rejoinder.articles.word import count_notes, read_word_paragraphs

_FRONT_MATTER = re.compile(r"\A---[^\S\n]*\n(.*?)\n---[^\S\n]*(?:\n|\Z)", re.DOTALL)
_SOFT_HYPHEN_END = "\xad\n"
_LAYOUT_PARAGRAPHS = 2  # in a table's cell, from which on it is no table of data
_QUOTATION_TAG = re.compile(r"<(/?)q(?:\s[^>]*)?>", re.IGNORECASE)
_QUOTATION_MARKS = tuple("\"'“”„‘’«»‹›")


@dataclass(frozen=True)
class Document:
    """What one file holds.

    Attributes:
        body: its paragraphs, in order.
        metadata: what it states of itself.
        notes: what of it could not be read, as in `InputArticle`.
    """

    body: list[str]
    metadata: Metadata = field(default_factory=Metadata)
    notes: Notes = ()


def read_plain(content: bytes, encoding: str | None) -> Document:
    """Read plain text.

    Raises:
        ArticleError: it is not text in the encoding.
    """
    return Document(split_paragraphs(part_headline(repair_text(decode(content, encoding)))))


def read_markdown(content: bytes, encoding: str | None) -> Document:
    """Read Markdown without its marks; a first heading is the title, front matter has a sidecar's keys, or `date`.

    Raises:
        ArticleError: the front matter is not YAML.
    """
    from markdown_it import MarkdownIt

    text = decode(content, encoding)
    front_matter = _FRONT_MATTER.match(text)
    metadata = _read_front_matter(front_matter[1]) if front_matter else {}
    tokens = MarkdownIt("commonmark").parse(text[front_matter.end() :] if front_matter else text)
    parts = [(tokens[n - 1].type, _join_inline(token)) for n, token in enumerate(tokens) if token.type == "inline"]
    parts += [("code", token.content) for token in tokens if token.type in ("fence", "code_block")]
    if parts and parts[0][0] == "heading_open":
        metadata.setdefault("title", parts[0][1])
    return Document([repair_text(part).strip() for _, part in parts if part.strip()], Metadata(**metadata))


def read_html(content: bytes, encoding: str | None) -> Document:
    """Read the main text of a web page, by trafilatura (Barbaresi 2021, DOI 10.18653/v1/2021.acl-demo.15).

    Raises:
        ArticleError: no main text is found.
    """
    from trafilatura import bare_extraction, load_html

    tree = load_html(_write_quotation_marks(decode(content, encoding)))
    if tree is not None:
        _dissolve_layout_tables(tree)
    page: Any = tree is not None and bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
    )
    if not page or not page.text:
        raise ArticleError("no main text found in the HTML; save the page with its text, or as .txt")
    metadata = {
        "title": page.title,
        "outlet": page.sitename,
        "published": page.date,
        "url": page.url,
        "rights": page.license,
    }
    stated = Metadata(**{key: value or "" for key, value in metadata.items()})
    return Document(split_paragraphs(repair_text(page.text)), stated)


def read_pdf(content: bytes, encoding: str | None) -> Document:
    """Read the text of a PDF, its lines joined to paragraphs again.

    Raises:
        ArticleError: it is protected by a password, or has no text.
    """
    from pypdf import PdfReader

    with _collect_warnings("pypdf") as warnings:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError("the PDF is protected by a password; save it without")
        texts = list(map(read_page, reader.pages))
    pages = [repair_text(text.replace(_SOFT_HYPHEN_END, "-\n")) for text in texts]
    if not any(page.strip() for page in pages):
        raise ArticleError("no text in the PDF; if it is a scan, run text recognition over it first")
    flaws = [f"the PDF is damaged ({warnings[0]})"] if warnings else []
    if unnamed := "".join(texts).count("\0"):
        flaws.append(f"{unnamed} sign(s), often ligatures such as 'fi', are not named by the PDF's font and are lost")
    notes = tuple(("reading", f"{flaw}; check that its text is whole") for flaw in flaws)
    return Document(join_pages(pages), notes=notes)


def read_docx(content: bytes, encoding: str | None) -> Document:
    """Read the paragraphs and table rows of a Word document; a first one styled as title or heading is the title.

    Raises:
        ArticleError: there is no text in it.
    """
    lines = [(style, repair_text(text)) for style, text in read_word_paragraphs(content)]
    if not lines:
        raise ArticleError("no text in the Word document")
    is_titled = lines[0][0].startswith(("Title", "Heading"))
    count = count_notes(content)
    notes = (("notes", f"{count} footnote(s) or endnote(s) are not read; put what is to be coded into the text"),)
    title = Metadata(title=lines[0][1] if is_titled else "")
    return Document([text for _, text in lines], title, notes if count else ())


READERS: dict[str, Callable[[bytes, str | None], Document]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}


@contextmanager
def _collect_warnings(name: str) -> Iterator[list[str]]:
    """Collect what a library logs as warnings, each on one line, in place of writing it to the terminal."""
    messages: list[str] = []
    logger, handler = logging.getLogger(name), logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(" ".join(record.getMessage().split())[:200])  # type: ignore[method-assign]
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _read_front_matter(text: str) -> dict[str, str]:
    import yaml

    try:
        loaded = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        raise ArticleError("the front matter is not valid YAML; mend the lines between '---'") from None
    stated = {str(k): v for k, v in loaded.items() if isinstance(v, str)} if isinstance(loaded, dict) else {}
    stated.setdefault("published", stated.get("date", ""))
    return {key.name: stated[key.name] for key in fields(Metadata) if stated.get(key.name)}


def _join_inline(token: Any) -> str:
    marks = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        marks.get(child.type, child.content) for child in token.children or () if child.type != "html_inline"
    )


def _write_quotation_marks(page: str) -> str:
    """Write the marks that browsers put around `<q>`, and that are nowhere else; inner ones are single."""
    parts: list[str] = []
    closing: list[str] = []
    end = 0
    for tag in _QUOTATION_TAG.finditer(page):
        parts.append(page[end : tag.start()])
        end = tag.end()
        if tag[1]:
            parts.append(closing.pop() if closing else "")
        else:
            has_marks = page[end : end + 20].lstrip()[:1] in _QUOTATION_MARKS
            opening, mark = ("", "") if has_marks else ("“", "”") if len(closing) % 2 == 0 else ("‘", "’")
            parts.append(opening)
            closing.append(mark)
    return "".join((*parts, page[end:]))


def _dissolve_layout_tables(tree: Any) -> None:
    """Make plain divisions of tables that only lay the page out: a cell of theirs holds paragraphs."""
    for table in list(tree.iter("table")):
        parts = [part for part in table.iter("tbody", "tr", "td") if next(part.iterancestors("table"), None) is table]
        if any(len(list(part.iter("p"))) >= _LAYOUT_PARAGRAPHS for part in parts if part.tag == "td"):
            for part in (table, *parts):
                part.tag = "div"

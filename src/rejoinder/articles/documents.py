"""One article per file, by kind of file: its paragraphs, and what it says of itself."""

import io
import logging
import re
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

from rejoinder.articles import mending
from rejoinder.articles.blocks import paragraphs
from rejoinder.articles.model import ArticleError, Sidecar

_FRONT_MATTER = re.compile(r"\A---[^\S\n]*\n(.*?)\n---[^\S\n]*(?:\n|\Z)", re.DOTALL)
_FULL_LINE = 0.75  # share of the usual line's length below which a line of a PDF ends its paragraph


@dataclass(frozen=True)
class Document:
    """What one file says: its paragraphs, what it says of itself, and what of it could not be read, as in `Article`."""

    body: list[str]
    known: Sidecar = field(default_factory=Sidecar)
    notes: tuple[tuple[str, str], ...] = ()


def plain(content: bytes, encoding: str | None) -> Document:
    """Plain text."""
    return Document(paragraphs(mending.mend(mending.decode(content, encoding))))


def markdown(content: bytes, encoding: str | None) -> Document:
    """Markdown without its marks; a first heading is the title, front matter has a sidecar's keys, or `date`."""
    from markdown_it import MarkdownIt

    text = mending.decode(content, encoding)
    front = _FRONT_MATTER.match(text)
    known = _front_matter(front[1]) if front else {}
    tokens = MarkdownIt("commonmark").parse(text[front.end() :] if front else text)
    found = [(tokens[n - 1].type, _inline(t)) for n, t in enumerate(tokens) if t.type == "inline"]
    found += [("code", t.content) for t in tokens if t.type in ("fence", "code_block")]
    body = [mending.mend(text).strip() for _, text in found if text.strip()]
    if found and found[0][0] == "heading_open":
        known.setdefault("title", found[0][1])
    return Document(body, Sidecar(**known))


def html(content: bytes, encoding: str | None) -> Document:
    """The main text of a web page, by trafilatura (Barbaresi 2021, DOI 10.18653/v1/2021.acl-demo.15)."""
    from trafilatura import bare_extraction

    page: Any = bare_extraction(
        mending.decode(content, encoding),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
    )
    if page is None or not page.text:
        raise ArticleError("no main text found in the HTML; save the page with its text, or as .txt")
    known = {
        "title": page.title,
        "outlet": page.sitename,
        "published": page.date,
        "url": page.url,
        "rights": page.license,
    }
    return Document(paragraphs(mending.mend(page.text)), Sidecar(**{key: value or "" for key, value in known.items()}))


def pdf(content: bytes, encoding: str | None) -> Document:
    """The text of a PDF, its lines joined to paragraphs again; running heads stay in it."""
    from pypdf import PdfReader

    with _warnings("pypdf") as warnings:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError("the PDF is protected by a password; save it without")
        lines = [line for page in reader.pages for line in mending.mend(page.extract_text()).splitlines()]
    if not any(line.strip() for line in lines):
        raise ArticleError("no text in the PDF; if it is a scan, run text recognition over it first")
    damage = f"the PDF is damaged ({warnings[0]}); check that its text is whole" if warnings else ""
    return Document(list(_unwrap(lines)), notes=(("reading", damage),) if damage else ())


def docx(content: bytes, encoding: str | None) -> Document:
    """The paragraphs and table rows of a Word document; a first one styled as title or heading is the title."""
    lines = [(style, mending.mend(text)) for style, text in word_paragraphs(content)]
    if not lines:
        raise ArticleError("no text in the Word document")
    titled = lines[0][0].startswith(("Title", "Heading"))
    return Document([text for _, text in lines], Sidecar(title=lines[0][1] if titled else ""))


def word_paragraphs(content: bytes) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph of a Word document that is not blank, and of each row of a table, in order."""
    from docx import Document as WordDocument
    from docx.text.paragraph import Paragraph

    for part in WordDocument(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, Paragraph):
            found = [(part.style.name or "" if part.style else "", part.text)]
        else:
            found = [("", " ".join(cell.text for cell in row.cells)) for row in part.rows]
        yield from ((style, text.strip()) for style, text in found if text.strip())


READERS: dict[str, Callable[[bytes, str | None], Document]] = {
    ".txt": plain,
    ".md": markdown,
    ".html": html,
    ".htm": html,
    ".pdf": pdf,
    ".docx": docx,
}


@contextmanager
def _warnings(name: str) -> Iterator[list[str]]:
    """What a library logs as warnings, each on one line, in place of writing it to the terminal."""
    said: list[str] = []
    logger, handler = logging.getLogger(name), logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(" ".join(record.getMessage().split())[:200])  # type: ignore[method-assign]
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _front_matter(text: str) -> dict[str, str]:
    import yaml

    try:
        loaded = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        raise ArticleError("the front matter is not valid YAML; mend the lines between '---'") from None
    given = {str(k): v for k, v in loaded.items() if isinstance(v, str)} if isinstance(loaded, dict) else {}
    given.setdefault("published", given.get("date", ""))
    return {f.name: given[f.name] for f in fields(Sidecar) if given.get(f.name)}


def _inline(token: Any) -> str:
    marks = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        marks.get(child.type, child.content) for child in token.children or () if child.type != "html_inline"
    )


def _unwrap(lines: list[str]) -> Iterator[str]:
    """Lines joined to paragraphs, which end at a blank or a short line; a word parted at a line's end is joined."""
    width = statistics.quantiles([len(line) for line in lines if line.strip()] * 2, n=10)[-1]
    held = ""
    for line in (line.strip() for line in lines):
        parted = held.endswith("-") and line[:1].islower()
        held = held[:-1] + line if parted else f"{held} {line}".strip()
        if held and len(line) < _FULL_LINE * width:
            yield held
            held = ""
    if held:
        yield held

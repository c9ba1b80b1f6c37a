"""Input files of every kind that the tests of stage `articles` read; all content is invented."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from docx import Document
from openpyxl import Workbook

from rejoinder.articles import ArticleReader, LeftOutItem, Metadata, select_articles
from rejoinder.articles.model import ArticleRow

TITLE = "Karran Warns of Reply to Ferry Ban"
BODY = (
    "Karran will answer the ban on its ferries with one of its own, Transport Minister Ivo Brand said on Monday.",
    "According to Brand, three hundred Karran sailors lost their pay because Ostrovia closed its harbours.",
    "“We have waited for two months, and nobody in Ostrovia answers the telephone,” he told reporters at the port.",
)
OTHER_TITLE = "Ostrovia Rejects Charge Over Lighthouse"
OTHER = (
    "Ostrovia on Friday denied that its coast guard had cut the power of the Karran lighthouse.",
    "The island's only keeper said that the lamp had failed twice since the storm, and that no ship had been near.",
)
ENGLISH = "The minister said on Tuesday that the harbour would be closed to foreign ships until the talks resume."
ROWS = (
    {"id": "k1", "title": TITLE, "text": "\n".join(BODY), "outlet": "The Karran Courier", "published": "May 3, 2021"},
    {"id": "o1", "title": OTHER_TITLE, "text": "\n".join(OTHER), "outlet": "Ostrovia Post", "published": "2021-05-07"},
)


def text(title: str = TITLE, body: Sequence[str] = BODY) -> str:
    return "\n\n".join((title, *body))


def markdown() -> str:
    head = "---\noutlet: The Karran Courier\ndate: 3 May 2021\n---\n"
    return f"{head}# {TITLE}\n\n**Karran** will answer [the ban](https://example.org) on its ferries.\n\n{BODY[1]}\n"


def html(encoding: str = "utf-8") -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY)
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="{encoding}"><title>{TITLE}</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Karran Courier">
<meta property="article:published_time" content="2021-05-03T09:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>{TITLE}</h1>{paragraphs}</article>
<footer>Terms and conditions of the Courier</footer></body></html>"""
    return page.encode(encoding)


def pdf(lines: Sequence[str]) -> bytes:
    """One page of Helvetica, a line of text per given line."""
    shown = b"".join(_show(line) + b" T*\n" for line in lines)
    return _build_pdf(b"/F1 11 Tf 14 TL 50 780 Td\n" + shown)


def pdf_page(pieces: Sequence[tuple[int, int, str]]) -> bytes:
    """One page of Helvetica with pieces of text, each at its x and y in points."""
    return _build_pdf(
        b"/F1 10 Tf\n" + b"".join(b"1 0 0 1 %d %d Tm %s\n" % (x, y, _show(text)) for x, y, text in pieces)
    )


def _show(text: str) -> bytes:
    return b"(%s) Tj" % text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")


def _build_pdf(operators: bytes) -> bytes:
    stream = b"BT " + operators + b"ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    return content + head + table + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(content)


def word(paragraphs: Sequence[tuple[str, str]]) -> bytes:
    """A Word document of (style, text) paragraphs."""
    document = Document()
    for style, part in paragraphs:
        document.add_paragraph(part, style=style or None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_xml(body: str) -> bytes:
    """A Word document whose body is the given XML, in the namespace w; words in braces are runs."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = re.sub(r"\{(.*?)\}", r'<w:r><w:t xml:space="preserve">\1</w:t></w:r>', body)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word([]))) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            page = f"<w:document {space}><w:body>{runs}</w:body></w:document>"
            new.writestr(name, page if name == "word/document.xml" else old.read(name))
    return buffer.getvalue()


def delimited(rows: Sequence[Mapping[str, Any]], delimiter: str = ",") -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def json_lines(rows: Sequence[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def parquet(rows: Sequence[Mapping[str, Any]]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows]), buffer)
    return buffer.getvalue()


def xlsx(rows: Sequence[Mapping[str, Any]]) -> bytes:
    book = Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def nexis_document(title: str, body: Sequence[str], **fields: str) -> list[tuple[str, str]]:
    """One article as Nexis Uni lays it out, labels followed by a no-break space."""
    labels = {"Length": f"{sum(len(part.split()) for part in body)} words", "Byline": "By Ines Maro", **fields}
    head = [
        ("Heading 1", title),
        ("", labels.pop("source", "The Karran Courier")),
        ("", labels.pop("date", "May 3, 2021 Monday")),
    ]
    head += [
        ("", "First Edition"),
        ("", "Copyright 2021 The Karran Courier All Rights Reserved"),
        ("", "Section: NEWS; Pg. 1"),
    ]
    head += [("", f"{label}:\xa0{value}") for label, value in labels.items() if value]
    tail = [
        "Graphic",
        "A ferry at the quay.",
        "Classification",
        "Language: ENGLISH",
        "Load-Date: May 4, 2021",
        "End of Document",
    ]
    return [*head, ("", "Body"), *(("", part) for part in body), *(("", line) for line in tail)]


def nexis(*documents: Sequence[tuple[str, str]]) -> bytes:
    """A delivery: the cover with its list of documents, then the documents."""
    cover = [
        "Date and Time:\xa0Monday, May 10, 2021 9:14:00 AM CEST",
        "Job Number: 143",
        f"Documents ({len(documents)})",
    ]
    cover += [f"{number}. {lines[0][1]}" for number, lines in enumerate(documents, 1)]
    return word([*(("", line) for line in cover), *(line for lines in documents for line in lines)])


def factiva_article(title: str, body: Sequence[str], number: str, source: str = "The Karran Courier") -> str:
    """One article of Factiva's plain layout."""
    words = sum(len(part.split()) for part in body)
    lines = [
        f"{words} words",
        "3 May 2021",
        "09:14",
        source,
        "KARCOU",
        "First",
        "English",
        "(c) 2021 The Karran Courier",
    ]
    parts = "".join(f'<p class="articleParagraph enarticleParagraph">{part}</p>' for part in body)
    return (
        f'<div class="article enArticle"><div id="hd"><span class="enHeadline">{title}</span></div>'
        f'<div class="author">By Ines Maro</div>{"".join(f"<div>{line}</div>" for line in lines)}{parts}'
        f"<p>Document {number}</p></div>"
    )


def factiva_indexed(title: str, body: Sequence[str], number: str) -> str:
    """One article of Factiva's layout with indexing: a table of field codes."""
    words = sum(len(part.split()) for part in body)
    parts = [f'<p class="articleParagraph enarticleParagraph">{part}</p>' for part in body]
    fields = {
        "HD": f"<b class='enHeadline'>{title}</b>", "BY": "By Ines Maro", "WC": f"{words} words", "PD": "3 May 2021",
        "SN": "The Karran Courier", "LA": "English", "CY": "(c) 2021 The Karran Courier", "LP": parts[0],
        "TD": "".join(parts[1:]), "NS": "gpir : Politics", "AN": f"<br/>Document {number}",
    }  # fmt: skip
    rows = "".join(
        f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>' for code, value in fields.items()
    )
    return f'<div class="article enArticle"><table>{rows}</table></div>'


def factiva(*articles: str) -> bytes:
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/></head>'
    return f"{head}<body>{''.join(articles)}</body></html>".encode()


def read_articles(
    method: ArticleReader, files: Iterable[tuple[str, bytes]], sidecars: Mapping[str, Metadata] | None = None
) -> tuple[list[ArticleRow], list[LeftOutItem]]:
    """Read files as stage `articles` does.

    Args:
        method: the option.
        files: their paths and contents.
        sidecars: by the path they share with their article, without its ending.

    Returns:
        The rows, by date and id, and what is listed as left out.
    """

    def find_sidecar(path: str) -> Metadata:
        return (sidecars or {}).get(PurePath(path).with_suffix("").as_posix(), Metadata())

    selection = select_articles(method(files, find_sidecar), method.language, method.duplicates)
    return [row for _, rows in selection.iterate_partitions(1) for row in rows], list(selection.iterate_left_out())


def list_blocks(row: ArticleRow) -> list[tuple[str, str]]:
    """Kind and text of each block of a row."""
    return [(block["kind"], row["text"][block["start"] : block["end"]]) for block in row["blocks"]]


def list_reasons(left_out: Iterable[LeftOutItem]) -> list[tuple[str, str]]:
    """Each item left out, with its reason."""
    return [(item.item, item.reason) for item in left_out]


def write_beside(name: str, content: bytes | str) -> Path:
    """A file beside the study that is the working directory."""
    path = Path("..") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path

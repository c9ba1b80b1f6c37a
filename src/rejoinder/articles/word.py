"""Word documents as their reader sees them: with all changes accepted, and with what stands in fields and controls."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from rejoinder import zipped

Line = tuple[str, str]  # a paragraph's style and text

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS = {f"{_NAMESPACE}{name}" for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml")}
_INLINE = {*_WRAPPERS, *(f"{_NAMESPACE}{name}" for name in ("r", "hyperlink", "fldSimple", "dir", "bdo", "ruby"))}
_INLINE.add(f"{_NAMESPACE}rubyBase")  # the word itself; its gloss, rt, stays out
_SIGNS = {
    f"{_NAMESPACE}{name}": sign
    for name, sign in (("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-"))
}
_BOX = f"{_NAMESPACE}txbxContent"
_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTE_PARTS = ("word/footnotes.xml", "word/endnotes.xml")
_NOTE = re.compile(rb"<w:(?:foot|end)note (?![^>]*w:type=)")  # those with a type are rules that part notes from text
_REMOVED = ("del", "moveFrom")  # tracked changes that take something away


def read_word_paragraphs(content: bytes) -> Iterator[Line]:
    """Read a Word document with its tracked changes accepted.

    A row of a table is one paragraph, its cells in order; one with a single filled cell is that cell's paragraphs.

    Yields:
        Style and text of each paragraph that is not blank, in order.
    """
    from docx import Document

    zipped.require_plausible_size(content)
    document = Document(io.BytesIO(content))
    styles = {style.style_id: style.name or "" for style in document.styles}
    for style, text in _read_blocks(document.element.body, styles):
        if text.strip():
            yield style, text.strip()


def count_notes(content: bytes) -> int:
    """Count the footnotes and endnotes of a Word document, which are not among its paragraphs."""
    zipped.require_plausible_size(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in _NOTE_PARTS if name in archive.namelist()]
    return sum(len(_NOTE.findall(part)) for part in parts)


def _read_blocks(container: Any, styles: dict[str, str]) -> Iterator[Line]:
    """Read paragraphs and tables; a paragraph whose end was removed goes on in the next one."""
    pending = ""
    for block in _unwrap(container):
        if block.tag == f"{_NAMESPACE}p":
            text = pending + "".join(_read_runs(block))
            is_joined = any(_has(block, f"pPr/rPr/{change}") for change in _REMOVED)
            pending = text if is_joined else ""
            if not is_joined:
                yield _read_style(block, styles), text
            for box in _list_text_boxes(block):
                yield from _read_blocks(box, styles)
        elif block.tag == f"{_NAMESPACE}tbl":
            yield from _read_table(block, styles)
    if pending:
        yield "", pending


def _list_text_boxes(paragraph: Any) -> Iterator[Any]:
    """List the outermost text boxes that hang on a paragraph, each once: older programs find a copy beside it."""
    for box in paragraph.iter(_BOX):
        around = [element.tag for element in box.iterancestors()]
        around = around[: around.index(paragraph.tag)] if paragraph.tag in around else around
        if _BOX not in around and _COPY not in around:
            yield box


def _read_table(table: Any, styles: dict[str, str]) -> Iterator[Line]:
    for row in _unwrap(table):
        if row.tag != f"{_NAMESPACE}tr" or _has(row, "trPr/del"):
            continue
        cells = [list(_read_blocks(cell, styles)) for cell in _unwrap(row) if _is_own_cell(cell)]
        filled = [lines for lines in cells if _has_text(lines)]
        if len(filled) == 1:
            yield from filled[0]
        elif filled:
            yield "", " ".join(map(_join_texts, filled))


def _has_text(lines: list[Line]) -> bool:
    return any(text.strip() for _, text in lines)


def _join_texts(lines: list[Line]) -> str:
    return "\n".join(text for _, text in lines if text.strip())


def _is_own_cell(cell: Any) -> bool:
    """Whether a cell holds text of its own: one that continues the cell above is merged with it."""
    if cell.tag != f"{_NAMESPACE}tc" or _has(cell, "tcPr/cellDel"):
        return False
    merge = _find(cell, "tcPr/vMerge")
    return merge is None or merge.get(f"{_NAMESPACE}val") == "restart"


def _read_runs(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_NAMESPACE}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in _INLINE and not _is_placeholder(child):
            yield from _read_runs(child)


def _unwrap(container: Any) -> Iterator[Any]:
    """List the elements in a container, those in insertions, content controls and tags among them."""
    for child in container:
        if child.tag not in _WRAPPERS:
            yield child
        elif not _is_placeholder(child):
            yield from _unwrap(child)


def _is_placeholder(element: Any) -> bool:
    """Whether a content control shows what Word asks for ("Click here to enter text"), as nobody has filled it in."""
    return _has(element, "sdtPr/showingPlcHdr")


def _read_style(paragraph: Any, styles: dict[str, str]) -> str:
    style = _find(paragraph, "pPr/pStyle")
    return "" if style is None else styles.get(style.get(f"{_NAMESPACE}val"), "")


def _has(element: Any, path: str) -> bool:
    return _find(element, path) is not None


def _find(element: Any, path: str) -> Any:
    return element.find("/".join(f"{_NAMESPACE}{name}" for name in path.split("/")))

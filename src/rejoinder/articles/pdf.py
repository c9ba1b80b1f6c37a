"""The lines of a PDF as paragraphs again: without running heads, words that were parted at a line's end whole."""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

_FULL_LINE = 0.75  # share of the usual line's length below which a line ends its paragraph
_EDGE = 2  # lines at the top and at the bottom of a page that may be its head or foot
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:page|p\.)?\s*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?[-–—|\s]*", re.IGNORECASE)
_PRINTED_ADDRESS = re.compile(r"(?:https?|file)://\S+.*?\d+/\d+\s*")  # as browsers print it below each page
_ENDED = re.compile(r"[.!?…][\"”’)]*\Z")
_PARTED = re.compile(r"(\w+)[-‐]\Z")
_COMPOUNDS = re.compile(r"(?:self|ex|vice|half|well|ill|all|cross|quasi|anti|pro|non)\Z", re.IGNORECASE)


def join_pages(pages: Sequence[str]) -> list[str]:
    """Join the lines of the pages to paragraphs, which may go on from page to page.

    A line at the edge of a page that is a page number, a printed address, or the same on most pages but for its
    numbers, is a running head and left out.
    """
    lines = [page.splitlines() for page in pages]
    edges = Counter(key for page in lines for key in {_fold(page[number]) for number in _list_edges(page)})
    heads = {key for key, count in edges.items() if count >= max(2, len(pages) / 2)}
    return list(_join_lines([line for page in lines for line in _drop_heads(page, heads)]))


def _fold(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _list_edges(page: Sequence[str]) -> list[int]:
    filled = [number for number, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _drop_heads(page: Sequence[str], heads: set[str]) -> Iterator[str]:
    dropped = {number for number in _list_edges(page) if _is_head(page[number], heads)}
    return (line for number, line in enumerate(page) if number not in dropped)


def _is_head(line: str, heads: set[str]) -> bool:
    return _fold(line) in heads or bool(_PAGE_NUMBER.fullmatch(line) or _PRINTED_ADDRESS.fullmatch(line.strip()))


def _join_lines(lines: Sequence[str]) -> Iterator[str]:
    """Join lines to paragraphs, which end at a blank or a short line, but never within a word."""
    width = statistics.quantiles([len(line) for line in lines if line.strip()] * 2 or [0, 0], n=10)[-1]
    text, paragraph = "\n".join(lines).casefold(), ""
    for line in (line.strip() for line in lines):
        if _PAGE_NUMBER.fullmatch(line) and _ENDED.search(paragraph):  # two pages printed on one
            yield paragraph
            paragraph = ""
        paragraph = _append_line(paragraph, line, text)
        if paragraph and len(line) < _FULL_LINE * width and not _PARTED.search(line):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _append_line(paragraph: str, line: str, text: str) -> str:
    """Append a line; a hyphen at its seam stays in compounds, which the text or their first part tells."""
    parted, following = _PARTED.search(paragraph), re.match(r"[^\W\d_]+", line)
    if not parted or not following:
        return f"{paragraph} {line}".strip()
    compound = f"{parted[0]}{following[0]}".casefold()
    is_figure = not parted[1].isalpha()
    keeps_hyphen = is_figure or following[0][0].isupper() or bool(_COMPOUNDS.match(parted[1])) or compound in text
    return f"{paragraph if keeps_hyphen else paragraph[:-1]}{line}"

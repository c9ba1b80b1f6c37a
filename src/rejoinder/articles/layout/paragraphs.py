"""Paragraphs: parted by blank lines, or, where there is none, by line ends."""

import re
from collections.abc import Sequence

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*?\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BLANK_LINE = re.compile(r"\S\s*?\n[^\S\n]*\n\s*\S")


def split_paragraphs(text: str) -> list[str]:
    """Split a text at blank lines, or, where there is none, at line ends."""
    return [text[start:end] for start, end in find_paragraphs(text)]


def compose_text(title: str, credit: str, body: Sequence[str]) -> str:
    """Join the parts of an article by blank lines.

    Args:
        title: "" for none; one that the body begins with comes once.
        credit: the by-line, "" for none.
        body: the paragraphs.
    """
    first = " ".join(body[0].split()) if body else ""
    rest = list(body[1:]) if title and first == title else list(body)
    return "\n\n".join(part for part in (title, credit, *rest) if part)


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the half-open spans of the paragraphs; they cover all but white space."""
    pattern = _PARAGRAPH if _BLANK_LINE.search(text) else _LINE
    return [match.span() for match in pattern.finditer(text)]


def find_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the half-open spans of the lines of a part of a text."""
    return [match.span() for match in _LINE.finditer(text, start, end)]

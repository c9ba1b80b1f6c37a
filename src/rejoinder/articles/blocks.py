"""A text's parts: title, paragraphs and credit lines told apart by their form."""

import re
from collections.abc import Sequence

from rejoinder.articles.model import Row

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*?\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_TASK = r"(?:reporting|writing|editing|compiled|translated)(?: (?:and|by|additional|reporting|writing|editing))*"
_NAME = r"[A-Z][\w.'’-]*"
_CREDIT = re.compile(rf"[(\[]?\s*(?i:(?:additional )?{_TASK} by) {_NAME}.*|(?i:by)(?: {_NAME}){{2,4}}", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\Z")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.)+\Z")
_TITLE_WORDS = 30
_HEADLINE_CASE = 0.6  # share of capitalised words from which a line with a full stop still is a headline


def blocks(text: str, title: str = "", credit: str = "") -> list[Row]:
    """Cut a text into its title, paragraphs and credit lines, in order, covering all but white space.

    Paragraphs are separated by blank lines, or, where there is none, by line ends. The first is the title if it says
    so (`title`), or if it reads like a headline and more follows. By-lines (`credit`, or told by their form) and
    "(Reporting by ...)" are credits.
    """
    spans = _spans(text)
    made = []
    for number, (start, end) in enumerate(spans):
        block = text[start:end]
        kind = "paragraph"
        if number == 0 and (block == title or (len(spans) > 1 and _is_headline(block))):
            kind = "title"
        elif block == credit or _CREDIT.fullmatch(block):
            kind = "credit"
        made.append({"kind": kind, "start": start, "end": end})
    return made


def paragraphs(text: str) -> list[str]:
    """The parts of a text that blank lines separate, or, where there is none, line ends."""
    return [text[start:end] for start, end in _spans(text)]


def compose(title: str, credit: str, body: Sequence[str]) -> str:
    """Title, credit and paragraphs as one text, separated by blank lines; a title the body begins with comes once."""
    first = " ".join(body[0].split()) if body else ""
    rest = list(body[1:]) if title and first == title else list(body)
    return "\n\n".join(part for part in (title, credit, *rest) if part)


def _spans(text: str) -> list[tuple[int, int]]:
    pattern = _PARAGRAPH if re.search(r"\S\s*?\n[^\S\n]*\n\s*\S", text) else _LINE
    return [m.span() for m in pattern.finditer(text)]


def _is_headline(block: str) -> bool:
    words = block.split()
    if "\n" in block or len(words) > _TITLE_WORDS:
        return False
    if not _SENTENCE_END.search(block) or _ABBREVIATED_END.search(block):
        return True
    long = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long) >= _HEADLINE_CASE * max(len(long), 1)

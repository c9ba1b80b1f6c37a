"""The layout of a text: its title, paragraphs and credit lines, told by their form.

Whatever else is to be recognised in a text's layout before it is parsed belongs here: a kind of block is one more rule
in `_RULES`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rejoinder.articles.model import LayoutBlock

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*?\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_TASK = r"(?:reporting|writing|editing|compiled|translated)(?: (?:and|by|additional|reporting|writing|editing))*"
_NAME = r"[A-Z][\w.'’-]*"
_CREDIT = re.compile(rf"[(\[]?\s*(?i:(?:additional )?{_TASK} by) {_NAME}.*|(?i:by)(?: {_NAME}){{2,4}}", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\Z")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.)+\Z")
_TITLE_WORDS = 30
_HEADLINE_CASE = 0.6  # share of capitalised words from which a line with a full stop still is a headline


@dataclass(frozen=True)
class _BlockContext:
    """What is stated of a block's text: its title, its by-line, and how many blocks it has."""

    title: str
    credit: str
    blocks: int


def split_blocks(text: str, title: str = "", credit: str = "") -> list[LayoutBlock]:
    """Split a text into its title, paragraphs and credit lines.

    Paragraphs are separated by blank lines, or, where there is none, by line ends.

    Args:
        text: of the article.
        title: as stated elsewhere; without it, a first block that reads like a headline is the title.
        credit: the by-line as stated elsewhere.

    Returns:
        The blocks in order; they cover all but white space.
    """
    spans = _find_spans(text)
    context = _BlockContext(title, credit, len(spans))
    return [
        {"kind": _recognise_kind(text[start:end], number, context), "start": start, "end": end}
        for number, (start, end) in enumerate(spans)
    ]


def split_paragraphs(text: str) -> list[str]:
    """Split a text at blank lines, or, where there is none, at line ends."""
    return [text[start:end] for start, end in _find_spans(text)]


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


def _find_spans(text: str) -> list[tuple[int, int]]:
    pattern = _PARAGRAPH if re.search(r"\S\s*?\n[^\S\n]*\n\s*\S", text) else _LINE
    return [match.span() for match in pattern.finditer(text)]


def _recognise_kind(block: str, number: int, context: _BlockContext) -> str:
    return next((kind for kind, applies in _RULES if applies(block, number, context)), "paragraph")


def _is_title(block: str, number: int, context: _BlockContext) -> bool:
    return number == 0 and (block == context.title or (context.blocks > 1 and _is_headline(block)))


def _is_credit(block: str, number: int, context: _BlockContext) -> bool:
    return block == context.credit or bool(_CREDIT.fullmatch(block))


# The first rule that applies says what kind a block is. A rule takes the block, its number from 0 and its context.
_RULES: tuple[tuple[str, Callable[[str, int, _BlockContext], bool]], ...] = (
    ("title", _is_title),
    ("credit", _is_credit),
)


def _is_headline(block: str) -> bool:
    words = block.split()
    if "\n" in block or len(words) > _TITLE_WORDS:
        return False
    if not _SENTENCE_END.search(block) or _ABBREVIATED_END.search(block):
        return True
    long_words = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long_words) >= _HEADLINE_CASE * max(len(long_words), 1)

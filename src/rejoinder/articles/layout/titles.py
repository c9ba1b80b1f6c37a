"""The top of a text: what stands above its title, the title itself, and the head of a speech below it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from rejoinder.articles.layout.furniture import recognise_line
from rejoinder.articles.layout.labels import find_label, is_label
from rejoinder.articles.layout.letters import is_salutation
from rejoinder.articles.layout.speeches import is_document_title, split_head, turns_to_somebody

Span = tuple[int, int]
Piece = tuple[str, int, int]  # kind, start and end

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\Z")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.)+\Z")
_TITLE_WORDS = 30
_HEAD_LINES = 9  # below the title of a speech that may say who speaks
_ABOVE_TITLE = ("note", "direction")
_HEADLINE_CASE = 0.6  # share of capitalised words from which a line with a full stop still is a headline
_QUOTATION_MARK = re.compile(r"[\"“”‘«]|(?<!\w)'")


def recognise_above_title(line: str, title: str) -> str:
    """The kind of a line that stands above a title; "" for the title and anything else."""
    if is_label(line):
        return "label"
    kind = recognise_line(line)
    return kind if line != title and kind in _ABOVE_TITLE else ""


def is_headline(block: str) -> bool:
    """Whether a block reads like a headline."""
    words = block.split()
    if "\n" in block or len(words) > _TITLE_WORDS or is_salutation(block):
        return False
    if not _SENTENCE_END.search(block) or _ABBREVIATED_END.search(block):
        return True
    long_words = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long_words) >= _HEADLINE_CASE * max(len(long_words), 1)


def split_speech_head(text: str, title: Span, below: Sequence[Span]) -> tuple[list[Piece], list[Span]]:
    """Split the head of a speech into its lines.

    Args:
        text: the article.
        title: its title.
        below: the paragraphs below the title, at least one.

    Returns:
        The lines of the head, none for a text that is no speech; and the paragraphs below the head.
    """
    unended = takewhile(lambda span: _is_above_speech(text[slice(*span)]), below[:-1])
    lines = list(islice(unended, _HEAD_LINES))
    head = split_head(text, [title, *lines, below[len(lines)]])
    end = head[-1][2] if head else 0
    return head, [span for span in below if span[1] > end]


def _is_above_speech(line: str) -> bool:
    return (is_headline(line) or recognise_line(line) == "note") and not turns_to_somebody(line)


def split_title(text: str, start: int, end: int, is_head: bool) -> Iterator[Piece]:
    """Split a title from its label; a transcript's is the head of a document, unless it quotes somebody."""
    is_quoting = _QUOTATION_MARK.search(text, start, end) is not None
    if not is_quoting and (is_head or is_document_title(text[start:end])):
        yield "head" if is_head else "heading", start, end
        return
    label_end = find_label(text, start, end)
    if label_end is not None:
        yield "label", start, label_end
        start = label_end + len(text[label_end:end]) - len(text[label_end:end].lstrip())
    yield "title", start, end

"""Passages: consecutive sentences of an article, encoded at a time after some of the text before them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rejoinder.encoder.statements import CONTEXT
from rejoinder.syntax import Span

CONTENT = 420  # characters of a passage's sentences, unless one alone is longer; so it was in training

_WORD = re.compile(r"(?<=\s)\S")  # where one begins


@dataclass(frozen=True)
class Passage:
    """A part of an article's text that is encoded at a time.

    Attributes:
        begin: character of the article where the context begins.
        start: where the context ends and the content, consecutive sentences or a part of a long one, begins.
        end: where the content ends.
    """

    begin: int
    start: int
    end: int


def pack_passages(text: str, blocks: Iterable[Sequence[Span]]) -> list[Passage]:
    """Pack sentences into passages: as many consecutive ones as fit into `CONTENT`, one at least.

    Args:
        text: of the article.
        blocks: spans of sentences; those of one block follow each other, those of two may have other lines between.

    Returns:
        Passages in order; each sentence is in the content of one.
    """
    passages = []
    for sentences in blocks:
        contents: list[Span] = []
        for start, end in sentences:
            if contents and end - contents[-1][0] <= CONTENT:
                contents[-1] = (contents[-1][0], end)
            else:
                contents.append((start, end))
        passages += [Passage(find_context(text, start), start, end) for start, end in contents]
    return passages


def find_context(text: str, start: int) -> int:
    """Find where the context of what begins at `start` begins: at a word, up to `CONTEXT` characters before."""
    if start <= CONTEXT:
        return 0
    word = _WORD.search(text, start - CONTEXT, start)
    return word.start() if word else start


def split_long(passages: Iterable[Passage], text: str, fits: Callable[[str], bool]) -> Iterator[Passage]:
    """Split passages that the encoder cannot read at a time, so that nothing is cut off.

    Args:
        passages: of one article, in order.
        text: of the article.
        fits: whether the encoder can read a text at a time.

    Yields:
        Passages with the same contents, in order; one of a single character is not split.
    """
    for passage in passages:
        start, end = passage.start, passage.end
        if end - start < 2 or fits(text[passage.begin : end]):
            yield passage
            continue
        word = _WORD.search(text, (start + end) // 2, end)
        middle = word.start() if word else (start + end) // 2
        halves = replace(passage, end=middle), Passage(find_context(text, middle), middle, end)
        yield from split_long(halves, text, fits)

"""Interviews whose questions have no label but the first: paragraphs of whoever asked that one."""

import re
from collections.abc import Sequence

from rejoinder.schema import CODED_KINDS
from rejoinder.statements.attributions.parsed_article import ParsedArticle

_LONGEST_QUESTION = 50  # words
_FEWEST_QUESTIONS = 2
_THANKS = re.compile(r"(?:Thank you|Thanks|Many thanks)\b")
_SURNAME = re.compile(r"([^\W\d_][\w’'-]*)(?: [(\[][^\n]*)?[\s:.—–]*\Z")


def find_unlabelled_questions(article: ParsedArticle, labels: Sequence[int]) -> frozenset[int]:
    """Find the paragraphs that belong to who asked the first question, though they stand in others' turns.

    Args:
        article: a transcript.
        labels: indices of the blocks that open its turns, in order.

    Returns:
        Indices of blocks: questions, what stands right above a later label, and thanks at the end. None where the
        first speaker has more turns than one, as then all questions are labelled.
    """
    speakers = [_read_surname(_read(article, number)) for number in labels]
    if len(labels) < 2 or speakers.count(speakers[0]) > 1 or not _asks(article, range(labels[0] + 1, labels[1])):
        return frozenset()
    later = [_paragraphs(article, range(*ends))[1:] for ends in _ends_of_turns(article, labels[1:])]
    questions = {number for turn in later for number in turn if _is_question(_read(article, number))}
    if len(questions) < _FEWEST_QUESTIONS:
        return frozenset()
    before_labels = {turn[-1] for turn in later[:-1] if turn}
    thanks = {turn[-1] for turn in later[-1:] if turn and _THANKS.match(_read(article, turn[-1]))}
    return frozenset(questions | before_labels | thanks)


def _ends_of_turns(article: ParsedArticle, labels: Sequence[int]) -> list[tuple[int, int]]:
    return [(n + 1, end) for n, end in zip(labels, (*labels[1:], len(article.blocks)), strict=True)]


def _paragraphs(article: ParsedArticle, blocks: range) -> list[int]:
    return [number for number in blocks if article.blocks[number]["kind"] in CODED_KINDS]


def _asks(article: ParsedArticle, blocks: range) -> bool:
    paragraphs = _paragraphs(article, blocks)
    return bool(paragraphs) and _read(article, paragraphs[-1]).endswith("?")


def _is_question(paragraph: str) -> bool:
    return paragraph.endswith("?") and len(paragraph.split()) <= _LONGEST_QUESTION


def _read_surname(label: str) -> str:
    match = _SURNAME.search(label)
    return match[1].casefold() if match else label


def _read(article: ParsedArticle, number: int) -> str:
    block = article.blocks[number]
    return article.text[block["start"] : block["end"]].rstrip()

"""Interviews whose questions have no label, or none but the first: told by what asks among their paragraphs.

Some houses set each question off by quotation marks, and the answers by none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rejoinder.first_person import I_PATTERN, WE_PATTERN
from rejoinder.schema import CODED_KINDS, TURN_KINDS
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.model import Span

_LONGEST_QUESTION = 50  # words
_FEWEST_QUESTIONS = 2  # within the turns of who answers
_FEWEST_WITHOUT_LABELS = 3
_FEWEST_QUOTED = 5  # questions and remarks in quotation marks: a memoir or a column has some, too
_SHARE_OF_QUESTIONS = 0.4  # of every second paragraph, from which on questions and answers alternate
_SPEAKS_OTHERWISE = frozenset({"author", "head", *TURN_KINDS})  # kinds that say who speaks: no interview unlabelled
_QUOTATION_MARKS = ('"', "“", "‘", "«", "'", "»", "„")
_QUOTATION = re.compile(r"[\"“‘«'»„][^\"“”«»]{0,1000}[\"”’»'«“]")
_FIRST_PERSON = re.compile(rf"\b(?:{I_PATTERN}|{WE_PATTERN})\b")
_ASKER = re.compile(
    r"(?i:(?:interview(?:ed)?|questions)(?P<by> (?:and \w+ |conducted |asked )?by)?) ?:? ?"
    r"(?P<name>[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){0,3} [^\W\d_a-z][\w’'-]*)"
)
_REMARK = re.compile(r"(?:(?:But|So|And|Yet|Still),? )?(?:[Yy]ou|[Yy]our)\b")  # "You were called a traitor for it."
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


def find_exchange(article: ParsedArticle) -> tuple[frozenset[int], frozenset[int]]:
    """Find the paragraphs that ask and those that answer in an interview without labels.

    Args:
        article: without turns.

    Returns:
        Indices of blocks, from the first question on; a title that quotes counts as an answer. Both are empty where too
        few paragraphs ask, or those between them quote, as a report does.
    """
    paragraphs = [n for n, block in enumerate(article.blocks) if block["kind"] == "paragraph"]
    lines = [_read(article, number) for number in paragraphs]
    asked = _find_asked(lines) or _find_quoted_questions(lines)
    questions = frozenset(paragraphs[place] for place in asked)
    answers = [number for number in paragraphs if questions and number > min(questions) and number not in questions]
    quoted = sum(_read(article, number).startswith(_QUOTATION_MARKS) for number in answers)
    if not questions or 2 * quoted > len(answers):
        return frozenset(), frozenset()
    return questions, frozenset(answers) | find_quoted_titles(article)


def find_asker(article: ParsedArticle) -> tuple[Span, ...]:
    """Find the name of who asks, where a by-line says so: "Interview by Ana Lind", "Interview: Ana Lind".

    Without "by", somebody whom the text names is who answers.
    """
    by_lines = (block for block in article.blocks if block["kind"] == "credit")
    named = (_ASKER.fullmatch(article.text, block["start"], block["end"]) for block in by_lines)
    askers = (match for match in named if match and (match["by"] or not _tells_of(article, match["name"])))
    return tuple(match.span("name") for match in askers)[:1]


def _tells_of(article: ParsedArticle, name: str) -> bool:
    told = " ".join(_read(article, n) for n, block in enumerate(article.blocks) if block["kind"] in CODED_KINDS)
    return re.search(rf"\b{re.escape(name.split()[-1])}\b", told, re.IGNORECASE) is not None


def unquote_questions(article: ParsedArticle) -> ParsedArticle:
    """Take the marks around whole questions of an interview for what sets them off: they quote nobody."""
    if any(block["kind"] in _SPEAKS_OTHERWISE for block in article.blocks):
        return article
    asked, _ = find_exchange(article)
    spans = {(article.blocks[number]["start"], article.blocks[number]["end"]) for number in asked}
    others = [quotation for quotation in article.quotations if (quotation.start, quotation.end) not in spans]
    return article if len(others) == len(article.quotations) else replace(article, quotations=others)


def find_quoted_titles(article: ParsedArticle) -> frozenset[int]:
    """Find the titles that are all a quotation, of whom the text is about."""
    titles = (number for number, block in enumerate(article.blocks) if block["kind"] == "title")
    return frozenset(number for number in titles if _QUOTATION.fullmatch(_read(article, number)))


def _find_asked(lines: Sequence[str]) -> list[int]:
    """Which paragraphs ask: every second one, or, where answers are longer, questions and remarks to the other."""
    asking = [place for place, line in enumerate(lines) if _is_question(line)]
    if len(asking) < _FEWEST_WITHOUT_LABELS or any(later - place == 1 for place, later in pairwise(asking)):
        return []
    turns = range(asking[0], asking[-1] + 1, 2)
    if all(place in turns for place in asking) and len(asking) >= _SHARE_OF_QUESTIONS * len(turns):
        return list(turns)
    remarks = (place for place in range(asking[0], asking[-1]) if _REMARK.match(lines[place]))
    return [*asking, *(place for place in remarks if place - 1 not in asking)]


def _find_quoted_questions(lines: Sequence[str]) -> list[int]:
    """Which paragraphs ask where every second one is a quotation, above answers that speak as "I" or "we".

    Who speaks so above the first tells of themselves, as in a memoir or a column.
    """
    quoted = [place for place, line in enumerate(lines) if _QUOTATION.fullmatch(line)]
    asking = sum(lines[place][:-1].endswith("?") for place in quoted)
    if len(quoted) < _FEWEST_QUOTED or 2 * asking <= len(quoted) or quoted[-1] == len(lines) - 1:
        return []
    speaking = [_FIRST_PERSON.search(_QUOTATION.sub(" ", line)) is not None for line in lines]
    is_in_turn = quoted == list(range(quoted[0], quoted[-1] + 1, 2))
    is_answered = 2 * sum(speaking[place + 1] for place in quoted) >= len(quoted)
    return quoted if is_in_turn and is_answered and not any(speaking[: quoted[0]]) else []


def _ends_of_turns(article: ParsedArticle, labels: Sequence[int]) -> list[tuple[int, int]]:
    return [(n + 1, end) for n, end in zip(labels, (*labels[1:], len(article.blocks)), strict=True)]


def _paragraphs(article: ParsedArticle, blocks: range) -> list[int]:
    return [number for number in blocks if article.blocks[number]["kind"] in CODED_KINDS]


def _asks(article: ParsedArticle, blocks: range) -> bool:
    paragraphs = _paragraphs(article, blocks)
    return bool(paragraphs) and _read(article, paragraphs[-1]).endswith("?")


def _is_question(paragraph: str) -> bool:
    paragraph = paragraph.strip("*_")  # set in bold
    is_quoted = paragraph.startswith(_QUOTATION_MARKS)
    return paragraph.endswith("?") and not is_quoted and len(paragraph.split()) <= _LONGEST_QUESTION


def _read_surname(label: str) -> str:
    match = _SURNAME.search(label)
    return match[1].casefold() if match else label


def _read(article: ParsedArticle, number: int) -> str:
    block = article.blocks[number]
    return article.text[block["start"] : block["end"]].rstrip()

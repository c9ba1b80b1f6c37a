"""Lines without the end of a sentence, in a text whose other paragraphs have one: captions, rows, headings, buttons."""

import re
from collections.abc import Iterator, Sequence

from rejoinder.articles.layout.patterns import NAME, any_of

_LIST_LINES = 4  # one after the other, from which on they are a list or a table
_LIST_WORDS = 16
_HEADING_WORDS = 3
_MOST = 0.5  # share of a text's paragraphs up to which such lines are the exception
_BULLETS = ("*", "•", "▪", "►", "-", "–", "—", "@", "#")
_CLOSING = ('"', "”", "’", "»", "'")  # of a quotation, below which who is quoted may sign
_ENDED = re.compile(r".*[.!?…:;,][\"”’»')\]]*", re.DOTALL)
_STATEMENT = re.compile(  # words that nobody writes on a button
    any_of(
        r"\b(?:i / you / he / she / it / we / they / is / are / was / were / be / has / have / had / will",
        r"would / can / could",
        r"may / must / do / does / did / not / no / never / yes / says? / said / denies / denied / [^\W\d_]+n[’']t)\b",
    )
    + r"|[\"“‘«]"
)
_NAME = re.compile(rf"{NAME}(?:,? {NAME})+")
_VERB = re.compile(r"\S+ (?!this\b|his\b|its\b)[^\W\d_]{3,}(?<![’'])s \S+", re.IGNORECASE)  # "Sofia stays silent"


def find_unended_lines(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Find the lines that are no statement by what stands around them.

    Args:
        text: of an article that is no transcript.
        paragraphs: half-open spans, in order, the title aside.

    Returns:
        Kinds by the number of the paragraph.
    """
    lines = [text[start:end] for start, end in paragraphs]
    unended = [number for number, line in enumerate(lines) if _is_unended(line)]
    if len(unended) == len(lines):
        return {}  # nobody ends a sentence here
    listed = {number: kind for run in _split_runs(unended) for number, kind in _recognise_run(lines, run)}
    if len(unended) <= _MOST * len(lines):
        listed = {number: "heading" for number in unended if _is_heading(lines[number])} | listed
    return listed


def _is_unended(line: str) -> bool:
    has_words = len(line.split()) <= _LIST_WORDS and line[-1].isalnum()
    return has_words and not _ENDED.fullmatch(line) and not line.startswith(_BULLETS)


def _split_runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Split ascending numbers into runs that follow each other without a gap."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _recognise_run(lines: Sequence[str], run: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Recognise the captions of a gallery and the rows of a table, most of which have figures."""
    statements = sum(_STATEMENT.search(lines[number]) is not None for number in run)
    if len(run) >= _LIST_LINES and 2 * statements <= len(run):
        rows = sum(re.search(r"\d", lines[number]) is not None for number in run)
        kind = "table" if 2 * rows > len(run) else "caption"
        yield from ((number, kind) for number in run)


def _is_heading(line: str) -> bool:
    """Whether a line is a few words, none of them a verb, and no name: who is named may sign what stands above."""
    is_name = _NAME.fullmatch(line) is not None
    return len(line.split()) <= _HEADING_WORDS and not (is_name or _STATEMENT.search(line) or _VERB.fullmatch(line))

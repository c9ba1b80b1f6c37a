"""Lines without the end of a sentence, in a text whose other paragraphs have one: captions, rows, headings, buttons."""

import re
from collections.abc import Iterator, Sequence

from rejoinder.articles.layout.datelines import find_dateline
from rejoinder.articles.layout.furniture import recognise_line
from rejoinder.articles.layout.patterns import NAME, any_of

_LIST_LINES = 4  # one after the other, from which on they are a list or a table
_LIST_WORDS = 16
_HEADING_WORDS = 10
_DECK_WORDS = 6  # from which on a line below the title says more of what it says
_MOST = 0.5  # share of a text's paragraphs up to which such lines are the exception
_BULLETS = ("*", "•", "▪", "►", "-", "–", "—", "@", "#")
_ENDED = re.compile(r".*[.!?…:;,][\"”’»')\]]*", re.DOTALL)
_STATEMENT = re.compile(  # words that nobody writes on a button
    any_of(
        r"\b(?:i / you / he / she / it / we / they / is / are / was / were / be / has / have / had / will",
        r"would / can / could",
        r"may / must / do / does / did / not / no / never / yes / says? / said / denies / denied / [^\W\d_]+n[’']t)\b",
    )
    + r"|[\"“‘«@:]"
)
_TOPIC = re.compile(r"(?:What|How|Why|Who|Where|When|Which)\b(?! (?:I|you|we)\b)[^\"“«:]*")  # "What the court said"
_SHORT_QUESTION = re.compile(r"[A-Z][^.!?…\"“‘\n]{2,60}\?")
_FEWEST_QUESTIONS = 2
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|My)\b")
_QUOTATION = re.compile(r"[\"“«][^\"”»]*[\"”»]")
_NAME = re.compile(rf"{NAME}(?:,? {NAME})+")
_VERB = re.compile(r"\S+ (?!this\b|his\b|its\b)[^\W\d_]{3,}(?<![’'])s \S.*", re.IGNORECASE)  # "Sofia stays silent"


def find_unended_lines(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Find the lines that are no statement by what stands around them.

    Args:
        text: of an article.
        paragraphs: half-open spans, in order, the title aside.

    Returns:
        Kinds by the number of the paragraph.
    """
    lines = [text[start:end] for start, end in paragraphs]
    unended = [number for number, line in enumerate(lines) if _is_unended(line)]
    if len(unended) == len(lines):
        return {}  # nobody ends a sentence here
    opening = next(number for number in range(len(lines)) if number not in unended)
    runs = _split_runs([number for number in unended if number >= opening])
    listed = {number: kind for run in runs for number, kind in _recognise_run(lines, run)}
    if len(unended) <= _MOST * len(lines):
        listed = {number: "heading" for number in unended if _is_heading(lines, number, opening)} | listed
    return listed | dict.fromkeys(_find_question_headings(lines), "heading")


def _find_question_headings(lines: Sequence[str]) -> list[int]:
    """The questions that head the parts of an explainer; in an interview somebody answers as "I"."""
    questions = [number for number, line in enumerate(lines[:-1]) if _SHORT_QUESTION.fullmatch(line)]
    is_conversation = any(_FIRST_PERSON.search(_QUOTATION.sub(" ", line)) for line in lines)
    return questions if len(questions) >= _FEWEST_QUESTIONS and not is_conversation else []


def _is_unended(line: str) -> bool:
    has_words = len(line.split()) <= _LIST_WORDS and (line[-1].isalnum() or line[-1] in ")]")
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


def _is_heading(lines: Sequence[str], number: int, opening: int) -> bool:
    """Whether a line is a few words that nobody says, and no name: who is named may sign what stands above.

    In a text of several reports it is a headline where a time stands above it or a dateline opens what is below.
    """
    line = lines[number]
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if find_dateline(below, 0, len(below), is_first=True) is not None:
        return False
    if number < opening:
        return not _is_deck(line)
    is_headline = recognise_line(lines[number - 1]) == "note"
    is_name = _NAME.fullmatch(line) is not None
    is_clause = _says_something(line) and not _TOPIC.fullmatch(line)
    return len(line.split()) <= _HEADING_WORDS and not (is_headline or is_name or is_clause or "," in line)


def _is_deck(line: str) -> bool:
    return len(line.split()) >= _DECK_WORDS or _says_something(line)


def _says_something(line: str) -> bool:
    return _STATEMENT.search(line) is not None or _VERB.fullmatch(line) is not None

"""Lines without the end of a sentence, in a text whose other paragraphs have one: captions, rows, headings, buttons."""

import re
from collections.abc import Iterator, Sequence

from rejoinder.articles.layout.datelines import find_dateline
from rejoinder.articles.layout.furniture import recognise_line
from rejoinder.articles.layout.patterns import NAME, any_of
from rejoinder.first_person import I_PATTERN

_LIST_LINES = 4  # one after the other, from which on they are a list or a table
_LIST_WORDS = 16
_DECK_WORDS = 6  # from which on a line below the title says more of what it says
_MOST = 0.5  # share of a text's words up to which such lines are the exception
_BULLETS = ("*", "•", "▪", "►", "-", "–", "—", "@", "#")
_ENDED = re.compile(r".*[.!?…:;,][\"”’»')\]]*|.*[^\W\d_A-Z]{2}[.!?] [^\W\d_a-z].*", re.DOTALL)
_STATEMENT = re.compile(  # words that nobody writes on a button
    r".*(?:"
    + any_of(
        r"\b(?:i / you / he / she / it / we / they / is / are / was / were / be / has / have / had / will",
        r"would / can / could",
        r"may / must / do / does / did / not / no / never / yes / says? / said / denies / denied / [^\W\d_]+n[’']t)\b",
    )
    + r"|[\"“‘«@:])"
)
_TOPIC = re.compile(r"(?:What|How|Why|Who|Where|When|Which)\b(?! (?:I|you|we)\b)[^\"“«:]*")  # "What the court said"
_SHORT_QUESTION = re.compile(r"[A-Z][^.!?…\"“‘\n]{2,60}\?")
_FEWEST_QUESTIONS = 2
_FIRST_PERSON = re.compile(rf"\b{I_PATTERN}\b")
_QUOTATION = re.compile(r"[\"“«][^\"”»]*[\"”»]")
_NAME = re.compile(rf"{NAME}(?:,? {NAME})+")
_INTRODUCES = re.compile(
    r"\b(?:is|are|was|were|asks?|agrees?|calls?|reports?|says?|tells?|writes?|\w+ed|said|told|wrote)\b"
)
_MARKS = re.compile(r"[\d|·•/@]")  # which a headline seldom has, and a line of dates, names and places often
_QUOTATION_MARKS, _QUOTATION_ENDS = ('"', "“", "«", "‘", "'"), ('"', "”", "»", "’", "'")
_VERB = re.compile(r"\S+ (?!this\b|his\b|its\b)[^\W\d_]{3,}(?<![’'])s \S", re.IGNORECASE)  # "Sofia stays silent"
_LONG_BEFORE_COMMA = re.compile(r"(?:[^\s,]+ ){3}[^\s,]+,")  # "Talks resume on Monday, both sides"


def find_unended_lines(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Find the lines that are no statement by what stands around them.

    Args:
        text: of an article.
        paragraphs: half-open spans, in order, the title aside.

    Returns:
        Kinds by the number of the paragraph.
    """
    lines = [text[start:end] for start, end in paragraphs]
    others = [number for number, line in enumerate(lines) if not recognise_line(line)]
    unended = [number for number in others if _is_unended(lines, number)]
    if len(unended) == len(others):
        return {}  # nobody ends a sentence here
    ended = [number for number in others if number not in unended]
    opening, closing = ended[0], ended[-1]
    runs = _split_runs([number for number in unended if number >= opening])
    listed = {number: kind for run in runs for number, kind in _recognise_run(lines, run)}
    words = [len(line.split()) for line in lines]
    if sum(words[number] for number in unended) <= _MOST * sum(words[number] for number in others):
        listed = {number: "heading" for number in unended if _is_heading(lines, number, opening, closing)} | listed
    return listed | dict.fromkeys(_find_question_headings(lines), "heading")


def _find_question_headings(lines: Sequence[str]) -> list[int]:
    """The questions that head the parts of an explainer; in an interview somebody answers as "I"."""
    questions = [number for number, line in enumerate(lines[:-1]) if _SHORT_QUESTION.fullmatch(line)]
    is_conversation = any(_FIRST_PERSON.search(_QUOTATION.sub(" ", line)) for line in lines)
    return questions if len(questions) >= _FEWEST_QUESTIONS and not is_conversation else []


def _is_unended(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a few words that end no sentence; a colon above a quotation or a list ends one."""
    line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else ""
    if line.endswith(":") and not below.startswith((*_BULLETS, *_QUOTATION_MARKS)) and not _INTRODUCES.search(line):
        line = line[:-1]
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
    statements = sum(_STATEMENT.match(lines[number]) is not None for number in run)
    if len(run) >= _LIST_LINES and 2 * statements <= len(run):
        rows = sum(re.search(r"\d", lines[number]) is not None for number in run)
        kind = "table" if 2 * rows > len(run) else "caption"
        yield from ((number, kind) for number in run)


def _is_heading(lines: Sequence[str], number: int, opening: int, closing: int) -> bool:
    """Whether a line is a few words that nobody says.

    A name below a quotation or the whole text may sign it. In a text of several reports a line is a headline where a
    time stands above it or a dateline opens what is below.

    Args:
        lines: of the text.
        number: of the line.
        opening, closing: numbers of the first and the last line that ends a sentence.
    """
    line = lines[number]
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if find_dateline(below, 0, len(below), is_first=True) is not None:
        return False
    if number < opening:
        return not _is_deck(line)
    is_headline = recognise_line(lines[number - 1]) == "note"
    may_be_signed = number > closing or lines[number - 1].endswith(_QUOTATION_ENDS)
    is_signature = may_be_signed and _NAME.match(line) is not None
    is_clause = _says_something(line.rstrip(":")) and not _TOPIC.fullmatch(line)
    return not (is_headline or is_signature or is_clause)


def _is_deck(line: str) -> bool:
    return (len(line.split()) >= _DECK_WORDS and not _MARKS.search(line)) or _says_something(line)


def _says_something(line: str) -> bool:
    return any(form.match(line) for form in (_STATEMENT, _VERB, _LONG_BEFORE_COMMA))

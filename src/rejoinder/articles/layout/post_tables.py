"""Tables of posts, as platforms export them: a row that names the columns, and below it a row for each post."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rejoinder.articles.layout.patterns import any_of

_GAPS = (re.compile(r"\t"), re.compile(r" {2,}"))
_DATE = re.compile(any_of(r"(?:\w+[_ ])?(?:date|time|timestamp) / created(?:[_ ]at)? / posted(?:[_ ](?:at|on))?"))
_ACCOUNT = re.compile(
    any_of(r"(?:user|screen|account|author|display|full)?[_ ]?name / user / account / author / handle / from / sender")
)
_WORDS = re.compile(any_of(r"(?:full|tweet|post|message)?[_ ]?text / tweet / post / message / comment"))
_WORD = re.compile(r"\w")

Span = tuple[int, int]
Piece = tuple[str, int, int]  # kind, start and end


def split_post_rows(text: str, lines: Sequence[Span]) -> dict[Span, list[Piece]]:
    """Split the rows of a table of posts: the words of a post stand behind the account that posts them.

    Only a table that names a date, an account and then the words is one of posts.

    Args:
        text: of an article.
        lines: half-open spans, in order.

    Returns:
        The pieces of each row, by its span: "post" for the account, "paragraph" for the words, "table" for the rest.
    """
    for number, line in enumerate(lines):
        for gap in _GAPS:
            names = [text[slice(*cell)] for cell in _split_cells(text, line, gap)]
            words = _find_words(names)
            if words:
                rows = ((row, _split_cells(text, row, gap)) for row in lines[number + 1 :])
                posts = {row: cells[words - 1 : words + 1] for row, cells in rows if len(cells) == len(names)}
                full = {row: pair for row, pair in posts.items() if all(_WORD.search(text, *cell) for cell in pair)}
                return {line: [("table", *line)]} | {row: list(_mark(text, row, *pair)) for row, pair in full.items()}
    return {}


def _find_words(names: Sequence[str]) -> int:
    """Which column has the words of posts; 0 in a table of anything else."""
    if not any(_DATE.fullmatch(name) for name in names):
        return 0
    columns = enumerate(pairwise(names), 1)
    return next((n for n, (above, name) in columns if _ACCOUNT.fullmatch(above) and _WORDS.fullmatch(name)), 0)


def _split_cells(text: str, line: Span, gap: re.Pattern[str]) -> list[Span]:
    gaps = [match.span() for match in gap.finditer(text, *line)]
    starts, ends = [line[0], *(end for _, end in gaps)], [*(start for start, _ in gaps), line[1]]
    return list(zip(starts, ends, strict=True))


def _mark(text: str, row: Span, account: Span, words: Span) -> Iterator[Piece]:
    parts = (("table", row[0], account[0]), ("post", *account), ("paragraph", *words), ("table", words[1], row[1]))
    for kind, start, end in parts:
        stripped = text[start:end].strip()
        if stripped:
            start = text.index(stripped, start)
            yield kind, start, start + len(stripped)

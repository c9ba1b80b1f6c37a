"""Where the words that somebody marked in another tool stand in an article of this run."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rejoinder.agreement.rows import CodedStatement
from rejoinder.corrections.matching import squeeze_text
from rejoinder.human_coding.code_names import unify_signs
from rejoinder.human_coding.marked_texts import Mark, MarkedText

GONE = "these words are not in the article as it is now"
REPEATED = "these words stand in the article several times, none of them where they were marked"
EMPTY = "the mark covers no words"


class PlaceError(ValueError):
    """A mark that no longer stands in an article: one phrase saying why."""


@dataclass(frozen=True, kw_only=True)
class ArticlePlaces:
    """An article's statements as one run of characters without white space, which tools change, to find words in.

    Attributes:
        statements: all of them in order, lines that are not coded included.
        text: their squeezed texts joined.
        bounds: where in it each statement begins, and its end.
        offsets: where in the article's own text each of its characters stands.
    """

    statements: Sequence[CodedStatement]
    text: str
    bounds: Sequence[int]
    offsets: Sequence[int]

    def find_words(self, words: str, offset: int) -> int:
        """Find squeezed words; of several places the one that overlaps the place given.

        Args:
            words: squeezed.
            offset: where in the article's own text they were.

        Returns:
            An offset into `text`.

        Raises:
            PlaceError: the words are not there, or it cannot be told which of their places is meant.
        """
        places = list(_find_all(words, self.text))
        if not places:
            raise PlaceError(GONE)
        near = [place for place in places if abs(self.offsets[place] - offset) < len(words)]
        if len(places) > 1 and not near:
            raise PlaceError(REPEATED)
        return min(near or places, key=lambda place: abs(self.offsets[place] - offset))

    def select_statements(self, start: int, end: int) -> list[CodedStatement]:
        """Select the statements that a span of `text` codes: those that it covers half of, or that hold half of it."""
        first, last = bisect_right(self.bounds, start) - 1, bisect_right(self.bounds, end - 1) - 1
        selected = []
        for number in range(first, last + 1):
            left, right = self.bounds[number], self.bounds[number + 1]
            if 2 * (min(right, end) - max(left, start)) >= min(right - left, end - start):
                selected.append(self.statements[number])
        return selected


def build_places(statements: Iterable[CodedStatement]) -> ArticlePlaces:
    """Build the places of an article from its rows of data/statements."""
    rows = sorted(statements, key=lambda row: row["sent_id"])
    squeezed = [squeeze_marked(row["text"]) for row in rows]
    offsets = [row["start"] + i for row in rows for i, character in enumerate(row["text"]) if squeeze_text(character)]
    bounds = list(accumulate(map(len, squeezed), initial=0))
    return ArticlePlaces(statements=rows, text="".join(squeezed), bounds=bounds, offsets=offsets)


def find_marked(text: MarkedText, article: ArticlePlaces) -> Iterator[tuple[Mark, list[CodedStatement] | PlaceError]]:
    """Find the statements that each mark of a text codes.

    Where the text is still the article's, white space aside, marks stand where they stood. Of a text that was edited,
    or that is not in the file, marks are found by their words.

    Yields:
        Marks in order, with at least one statement, or why there is none.
    """
    counts = list(accumulate((bool(squeeze_text(character)) for character in text.text), initial=0))
    ahead = squeeze_marked(text.text).find(article.text)  # a tool may put a title before the text
    for mark in text.marks:
        words = squeeze_marked(mark.words)
        try:
            if not words:
                raise PlaceError(EMPTY)
            start = counts[mark.start] - ahead if ahead >= 0 else article.find_words(words, mark.start)
            if start < 0 or article.text[start : start + len(words)] != words:
                raise PlaceError(GONE)
            yield mark, article.select_statements(start, start + len(words))
        except PlaceError as error:
            yield mark, error


def squeeze_marked(text: str) -> str:
    """The text without white space, and with one sign for those that tools take for each other."""
    return unify_signs(squeeze_text(text))


def _find_all(words: str, text: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)

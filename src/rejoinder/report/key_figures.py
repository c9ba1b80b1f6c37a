"""What the report counts over all articles, and which of them it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rejoinder.codebook import Codebook
from rejoinder.corpus import Corpus
from rejoinder.corpus.counts import count_by_frame, count_by_genre, count_totals, count_uncertain_by_frame
from rejoinder.report.reading import assign_signs
from rejoinder.report.views import FrameSign


class FrameCount(NamedTuple):
    """Statements with a frame, and how many of them are given it although that is uncertain."""

    sign: FrameSign
    statements: int
    uncertain: int


@dataclass(frozen=True, kw_only=True)
class KeyFigures:
    """Key figures over all articles, shown or not; lines that are no statement aside.

    Attributes:
        quoted: statements quoted wholly or in part.
        speakers: with different names.
        uncoded: sentences of lines that are no statement.
        unframed: statements without any frame.
        frames: statements with each frame, in the codebook's order.
        genres: articles of each genre.
    """

    articles: int
    statements: int
    quoted: int
    speakers: int
    uncoded: int
    unframed: int
    frames: tuple[FrameCount, ...]
    genres: Mapping[str, int]

    @property
    def overgiven(self) -> list[FrameCount]:
        """The frames that more than half of all statements are given; few texts hold one so often."""
        return [count for count in self.frames if 2 * count.statements > self.statements]

    @property
    def quoted_percent(self) -> int:
        """Share of statements quoted wholly or in part, in percent, rounded."""
        return round(100 * self.quoted / self.statements) if self.statements else 0


def count_key_figures(corpus: Corpus, codebook: Codebook) -> KeyFigures:
    """Key figures of a corpus."""
    totals, by_frame, uncertain = count_totals(corpus), count_by_frame(corpus), count_uncertain_by_frame(corpus)
    return KeyFigures(
        articles=totals.articles,
        statements=totals.statements,
        quoted=totals.quoted,
        speakers=totals.speakers,
        uncoded=totals.uncoded,
        unframed=totals.statements - totals.framed,
        frames=tuple(
            FrameCount(sign, by_frame.get(name, 0), uncertain.get(name, 0))
            for name, sign in assign_signs(codebook).items()
        ),
        genres=count_by_genre(corpus),
    )


def select_within(sizes: Mapping[str, int], most: int) -> list[str]:
    """Choose the articles that the page has room for.

    Args:
        sizes: numbers of statements by article_id, in the order in which they are wanted.
        most: statements that there is room for.

    Returns:
        Those that fit, in order; one that would go beyond is passed over, but at least the first is chosen.
    """
    chosen: list[str] = []
    room = most
    for article, statements in sizes.items():
        if statements <= room or not chosen:
            chosen.append(article)
            room -= statements
    return chosen

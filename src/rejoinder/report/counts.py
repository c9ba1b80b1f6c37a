"""What the report counts over all articles, and which of them it shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from rejoinder.codebook import Codebook
from rejoinder.corpus import Corpus
from rejoinder.corpus.counts import count_by_frame, count_totals
from rejoinder.report.reading import letters
from rejoinder.report.view import Letter


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Key figures over all articles, shown or not; `frames` in the codebook's order, a credit line is no statement."""

    articles: int
    statements: int
    quoted: int
    speakers: int
    credits: int
    unframed: int
    frames: tuple[tuple[Letter, int], ...]

    @property
    def quoted_percent(self) -> int:
        """Share of statements quoted wholly or in part, in percent, rounded."""
        return round(100 * self.quoted / self.statements) if self.statements else 0


def count(corpus: Corpus, codebook: Codebook) -> Counts:
    """Key figures of a corpus."""
    totals, by_frame = count_totals(corpus), count_by_frame(corpus)
    return Counts(
        articles=totals.articles,
        statements=totals.statements,
        quoted=totals.quoted,
        speakers=totals.speakers,
        credits=totals.credits,
        unframed=totals.statements - totals.framed,
        frames=tuple((sign, by_frame.get(name, 0)) for name, sign in letters(codebook).items()),
    )


def within(sizes: Mapping[str, int], most: int) -> list[str]:
    """Of articles by their numbers of statements, in order, those that together have at most so many; at least one."""
    kept: list[str] = []
    room = most
    for article, statements in sizes.items():
        if statements <= room or not kept:
            kept.append(article)
            room -= statements
    return kept

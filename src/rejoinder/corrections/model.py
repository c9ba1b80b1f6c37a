"""Corrections, each of one value: of a statement, or of all statements of a speaker."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rejoinder.corrections.matching import normalise_name, squeeze_text

SPEAKER, SIDE, FRAME, STANCE = "speaker", "side", "frame_", "stance_"  # variables; the last two before a name
NO_SIDE = "none"
OUTLET = ("outlet", "the outlet")  # how a correction can name the outlet, whatever it is called

Key = tuple[str, str, str, str, str]


class CorrectionError(ValueError):
    """Corrections that cannot be used: one sentence with file, line, what was expected and what to do."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One line of the file.

    Attributes:
        line: its number in the file, from 1; 0 of one that is not in it yet.
        article_id: of the statement; "" where a speaker's statements of all articles are meant.
        sent_id: number of the statement in its article, which tells two of one text apart; "" where left open.
        text: of the statement; "" where a speaker's are meant.
        of_speaker: whose statements are meant, as the machine names the speaker; "" where one statement is.
        variable: speaker, side, frame_NAME or stance_TARGET.
        value: what is right: a name, a side or `NO_SIDE`, yes or no, a stance.
    """

    line: int = 0
    article_id: str
    sent_id: str = ""
    text: str = ""
    of_speaker: str = ""
    variable: str
    value: str

    @property
    def key(self) -> Key:
        """What it is about: two corrections of one key say the same or contradict each other."""
        name = normalise_name(self.of_speaker)
        return self.article_id, self.sent_id, squeeze_text(self.text), name, self.variable


@dataclass(frozen=True)
class Corrections:
    """The corrections of a run, in the order of the file."""

    all: tuple[Correction, ...] = ()

    @cached_property
    def _by_article(self) -> dict[str, list[Correction]]:
        by_article: dict[str, list[Correction]] = {}
        for correction in self.all:
            by_article.setdefault(correction.article_id, []).append(correction)
        return by_article

    def select(self, article_id: str) -> list[Correction]:
        """Select those that can be about an article's statements."""
        return [*self._by_article.get("", []), *self._by_article.get(article_id, [])]

    def hash_by_article(self, articles: Iterable[str]) -> dict[str, str]:
        """Hash what can be about each article; one that no correction can be about has no hash."""
        selected = {article: self.select(article) for article in articles}
        return {
            article: hashlib.sha256(repr(corrections).encode()).hexdigest()
            for article, corrections in selected.items()
            if corrections
        }

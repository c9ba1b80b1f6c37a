"""An article with its names: what every step after the search for names reads, and none changes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from rejoinder.statements.model import Attribution, Span
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.names import to_one_line
from rejoinder.syntax import Sentence, Word

_QUOTED_PART = re.compile(r"[\"“«]([^\"”»]*)[\"”»]|''([^']*)''")


@dataclass(frozen=True)
class NamedSentence:
    """A sentence with its names.

    Attributes:
        number: its index in the article.
        text: the whole article's.
        tree: the sentence as a dependency tree.
        names: its names, in order.
        gazetteer: the word lists.
    """

    number: int
    text: str
    tree: Sentence
    names: tuple[NameMention, ...]
    gazetteer: Gazetteer

    @property
    def words(self) -> tuple[Word, ...]:
        return self.tree.words

    @property
    def block(self) -> int:
        return self.tree.block

    def forms(self, first: int, end: int) -> list[str]:
        """The forms of the words from `first` to before `end`."""
        return [word.form for word in self.words[first:end]]

    def phrase(self, first: int, end: int) -> str:
        """The text of the words from `first` to before `end`, on one line."""
        return to_one_line(self.text, self.words[first].start, self.words[end - 1].end)

    def form_at(self, index: int) -> str:
        """The form of the word at an index, "" outside the sentence."""
        return self.words[index].form if 0 <= index < len(self.words) else ""


@dataclass(frozen=True)
class NamedArticle:
    """An article with its names.

    Attributes:
        text: the article's.
        outlet: name of the newspaper, or "the outlet".
        sentences: its sentences, in order.
        quotations: where the article's own words pause, sorted.
        headlines: indices of the blocks that are titles.
        gazetteer: the word lists, with the countries that only this article knows.
    """

    text: str
    outlet: str
    sentences: tuple[NamedSentence, ...]
    quotations: tuple[Span, ...]
    headlines: AbstractSet[int]
    gazetteer: Gazetteer

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.tree.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> NamedSentence:
        """The sentence that holds an offset."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset lies in a quotation."""
        k = bisect_left(self.quotations, (offset + 1, 0)) - 1
        return k >= 0 and offset < self.quotations[k][1]


def build_named_article(
    text: str,
    outlet: str,
    sentences: Sequence[Sentence],
    names: Sequence[tuple[NameMention, ...]],
    attributions: Iterable[Attribution],
    headlines: AbstractSet[int],
    gazetteer: Gazetteer,
) -> NamedArticle:
    """Put an article, its names and its quotations together.

    Args:
        text: the article's.
        outlet: name of the newspaper.
        sentences: its parse, in order.
        names: of each sentence, in order.
        attributions: whose direct and mixed contents are the quotations.
        headlines: indices of the blocks that are titles.
        gazetteer: the word lists.
    """
    named = (
        NamedSentence(number, text, sentence, names[number], gazetteer) for number, sentence in enumerate(sentences)
    )
    return NamedArticle(text, outlet, tuple(named), _find_quotations(text, attributions), headlines, gazetteer)


def _find_quotations(text: str, attributions: Iterable[Attribution]) -> tuple[Span, ...]:
    """Direct contents, and what stands in quotation marks in mixed ones."""
    spans: list[Span] = []
    for attribution in attributions:
        if attribution.kind == "direct":
            spans += attribution.content
        elif attribution.kind == "mixed":
            for start, end in attribution.content:
                spans += [(start + m.start(), start + m.end()) for m in _QUOTED_PART.finditer(text[start:end])]
    return tuple(sorted(spans))

"""Sentences as dependency trees, for the rules that read them (Universal Dependencies 2)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `start`, `end` are offsets into the article, `head` is 0 at the root."""

    id: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    mwt: int = 1

    @property
    def relation(self) -> str:
        """The universal relation without its subtype: "nsubj:pass" gives "nsubj"."""
        return self.deprel.partition(":")[0]

    def feat(self, name: str) -> str:
        """Value of a morphological feature, "" where it is absent."""
        for pair in self.feats.split("|"):
            left, _, right = pair.partition("=")
            if left == name:
                return right
        return ""


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence: its words in order, ids from 1, and the tree over them."""

    article_id: str
    sent_id: int
    block: int
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @cached_property
    def _children(self) -> dict[int, tuple[Word, ...]]:
        lists: dict[int, list[Word]] = {}
        for word in self.words:
            lists.setdefault(word.head, []).append(word)
        return {head: tuple(words) for head, words in lists.items()}

    @property
    def root(self) -> Word:
        return self._children[0][0]

    def word(self, token_id: int) -> Word:
        return self.words[token_id - 1]

    def head(self, word: Word) -> Word | None:
        """The word's head, None at the root."""
        return self.words[word.head - 1] if word.head else None

    def children(self, word: Word, *relations: str) -> tuple[Word, ...]:
        """Dependents in order; with `relations`, only those ("nsubj" also takes "nsubj:pass")."""
        words = self._children.get(word.id, ())
        return words if not relations else tuple(w for w in words if w.relation in relations or w.deprel in relations)

    def subtree(self, word: Word) -> list[Word]:
        """The word and all below it, in order of the text."""
        found, todo = [], [word]
        while todo:
            current = todo.pop()
            found.append(current)
            todo.extend(self._children.get(current.id, ()))
        return sorted(found, key=lambda w: w.id)

    def ancestors(self, word: Word) -> Iterator[Word]:
        """Heads from the word's own up to the root."""
        while word.head:
            word = self.words[word.head - 1]
            yield word


def sentences(rows: Iterable[Mapping[str, Any]]) -> list[Sentence]:
    """Rows of the parses table, sorted by key, as sentences in the same order."""
    made = []
    for (article_id, sent_id), group in groupby(rows, key=lambda r: (r["article_id"], r["sent_id"])):
        tokens = list(group)
        words = tuple(
            Word(
                r["token_id"], r["form"], r["lemma"], r["upos"], r["xpos"], r["feats"],
                r["head"], r["deprel"], r["start"], r["end"], r["mwt"],
            )
            for r in tokens
        )  # fmt: skip
        made.append(Sentence(article_id, sent_id, tokens[0]["block"], words))
    return made

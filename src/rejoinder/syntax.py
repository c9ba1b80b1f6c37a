"""Sentences as dependency trees, for the rules that read them (Universal Dependencies 2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

Span = tuple[int, int]  # half-open, in characters

NEGATORS = frozenset(  # by their lemmas
    {"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "nobody", "nothing", "none", "hardly"}
)

_KEY = ("article_id", "sent_id", "block")  # what the words of a sentence have in common


class Word(NamedTuple):
    """One syntactic word, as Universal Dependencies have it.

    Attributes:
        id: its number in the sentence, from 1.
        feats: morphological features ("Number=Sing|Person=3"), "_" for none.
        head: id of the word it depends on, 0 at the root.
        deprel: relation to its head, with its subtype ("nsubj:pass").
        start, end: offsets into the text of the article, half-open.
        mwt: words in the multi-word token that begins here; 1 for a word of its own, 0 inside one.
    """

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
    """A parsed sentence: its words in order and the tree over them.

    Attributes:
        sent_id: its number in the article, from 1.
        block: index into the article's blocks.
        words: with ids from 1, so that word i stands at i - 1.
    """

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
        children: dict[int, list[Word]] = {}
        for word in self.words:
            children.setdefault(word.head, []).append(word)
        return {head: tuple(words) for head, words in children.items()}

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
        words, stack = [], [word]
        while stack:
            current = stack.pop()
            words.append(current)
            stack.extend(self._children.get(current.id, ()))
        return sorted(words, key=lambda w: w.id)

    def ancestors(self, word: Word) -> Iterator[Word]:
        """Heads from the word's own up to the root."""
        while word.head:
            word = self.words[word.head - 1]
            yield word


_COLUMNS = ("token_id", *Word._fields[1:])


def build_sentences(table: "pa.Table") -> list[Sentence]:
    """Build the sentences of a parses table, sorted by key, in the same order."""
    # by columns: a dict for each row would take five times as long
    return _build({name: table[name].to_pylist() for name in (*_KEY, *_COLUMNS)})


def build_sentences_from_rows(rows: Iterable[Mapping[str, Any]]) -> list[Sentence]:
    """Build the same from rows of the parses table."""
    listed = list(rows)
    return _build({name: [row[name] for row in listed] for name in (*_KEY, *_COLUMNS)})


def _build(columns: Mapping[str, Sequence[Any]]) -> list[Sentence]:
    words = map(Word._make, zip(*(columns[name] for name in _COLUMNS), strict=True))
    keys = zip(*(columns[name] for name in _KEY), strict=True)
    return [
        Sentence(article_id, sent_id, block, tuple(word for _, word in group))
        for (article_id, sent_id, block), group in groupby(zip(keys, words, strict=True), key=itemgetter(0))
    ]

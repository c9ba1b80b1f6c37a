"""One article as the rules read it: its sentences, its quotations, and which word stands in which quotation."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.statements.attributions.quotations import Quotation
from rejoinder.statements.attributions.spans import covering, pieces, runs, trimmed, union
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Sentence, Word

_OUTSIDE = -1
_STOPS = {",", ";", ":", "-", "--", "–", "—"}
_REACH = 3  # words that may stand between a cue and its particle or preposition
_CUE_PARTS = (("aux", "cop", "advmod", "mark"), ("det", "amod", "advmod"))


@dataclass(frozen=True)
class Reading:
    """An article's text, sentences in order, quotations in order, and the lexicon it is read with."""

    text: str
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    lexicon: CueLexicon

    @cached_property
    def _starts(self) -> list[int]:
        return [q.start for q in self.quotations]

    def quotation_at(self, offset: int) -> int:
        """Index of the quotation that holds an offset, -1 outside of all."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.quotations[index].end else _OUTSIDE

    @cached_property
    def inside(self) -> dict[tuple[int, int], int]:
        """Index of the quotation each quoted word stands in, by (sent_id, word id); marks count as inside."""
        found = {}
        if self.quotations:
            for sentence in self.sentences:
                for word in sentence.words:
                    index = self.quotation_at(word.start)
                    if index >= 0:
                        found[sentence.sent_id, word.id] = index
        return found

    def quoted(self, sentence: Sentence, word: Word) -> bool:
        return (sentence.sent_id, word.id) in self.inside

    @cached_property
    def by_block(self) -> dict[int, list[Sentence]]:
        """The sentences of each block, in order."""
        blocks: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            blocks.setdefault(sentence.block, []).append(sentence)
        return blocks


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An attribution before it is placed among the others.

    Attributes:
        key: (sent_id, word id) of its cue.
        quotes: whether the cue is one that quotations go with, so that further quotations may join it.
        deed: whether the cue is an infinitive or participle with a mere phrase as content. Inside another's content it
            is the deed that is spoken of ("refused to sign the contract"), and attributes nothing.
    """

    attribution: Attribution
    key: tuple[int, int]
    quotes: bool = True
    deed: bool = False


def content_spans(reading: Reading, sentence: Sentence, words: Iterable[Word]) -> tuple[tuple[Span, ...], str]:
    """Spans of a content's words, its quotations completed, and the kind they make it."""
    kept = trimmed(sorted(words, key=lambda w: w.id))
    spans = [span for run in runs(kept) for span in pieces(trimmed(run, _STOPS))]
    for index in {reading.inside[sentence.sent_id, w.id] for w in kept if reading.quoted(sentence, w)}:
        spans += _completed(reading, sentence, reading.quotations[index], spans)
    plain = [w for w in kept if w.upos != "PUNCT"]
    quoted = [w for w in plain if reading.quoted(sentence, w)]
    kind = "indirect" if not quoted else "direct" if len(quoted) == len(plain) else "mixed"
    return _joined(reading.text, spans), kind


def _completed(reading: Reading, sentence: Sentence, quotation: Quotation, spans: Sequence[Span]) -> Iterator[Span]:
    """The marks of a quotation whose first or last word is covered, and its sentences after this one."""
    covered = [(max(s, quotation.start), min(e, quotation.end)) for s, e in spans]
    covered = [(s, e) for s, e in covered if s < e]
    if not covered:
        return
    first, last = min(s for s, _ in covered), max(e for _, e in covered)
    if not any(c.isalnum() for c in reading.text[quotation.start : first]):
        yield quotation.start, first
    if not any(c.isalnum() for c in reading.text[last : quotation.end]):
        yield last, quotation.end
    elif quotation.start > sentence.start and quotation.end > sentence.end:
        yield sentence.end, quotation.end


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans with white space between them made one."""
    merged: list[Span] = []
    for start, end in union(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def source_spans(words: Sequence[Word]) -> tuple[Span, ...]:
    """The one span of a source phrase, without loose punctuation at its edges."""
    return covering(trimmed(words))


def cue_words(
    sentence: Sentence,
    word: Word,
    link: Word | None = None,
    stops: Collection[int] = (),
    beside: Sequence[Word] = (),
) -> list[Word]:
    """A cue with its auxiliaries, negation, adverbs, particle and linking preposition, as one run of words.

    `stops` holds ids of words that belong to source or content and so never to the cue, `beside` the other words of an
    entry of several.
    """
    own = {word.id}
    for child in sentence.children(word, *_CUE_PARTS[word.upos == "NOUN"]):
        if child.relation != "mark" or child.form.lower() == "to":
            own.update(w.id for w in sentence.subtree(child) if w.id < word.id)
            own.add(child.id)
    first = last = word.id
    while first - 1 in own and first - 1 not in stops:
        first -= 1
    particles = [c.id for c in sentence.children(word, "compound:prt") if c.id > word.id]
    for target in sorted([*particles, *(w.id for w in beside), *([link.id] if link else [])]):
        between = range(last + 1, target)
        if target > last and len(between) <= _REACH and not any(i in stops for i in between):
            last = target
    return [*_quoted_as(sentence, word, first, stops), *(sentence.word(i) for i in range(first, last + 1))]


def _quoted_as(sentence: Sentence, word: Word, first: int, stops: Collection[int]) -> list[Word]:
    """The passive verb that "as" joins a participle to: "was quoted as" before "saying"."""
    verb = sentence.head(word)
    if verb is None or word.xpos != "VBG" or verb.upos != "VERB" or first < _REACH:
        return []
    link = sentence.word(first - 1)
    if link.form.lower() != "as" or link.head != word.id or verb.id != link.id - 1:
        return []
    return [*cue_words(sentence, verb, stops=stops), link]

"""From words of a tree to spans of the text: phrases without their loose punctuation, cues with their auxiliaries."""

from collections.abc import Collection, Iterable, Sequence

from rejoinder.statements.model import Span
from rejoinder.syntax import Sentence, Word

_LOOSE = {",", ";", ":", ".", "-", "--", "–", "—", "...", "…", "and", "but", "or"}
_MARKS = set("\"“”‘’'`«»")


def pieces(words: Iterable[Word]) -> tuple[Span, ...]:
    """Spans of words, in order; words that follow each other in the sentence share a span."""
    spans: list[Span] = []
    last = -1
    for word in sorted(words, key=lambda w: w.id):
        if spans and word.id == last + 1:
            spans[-1] = (spans[-1][0], max(word.end, spans[-1][1]))
        else:
            spans.append((word.start, word.end))
        last = word.id
    return union(spans)


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one; empty ones are dropped."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def runs(words: Sequence[Word]) -> list[list[Word]]:
    """Words in order, cut where one does not follow the other in the sentence."""
    found: list[list[Word]] = []
    for word in words:
        if found and word.id == found[-1][-1].id + 1:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def trimmed(words: Sequence[Word], loose: Collection[str] = _LOOSE) -> list[Word]:
    """Words without commas, stops, dashes and conjunctions at either edge; quotation marks stay."""
    first, last = 0, len(words)
    while first < last and words[first].form.lower() in loose:
        first += 1
    while last > first and words[last - 1].form.lower() in loose:
        last -= 1
    return list(words[first:last])


def is_mark(word: Word) -> bool:
    """Whether the word is a quotation mark."""
    return bool(word.form) and set(word.form) <= _MARKS and word.upos == "PUNCT"


def below(sentence: Sentence, heads: Iterable[Word], without: Collection[int] = ()) -> list[Word]:
    """The heads and all words below them, in order, leaving out the subtrees of the word ids in `without`."""
    found: list[Word] = []
    todo = [head for head in heads if head.id not in without]
    seen: set[int] = set()
    while todo:
        word = todo.pop()
        if word.id in seen:
            continue
        seen.add(word.id)
        found.append(word)
        todo.extend(child for child in sentence.children(word) if child.id not in without)
    return sorted(found, key=lambda w: w.id)


def covering(words: Sequence[Word]) -> tuple[Span, ...]:
    """The one span from the first word to the last."""
    return ((min(w.start for w in words), max(w.end for w in words)),) if words else ()

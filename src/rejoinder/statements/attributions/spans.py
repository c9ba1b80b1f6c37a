"""From words of a tree to spans of the text."""

from collections.abc import Collection, Iterable, Sequence

from rejoinder.statements.model import Span
from rejoinder.syntax import Sentence, Word

_EDGES = {",", ";", ":", ".", "-", "--", "–", "—", "...", "…", "and", "but", "or"}
_QUOTATION_MARKS = set("\"“”„‘’‚'`«»‹›「」『』")


def word_spans(words: Iterable[Word]) -> tuple[Span, ...]:
    """Turn words of one sentence into spans.

    Returns:
        spans in order; words that follow each other in the sentence share one.
    """
    spans: list[Span] = []
    last_id = -1
    for word in sorted(words, key=lambda w: w.id):
        if spans and word.id == last_id + 1:
            spans[-1] = (spans[-1][0], max(word.end, spans[-1][1]))
        else:
            spans.append((word.start, word.end))
        last_id = word.id
    return merge_overlapping(spans)


def merge_overlapping(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap merged; empty ones are dropped."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def covering_span(words: Sequence[Word]) -> tuple[Span, ...]:
    """The one span from the first word to the last, without loose punctuation at its edges; none without words."""
    core = trim_edges(words)
    return ((min(w.start for w in core), max(w.end for w in core)),) if core else ()


def trim_edges(words: Sequence[Word], edges: Collection[str] = _EDGES) -> list[Word]:
    """Words without commas, stops, dashes and conjunctions at either edge; quotation marks stay.

    Args:
        words: in order.
        edges: the forms to trim, in lower case.
    """
    first, last = 0, len(words)
    while first < last and words[first].form.lower() in edges:
        first += 1
    while last > first and words[last - 1].form.lower() in edges:
        last -= 1
    return list(words[first:last])


def split_contiguous(words: Sequence[Word]) -> list[list[Word]]:
    """Words in order, split where one does not follow the other in the sentence."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and word.id == groups[-1][-1].id + 1:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def contiguous_around(words: Sequence[Word], head: Word) -> list[Word]:
    """Select the words that a chain of neighbours joins to a head.

    Args:
        words: in order.
        head: one of them.
    """
    ids = {w.id for w in words}
    first = last = head.id
    while first - 1 in ids:
        first -= 1
    while last + 1 in ids:
        last += 1
    return [w for w in words if first <= w.id <= last]


def collect_subtrees(sentence: Sentence, heads: Iterable[Word], without: Collection[int] = ()) -> list[Word]:
    """Collect some heads and all words below them, in order of the text.

    Args:
        sentence: the tree.
        heads: where to begin; one may lie below another.
        without: ids of words to leave out with all that is below them.
    """
    collected: dict[int, Word] = {}
    queue = [head for head in heads if head.id not in without]
    while queue:
        word = queue.pop()
        if word.id not in collected:
            collected[word.id] = word
            queue.extend(child for child in sentence.children(word) if child.id not in without)
    return sorted(collected.values(), key=lambda w: w.id)


def is_quotation_mark(word: Word) -> bool:
    """Whether the word is a quotation mark."""
    return bool(word.form) and set(word.form) <= _QUOTATION_MARKS and word.upos == "PUNCT"

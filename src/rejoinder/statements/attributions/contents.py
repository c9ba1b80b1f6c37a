"""The content of an attribution: from its words to its spans, with the quotations in it completed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.quotations import Quotation
from rejoinder.statements.attributions.spans import merge_overlapping, split_contiguous, trim_edges, word_spans
from rejoinder.statements.model import Span
from rejoinder.syntax import Sentence, Word

_EDGES = {",", ";", ":", "-", "--", "–", "—"}


class Content(NamedTuple):
    """What is said: its spans, in order, and the kind that they make it ("direct", "indirect" or "mixed")."""

    spans: tuple[Span, ...]
    kind: str


def build_content(article: ParsedArticle, sentence: Sentence, words: Iterable[Word]) -> Content:
    """Build the content that some words of a sentence make up.

    A quotation whose edge is among the words is given its marks, and the sentences to which it goes on.

    Returns:
        the content; without spans where the words are none, or nothing but punctuation and conjunctions.
    """
    content = trim_edges(sorted(words, key=lambda w: w.id))
    spans = [span for group in split_contiguous(content) for span in word_spans(trim_edges(group, _EDGES))]
    quotations = {q for w in content if (q := article.quotation_of(sentence, w))}
    completions = [span for q in quotations for span in _complete_quotation(article, sentence, q, spans)]
    return Content(_merge_across_space(article.text, [*spans, *completions]), _kind(article, sentence, content))


def _kind(article: ParsedArticle, sentence: Sentence, content: Sequence[Word]) -> str:
    plain = [w for w in content if w.upos != "PUNCT"]
    unquoted = article.unquoted(sentence, plain)
    if len(unquoted) == len(plain):
        return "indirect"
    return "mixed" if unquoted else "direct"


def _complete_quotation(
    article: ParsedArticle, sentence: Sentence, quotation: Quotation, spans: Sequence[Span]
) -> Iterator[Span]:
    """The marks of a quotation whose first or last word is covered, and its sentences after this one."""
    covered = [(max(s, quotation.start), min(e, quotation.end)) for s, e in spans]
    covered = [(s, e) for s, e in covered if s < e]
    if not covered:
        return
    first, last = min(s for s, _ in covered), max(e for _, e in covered)
    if not _has_letters(article.text[quotation.start : first]):
        yield quotation.start, first
    if not _has_letters(article.text[last : quotation.end]):
        yield last, quotation.end
    elif quotation.start > sentence.start and quotation.end > sentence.end:
        yield sentence.end, quotation.end


def _has_letters(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _merge_across_space(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans with nothing but white space between them merged."""
    merged: list[Span] = []
    for start, end in merge_overlapping(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)

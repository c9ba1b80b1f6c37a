"""Words quoted in a narrated clause or at the head of a headline, without a cue of their own."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.person_phrases import find_person
from rejoinder.statements.attributions.quotations import Quotation
from rejoinder.statements.attributions.sources import collect_source_words, names_somebody
from rejoinder.statements.attributions.spans import contiguous_around, covering_span, merge_overlapping
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Sentence, Word

_MIN_WORDS = 3  # in a quotation that gives somebody's words rather than a name for something
_NAMING = {
    "so-called", "called", "dubbed", "nicknamed", "named", "titled", "entitled", "known", "word", "term", "slogan",
}  # fmt: skip
_NEAR = 4  # words before a quotation in which one of these makes it a name
_SUBJECTS = {"nsubj", "root", "parataxis", "appos"}


def attribute_quoted_words(article: ParsedArticle, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Attribute quotations within a narrated clause: 'He sent a ship "so that nobody gets ideas"'.

    The clause's subject says them where it is a pronoun or a name, else whoever has the floor.

    Args:
        article: the article.
        drafts: all other attributions.

    Yields:
        drafts without a cue, in order.
    """
    spans = (span for d in drafts for span in (*d.attribution.content, *d.attribution.source, *d.attribution.cue))
    taken = merge_overlapping(spans)
    for quotation in article.quotations:
        before = taken[: bisect_left(taken, (quotation.end, 0))][-1:]
        is_free = not before or before[0][1] <= quotation.start
        if is_free and quotation.closed and (_gives_words(article, quotation) or _opens_headline(article, quotation)):
            sentence = article.sentences_of(quotation)[0]
            word = next(w for w in sentence.words if w.start >= quotation.start)
            attribution = Attribution(
                sent_id=sentence.sent_id,
                source=_find_speaker(article, sentence, word, quotation),
                content=((quotation.start, quotation.end),),
                kind="mixed",
                rule="quoted-words",
            )
            yield Draft(attribution=attribution, key=(sentence.sent_id, word.id), takes_quotations=False)


def _find_speaker(article: ParsedArticle, sentence: Sentence, word: Word, quotation: Quotation) -> tuple[Span, ...]:
    """Who says the words quoted from `word` on: the subject of their clause, or whom a colon behind them leads up to.

    "'We shot first': skipper tells court".
    """
    behind = [w for w in sentence.words if w.start >= quotation.end]
    if not behind or behind[0].form != ":":
        return _subject_of_clause(article, sentence, word)
    subject = next((w for w in behind if w.relation in _SUBJECTS and w.upos in ("NOUN", "PROPN")), None)
    if subject is None:  # "'We shot first': ex-minister on the war"
        return covering_span(find_person(behind[1:], article.lexicon.persons))
    words = collect_source_words(sentence, subject, sentence.root, article.lexicon)
    return covering_span(contiguous_around([w for w in words if w.id > behind[0].id], subject))


def _opens_headline(article: ParsedArticle, quotation: Quotation) -> bool:
    """Whether a quotation that reads like speech opens a headline: "'They shot first': fishermen come home"."""
    block = article.blocks[quotation.block]
    opens = block["kind"] == "title" and quotation.start == block["start"]
    return opens and article.text.count(" ", quotation.start, quotation.end) >= _MIN_WORDS - 1


def _gives_words(article: ParsedArticle, quotation: Quotation) -> bool:
    """Whether a quotation is longer than a name, is not written as one, and does not name what stands beside it."""
    sentences = article.sentences_of(quotation)
    if len(sentences) != 1:
        return False
    words = [w for w in sentences[0].words if w.upos != "PUNCT"]
    quoted = [w for w in words if quotation.start <= w.start < quotation.end]
    before = [w for w in words if w.end <= quotation.start]
    if not before or len(quoted) < _MIN_WORDS or _is_written_as_name(article, quotation, quoted):
        return False
    return not (_ends_with_naming(before) or _modifies_next(sentences[0], quotation))


def _is_written_as_name(article: ParsedArticle, quotation: Quotation, words: Sequence[Word]) -> bool:
    """Whether all words of a quotation but short ones have capitals, or the first one does, right behind a comma."""
    is_title = words[0].form[:1].isupper() and article.text[: quotation.start].endswith(", ")
    return is_title or all(w.form[:1].isupper() or len(w.form) < 4 for w in words)


def _ends_with_naming(before: Sequence[Word]) -> bool:
    """Whether the words before a quotation make it a name: "a plan dubbed"."""
    return any(w.form.lower() in _NAMING for w in before[-_NEAR:])


def _modifies_next(sentence: Sentence, quotation: Quotation) -> bool:
    """Whether a quotation stands right before what it may modify: "a "no questions asked" policy"."""
    following = next((w for w in sentence.words if w.start >= quotation.end), None)
    return following is not None and following.upos in ("NOUN", "PROPN", "ADJ")


def _subject_of_clause(article: ParsedArticle, sentence: Sentence, word: Word) -> tuple[Span, ...]:
    """The subject of the clause, where it names somebody."""
    for head in sentence.ancestors(word):
        subjects = [c for c in sentence.children(head, "nsubj") if not article.is_quoted(sentence, c)]
        if subjects:
            subject = subjects[0]
            words = collect_source_words(sentence, subject, head, article.lexicon)
            return covering_span(words) if names_somebody(subject) else ()
    return ()

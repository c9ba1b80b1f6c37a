"""Which quotations are speech, and which are names, titles, scare quotes or words quoted in a clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.quotations import Quotation, ends_like_speech
from rejoinder.statements.attributions.spans import is_quotation_mark
from rejoinder.syntax import Sentence, Word

_NEAR = 6  # words between a quotation and a cue that stands before it without a comma or colon
_MIN_WORDS = 2
_BRACKETS = ("(", "[")
_COMMAS = (",", "-", "--", "—", "–")


@dataclass(frozen=True, slots=True)
class _Context:
    """A quotation and what stands before it.

    Attributes:
        sentence: the one in which it begins.
        before: words of that sentence before it, quotation marks left out.
        words: how many words it holds, punctuation left out.
        is_capitalised: whether its first word is.
        spans_sentences: whether it reaches into more than one sentence.
        ends_like_speech: whether a stop or comma ends it.
    """

    article: ParsedArticle
    sentence: Sentence
    before: Sequence[Word]
    words: int
    is_capitalised: bool
    spans_sentences: bool
    ends_like_speech: bool


def is_speech(article: ParsedArticle, quotation: Quotation) -> bool:
    """Whether a quotation is somebody's utterance rather than a name, a title or words put in doubt.

    Words quoted in the middle of a clause are part of that clause. What decides depends on where the quotation stands:
    at the beginning of a sentence or bracket, after a colon, another quotation, a comma or dash, or a word.

    Args:
        article: the article.
        quotation: one of its quotations.
    """
    context = _read_context(article, quotation)
    if context is None:
        return False
    if not context.before or context.before[-1].form in _BRACKETS:
        return context.ends_like_speech or context.spans_sentences or not quotation.closed
    previous = context.before[-1]
    if previous.form == ":":
        return context.words >= _MIN_WORDS or context.ends_like_speech
    if previous.form != "," and article.quotation_at(previous.start) is not None:
        return context.spans_sentences
    if previous.form in _COMMAS:
        return _is_speech_after_comma(context)
    return _is_speech_in_clause(context)


def _read_context(article: ParsedArticle, quotation: Quotation) -> _Context | None:
    """What decides on a quotation; None where it holds no word of any sentence."""
    sentences = article.sentences_of(quotation)
    words = [w for s in sentences for w in s.words if quotation.start <= w.start < quotation.end]
    words = [w for w in words if w.upos != "PUNCT"]
    if not words:
        return None
    return _Context(
        article,
        sentences[0],
        before=[w for w in sentences[0].words if w.end <= quotation.start and not is_quotation_mark(w)],
        words=len(words),
        is_capitalised=words[0].form[:1].isupper(),
        spans_sentences=len(sentences) > 1,
        ends_like_speech=ends_like_speech(article.text, quotation),
    )


def _is_speech_after_comma(context: _Context) -> bool:
    """After a comma or dash: a cue stands before it, and it begins anew or goes on with an interrupted quotation."""
    if not context.ends_like_speech or not _has_cue(context, context.before):
        return False
    return context.is_capitalised or any(context.article.is_quoted(context.sentence, w) for w in context.before)


def _is_speech_in_clause(context: _Context) -> bool:
    """After a word: a sentence of its own right behind a cue, or more than a sentence behind a verb."""
    if not context.is_capitalised:
        return False
    if context.words >= _MIN_WORDS and context.ends_like_speech and _has_cue(context, context.before[-_NEAR:]):
        return True
    return context.spans_sentences and context.before[-1].upos in ("VERB", "PUNCT")


def _has_cue(context: _Context, words: Sequence[Word]) -> bool:
    return any(is_quotation_cue(context.article, context.sentence, w) for w in words)


def is_quotation_cue(article: ParsedArticle, sentence: Sentence, word: Word) -> bool:
    """Whether a word outside quotations is a verb that quotations stand beside."""
    if word.upos not in ("VERB", "AUX") or article.is_quoted(sentence, word):
        return False
    match = article.lexicon.match(sentence, word)
    return match is not None and "quote" in match.cue.patterns

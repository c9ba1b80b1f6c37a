"""Direct speech: quotations with their cues and sources."""

from collections.abc import Collection, Sequence
from itertools import groupby

from rejoinder.statements.attributions.cue_phrases import collect_cue_words
from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.quotation_cues import (
    AFTER_COLON,
    QuotationCue,
    find_quotation_cue,
    is_presented,
)
from rejoinder.statements.attributions.quotation_sources import choose_source
from rejoinder.statements.attributions.quotations import Quotation
from rejoinder.statements.attributions.quoted_speech import is_quotation_cue, is_speech
from rejoinder.statements.attributions.spans import covering_span, merge_overlapping, word_spans
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Word


def attribute_quotations(article: ParsedArticle, signed: Collection[Span]) -> tuple[list[Draft], list[Quotation]]:
    """Attribute the quotations that are speech; nicknames, titles and scare quotes are left out.

    Args:
        article: the article.
        signed: the spans of those that a signature attributes; they are left out too.

    Returns:
        a draft for each cue, with all quotations in a row that have it; and the quotations without a cue.
    """
    cued: list[tuple[QuotationCue, Quotation]] = []
    floating: list[Quotation] = []
    for quotation in article.quotations:
        is_said = is_speech(article, quotation) or is_presented(article, quotation)
        if is_said and (quotation.start, quotation.end) not in signed:
            cue = find_quotation_cue(article, quotation)
            if cue is None:
                floating.append(quotation)
            else:
                cued.append((cue, quotation))
    drafts = []
    for _, group in groupby(cued, key=lambda pair: pair[0].key):
        pairs = list(group)
        drafts.append(_draft_quotations(article, pairs[0][0], [quotation for _, quotation in pairs]))
    return drafts, floating


def _draft_quotations(article: ParsedArticle, cue: QuotationCue, quotations: Sequence[Quotation]) -> Draft:
    source = choose_source(article, cue)
    attribution = Attribution(
        sent_id=cue.sentence.sent_id,
        source=covering_span(source),
        cue=word_spans(_cue_words(article, cue, source)),
        content=merge_overlapping((q.start, q.end) for q in quotations),
        kind="direct",
        rule=cue.rule if len(quotations) == 1 else "quotation-interrupted",
    )
    return Draft(attribution=attribution, key=cue.key)


def _cue_words(article: ParsedArticle, cue: QuotationCue, source: Sequence[Word]) -> list[Word]:
    """The cue's words; a verb that is no cue by itself takes its object along: "put out a statement: ..."."""
    if not cue.is_verb:
        return [cue.word]
    needs_object = cue.rule == AFTER_COLON and not is_quotation_cue(article, cue.sentence, cue.word)
    words = collect_cue_words(
        cue.sentence,
        cue.word,
        outside={w.id for w in source},
        companions=cue.sentence.children(cue.word, "obj") if needs_object else (),
    )
    return article.unquoted(cue.sentence, words)

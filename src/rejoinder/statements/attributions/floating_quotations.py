"""Quotations without a cue of their own, joined to the attribution they go on with."""

from collections.abc import Sequence
from dataclasses import replace

from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.quotations import Quotation
from rejoinder.statements.attributions.spans import merge_overlapping
from rejoinder.statements.model import Attribution


def attach_floating_quotations(
    article: ParsedArticle, drafts: Sequence[Draft], quotations: Sequence[Quotation]
) -> list[Draft]:
    """Join each quotation without a cue to the attribution before it, or to the one it leads up to.

    Within a paragraph a quotation goes on with the attribution before it, unless a sentence between them tells of
    somebody. Where there is none yet, it belongs to the next quoted one. A quotation that opens a paragraph goes on
    with the end of the paragraph before. One that fills its paragraph, or sentences of it, is else an attribution of
    its own. The rest is left out.

    Returns:
        the drafts in the same order, then those of quotations that stand alone.
    """
    joined = list(drafts)
    for quotation in quotations:
        if _holds_speaker_label(joined, quotation) or _is_post(article, quotation):
            continue
        index = _find_continued(article, joined, quotation)
        if index is not None:
            joined[index] = _extend(joined[index], quotation)
        elif _fills_block(article, quotation) or _fills_sentences(article, quotation):
            joined.append(_stand_alone(article, quotation))
    return joined


def _holds_speaker_label(drafts: Sequence[Draft], quotation: Quotation) -> bool:
    """Whether a speaker's label stands inside the quotation, as in a transcript set in quotes."""
    labels = (d for d in drafts if d.attribution.rule == "speaker-label")
    return any(quotation.start <= label.start < quotation.end for label in labels)


def _is_post(article: ParsedArticle, quotation: Quotation) -> bool:
    """Whether a line above or below a paragraph that is a quotation names the author, as under a post."""
    beside = article.blocks[max(0, quotation.block - 1) : quotation.block + 2]
    return any(block["kind"] == "post" for block in beside) and _fills_block(article, quotation)


def _find_continued(article: ParsedArticle, drafts: Sequence[Draft], quotation: Quotation) -> int | None:
    """Index of the draft that a quotation goes on with."""
    index = _last_before(article, drafts, quotation)
    if index is not None and _has_new_subject(article, drafts, quotation):
        return None
    if index is None:
        index = _first_after(article, drafts, quotation)
    if index is None and _opens_block(article, quotation):
        index = _last_of_block(article, drafts, quotation.block - 1)
    return index


def _last_before(article: ParsedArticle, drafts: Sequence[Draft], quotation: Quotation) -> int | None:
    """The last attribution of the same block that ends before the quotation, the outermost of its sentence."""
    begin = min(s.start for s in article.sentences_by_block[quotation.block])
    candidates = [
        (draft.attribution.sent_id, -draft.start, index)
        for index, draft in enumerate(drafts)
        if _can_continue(draft) and begin <= draft.start and draft.end <= quotation.start
    ]
    return max(candidates)[-1] if candidates else None


def _has_new_subject(article: ParsedArticle, drafts: Sequence[Draft], quotation: Quotation) -> bool:
    """Whether the narrated sentence right before whole sentences that are quoted tells of a person or a name.

    'Aune said so. Her deputy, Lars Berg, was blunter. "They got the cod."' Whose the words are, coreference tells.
    """
    first = article.sentences_of(quotation)[0]
    before = [s for s in article.sentences_by_block[quotation.block] if s.end <= first.start][-1:]
    if not before or not _fills_sentences(article, quotation):
        return False
    (sentence,) = before
    is_narrated = all(d.end <= sentence.start or sentence.end <= d.start for d in drafts)
    subjects = sentence.children(sentence.root, "nsubj")
    return is_narrated and any(w.upos == "PROPN" or w.lemma in article.lexicon.persons for w in subjects)


def _first_after(article: ParsedArticle, drafts: Sequence[Draft], quotation: Quotation) -> int | None:
    """The first quoted attribution of the same block that begins after the quotation."""
    end = max(s.end for s in article.sentences_by_block[quotation.block])
    candidates = [
        (draft.start, index)
        for index, draft in enumerate(drafts)
        if draft.attribution.kind == "direct" and quotation.end <= draft.start < end
    ]
    return min(candidates)[-1] if candidates else None


def _last_of_block(article: ParsedArticle, drafts: Sequence[Draft], block: int) -> int | None:
    """The attribution that ends a block, if it is a quotation."""
    sentences = article.sentences_by_block.get(block)
    if not sentences:
        return None
    begin, end = min(s.start for s in sentences), max(s.end for s in sentences)
    candidates = [
        (draft.end, index)
        for index, draft in enumerate(drafts)
        if draft.attribution.kind != "indirect" and _can_continue(draft) and begin < draft.end <= end
    ]
    return max(candidates)[-1] if candidates else None


def _can_continue(draft: Draft) -> bool:
    """Whether somebody speaks on; nobody does where only an act is told: "The speech was announced at noon"."""
    attribution = draft.attribution
    return draft.takes_quotations and bool(attribution.source or (attribution.cue and attribution.act != "event"))


def _extend(draft: Draft, quotation: Quotation) -> Draft:
    """The draft with a quotation added to its content."""
    attribution = draft.attribution
    content = merge_overlapping((*attribution.content, (quotation.start, quotation.end)))
    kind = "direct" if attribution.kind == "direct" else "mixed"
    return replace(draft, attribution=replace(attribution, content=content, kind=kind))


def _opens_block(article: ParsedArticle, quotation: Quotation) -> bool:
    return not article.text[article.blocks[quotation.block]["start"] : quotation.start].strip()


def _fills_block(article: ParsedArticle, quotation: Quotation) -> bool:
    """Whether a paragraph is nothing but the quotation."""
    block = article.blocks[quotation.block]
    after = article.text[quotation.end : block["end"]].strip(" .\n")
    return block["kind"] == "paragraph" and _opens_block(article, quotation) and not after


def _fills_sentences(article: ParsedArticle, quotation: Quotation) -> bool:
    """Whether a quotation begins and ends with sentences of a paragraph: 'Lind laughs. "I never met her."'."""
    sentences = article.sentences_of(quotation)
    if not sentences or article.blocks[quotation.block]["kind"] != "paragraph":
        return False
    return sentences[0].start == quotation.start and not article.text[quotation.end : sentences[-1].end].strip(" .\n")


def _stand_alone(article: ParsedArticle, quotation: Quotation) -> Draft:
    """The quotation as an attribution: somebody says it, and whoever has the floor is the speaker."""
    sentence = article.sentences_of(quotation)[0]
    content = ((quotation.start, quotation.end),)
    attribution = Attribution(sent_id=sentence.sent_id, content=content, kind="direct", rule="quotation-alone")
    return Draft(attribution=attribution, key=(sentence.sent_id, 0))

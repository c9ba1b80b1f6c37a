"""Free indirect speech: reports that go on in the next sentence without a cue."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.records import is_titled_record
from rejoinder.statements.attributions.spans import merge_overlapping
from rejoinder.syntax import Sentence

RECORD = "record-goes-on"
_MIN_PARAGRAPHS = 3  # of a record of a meeting
_SHARE_OF_REPORTS = 0.75  # of its paragraphs that open with a report
_FEWEST_SPEAKERS = 2  # who open sentences in capitals, from which on a text covers a meeting
_CAPITALS = r"[^\W\d_a-zà-ÿ]{2,}"
_SPEAKER = re.compile(rf"(?:{_CAPITALS}(?:[.’'-] ?| )){{1,5}}{_CAPITALS}(?: \([^()\n]{{2,60}}\)|, [^\n.]{{2,80}},)")
_ITEM = re.compile(r"\d{1,3}[.)] ")
_WOULD = {"would", "'d", "’d"}


def extend_to_free_indirect_speech(article: ParsedArticle, drafts: Sequence[Draft]) -> list[Draft]:
    """Let reports go on into the next sentence where its "would" can only be the speaker's (Banfield 1982).

    "The envoy said a deal was close. It would be signed in May.": within a paragraph, after a report in the past tense,
    and without an attribution of the sentence's own. In a record of a meeting, whose paragraphs are a report each,
    any past tense goes on: "The chair said that time was short. Members had spoken for too long." So it does behind who
    opens a paragraph in capitals, as in coverage of meetings: "ANA LIND (Selt) said that time was short." Where the
    title says that a text is a record, "would" goes on in the next paragraph, too.

    Returns:
        the drafts in the same order, then those of sentences that go on in a record.
    """
    extended = list(drafts)
    is_everywhere, openings = _is_record(article, drafts), _find_openings(article, drafts)
    paragraphs = [article.sentences] if is_titled_record(article) else article.sentences_by_block.values()
    for sentences in paragraphs:
        is_record = is_everywhere
        for previous, sentence in pairwise(sentences):
            is_record = is_record or previous.start in openings
            is_within = previous.block == sentence.block
            goes_on = _is_backshifted(sentence) or (is_record and is_within and _goes_on_in_record(article, sentence))
            index = _find_report(article, extended, previous) if goes_on else None
            if index is None or any(_reaches_into(d, sentence) for d in extended):
                continue
            if is_record:
                extended.append(_go_on(extended[index], sentence))
            else:
                extended[index] = _extend(extended[index], sentence)
    return extended


def _is_record(article: ParsedArticle, drafts: Sequence[Draft]) -> bool:
    """Whether the title says so, or most paragraphs open with a report in the past tense, and none quotes."""
    if is_titled_record(article):
        return True
    openings = [
        sentences[0]
        for number, sentences in article.sentences_by_block.items()
        if sentences and article.blocks[number]["kind"] == "paragraph"
    ]
    if len(openings) < _MIN_PARAGRAPHS or any(d.attribution.kind == "direct" for d in drafts):
        return False
    starts = {sentence.start for sentence in openings}
    reports = {d.start for d in drafts if d.attribution.source and d.start in starts and _is_in_past(article, d)}
    return len(reports) >= _SHARE_OF_REPORTS * len(openings)


def _find_openings(article: ParsedArticle, drafts: Sequence[Draft]) -> frozenset[int]:
    """Where sentences begin that open with who speaks, in capitals; none where just one does.

    Who speaks is the source of a report: in "NEW YORK (Selt News) - Lind said", the place is not.
    """
    sources = {start for draft in drafts for start, _ in draft.attribution.source}
    opening = (s for s in article.sentences if s.start in sources)
    starts = [s.start for s in opening if _SPEAKER.match(article.text, s.start, s.end)]
    return frozenset(starts if len(starts) >= _FEWEST_SPEAKERS else ())


def _goes_on_in_record(article: ParsedArticle, sentence: Sentence) -> bool:
    """Whether a sentence may be part of a report in the past: no item of its own, and no other's "Selt concurred"."""
    is_present = any(w.xpos in ("VBZ", "VBP") for w in sentence.words)
    is_item = _ITEM.match(article.text, sentence.start) is not None
    match = article.lexicon.match(sentence, sentence.root) if sentence.root.upos == "VERB" else None
    return not (is_present or is_item or (match is not None and match.cue.act == "speech"))


def _is_backshifted(sentence: Sentence) -> bool:
    modals = sentence.children(sentence.root, "aux")
    return any(w.form.lower() in _WOULD for w in modals) and not _has_condition(sentence)


def _has_condition(sentence: Sentence) -> bool:
    """Whether a clause says when or if it would be so: then the narrator may speculate."""
    return any(sentence.children(c, "mark", "advmod") for c in sentence.children(sentence.root, "advcl"))


def _reaches_into(draft: Draft, sentence: Sentence) -> bool:
    spans = (*draft.attribution.content, *draft.attribution.cue)
    return any(start < sentence.end and sentence.start < end for start, end in spans)


def _find_report(article: ParsedArticle, drafts: Sequence[Draft], sentence: Sentence) -> int | None:
    """Index of the last report of speech in a sentence, or of the one that goes on in it, with those within it."""
    candidates = [
        (draft.attribution.content[-1][1], -draft.start, index)
        for index, draft in enumerate(drafts)
        if draft.takes_quotations
        and draft.attribution.source
        and draft.attribution.act == "speech"
        and _reaches_into(draft, sentence)
        and _is_in_past(article, draft)
    ]
    return max(candidates)[-1] if candidates else None


def _is_in_past(article: ParsedArticle, draft: Draft) -> bool:
    sent_id, word_id = draft.key
    sentence = next((s for s in article.sentences if s.sent_id == sent_id), None)
    return sentence is not None and 0 < word_id <= len(sentence.words) and sentence.word(word_id).xpos == "VBD"


def _extend(draft: Draft, sentence: Sentence) -> Draft:
    attribution = draft.attribution
    content = merge_overlapping((*attribution.content, (sentence.start, sentence.end)))
    kind = "mixed" if attribution.kind == "direct" else attribution.kind
    return replace(draft, attribution=replace(attribution, content=content, kind=kind))


def _go_on(draft: Draft, sentence: Sentence) -> Draft:
    """A sentence of a record as an attribution of its own to the report's source."""
    content = ((sentence.start, sentence.end),)
    attribution = replace(draft.attribution, sent_id=sentence.sent_id, cue=(), content=content, kind="indirect")
    return replace(draft, attribution=replace(attribution, rule=RECORD))

"""The sentences of a turn, a speech or a release that are its speaker's own, and those that report somebody else."""

import re
from collections.abc import Sequence

from rejoinder.first_person import I_PATTERN, I_WE_OR_YOU, WE_PATTERN
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Sentence

_PRONOUN = re.compile(r"it|he|she|they", re.IGNORECASE)
_PRONOUN_OF_BODY = re.compile(r"it|they", re.IGNORECASE)
_FIRST_PERSON = re.compile(rf"\b(?:{I_PATTERN}|{WE_PATTERN})\b")
_PAST = re.compile(r"\b(?:said|told|wrote|\w+ed)\b")
_PERFECT = re.compile(r"\b(?:have|has) (?:\w+ )?\Z")  # "The Parties have agreed that" is their own
_BEFORE = 30  # characters of auxiliaries before a verb
_WORD = re.compile(r"\w+")
_SHARE_OF_OTHERS = 0.5  # of a sentence, from which on it is whose words it reports, not of whoever speaks around it


def select_own(
    text: str, sentences: Sequence[Sentence], attributions: Sequence[Attribution], issuer: str = ""
) -> list[Sentence]:
    """Select the sentences that are a speaker's own.

    What "they" say is others' only where the sentence before was others'. So is what "she" says where nobody says "I"
    or "we", as a summary calls who speaks "she"; but a release its body "it".

    Args:
        text: of the article.
        sentences: of what somebody speaks, in order.
        attributions: within them.
        issuer: the body whose release it is, "" for a speaker's words.
    """
    reports = [attribution for attribution in attributions if _is_report(text, attribution, issuer)]
    is_summary = not issuer and not _is_in_first_person(text, sentences, reports)
    pronoun = _PRONOUN if is_summary else _PRONOUN_OF_BODY
    of_named = [
        report for report in reports if report.kind != "indirect" or not pronoun.fullmatch(text, *report.source[0])
    ]
    own: list[Sentence] = []
    is_others = False
    for sentence in sentences:
        is_others = _reports_others(sentence, reports if is_others else of_named)
        own += [] if is_others else [sentence]
    return own


def _is_in_first_person(text: str, sentences: Sequence[Sentence], reports: Sequence[Attribution]) -> bool:
    """Whether somebody says "I" or "we" outside what others are quoted as saying."""
    quoted = [span for report in reports if report.kind != "indirect" for span in report.content]
    found = (match for sentence in sentences for match in _FIRST_PERSON.finditer(text, sentence.start, sentence.end))
    return any(not any(start <= match.start() < end for start, end in quoted) for match in found)


def _reports_others(sentence: Sentence, reports: Sequence[Attribution]) -> bool:
    """Whether most of a sentence but for who says it is somebody else's words."""
    return any(_share_of_words(report, sentence) >= _SHARE_OF_OTHERS for report in reports)


def _share_of_words(attribution: Attribution, sentence: Sentence) -> float:
    words = _measure_within(attribution.content, sentence)
    reporting = _measure_within((*attribution.source, *attribution.cue), sentence)
    return words / max(1, sentence.end - sentence.start - reporting)


def _measure_within(spans: Sequence[Span], sentence: Sentence) -> int:
    """How many signs of a sentence lie in some spans."""
    return sum(max(0, min(end, sentence.end) - max(start, sentence.start)) for start, end in spans)


def _is_report(text: str, attribution: Attribution, issuer: str) -> bool:
    """Somebody else's words: quoted, or told of in the past; "we call on" and "Ostrovia condemns" are its own.

    So is what a ministry's release says of "the Ministry"; but "the minister underlines that" reports the minister.
    """
    if not attribution.source or text[slice(*attribution.source[0])].lower() in I_WE_OR_YOU:
        return False
    if issuer and _names_part(text[slice(*attribution.source[0])], issuer):
        return False
    if attribution.kind == "direct" or (issuer and (attribution.kind == "mixed" or attribution.rule == "that-clause")):
        return attribution.act != "event"
    if attribution.kind == "mixed":  # "our farmers fear “a dry summer”" is who speaks on them
        return attribution.act == "speech"
    return attribution.act == "speech" and any(_is_past(text, cue) for cue in attribution.cue)


def _names_part(source: str, issuer: str) -> bool:
    words = {word.casefold() for word in _WORD.findall(source)} - {"the"}
    return words <= {word.casefold() for word in _WORD.findall(issuer)}


def _is_past(text: str, cue: Span) -> bool:
    return bool(_PAST.search(text, *cue)) and not _PERFECT.search(text, max(0, cue[0] - _BEFORE), cue[0])

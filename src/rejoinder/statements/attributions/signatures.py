"""Signed words: a quotation with its speaker's name behind it, and a letter with its writer's name below it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.first_person import I_WE_OR_YOU
from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.person_phrases import find_person, is_verbless
from rejoinder.statements.attributions.quotations import Quotation, ends_like_speech
from rejoinder.statements.attributions.spans import merge_overlapping, trim_edges
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Word

_MARK = re.compile(r"\s*(?P<mark>[-–—―]+|\(|)\s*")
_OCCASION = re.compile(r"\s*(?:[()]|, (?:on|after|before|in an?|during|when|speaking) |\n|$)")  # what ends a name
_BULLETS = " \n•·*-–—"
_MAX_WORDS = 14
_PARTICLES = {"of", "de", "da", "van", "von", "der", "den", "la", "le", "del", "bin", "al", "the", "and", "'s", "’s"}
_LETTER = re.compile(r"\b(?:letters?|message|note|appeal|petition|pledge)\b", re.IGNORECASE)
_SALUTATION = re.compile(r"\W*(?:Dear\b|Sir,|Sirs,|Madam,|To the editor\b)", re.IGNORECASE)
_FAREWELL = re.compile(
    r"(?:signed|(?:yours )?(?:sincerely|faithfully|truly)|respectfully|\w+ regards)[,:]?", re.IGNORECASE
)
_CAPITALS = re.compile(r"(?<=[.!?…”\"] )[A-Z]{2,}(?: [A-Z.'’-]{2,})+(?=, |$)")  # "... ruled. ADA LIND, Moray Place"
_NO_NAMES = {"by", "from", "with", "in", "at", "on", "for", "to", "the"}  # what opens a byline, a place or a note


class Signature(NamedTuple):
    """A name that stands below or behind what it signs.

    Attributes:
        name: its span, role and place included.
        block: index of the block it stands in.
        mark: the dash or bracket that opens it, if any.
    """

    name: Span
    block: int
    mark: tuple[Span, ...] = ()


def attribute_signed_words(article: ParsedArticle) -> Iterator[Draft]:
    """Attribute quotations and letters to those who sign them.

    Yields:
        drafts of quotations, then of letters, in order of the text.
    """
    for quotations in _rows_of_quotations(article):
        signature = _signature_behind(article, quotations[-1]) or _signature_below(article, quotations[-1])
        if signature is not None and ends_like_speech(article.text, quotations[-1]):
            yield _draft(article, signature, [(q.start, q.end) for q in quotations], "quotation-signed")
    yield from _attribute_letters(article)


def _rows_of_quotations(article: ParsedArticle) -> Iterator[list[Quotation]]:
    """Quotations with nothing between them; one whose mark is left open goes on in the next paragraph."""
    row: list[Quotation] = []
    for quotation in article.quotations:
        if row and not _goes_on(article, row[-1], quotation):
            yield row
            row = []
        row.append(quotation)
    if row:
        yield row


def _goes_on(article: ParsedArticle, earlier: Quotation, later: Quotation) -> bool:
    between = article.text[earlier.end : later.start].strip(_BULLETS)
    return not between and (earlier.block == later.block or not earlier.closed)


def _signature_behind(article: ParsedArticle, quotation: Quotation) -> Signature | None:
    """A dash or bracket and a name, up to the next quotation or the end of the line: "..." - Ada Lind, nurse."""
    end = article.blocks[quotation.block]["end"]
    end = min([end, *(q.start for q in article.quotations if quotation.end <= q.start < end)])
    line = article.text[quotation.end : end].lstrip().partition("\n")[0]
    start = article.text.find(line, quotation.end, end) if line else end
    signature = _read_signature(article, quotation.block, start, start + len(line))
    return signature if signature is not None and signature.mark else _phrase_behind(article, quotation, end)


def _phrase_behind(article: ParsedArticle, quotation: Quotation, end: int) -> Signature | None:
    """A phrase about a person, with nothing else in its sentence: "...," from one nurse; "..." Judge Lind on X."""
    sentences = article.sentences_by_block[quotation.block]
    sentence = next((s for s in sentences if s.words[-1].start >= quotation.end), None)
    phrase = [w for w in sentence.words if quotation.end <= w.start and w.end <= end] if sentence else []
    if not phrase or phrase[-1].form == ":" or not is_verbless(phrase):
        return None
    person = find_person(phrase, article.lexicon.persons | article.lexicon.institutions)
    return Signature((person[0].start, person[-1].end), quotation.block) if person else None


def _signature_below(article: ParsedArticle, quotation: Quotation) -> Signature | None:
    """A paragraph that is a name, below one that is a quotation."""
    block = quotation.block + 1
    own = article.blocks[quotation.block]
    around = article.text[own["start"] : quotation.start] + article.text[quotation.end : own["end"]]
    if around.strip(_BULLETS) or block not in article.sentences_by_block:
        return None
    return _read_signature(article, block, article.blocks[block]["start"], article.blocks[block]["end"])


def _read_signature(article: ParsedArticle, block: int, start: int, end: int) -> Signature | None:
    """The signature that a stretch of text is; None where it is none.

    A dash or bracket may open a description ("a nurse"); without one it is a name, with a role or place or nothing.
    """
    text = article.text
    opening = _MARK.match(text, start, end)
    if opening is None:
        return None
    name_start = opening.end()
    mark = (opening.span("mark"),) if opening["mark"] else ()
    closing = _OCCASION.search(text, name_start, end)
    name_end = closing.start() if closing else end
    words = _words_between(article, block, name_start, name_end)
    first_part = [w for w in words if w.end <= _end_of_first_part(text, name_start, name_end)]
    if not 0 < len(words) <= _MAX_WORDS or _has_clause(first_part) or any(w.form == ":" for w in words):
        return None
    has_role = len(first_part) < len(words)
    if _is_full_name(first_part, has_role) or (mark and _opens_description(words[0])):
        return Signature((name_start, name_end), block, mark)
    return None


def _has_clause(words: Sequence[Word]) -> bool:
    return any(w.upos in ("VERB", "AUX", "SCONJ") for w in words)


def _is_full_name(words: Sequence[Word], has_role: bool) -> bool:
    """Whether words are a name of several; where no role follows it, each is to be tagged as one."""
    if len(words) < 2 or words[0].form.lower() in _NO_NAMES:
        return False
    return all(_is_part_of_name(w) and (has_role or w.upos == "PROPN") for w in words)


def _opens_description(word: Word) -> bool:
    """ "A nurse", "Nurse in Karsia"."""
    return word.upos == "DET" or word.form[:1].isupper()


def _end_of_first_part(text: str, start: int, end: int) -> int:
    comma = text.find(",", start, end)
    return end if comma < 0 else comma


def _is_part_of_name(word: Word) -> bool:
    form = word.form
    return (form[:1].isupper() or form.lower() in _PARTICLES or form == ".") and form[-1:] not in "!?:;"


def _words_between(article: ParsedArticle, block: int, start: int, end: int) -> list[Word]:
    sentences = article.sentences_by_block.get(block, [])
    return trim_edges([w for s in sentences for w in s.words if start <= w.start and w.end <= end])


def _attribute_letters(article: ParsedArticle) -> Iterator[Draft]:
    """Attribute the paragraphs above each writer's name in letters and appeals, written as "I", "we" or to "you"."""
    title = next((article.text[b["start"] : b["end"]] for b in article.blocks if b["kind"] != "paragraph"), "")
    is_letter = _LETTER.search(title) is not None
    body: list[Span] = []
    for number, block in enumerate(article.blocks):
        if block["kind"] == "signature":
            body = []  # of a letter that `turns` attributes
        if block["kind"] != "paragraph" or number not in article.sentences_by_block:
            continue
        start, end = block["start"], block["end"]
        is_letter = is_letter or _SALUTATION.match(article.text, start, end) is not None
        lines = article.text[start:end].split("\n")
        if _FAREWELL.fullmatch(article.text[start:end].strip()):
            is_letter = True
            continue
        signature = _signature_of_letter(article, number, len(lines[0]))
        if signature is None:
            body.append((start, end))
            continue
        above = article.text[start : signature.name[0]].rstrip()
        body += [(start, start + len(above))] if above.strip(_BULLETS) else []
        if body and is_letter and _addresses_somebody(article, body):
            yield _draft(article, signature, body, "letter-signed")
        body = []


def _signature_of_letter(article: ParsedArticle, block: int, first_line: int) -> Signature | None:
    """A paragraph that is a name, or a name in capitals that ends one."""
    start, end = article.blocks[block]["start"], article.blocks[block]["end"]
    capitals = _CAPITALS.search(article.text, start, end)
    if capitals is not None and end - capitals.end() < 60:
        return Signature((capitals.start(), end), block)
    return _read_signature(article, block, start, start + first_line)


def _addresses_somebody(article: ParsedArticle, body: Sequence[Span]) -> bool:
    """Whether a text speaks as "I" or "we", or to "you", outside quotations."""
    return any(
        w.form.lower() in I_WE_OR_YOU and not article.is_quoted(s, w)
        for s in article.sentences
        for w in s.words
        if any(start <= w.start < end for start, end in body)
    )


def _draft(article: ParsedArticle, signature: Signature, content: Sequence[Span], rule: str) -> Draft:
    sentence = next(s for s in article.sentences_by_block[signature.block] if s.start <= signature.name[0] < s.end)
    word = next(w for w in sentence.words if w.start >= signature.name[0])
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=(signature.name,),
        cue=tuple(span for span in signature.mark if article.text[span[0]] != "("),
        content=merge_overlapping(content),
        kind="direct",
        rule=rule,
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, word.id), takes_quotations=False)

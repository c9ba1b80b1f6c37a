"""Quotations and who is quoted: the cue beside a quotation, quotations it interrupts, and those that go on uncued."""

from collections.abc import Sequence
from dataclasses import dataclass

from rejoinder.statements.attributions.quotations import Quotation, ends_like_speech
from rejoinder.statements.attributions.reading import Draft, Reading, cue_words, source_spans
from rejoinder.statements.attributions.sources import source_head, source_words
from rejoinder.statements.attributions.spans import pieces, union
from rejoinder.statements.attributions.speech import is_cue, is_speech
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Sentence, Word

_DASHES = {"-", "--", "–", "—", "―"}
_LONGEST_SIGNATURE = 8  # words, the dash included
ANNOUNCED = "quotation-announced"  # by a sentence of its own, which may say something else besides


@dataclass(frozen=True)
class _Found:
    """A cue of a quotation: the sentence and word, where it stands, and the rule that found it."""

    sentence: Sentence
    word: Word
    rule: str


@dataclass
class _Open:
    """An attribution that later quotations of the paragraph may still join."""

    found: _Found
    pieces: list[Span]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    rule: str


def direct(reading: Reading) -> tuple[list[Draft], list[int]]:
    """Attributions of the quotations that have a cue, and the indices of those that are speech without one.

    Nicknames, titles and scare quotes are in neither.
    """
    made: list[_Open] = []
    loose: list[int] = []
    for index, quotation in enumerate(reading.quotations):
        sentences = reading.by_block.get(quotation.block, [])
        span = [s for s in sentences if s.start < quotation.end and s.end > quotation.start]
        if not span or not is_speech(reading, index, span):
            continue
        found = _cue(reading, index, span, sentences)
        if found is None:
            loose.append(index)
        elif made and _same(made[-1].found, found):
            made[-1].pieces.append((quotation.start, quotation.end))
            made[-1].rule = "quotation-interrupted"
        else:
            made.append(_opened(reading, found, quotation))
    return [_draft(item) for item in made], loose


def _same(one: _Found, other: _Found) -> bool:
    return (one.sentence.sent_id, one.word.id) == (other.sentence.sent_id, other.word.id)


def _draft(item: _Open) -> Draft:
    key = (item.found.sentence.sent_id, item.found.word.id)
    made = Attribution(
        sent_id=item.found.sentence.sent_id,
        source=item.source,
        cue=item.cue,
        content=union(item.pieces),
        kind="direct",
        act="speech",
        rule=item.rule,
    )
    return Draft(attribution=made, key=key)


def _opened(reading: Reading, found: _Found, quotation: Quotation) -> _Open:
    sentence, word = found.sentence, found.word
    source: list[Word] = []
    cue = [word]
    if found.rule == "quotation-signed":
        source = [w for w in sentence.words if w.id > word.id and not reading.quoted(sentence, w)]
    elif word.upos != "PUNCT":
        head = _source(reading, sentence, word)
        if head is not None:
            source = [w for w in source_words(sentence, head, word, reading.lexicon) if not reading.quoted(sentence, w)]
            source = _unbroken(source, head)
        stops = {w.id for w in source}
        beside = sentence.children(word, "obj") if _announces(reading, found) else ()
        cue = [w for w in cue_words(sentence, word, None, stops, beside) if not reading.quoted(sentence, w)]
    else:
        source = [w for w in sentence.words if w.id < word.id and not reading.quoted(sentence, w)]
    return _Open(found, [(quotation.start, quotation.end)], source_spans(source), pieces(cue), found.rule)


def _announces(reading: Reading, found: _Found) -> bool:
    """Whether a cue is one only with its object: "put out a statement: ..."."""
    return found.rule == "quotation-after-colon" and not is_cue(reading, found.sentence, found.word)


def _unbroken(words: list[Word], head: Word) -> list[Word]:
    """The run of words around the head: what stands beyond a quotation is no part of the phrase."""
    ids = {w.id for w in words}
    first = last = head.id
    while first - 1 in ids:
        first -= 1
    while last + 1 in ids:
        last += 1
    return [w for w in words if first <= w.id <= last]


def _source(reading: Reading, sentence: Sentence, word: Word) -> Word | None:
    head = source_head(sentence, word, reading.lexicon)
    if head is not None and not reading.quoted(sentence, head):
        return head
    after = [w for w in sentence.words[word.id : word.id + 3] if not reading.quoted(sentence, w)]
    for near in after[:1]:
        if near.upos in ("PROPN", "NOUN", "DET", "PRON", "ADJ") and near.head != 0:
            return _top(reading, sentence, near, word)
    return None


def _top(reading: Reading, sentence: Sentence, near: Word, cue: Word) -> Word:
    """The highest nominal above a word that still stands right of the cue and outside quotations."""
    best = near
    for above in sentence.ancestors(near):
        if above.upos not in ("PROPN", "NOUN", "PRON") or above.id < cue.id or reading.quoted(sentence, above):
            break
        best = above
    return best


def _cue(reading: Reading, index: int, span: Sequence[Sentence], block: Sequence[Sentence]) -> _Found | None:
    """The cue of a quotation: leading up to it, else following it, else in a sentence that announces it."""
    quotation = reading.quotations[index]
    before = [w for w in span[0].words if w.end <= quotation.start and not reading.quoted(span[0], w)]
    found = _leading(reading, span[0], before) if before else None
    return found or _following(reading, index, span, block) or (None if before else _announced(reading, span[0]))


def _leading(reading: Reading, sentence: Sentence, before: list[Word]) -> _Found | None:
    verbs = [w for w in before if is_cue(reading, sentence, w)]
    if verbs:
        return _Found(sentence, verbs[-1], "quotation-with-leading-cue")
    if before[-1].form != ":":
        return None
    word = _before_colon(before)
    return _Found(sentence, word, "quotation-after-colon" if word.upos == "VERB" else "speaker-label")


def _announced(reading: Reading, sentence: Sentence) -> _Found | None:
    """The cue of the sentence before, be it in the paragraph before, where it ends in a colon."""
    earlier = [s for s in reading.sentences if s.end <= sentence.start][-1:]
    if not earlier or earlier[0].words[-1].form != ":" or earlier[0].block < sentence.block - 1:
        return None
    words = [w for w in earlier[0].words if not reading.quoted(earlier[0], w)]
    verbs = [w for w in words if is_cue(reading, earlier[0], w)]
    word = verbs[-1] if verbs else _before_colon(words) if words else None
    return None if word is None else _Found(earlier[0], word, ANNOUNCED)


def _before_colon(words: list[Word]) -> Word:
    """The last verb before a colon, else the last word: a speaker's label."""
    return ([w for w in words if w.upos == "VERB" and w.xpos in ("VBD", "VBZ", "VBP", "VBG", "VB")] or words)[-1]


def _following(reading: Reading, index: int, span: Sequence[Sentence], block: Sequence[Sentence]) -> _Found | None:
    quotation = reading.quotations[index]
    sentence = span[-1]
    after = [w for w in sentence.words if w.start >= quotation.end]
    gap = _until_quotation(reading, sentence, after)
    if not [w for w in gap if w.upos != "PUNCT"]:
        later = [s for s in block if s.start >= quotation.end][:1]
        if not later or not _is_tag(reading, later[0]):
            return None
        sentence = later[0]
        gap = _until_quotation(reading, sentence, list(sentence.words))
    signed = _signed(sentence, gap)
    if signed is not None:
        return signed
    verbs = [w for w in gap if is_cue(reading, sentence, w)]
    linked = [w for w in verbs if _linked(reading, sentence, w)]
    if linked or verbs:
        word = (linked or verbs)[0]
        return _Found(sentence, word, _inversion(reading, sentence, word))
    if ends_like_speech(reading.text, quotation):
        others = [w for w in gap if w.upos == "VERB" and _linked(reading, sentence, w) and w.xpos in ("VBD", "VBZ")]
        if others:
            return _Found(sentence, others[0], "quotation-with-linked-verb")
    return None


def _signed(sentence: Sentence, gap: list[Word]) -> _Found | None:
    """A dash and a name after a quotation: "..." - Ada Lind."""
    words = [w for w in gap if w.upos != "PUNCT" or w.form in _DASHES]
    if not 1 < len(words) <= _LONGEST_SIGNATURE or words[0].form not in _DASHES:
        return None
    named = all(w.form[:1].isupper() or w.form.endswith(".") for w in words[1:])
    return _Found(sentence, words[0], "quotation-signed") if named else None


def _inversion(reading: Reading, sentence: Sentence, word: Word) -> str:
    subject = source_head(sentence, word, reading.lexicon)
    return "quotation-with-inverted-cue" if subject is None or subject.id > word.id else "quotation-with-cue"


def _until_quotation(reading: Reading, sentence: Sentence, words: list[Word]) -> list[Word]:
    """The words up to the next quotation that is speech."""
    found = []
    for word in words:
        if reading.quoted(sentence, word):
            index = reading.inside[sentence.sent_id, word.id]
            span = [s for s in reading.by_block[sentence.block] if s.start < reading.quotations[index].end]
            holds = [s for s in span if s.end > reading.quotations[index].start]
            if is_speech(reading, index, holds):
                break
            continue
        found.append(word)
    return found


def _is_tag(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is the rest of a quoted one, cut off by the parser: "... ?" | "she asked."."""
    words = [w for w in sentence.words if w.upos != "PUNCT"]
    if not words or reading.quoted(sentence, words[0]):
        return False
    return words[0].form[:1].islower() or (len(words) <= 4 and any(is_cue(reading, sentence, w) for w in words[:3]))


def _linked(reading: Reading, sentence: Sentence, verb: Word) -> bool:
    """Whether the tree joins the verb and quoted words: one hangs on the other."""
    head = sentence.head(verb)
    if head is not None and reading.quoted(sentence, head):
        return True
    return any(
        reading.quoted(sentence, child)
        for child in sentence.children(verb, "ccomp", "parataxis", "obj", "xcomp", "dep", "advcl", "obl", "nsubj")
    )

"""Which quotations are speech, and which are names, titles, scare quotes or words quoted within a clause."""

from collections.abc import Sequence

from rejoinder.statements.attributions.quotations import ends_like_speech
from rejoinder.statements.attributions.reading import Reading
from rejoinder.statements.attributions.spans import is_mark
from rejoinder.syntax import Sentence, Word

_NEAR = 6  # words between a quotation and a cue that stands before it without a comma or colon
_MIN_WORDS = 2
_DASHES = (",", "-", "--", "—", "–")


def is_speech(reading: Reading, index: int, span: Sequence[Sentence]) -> bool:
    """Whether a quotation is somebody's utterance rather than a name, a title or words put in doubt.

    It is one where it holds more than a sentence, opens one and ends like speech, or follows a colon, a comma after
    a cue or a cue itself; words quoted in the middle of a clause are part of that clause.
    """
    quotation = reading.quotations[index]
    words = [w for s in span for w in s.words if quotation.start <= w.start < quotation.end and not is_mark(w)]
    plain = [w for w in words if w.upos != "PUNCT"]
    if not plain:
        return False
    first = span[0]
    before = [w for w in first.words if w.end <= quotation.start and not is_mark(w)]
    ends = ends_like_speech(reading.text, quotation)
    if not before:
        return ends or len(span) > 1 or not quotation.closed
    last = before[-1]
    capital = plain[0].form[:1].isupper()
    if last.form == ":":
        return len(plain) >= _MIN_WORDS or ends
    if reading.quotation_at(last.start) >= 0 and last.form not in ",:":
        return len(span) > 1
    if last.form in _DASHES:
        cue = any(is_cue(reading, first, w) for w in before)
        return cue and ends and (capital or _interrupts(reading, first, before))
    near = before[-_NEAR:]
    if capital and len(plain) >= _MIN_WORDS and ends and any(is_cue(reading, first, w) for w in near):
        return True
    return len(span) > 1 and capital and last.upos in ("VERB", "PUNCT")


def _interrupts(reading: Reading, sentence: Sentence, before: Sequence[Word]) -> bool:
    """Whether the words before belong to a cue that broke into a quotation of the same sentence."""
    return any(reading.quoted(sentence, w) for w in before)


def is_cue(reading: Reading, sentence: Sentence, word: Word) -> bool:
    """Whether a word outside quotations is a verb that quotations stand beside."""
    if word.upos not in ("VERB", "AUX") or reading.quoted(sentence, word):
        return False
    cue, _ = reading.lexicon.match(sentence, word)
    return cue is not None and "quote" in cue.frames

"""Quotations whose closing mark is lost: they end before the cue that says whose they are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.statements.attributions.quotations import Quotation
from rejoinder.statements.model import TextBlock
from rejoinder.syntax import Sentence, Word

_STOPS = {",", "?", "!"}
_SUBJECT_BEGINNINGS = ("PROPN", "NOUN", "DET", "PRON", "ADJ")


def close_lost_marks(
    quotations: Sequence[Quotation], blocks: Sequence[TextBlock], sentences: Sequence[Sentence], lexicon: CueLexicon
) -> list[Quotation]:
    """Close quotations that are left open before a cue of theirs: `"The rule is clear, said Ada Lind. She left.`

    One that the next paragraph opens anew goes on there, and stays as it is. So does one without a cue.

    Args:
        quotations: of an article, in order.
        blocks: its blocks.
        sentences: its parse.
        lexicon: the cues.

    Returns:
        the quotations in the same order.
    """
    reopened = {q.block - 1 for q in quotations if q.start == blocks[q.block]["start"]}
    closed = []
    for quotation in quotations:
        end = None
        if not quotation.closed and quotation.block not in reopened:
            end = next(_ends_before_cues(quotation, sentences, lexicon), None)
        inner = (quotation.inner[0], end or quotation.inner[1])
        closed.append(replace(quotation, end=end, inner=inner, closed=True) if end else quotation)
    return closed


def _ends_before_cues(quotation: Quotation, sentences: Sequence[Sentence], lexicon: CueLexicon) -> Iterator[int]:
    """Offsets after the commas that set reporting clauses off: ", said the judge", ", the judge said."."""
    for sentence in sentences:
        if sentence.start >= quotation.end or sentence.end <= quotation.start or sentence.block != quotation.block:
            continue
        for verb in sentence.words:
            comma = _comma_before_clause(sentence, verb) if _is_cue(sentence, verb, lexicon) else None
            if comma is not None and comma.start > quotation.inner[0]:
                yield comma.end


def _is_cue(sentence: Sentence, verb: Word, lexicon: CueLexicon) -> bool:
    match = lexicon.match(sentence, verb) if verb.xpos in ("VBD", "VBZ") else None
    return match is not None and "quote" in match.cue.patterns


def _comma_before_clause(sentence: Sentence, verb: Word) -> Word | None:
    """The comma or stop right before a verb with its subject behind it, or before the subject of a verb at the end."""
    behind = sentence.words[verb.id : verb.id + 1]
    if verb.id > 1 and sentence.word(verb.id - 1).form in _STOPS:
        return sentence.word(verb.id - 1) if behind and behind[0].upos in _SUBJECT_BEGINNINGS else None
    subjects = sentence.children(verb, "nsubj")
    if not subjects or not behind or behind[0].form != ".":
        return None
    first = sentence.subtree(subjects[0])[0].id
    before = sentence.words[first - 2] if first > 1 else None
    return before if before is not None and before.form in _STOPS else None

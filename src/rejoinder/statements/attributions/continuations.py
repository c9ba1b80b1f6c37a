"""Quotations without a cue of their own, joined to the attribution they go on with."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rejoinder.statements.attributions.quotations import Quotation
from rejoinder.statements.attributions.reading import Draft, Reading
from rejoinder.statements.attributions.spans import union
from rejoinder.statements.model import Attribution


def continued(
    reading: Reading, blocks: Sequence[Mapping[str, Any]], drafts: Sequence[Draft], loose: Sequence[int]
) -> list[Draft]:
    """The drafts, with each loose quotation joined to the one before it, or to the one it leads up to.

    Within a paragraph a quotation goes on with the attribution before it, or, where there is none yet, belongs to the
    next quoted one. A quotation that opens a paragraph goes on with the end of the paragraph before. Others are left.
    """
    made = list(drafts)
    for index in loose:
        quotation = reading.quotations[index]
        if _labelled(made, quotation):
            continue
        at = _before(reading, made, quotation)
        if at is None:
            at = _after(reading, made, quotation)
        if at is not None:
            made[at] = _joined(made[at], quotation)
        elif _opens_block(reading, blocks, quotation):
            at = _last_of(reading, made, quotation.block - 1)
            if at is not None:
                made[at] = _joined(made[at], quotation)
            elif _fills_block(reading, blocks, quotation):
                made.append(_alone(reading, quotation))
    return made


def _labelled(drafts: Sequence[Draft], quotation: Quotation) -> bool:
    """Whether a speaker's label stands inside the quotation, as in a transcript set in quotes."""
    labels = (d.attribution for d in drafts if d.attribution.rule == "speaker-label")
    return any(quotation.start <= _start(made) < quotation.end for made in labels)


def _joined(draft: Draft, quotation: Quotation) -> Draft:
    old = draft.attribution
    kind = "direct" if old.kind == "direct" else "mixed"
    spans = union((*old.content, (quotation.start, quotation.end)))
    return replace(draft, attribution=replace(old, content=spans, kind=kind))


def _end(attribution: Attribution) -> int:
    return max(end for spans in (attribution.source, attribution.cue, attribution.content) for _, end in spans)


def _start(attribution: Attribution) -> int:
    return min(start for spans in (attribution.source, attribution.cue, attribution.content) for start, _ in spans)


def _speaks(draft: Draft) -> bool:
    return draft.quotes and bool(draft.attribution.source or draft.attribution.cue)


def _before(reading: Reading, drafts: Sequence[Draft], quotation: Quotation) -> int | None:
    """The last attribution of the same block that ends before the quotation."""
    begin = min(s.start for s in reading.by_block[quotation.block])
    before = [
        (_rank(d.attribution), i)
        for i, d in enumerate(drafts)
        if _speaks(d) and begin <= _start(d.attribution) and _end(d.attribution) <= quotation.start
    ]
    return max(before)[1] if before else None


def _rank(attribution: Attribution) -> tuple[int, int]:
    return attribution.sent_id, -_start(attribution)


def _after(reading: Reading, drafts: Sequence[Draft], quotation: Quotation) -> int | None:
    """The first quoted attribution of the same block that begins after the quotation."""
    end = max(s.end for s in reading.by_block[quotation.block])
    later = [
        (_start(d.attribution), i)
        for i, d in enumerate(drafts)
        if d.attribution.kind == "direct" and quotation.end <= _start(d.attribution) < end
    ]
    return min(later)[1] if later else None


def _opens_block(reading: Reading, blocks: Sequence[Mapping[str, Any]], quotation: Quotation) -> bool:
    return not reading.text[blocks[quotation.block]["start"] : quotation.start].strip()


def _fills_block(reading: Reading, blocks: Sequence[Mapping[str, Any]], quotation: Quotation) -> bool:
    return blocks[quotation.block]["kind"] == "paragraph" and not reading.text[
        quotation.end : blocks[quotation.block]["end"]
    ].strip(" .\n")


def _alone(reading: Reading, quotation: Quotation) -> Draft:
    """A paragraph that is nothing but a quotation: somebody says it, and whoever has the floor is the speaker."""
    sentence = reading.by_block[quotation.block][0]
    made = Attribution(
        sent_id=sentence.sent_id, content=((quotation.start, quotation.end),), kind="direct", rule="quotation-alone"
    )
    return Draft(attribution=made, key=(sentence.sent_id, 0))


def _last_of(reading: Reading, drafts: Sequence[Draft], block: int) -> int | None:
    """The attribution that ends a block, if it is a quotation."""
    sentences = reading.by_block.get(block)
    if not sentences:
        return None
    begin, end = min(s.start for s in sentences), max(s.end for s in sentences)
    inside = [
        (_end(d.attribution), i)
        for i, d in enumerate(drafts)
        if d.attribution.kind != "indirect" and _speaks(d) and begin < _end(d.attribution) <= end
    ]
    return max(inside)[1] if inside else None

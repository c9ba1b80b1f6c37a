"""The attributions of an article in order, duplicates dropped, nested ones linked to the one that holds them."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.model import Attribution, Span


def link_nested(drafts: Sequence[Draft]) -> list[Attribution]:
    """Put drafts in order of the text and link each to the smallest one whose content holds it.

    Actions within another's content are left out, and so is a noun's attribution of a clause that its verb has too.

    Returns:
        attributions sorted by where they begin; `parent` is an index into the list.
    """
    ordered = sorted(drafts, key=_position)
    parents = _find_parents([d.attribution for d in ordered])
    attributions = _drop_duplicates(
        [d.attribution for d, parent in zip(ordered, parents, strict=True) if not d.is_action or parent is None]
    )
    parents = _find_parents(attributions)
    return [replace(a, parent=parent) for a, parent in zip(attributions, parents, strict=True)]


def _position(draft: Draft) -> tuple[int, int, tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    attribution = draft.attribution
    return draft.start, attribution.sent_id, attribution.content, attribution.cue, attribution.source


def _drop_duplicates(attributions: Sequence[Attribution]) -> list[Attribution]:
    """One attribution per content of a sentence: where a verb and its noun both claim a clause, the verb has it.

    What is quoted without a source goes to whom the layout says.
    """
    chosen: dict[tuple[int, tuple[Span, ...]], Attribution] = {}
    for attribution in attributions:
        key = (attribution.sent_id, attribution.content)
        rival = chosen.setdefault(key, attribution)
        is_noun = rival.rule == "nominal-cue" and attribution.rule != "nominal-cue"
        if is_noun or (rival.rule == "quoted-words" and not rival.source):
            chosen[key] = attribution
    return [a for a in attributions if chosen[a.sent_id, a.content] is a]


def _find_parents(attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the index of the smallest other content that holds its cue and content."""
    extents = [_extent(a.content) for a in attributions]
    sizes = [sum(end - start for start, end in a.content) for a in attributions]
    parents: list[int | None] = []
    for inner in attributions:
        spans = (*inner.cue, *inner.content)
        first, last = _extent(spans)
        around = [n for n, (start, end) in enumerate(extents) if start <= first and last <= end]
        holders = [
            n for n in around if attributions[n].content != inner.content and _holds(attributions[n].content, spans)
        ]
        parents.append(min(holders, key=sizes.__getitem__, default=None))
    return parents


def _extent(spans: Sequence[Span]) -> Span:
    """From the first to the last character of some spans; of none, so that nothing lies in it."""
    return min((start for start, _ in spans), default=sys.maxsize), max((end for _, end in spans), default=-1)


def _holds(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return all(any(s <= start and end <= e for s, e in outer) for start, end in inner)

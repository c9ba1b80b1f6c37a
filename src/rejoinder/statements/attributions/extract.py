"""All attributions of an article: the rules of this folder joined, doubles dropped, nested ones linked."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rejoinder.statements.attributions.adjuncts import adjuncts
from rejoinder.statements.attributions.continuations import continued
from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.statements.attributions.direct import ANNOUNCED, direct
from rejoinder.statements.attributions.indirect import indirect
from rejoinder.statements.attributions.labels import labelled
from rejoinder.statements.attributions.quotations import quotations
from rejoinder.statements.attributions.reading import Draft, Reading
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Sentence


def extract_attributions(
    text: str, blocks: Sequence[Mapping[str, Any]], sentences: Sequence[Sentence], lexicon: CueLexicon
) -> list[Attribution]:
    """Who says, thinks, wants or feels what in an article, in order of the text.

    Args:
        text: the article.
        blocks: its blocks, with "kind", "start" and "end"; credit lines attribute nothing.
        sentences: its parse, in order, with `block` an index into `blocks`.
        lexicon: the cues.

    Returns:
        attributions sorted by where they begin; `parent` is an index into the same list. What one speaker says that
        another one says, thinks or wants is there too ("Smith said Jones fears a war": Smith's words, and in them
        Jones's fear), as is what a speaker says of his own mind ("they say they expect"); `parent` keeps them apart.
    """
    spoken = [s for s in sentences if s.words and blocks[s.block]["kind"] != "credit"]
    marks = [q for q in quotations(text, blocks) if blocks[q.block]["kind"] != "credit"]
    reading = Reading(text, spoken, marks, lexicon)
    drafts, loose = direct(reading)
    taken = {d.key for d in drafts if d.attribution.rule != ANNOUNCED}
    known = {d.key for d in drafts}
    labels = [d for d in labelled(reading, blocks) if d.key not in known]
    drafts += labels
    for sentence in spoken:
        found = list(adjuncts(reading, sentence, taken))
        drafts += found
        used = taken | {d.key for d in found}
        drafts += indirect(reading, sentence, used)
    return _placed(continued(reading, blocks, drafts, loose))


def _placed(drafts: list[Draft]) -> list[Attribution]:
    """In order, each nested one linked to the one that holds it."""
    ordered = sorted(drafts, key=lambda d: _place(d.attribution))
    every = [d.attribution for d in ordered]
    said = [
        a for a, draft, parent in zip(every, ordered, _parents(every), strict=True) if not draft.deed or parent is None
    ]
    kept = _without_doubles(said)
    return [replace(a, parent=parent) for a, parent in zip(kept, _parents(kept), strict=True)]


def _place(made: Attribution) -> tuple[Any, ...]:
    return _begin(made), made.sent_id, made.content, made.cue, made.source


def _without_doubles(ordered: Sequence[Attribution]) -> list[Attribution]:
    """One attribution per content of a sentence: where a verb and its noun both claim a clause, the verb has it."""
    best: dict[tuple[int, tuple[Span, ...]], Attribution] = {}
    for made in ordered:
        key = (made.sent_id, made.content)
        old = best.get(key)
        if old is None or (old.rule == "nominal-cue" and made.rule != "nominal-cue"):
            best[key] = made
    return [made for made in ordered if best[made.sent_id, made.content] is made]


def _begin(attribution: Attribution) -> int:
    return min(start for spans in (attribution.source, attribution.cue, attribution.content) for start, _ in spans)


def _parents(ordered: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the smallest other content that holds its cue and content."""
    extents = [_extent(outer.content) for outer in ordered]
    sizes = [sum(end - start for start, end in outer.content) for outer in ordered]
    made: list[int | None] = []
    for inner in ordered:
        spans = (*inner.cue, *inner.content)
        first, last = _extent(spans)
        around = [n for n, (start, end) in enumerate(extents) if start <= first and last <= end]
        holding = [n for n in around if ordered[n].content != inner.content and _holds(ordered[n].content, spans)]
        made.append(min(holding, key=sizes.__getitem__, default=None))
    return made


def _extent(spans: Sequence[Span]) -> Span:
    """From the first to the last character of some spans; of none, so that nothing lies in it."""
    return min((start for start, _ in spans), default=sys.maxsize), max((end for _, end in spans), default=-1)


def _holds(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return all(any(s <= start and end <= e for s, e in outer) for start, end in inner)

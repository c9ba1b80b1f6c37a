"""All attributions of an article: the rules of this folder joined, doubles dropped, nested ones linked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rejoinder.statements.adjuncts import adjuncts
from rejoinder.statements.continuations import continued
from rejoinder.statements.cues import Lexicon, read_lexicon
from rejoinder.statements.direct import ANNOUNCED, direct
from rejoinder.statements.indirect import indirect
from rejoinder.statements.labels import labelled
from rejoinder.statements.model import Attribution, Span
from rejoinder.statements.quotations import quotations
from rejoinder.statements.reading import Draft, Reading
from rejoinder.syntax import Sentence

__all__ = ["Lexicon", "attributions", "read_lexicon"]


def attributions(
    text: str, blocks: Sequence[Mapping[str, Any]], sentences: Sequence[Sentence], lexicon: Lexicon
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
    said = [a for i, a in enumerate(every) if not ordered[i].deed or _parent(i, every) is None]
    kept = _without_doubles(said)
    return [replace(a, parent=_parent(i, kept)) for i, a in enumerate(kept)]


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


def _parent(index: int, ordered: Sequence[Attribution]) -> int | None:
    """The smallest other content that holds the attribution's cue and content."""
    inner = ordered[index]
    best, size = None, 0
    for other, outer in enumerate(ordered):
        if other == index or (abs(outer.sent_id - inner.sent_id) > 0 and not outer.content):
            continue
        length = sum(end - start for start, end in outer.content)
        if (best is None or length < size) and _holds(outer.content, (*inner.cue, *inner.content)):
            if outer.content == inner.content:
                continue
            best, size = other, length
    return best


def _holds(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return all(any(s <= start and end <= e for s, e in outer) for start, end in inner)
